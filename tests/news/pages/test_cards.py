"""The card of a story that platforms show: its pixels, its file, and the address in the page's head."""

import datetime
import io
import re

import pytest
from django.utils import timezone
from PIL import Image, ImageDraw

from isuwc.files.pictures.credited.credit import Credit
from isuwc.files.pictures.credited.labels import labelled
from isuwc.files.pictures.iptc import read_metadata
from news.editions.photos.files import remove_unshown, unused_digests
from news.models import Photo, Upload
from news.pages import cards
from news.pictures.card import MOST_BYTES, Card
from news.pictures.picture import Picture
from tests.factories import news as factories
from tests.factories.images import picture_file
from tests.markup import flat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def portrait() -> Image.Image:
    """1000 × 1500 pixels, black, with a red head near the top and a blue foot near the bottom."""
    picture = Image.new("RGB", (1000, 1500))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((400, 150, 599, 349), fill=(255, 0, 0))
    draw.rectangle((400, 1300, 599, 1399), fill=(0, 0, 255))
    return picture


def story(focus: tuple[float, float] = (0.5, 0.17), **values):
    photo = Photo(caption="A head", credit="ISU", alt="A red head", focal_x=focus[0], focal_y=focus[1], **values)
    photo.take_file(picture_file("JPEG", portrait(), quality=95))
    photo.save()
    return factories.edition(hero=photo)


def head(client, edition) -> dict[str, str]:
    html = flat(client.get(edition.get_absolute_url()).content.decode())
    return dict(re.findall(r'<meta property="(og:image[:a-z]*)" content="([^"]*)">', html))


def opened(response) -> Image.Image:
    return Image.open(io.BytesIO(response.content))


def has(picture: Image.Image, color: int) -> bool:
    """Whether the channel is the strongest somewhere."""
    return any(pixel[color] > 200 for pixel in picture.resize((120, 63)).get_flattened_data())


def test_page_names_the_card_with_its_size_and_words(client):
    edition = story()
    digest = edition.hero["digest"]
    assert head(client, edition) == {
        "og:image": f"http://127.0.0.1:8000/news/cards/{digest}-500-170.jpg",
        "og:image:type": "image/jpeg",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "A red head",
    }


def test_card_keeps_the_focal_point_of_a_portrait_in_view(client, private):
    edition = story()
    response = client.get(edition.card.src)
    picture = opened(response)
    assert (picture.format, picture.mode, picture.size, len(response.content) <= MOST_BYTES) == (
        "JPEG",
        "RGB",
        (1200, 630),
        True,
    )
    assert (has(picture, 0), has(picture, 2)) == (True, False)
    assert response.headers["Cache-Control"] == "public, max-age=86400", "whether it is served may change"
    kept = (private / "photos" / edition.card.name).read_bytes()
    assert labelled(kept, Credit("ISU")) == response.content
    assert read_metadata(picture).copyright == "© ISU"
    low = opened(client.get(story((0.5, 0.9)).card.src))
    assert (has(low, 0), has(low, 2)) == (False, True)


def test_another_focal_point_is_another_address():
    names = {Card.of("0" * 20, focus, "").name for focus in ((0.5, 0.4), (0.5, 0.41), (0.501, 0.4))}
    assert names == {f"{'0' * 20}-card-{x}-{y}.jpg" for x, y in ((500, 400), (500, 410), (501, 400))}
    assert Card.of("0" * 20, (-1, 7), "") == Card("0" * 20, 0, 1000)


def test_card_is_drawn_once_and_again_if_its_file_is_torn(client, private):
    card = story().card
    first = client.get(card.src).content
    path = private / "photos" / card.name
    drawn = path.read_bytes()
    path.write_bytes(drawn[:500])
    assert (client.get(card.src).content, path.read_bytes()) == (first, drawn)
    (private / "photos" / f"{card.digest}.jpg").unlink()
    assert client.get(card.src).content == first  # nothing is drawn any more


def test_caches_ask_for_a_card_again_when_its_rights_end(client, private):
    edition = story()
    Photo.objects.update(rights_until=timezone.now() + datetime.timedelta(hours=1))
    found = client.get(edition.card.src).headers["Cache-Control"]
    assert 3590 < int(found.removeprefix("public, max-age=")) <= 3600


def test_card_of_no_story_is_not_drawn(client, private):
    edition = story()
    photo = factories.photo_with_file(name="In the library alone")
    for card in (
        Card(edition.hero["digest"], 500, 171),
        photo.picture.card,
        story(name="Torn away").picture.card.__class__("f" * 20, 500, 400),
    ):
        assert client.get(card.src).status_code == 404
    assert [path for path in (private / "photos").iterdir() if "card" in path.name] == []
    assert client.get("/news/cards/nonsense-1-2.jpg").status_code == 404


def test_story_without_a_picture_or_with_an_awaited_one_has_the_card_of_the_site(client):
    for hero in (None, factories.photo(file="")):
        assert head(client, factories.edition(hero=hero))["og:image"].endswith("/card.jpg")
    assert Picture.of(factories.photo(file="").facts(), None).card is None


def test_card_of_a_lost_master_is_not_found_and_is_said(client, private, caplog):
    card = story().card
    (private / "photos" / f"{card.digest}.jpg").unlink()
    assert client.get(card.src).status_code == 404
    assert [record.getMessage() for record in caplog.records if record.name == cards.__name__] == [
        "A card could not be drawn"
    ]


@pytest.mark.parametrize("size", [(1200, 630), (300, 200), (4000, 500)])
def test_card_of_any_picture_has_its_size_and_at_most_300_kb(size):
    noise = Image.merge("RGB", [Image.effect_noise(size, 120) for _ in range(3)])
    data = Card("0" * 20, 500, 400).draw(noise)
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.size, len(data) <= MOST_BYTES) == ((1200, 630), True)


def test_card_goes_with_the_files_of_its_photo(client, media, private):
    photo = factories.photo_with_file()
    card = photo.picture.card
    (private / "photos" / card.name).write_bytes(b"drawn")
    Photo.objects.all().delete()
    (digest,) = unused_digests()
    assert digest == card.digest
    assert f"photos/{card.name}" in remove_unshown(digest)
    assert [*(media / "photos").iterdir(), *(private / "photos").iterdir()] == []


def test_home_has_the_card_of_its_lead_story(client):
    edition = story()
    html = flat(client.get("/").content.decode())
    assert f'<meta property="og:image" content="http://127.0.0.1:8000{edition.card.src}">' in html


def test_card_says_whose_the_photo_is_when_it_is_asked_for(client):
    card = story().card
    client.get(card.src)
    Upload.objects.filter(pk=card.digest).update(holder="Getty Images", photographer="Dean Example")
    said = read_metadata(opened(client.get(card.src)))
    assert (said.credit, said.photographer, said.copyright) == (
        "Getty Images",
        "Dean Example",
        "© Getty Images/Dean Example",
    )


def test_card_lies_where_only_the_site_serves_it(client, media):
    card = story().card
    client.get(card.src)
    assert client.get(f"/media/photos/{card.name}").status_code == 404
    assert [path.name for path in (media / "photos").iterdir() if "card" in path.name] == []

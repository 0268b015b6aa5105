"""A photo's file is replaced, or its photo deleted: what becomes of its facts and its files."""

import datetime
from pathlib import PurePath

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from isuwc.files.pictures.credited.credit import Credit
from isuwc.files.pictures.images import open_picture
from news.editions import publishing
from news.editions.photos.files import remove_unshown, unused_digests
from news.editions.snapshot import content_of
from news.models import Photo, Revision, Upload
from tests.factories import news as factories
from tests.factories.images import image, jpeg_with_iptc, picture_file, xmp
from tests.factories.standings import skater
from tests.markup import flat
from tests.news.editions.photo_folders import content

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

FIRST = {
    120: [b"Kok at the start"],
    110: [b"Getty Images"],
    80: [b"A. Example"],
    103: [b"1244721124"],
    90: [b"Hamar"],
    55: [b"20251213"],
}
SECOND = {120: [b"Leerdam at the finish"], 110: [b"OIS"], 103: [b"1250000001"]}


def picture(fields: dict[int, list[bytes]], color: int = 0) -> bytes:
    return jpeg_with_iptc(fields, source=image(color=(color, 30, 60)))


def facts(photo: Photo) -> dict[str, object]:
    return {
        name: getattr(photo, name)
        for name in ("caption", "credit", "photographer", "agency_id", "place", "taken_on", "alt", "focal_x")
    }


def stored(folder) -> set[str]:
    return {path.name for path in (folder / "photos").iterdir()} if (folder / "photos").exists() else set()


def files_of(data: bytes, holder: str, photographer: str = "") -> set[str]:
    """The renditions of a picture with this credit."""
    digest, stamp = open_picture(data).digest, Credit(holder, photographer).stamp
    return {f"{digest}-{stamp}-{width}.{kind}" for width in (320, 480, 600) for kind in ("jpg", "webp")}


def originals_of(data: bytes) -> set[str]:
    digest = open_picture(data).digest
    return {f"{digest}.jpg", f"{digest}-original.jpg"}


def taken(data: bytes, name: str = "first.jpg", **values) -> Photo:
    photo = Photo(**values)
    photo.take_file(data, name)
    photo.save()
    return photo


def form(photo: Photo, **values) -> dict[str, object]:
    fields = [
        "name",
        "caption",
        "credit",
        "photographer",
        "alt",
        "agency_id",
        "place",
        "people",
        "taken_on",
        "usage_terms",
        "focal_x",
        "focal_y",
    ]
    return {**{field: getattr(photo, field) or "" for field in fields}, **values}


def test_what_came_from_the_file_goes_with_it():
    photo = taken(picture(FIRST), credit="ISU", alt="A skater", focal_x=0.9)
    change = photo.take_file(picture(SECOND, 9), "second.jpg")
    assert facts(photo) == {
        "caption": "Leerdam at the finish",
        "credit": "ISU",
        "photographer": "",
        "agency_id": "1250000001",
        "place": "",
        "taken_on": None,
        "alt": "A skater",
        "focal_x": 0.5,
    }
    assert photo.name == "second.jpg"
    assert change.filled == ("name", "caption", "agency_id")
    assert change.emptied == ("photographer", "place", "taken_on")
    assert (change.kept, change.is_known) == (("credit", "alt"), True)


def test_the_first_file_fills_what_is_empty():
    photo = taken(picture(FIRST), credit="ISU")
    assert facts(photo) == {
        "caption": "Kok at the start",
        "credit": "ISU",
        "photographer": "A. Example",
        "agency_id": "1244721124",
        "place": "Hamar",
        "taken_on": datetime.date(2025, 12, 13),
        "alt": "",
        "focal_x": 0.5,
    }


def test_the_same_file_again_changes_nothing():
    photo = taken(picture(FIRST), focal_x=0.9)
    before = facts(photo)
    assert photo.take_file(picture(FIRST), "again.jpg").replaced == ""
    assert (facts(photo), photo.name) == (before, "first.jpg")


def test_form_says_what_became_of_each_field(admin_client):
    photo = taken(picture(FIRST), credit="ISU", alt="A skater")
    kok = skater("Femke Kok")
    photo.skaters.add(kok)
    upload = SimpleUploadedFile("second.jpg", picture(SECOND, 9))
    address = reverse("admin:news_photo_change", args=[photo.pk])
    data = form(photo, upload=upload, place="Thialf", skaters=[kok.pk], _continue="1")
    response = admin_client.post(address, data, follow=True)
    assert [str(message) for message in response.context["messages"]][:4] == [
        "From the new file: name, caption, agency number.",
        "Emptied, because it came from the earlier file: photographer, taken on.",
        "Kept, as written by hand: credit holder, alternative text, skaters. Does it fit the new picture?",
        "The focal point was reset. Click on the picture to set it.",
    ]
    photo.refresh_from_db()
    assert (photo.place, photo.caption) == ("Thialf", "Leerdam at the finish")


def test_form_says_where_it_is_not_known_what_came_from_the_file(admin_client):
    photo = taken(picture(FIRST), alt="A skater")
    Photo.objects.update(said_by_file=None)
    address = reverse("admin:news_photo_change", args=[photo.pk])
    upload = SimpleUploadedFile("second.jpg", picture(SECOND, 9))
    response = admin_client.post(address, form(photo, upload=upload, _continue="1"), follow=True)
    assert [str(message) for message in response.context["messages"]][:2] == [
        "Kept, because it is unknown whether it came from the earlier file: name, caption, credit holder, "
        "photographer, "
        "alternative text, agency number, place, taken on. Does it fit the new picture?",
        "The focal point was reset. Click on the picture to set it.",
    ]


def test_alternative_text_of_a_file_is_never_given_to_a_decorative_photo():
    photo = taken(picture(FIRST), is_decorative=True)
    body = "<Iptc4xmpCore:AltTextAccessibility>Ice</Iptc4xmpCore:AltTextAccessibility>"
    photo.take_file(picture_file("JPEG", image(color=(7, 7, 7)), xmp=xmp(body)))
    photo.full_clean()
    assert photo.alt == ""


# Files


ONE, TWO = files_of(picture(FIRST), "Getty Images", "A. Example"), files_of(picture(SECOND, 9), "OIS")


def test_deleted_photo_s_files_leave_the_public_after_the_commit(media, private, django_capture_on_commit_callbacks):
    photo = taken(picture(FIRST))
    assert (stored(media), stored(private)) == (ONE, originals_of(picture(FIRST)))
    with django_capture_on_commit_callbacks(execute=True):
        photo.delete()
        assert stored(media) == ONE
    assert (stored(media), stored(private)) == (set(), ONE | originals_of(picture(FIRST)))


def test_deletion_that_is_taken_back_brings_the_files_back(media, client, django_capture_on_commit_callbacks):
    photo = taken(picture(FIRST))
    address = photo.picture.src
    data = (media / "photos" / PurePath(address).name).read_bytes()
    with django_capture_on_commit_callbacks(execute=True):
        Photo.objects.all().delete()
    assert client.get(address).status_code == 404
    photo.save()
    assert content(client, address) == data
    call_command("photo_files")
    assert stored(media) == ONE


def test_files_of_photos_deleted_in_bulk_go_too(media, admin_client, django_capture_on_commit_callbacks):
    keys = [taken(picture(FIRST, color)).pk for color in (1, 2)]
    data = {"action": "delete_selected", "_selected_action": keys, "post": "yes"}
    with django_capture_on_commit_callbacks(execute=True):
        assert admin_client.post(reverse("admin:news_photo_changelist"), data).status_code == 302
    assert (Photo.objects.count(), stored(media)) == (0, set())


def test_files_that_another_photo_shares_stay(media, django_capture_on_commit_callbacks):
    photo, _ = taken(picture(FIRST)), taken(picture(FIRST))
    with django_capture_on_commit_callbacks(execute=True):
        photo.delete()
    assert stored(media) == ONE


@pytest.mark.parametrize("place", ["hero", "block", "nowhere"])
def test_replaced_file_stays_as_long_as_an_edition_shows_it(
    media, admin_client, django_capture_on_commit_callbacks, place
):
    photo = taken(picture(FIRST), alt="A skater")
    article = factories.article(hero=photo if place == "hero" else None)
    if place == "block":
        article.news_photoblock_set.create(photo=photo, ordering=1)
    if place != "nowhere":
        publishing.publish(article, by=None)
    upload = SimpleUploadedFile("second.jpg", picture(SECOND, 9))
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(reverse("admin:news_photo_change", args=[photo.pk]), form(photo, upload=upload))
    kept = set() if place == "nowhere" else ONE
    assert stored(media) == TWO | kept


def test_photo_of_an_edition_is_not_deleted_and_the_admin_says_why(admin_client, media):
    photo = taken(picture(FIRST), name="Kok", alt="A skater")
    article = publishing.publish(factories.article(title="Kok wins", hero=photo), by=None).article
    address = reverse("admin:news_photo_delete", args=[photo.pk])
    name, lines = admin_client.get(address).context["protected"]
    story = f'<a href="{reverse("admin:news_article_change", args=[article.pk])}">“Kok wins”</a>'
    assert (name, lines) == (
        "Kok",
        [
            f"Edition 1 of {story} shows it. What was published is kept, and so are its photos.",
            f"The article {story} uses it. Remove it there first.",
        ],
    )
    admin_client.post(address, {"post": "yes"})
    assert list(Photo.objects.all()) == [photo]
    assert stored(media) == ONE
    assert article.hero == photo


def test_command_finds_and_removes_what_an_interruption_left(media, private, capsys):
    shown = taken(picture(FIRST))
    left = Photo()
    left.take_file(picture(SECOND, 9))
    (media / "photos" / "readme.txt").write_text("not ours")
    names = sorted(f"photos/{name}" for name in TWO | originals_of(picture(SECOND, 9)))
    assert unused_digests() == {left.digest: names}
    call_command("unused_pictures")
    assert capsys.readouterr().out.splitlines() == [*names, "8 files unused."]
    call_command("unused_pictures", "--remove")
    assert capsys.readouterr().out.splitlines()[-1] == "8 files removed."
    assert (stored(media), stored(private)) == (ONE | {"readme.txt"}, originals_of(picture(FIRST)))
    assert not Upload.objects.filter(pk=left.digest).exists()
    assert remove_unshown(shown.digest) == []


def test_preview_of_an_earlier_version_shows_the_present_file_and_says_so(admin_client):
    photo = factories.photo(name="Ice")
    article = factories.article(hero=photo)
    Revision.objects.create(article=article, version=1, content=content_of(article))
    address = reverse("admin:news_article_preview", args=[article.pk])
    gone = photo.digest
    assert gone in flat(admin_client.get(address, {"version": 1}).text)
    photo.file = "photos/ffffffffffffffffffff.jpg"
    photo.save()
    shown = flat(admin_client.get(address, {"version": 1}).text)
    assert "The file of “Ice” was replaced since. The present one is shown here." in shown
    assert (gone in shown, "f" * 20 in shown) == (False, True)
    assert "was replaced since" not in flat(admin_client.get(address).text)

"""Which photo a line of a report means."""

import pytest

from isuwc.files.pictures.images import UnusablePictureError
from news.imports import create_article, plan
from news.models import Article, Photo, PhotoBlock, Revision
from tests.factories.images import jpeg_with_iptc
from tests.factories.news import photo, photo_with_file
from tests.news.imports.reports import LEAD, PROSE, file, made, report, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

# Photos


def test_photo_is_matched_by_its_number_to_the_library():
    held = photo_with_file(agency_id="1250000001", caption="The library's caption")
    article = made(text("Example 1250000001", "The text's caption. @ Getty Images", LEAD))
    assert (article.hero, article.hero_caption, held.credit) == (held, "The text's caption.", "ISU")
    assert Photo.objects.count() == 1


def test_photo_with_a_file_goes_before_a_placeholder_of_the_same_number():
    held = photo_with_file(agency_id="1250000001")
    photo(agency_id="1250000001", file="")
    assert plan(text("Example 1250000001", "Close. @ ISU", LEAD)).photos[0].photo == held


@pytest.mark.parametrize("name", ["GettyImages-1250000001.jpg", "1250000001.jpeg", "Example 1250000001 (2).png"])
def test_photo_is_matched_by_its_number_to_a_file(name):
    article = made(text("Example 1250000001", "Close. @ ISU", LEAD), files=[file("other.jpg"), file(name)])
    assert article.hero is not None
    assert (article.hero.width, article.hero.height, article.hero.alt) == (600, 400, "Close.")
    assert article.hero.name == "Example 1250000001"


def test_photo_is_matched_by_the_number_that_the_agency_wrote_into_the_file():
    data = jpeg_with_iptc({103: [b"1250000001"]})
    planned = plan(text("Example 1250000001", "Close. @ ISU", LEAD), [file("a.jpg"), file("DSC_0001.jpg", data)])
    assert [each.source for each in planned.photos] == ["file DSC_0001.jpg"]


@pytest.mark.parametrize(("line", "name"), [("Kimi G", "kimi g.JPG"), ("IMG_1234.jpg", "IMG_1234.jpg")])
def test_photo_without_a_number_is_matched_by_its_name(line, name):
    planned = plan(text(LEAD, PROSE, line, "Kimi Example, close. @ ISU", PROSE), [file("Kimi.jpg"), file(name)])
    assert [each.source for each in planned.photos] == [f"file {name}"]


def test_number_that_the_text_has_twice_is_one_photo_with_two_captions():
    article = made(text(LEAD, PROSE, "A 1250000001", "First. @ ISU", PROSE, "A 1250000001", "Second. @ ISU", PROSE))
    blocks = PhotoBlock.objects.filter(parent=article)
    assert [(block.photo.caption, block.caption) for block in blocks] == [("First.", ""), ("First.", "Second.")]
    assert Photo.objects.count() == 1


def test_credit_is_filled_in_where_the_library_has_none():
    held = photo(agency_id="1250000001", credit="")
    made(text("Example 1250000001", "Close. @OIS/Bob Example", LEAD))
    held.refresh_from_db()
    assert (held.credit, held.photographer) == ("OIS", "Bob Example")


def test_credit_that_is_told_is_for_pictures_without_one():
    article = made(
        text("A 1250000001", "Close. @ ISU", LEAD, PROSE, "B 1250000002", "Far. Away.", PROSE), credit="Told"
    )
    photos = [article.hero, *(block.photo for block in PhotoBlock.objects.all())]
    assert [each.credit for each in photos if each] == ["ISU", "Told"]


def test_unusable_file_stops_everything():
    planned = plan(report("01"), [file("Example-1250000001.jpg", b"no picture")])
    with pytest.raises(UnusablePictureError):
        create_article(planned, by=None)
    assert [Article.objects.count(), Photo.objects.count(), Revision.objects.count()] == [0, 0, 0]

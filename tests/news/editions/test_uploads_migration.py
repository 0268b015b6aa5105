"""What is written down of pictures that came before: of the library, and of editions alone."""

from importlib import import_module

import pytest
from django.apps import apps

from news.editions import publishing
from news.models import GalleryBlock, Photo, Upload
from news.pictures.files import BEFORE, PictureFiles
from tests.factories import news as factories

migration = import_module("news.migrations.0071_uploads_of_before")


@pytest.mark.django_db
def test_every_picture_of_the_library_and_of_editions_is_written_down_once():
    hero, shown, unused = factories.photo(width=2000, height=900), factories.photo(width=700), factories.photo()
    odd, awaited = factories.photo(file="photos/odd.jpg"), factories.photo(file="")
    gallery = [factories.photo(width=300, height=200), factories.photo(width=9000, height=10)]
    article = factories.article(hero=hero, text="<p>Words.</p>")
    GalleryBlock.objects.create(parent=article, ordering=20).set_photos(gallery)
    publishing.publish(article, by=None)
    before = hero.digest
    Photo.objects.filter(pk=hero.pk).update(file=f"photos/{'f' * 20}.jpg", width=480, height=10)
    assert not Upload.objects.exists()
    migration.write_down(apps, None)
    assert {row.digest: row.widths for row in Upload.objects.all()} == {
        before: [480, 960, 1600, 2000],
        "f" * 20: [480],
        shown.digest: [480, 700],
        unused.digest: [480, 960, 1500],
        gallery[0].digest: [300],
        gallery[1].digest: [480, 960, 1600, 2400],
    }
    assert set(Upload.objects.values_list("stamp", "avif", "is_closed", "original")) == {("", None, False, "")}
    assert (odd.digest, awaited.digest) == ("odd", "")


@pytest.mark.parametrize("width", [1, 479, 480, 481, 2399, 2400, 2401])
def test_widths_are_those_that_pages_name_where_nothing_is_written_down(width):
    assert tuple(migration.widths_of(width)) == PictureFiles.of_before(width).widths
    assert migration.WIDTHS == BEFORE

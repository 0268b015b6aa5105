"""Articles with photos whose facts change, for the tests."""

from news.models import Article, Edition, GalleryBlock, Photo, PhotoBlock, VideoBlock
from tests.factories import news as factories


def story(photo: Photo, own: str = "", **values) -> Article:
    """An article that shows the photo in every way: the block's caption is `own`."""
    article = factories.article(hero=photo, text="<p>Words.</p>", **values)
    gallery = GalleryBlock.objects.create(parent=article, title="Gallery", ordering=20)
    gallery.set_photos([photo, factories.photo(caption="Another one.")])
    PhotoBlock.objects.create(parent=article, photo=photo, caption=own, ordering=30)
    VideoBlock.objects.create(parent=article, youtube_id="abcdefghijk", title="Video", poster=photo, ordering=40)
    return article


def change(photo: Photo, **facts: object) -> None:
    Photo.objects.filter(pk=photo.pk).update(**facts)
    photo.refresh_from_db()


def live() -> Edition:
    return Edition.objects.live().get()

"""Pictures of an import that the library has already: said before anything is made, and taken instead or added."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from news.imports import complete_pictures, create_article, plan
from news.models import Article, Photo
from tests.factories.images import picture_file, scene
from tests.factories.news import photo
from tests.news.imports.reports import LEAD, file, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

REPORT = text("Kimi G", "Kimi Example, close. @ ISU", LEAD)
CAPTION_STANDS_IN = (
    "Picture Kimi G: unless its file has an alternative text, the caption stands in for it until somebody says what "
    "the picture shows."
)
TAKEN = (
    "Picture Kimi G: its file is in the library already, as Held, which is taken instead. It can be added all the same."
)
ADDED = "Picture Kimi G: Kimi G.jpg is in the library already, as Held. It is added again."


def held(**values) -> Photo:
    there = Photo(**{"name": "Held", "caption": "From the library", "credit": "OIS", "alt": "A bend", **values})
    there.take_file(picture_file("PNG", scene(1)))
    there.save()
    return there


def again():
    return file("Kimi G.jpg", picture_file("JPEG", scene(1).resize((270, 180)), quality=40))


def doubts(planned) -> list[str]:
    return [words for words in planned.doubts if words.startswith("Picture")]


def test_the_library_s_photo_is_taken_instead_and_said():
    there = held()
    planned = plan(REPORT, [again()])
    assert (doubts(planned), [each.source for each in planned.photos]) == ([TAKEN], ["in the library: Held"])
    article = create_article(planned, by=None)
    assert (article.hero, article.hero_caption, Photo.objects.count()) == (there, "Kimi Example, close.", 1)


def test_it_is_added_all_the_same_when_asked_and_said():
    there = held()
    planned = plan(REPORT, [again()], add_same=True)
    assert doubts(planned) == [ADDED]
    article = create_article(planned, by=None)
    assert (article.hero.credit, Photo.objects.count()) == ("ISU", 2)
    assert article.hero != there


def test_placeholder_that_waits_for_the_file_gets_it():
    held()
    waiting = photo(name="Waiting", agency_id="1250000001", file="")
    planned = plan(text("Kimi 1250000001", "Close. @ ISU", LEAD), [file("1250000001.jpg", again().read())])
    assert doubts(planned) == ["Picture Kimi: 1250000001.jpg is in the library already, as Held. It is added again."]
    create_article(planned, by=None)
    waiting.refresh_from_db()
    assert (waiting.is_awaited, Photo.objects.count()) == (False, 2)


def test_article_that_waits_for_its_picture_gets_it_although_the_library_has_it():
    created = create_article(plan(REPORT), by=None)
    held()
    planned = plan(REPORT, [again()])
    assert doubts(planned) == [ADDED]
    assert [each.pk for each in complete_pictures(planned)] == [created.hero_id]
    created.refresh_from_db()
    assert (created.hero.is_awaited, created.hero.name) == (False, "Kimi G")
    Photo.objects.exclude(pk=created.hero_id).delete()
    assert doubts(plan(REPORT, [again()])) == [CAPTION_STANDS_IN]  # it is its own picture


def test_alternative_text_that_is_only_the_caption_is_said_before_and_after():
    planned = plan(REPORT, [again()])
    assert doubts(planned) == [CAPTION_STANDS_IN]
    hero = create_article(planned, by=None).hero
    assert (hero.alt, hero.doubts) == (
        "Kimi Example, close.",
        ["The alternative text only repeats the caption. Say what the picture shows."],
    )


def test_page_says_so_and_has_a_box_to_add_it(admin_client):
    held()
    address = "/admin/news/article/from-text/"

    def sent(**values):
        upload = SimpleUploadedFile("Kimi G.jpg", again().read())
        return admin_client.post(address, {"text": REPORT, "pictures": upload, **values})

    looked = sent(_look="")
    assert doubts(looked.context["planned"]) == [TAKEN]
    assert 'name="add_same"' in looked.content.decode()
    assert doubts(sent(_look="", add_same="on").context["planned"]) == [ADDED]
    assert sent(_make="", add_same="on").status_code == 302
    assert (Article.objects.count(), Photo.objects.count()) == (1, 2)

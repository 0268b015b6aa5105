"""The article's form stays small and quick, and takes blocks that are unfinished."""

import pytest
from django.contrib.auth.models import Permission, User
from django.db.models import Value
from django.db.models.functions import Concat
from django.urls import reverse

from news.editions.checks import problems
from news.editions.publishing import publish
from news.editions.refusals import PublishError
from news.editions.snapshot import content_of
from news.models import BLOCKS, Article, Edition, PhotoBlock, QuoteBlock, ResultBlock
from news.pages.page import article_page
from standings.models import Cup
from tests.factories import blocks, events, standings
from tests.factories import news as factories
from tests.factories.people import sign_in
from tests.isuwc.hostile.test_forms import sent
from tests.migrating import migrate

pytestmark = pytest.mark.django_db

QUERIES = 23  # with blocks of all kinds
GALLERIES = 2  # of these, for their photos
# A block of each kind as the form sends it when nothing was filled in
UNFINISHED = {
    "textblock": "is empty.",
    "quoteblock": "is empty.",
    "photoblock": "has no photo.",
    "galleryblock": "has no photos.",
    "tableblock": "has no rows.",
    "resultblock": "has no race.",
}


def change(article: Article) -> str:
    return reverse("admin:news_article_change", args=[article.pk])


@pytest.fixture
def story():
    """An article with two blocks of each kind and everything that a form can show."""
    article = factories.article(event=events.event(), hero=factories.photo())
    for _ in range(2):
        one_of_each(article)
    return article


def one_of_each(article: Article) -> None:
    Cup.objects.update(slug=Concat("slug", Value("-before")))  # each makes one of its own
    for make in blocks.FACTORIES.values():
        make(article)


def many_more() -> None:
    """Ten times as many seasons, events, races, cups and skaters."""
    for year in range(2000, 2010):
        season = events.season(year)
        event = events.event(season=season)
        for distance in ("500", "1000", "1500"):
            events.race(event=event, distance=distance)
            standings.cup(season=season, slug=f"{distance}m")
        for number in range(4):
            standings.skater(f"Ada Example{year}{number}")
        factories.photo()


def test_form_is_as_small_and_asks_as_few_queries_with_ten_times_as_many_rows(client, story, django_assert_num_queries):
    sign_in(client, "Journalist")
    client.get(change(story))
    with django_assert_num_queries(QUERIES):
        before = client.get(change(story)).content
    many_more()
    with django_assert_num_queries(QUERIES):
        after = client.get(change(story)).content
    assert abs(len(after) - len(before)) < 100  # tokens differ by a few characters
    assert len(after) < 105_000  # of twenty blocks; a long report has sixteen
    assert b"Example2005" not in after


def test_further_blocks_take_no_further_queries(client, story, django_assert_num_queries):
    sign_in(client, "Journalist")
    one_of_each(story)
    client.get(change(story))
    with django_assert_num_queries(QUERIES):
        client.get(change(story))


def test_kinds_of_blocks_that_an_article_lacks_take_no_query(client, django_assert_num_queries):
    sign_in(client, "Journalist")
    article = factories.article(event=events.event(), hero=factories.photo(), text="<p>Words.</p>")
    client.get(change(article))
    with django_assert_num_queries(QUERIES - GALLERIES - len(BLOCKS) + 1):
        client.get(change(article))


def test_chosen_rows_are_shown_by_what_they_are(client):
    sign_in(client, "Journalist")
    race = events.race(event=events.event(venue=events.venue("Calgary")), distance="500")
    article = factories.article()
    ResultBlock.objects.create(parent=article, race=race, ordering=10)
    skater = standings.skater("Metoděj Jílek", country=events.country("CZE"))
    QuoteBlock.objects.create(parent=article, text="“So.”", speaker=skater, ordering=20)
    page = client.get(change(article)).content.decode()
    assert 'value="500m Women, World Cup 1, Calgary 2025/26"' in page
    assert 'value="Jílek, Metoděj (CZE)"' in page


def with_new(values: dict[str, object], kind: str, **fields: object) -> dict[str, object]:
    """The submission with a further block of the kind, filled in with no more than the fields."""
    prefix = f"news_{kind}_set"
    number = int(values[f"{prefix}-TOTAL_FORMS"])
    own = {"region": "body", "ordering": 990, "id": "", **fields}
    rows = {f"{prefix}-{number}-{name}": value for name, value in own.items()}
    return {**values, f"{prefix}-TOTAL_FORMS": number + 1, **rows}


@pytest.mark.parametrize(("kind", "problem"), UNFINISHED.items())
def test_block_that_is_unfinished_is_saved_said_and_kept_from_readers(client, kind, problem):
    sign_in(client, "Journalist")
    article = factories.article(text="<p>Words.</p>")
    answer = client.post(change(article), {**with_new(sent(client, change(article)), kind), "_continue": "1"})
    assert answer.status_code == 302
    model = next(each for each in BLOCKS if each._meta.model_name == kind)
    assert model.objects.filter(parent=article, ordering=990).count() == 1

    page = client.get(change(article)).content.decode()
    name = model._meta.verbose_name
    assert f'<a href="#block-2">Block 2 ({name}) {problem}</a>' in page
    assert page.count(f"Unfinished: this block {problem}") == 1
    assert [str(each) for each in problems(content_of(article))] == [f"Block 2 ({name}) {problem}"]
    with pytest.raises(PublishError):
        publish(article, by=None)
    assert Edition.objects.count() == 0


def test_video_keeps_what_it_has_until_it_has_all(client):
    sign_in(client, "Journalist")
    article = factories.article()
    empty = sent(client, change(article))
    client.post(change(article), with_new(empty, "videoblock", title="The last lap"))
    [video] = content_of(article)["body"]
    assert (video["youtube"], video["title"]) == ("", "The last lap")
    assert [str(each) for each in problems(content_of(article))] == ["Block 1 (video) has no address on YouTube."]
    refused = client.post(change(article), with_new(empty, "videoblock", youtube_id="https://example.com/"))
    assert "This is neither the address nor the id of a YouTube video." in refused.content.decode()


def test_preview_leaves_out_what_is_unfinished(client):
    sign_in(client, "Journalist")
    article = factories.article(text="<p>Words.</p>")
    values = sent(client, change(article))
    for kind in [*UNFINISHED, "videoblock"]:
        values = with_new(values, kind)
    page = client.post(reverse("admin:news_article_preview", args=[article.pk]), values)
    assert page.status_code == 200
    assert [block.kind for block in page.context["page"].blocks] == ["text"]


def test_caption_that_was_written_before_its_photo_was_chosen_stays_in_the_version():
    article = factories.article()
    PhotoBlock.objects.create(parent=article, caption="The last lap.", ordering=10)
    content = content_of(article)
    assert content["body"] == [{"kind": "photo", "caption": "The last lap."}]
    edition = Edition(**{name: value for name, value in content.items() if name != "event_id"}, article=article)
    assert article_page(edition).blocks == []


def test_who_may_only_view_reads_the_blocks(client):
    user = User.objects.create(username="Ada", is_staff=True)
    rights = [f"view_{model._meta.model_name}" for model in (Article, *BLOCKS)]
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="news", codename__in=rights))
    client.force_login(user)
    article = factories.article(text="<p>Words.</p>")
    PhotoBlock.objects.create(parent=article, caption="The last lap.", ordering=20)
    page = client.get(change(article)).content.decode()
    assert page.count('<div class="readonly">') > 10
    assert ("The last lap." in page, "<textarea" in page, 'value="Save"' in page) == (True, False, False)


def test_blocks_are_numbered_as_readers_meet_them(client, story):
    sign_in(client, "Journalist")
    page = client.get(change(story))
    order = sorted(page.context["blocks"], key=lambda form: form.instance.ordering)
    assert [form.number for form in order] == list(range(1, 1 + 2 * len(BLOCKS)))
    assert [f'id="block-{form.number}"' in page.content.decode() for form in order] == [True] * len(order)


def test_blocks_with_the_same_ordering_have_the_numbers_that_readers_and_checks_give_them(client):
    sign_in(client, "Journalist")
    article = factories.article()
    for make in reversed(blocks.FACTORIES.values()):
        block = make(article)
        type(block).objects.filter(pk=block.pk).update(ordering=10)
    forms = client.get(change(article)).context["blocks"]
    assert [form.number for form in forms] == list(range(1, 1 + len(BLOCKS)))
    assert [form.instance.facts() for form in forms] == content_of(article)["body"]


def test_migration_back_removes_what_the_columns_can_not_hold():
    article = factories.article(text="<p>Words.</p>")
    kept = blocks.photo(article)
    PhotoBlock.objects.create(parent=article, ordering=80)
    ResultBlock.objects.create(parent=article, ordering=90)
    migrate("news", "0051")
    migrate("news")
    assert [list(model.objects.all()) for model in (PhotoBlock, ResultBlock)] == [[kept], []]

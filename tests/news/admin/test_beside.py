"""The article beside its form: as readers see it, with what is not saved, and nothing written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.models import Article, QuoteBlock, Revision, TextBlock
from tests.factories import news as factories
from tests.factories.people import sign_in, staff
from tests.news.admin.open_forms import address, opened, post

pytestmark = pytest.mark.django_db
TEXT, QUOTE = "news_textblock_set", "news_quoteblock_set"


@pytest.fixture
def article(client) -> Article:
    sign_in(client, "Journalist")
    made = factories.article(title="Before", lead="The lead.", text="<p>One.</p>")
    QuoteBlock.objects.create(parent=made, text="“Said.”", speaker_name="Ada", ordering=20)
    return made


def sent(client, article: Article | None, **changes):
    values = {name: value for name, value in opened(client, article).values.items() if name != "_once"}
    return post(client, address("beside", article), **{**values, **changes})


def test_unsaved_words_are_shown_as_readers_see_them_and_nothing_is_written(client, article):
    form = opened(client, article).values
    form.pop("_once")
    changes = {"title": "Unsaved", f"{TEXT}-0-text": "<p>Two.</p>", f"{QUOTE}-0-text": "“Said again.”"}
    before = (Article.objects.values().get(), TextBlock.objects.values().get(), Revision.objects.count())
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.post(address("beside", article), {**form, **changes})
    html = answer.json()["html"]
    assert '<h1 dir="auto">Unsaved</h1>' in html
    assert all(words in html for words in ("Two.", "Said again.", "The lead."))
    assert "Nobody outside the newsroom" not in html
    assert answer.json()["left_out"] == []
    assert {each["sql"].partition(" ")[0] for each in asked} == {"SELECT", "SAVEPOINT", "RELEASE"}
    assert (Article.objects.values().get(), TextBlock.objects.values().get(), Revision.objects.count()) == before
    assert "no-store" in answer["Cache-Control"]


def test_unfinished_block_is_left_out_and_named(client, article):
    answer = sent(client, article, **{f"{QUOTE}-0-text": ""}).json()
    assert answer["left_out"] == ["Block 2 (quote) is empty."]
    assert "One." in answer["html"]


def test_what_the_form_would_be_refused_for_is_said_instead(client, article):
    answer = sent(client, article, title="", event="9" * 30).json()
    assert "html" not in answer
    assert [words.partition(":")[0] for words in answer["errors"]] == ["Title", "Event"]


def test_new_article_is_shown_before_it_is_saved(client):
    sign_in(client, "Contributor")
    assert '<h1 dir="auto">A new one</h1>' in sent(client, None, title="A new one").json()["html"]
    assert not Article.objects.exists()


def test_pages_may_still_be_framed_by_nobody(client, article):
    answer = sent(client, article)
    assert answer["X-Frame-Options"] == "DENY"
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "frame-src https://www.youtube-nocookie.com" in policy


def test_it_takes_the_same_queries_however_many_articles_there_are(client, article, django_assert_num_queries):
    values = opened(client, article).values
    values.pop("_once")
    client.post(address("beside", article), values)
    for _ in range(3):
        factories.article()
    with django_assert_num_queries(37):
        client.post(address("beside", article), values)


def test_who_only_signs_in_elsewhere_sees_nothing(client, article):
    form = opened(client, article).values
    client.force_login(staff("Editor"))
    assert post(client, address("beside", article), **form).json() == {"user": None}, "the form is another person's"

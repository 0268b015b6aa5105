"""Which stories are found, in which order, and what is shown of them."""

import datetime

import pytest

from news.editions.publishing import withdraw
from tests.factories import news, standings
from tests.isuwc.site.search.asking import answer, titles
from tests.markup import flat

pytestmark = pytest.mark.django_db


def test_titles_come_before_leads_and_these_before_texts(client):
    news.edition(title="In the text", text="<p>It was Quill.</p>")
    news.edition(title="In the lead", lead="It was Quill.")
    news.edition(title="Quill in the title")
    news.edition(title="Nowhere")
    assert titles(client, "quill") == ["<mark>Quill</mark> in the title", "In the lead", "In the text"]


def test_all_words_have_to_be_in_a_story_and_may_be_begun(client):
    news.edition(title="One", lead="Mass start in Tomaszów.")
    news.edition(title="Two", lead="Mass of another kind.")
    assert titles(client, "mass tomasz", "STORY") == ["One"]


def test_snippet_is_the_sentence_with_the_words_marked(client):
    news.edition(title="A day", lead="It began late.", text="<p>Snow fell. Żurek won in 34.11 seconds. He smiled.</p>")
    (hit,) = answer(client, "zurek")
    assert hit.why == "<mark>Żurek</mark> won in 34.11 seconds."


def test_markup_of_a_title_and_of_a_text_is_text(client):
    news.edition(title="<b>Quill</b> & co", lead="<script>alert('Quill')</script>")
    page = client.get("/search/?q=quill").text
    assert "&lt;b&gt;<mark>Quill</mark>&lt;/b&gt; &amp; co" in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&#x27;<mark>Quill</mark>&#x27;)&lt;/script&gt;" in page


def test_question_is_printed_as_text(client):
    assert "<script>alert" not in client.get("/search/", {"q": "<script>alert(1)</script>"}).text


def test_drafts_embargoed_withdrawn_and_replaced_words_are_not_found(client):
    now = datetime.datetime.now(datetime.UTC)
    news.article(title="Secretword one")
    article = news.edition(title="A story").article
    article.title = "Secretword two"
    article.save()
    news.edition(title="Secretword three", goes_live_at=now + datetime.timedelta(hours=1))
    withdrawn = news.edition(title="Secretword four")
    withdraw(withdrawn.article, by=None)
    replaced = news.edition(title="Secretword five")
    news.revise(replaced.article, title="Corrected five")
    news.edition(replaced.article)
    assert titles(client, "Secretword") == []
    assert titles(client, "corrected") == ["<mark>Corrected</mark> five"]


def test_page_says_that_more_match(client):
    for number in range(14):
        news.edition(title=f"Quill wins {number}")
    page = client.get("/search/?q=quill")
    assert [str(hit.title) for hit in page.context["answer"].groups[0].hits] == [
        f"<mark>Quill</mark> wins {number}" for number in range(13, 1, -1)
    ]
    assert "More stories match. Add a word to narrow the search." in flat(page.text)


def test_title_with_the_words_keeps_typing_errors_away(client):
    standings.skater("Anna Records")
    news.edition(title="A rekords day")
    assert titles(client, "rekords") == ["A <mark>rekords</mark> day"]

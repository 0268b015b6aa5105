"""The page on which a live blog is written: rights, what is posted once and what is refused; no words are lost."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from isuwc.history.models import Change
from isuwc.submissions.sending.page import ONCE
from news.admin.articles.live_blog.page import SHOWN
from news.editions import live_blog, publishing
from news.editions.live_blog import Words
from news.models import Article, LiveEntry
from tests.factories import events
from tests.factories import news as factories
from tests.factories.people import sign_in
from tests.news.admin.pages import page, said, text
from tests.news.admin.test_two_editors import saves, window

pytestmark = pytest.mark.django_db
QUERIES = 7


@pytest.fixture
def story() -> Article:
    return factories.edition(title="Race day", live_blog=True).article


@pytest.fixture
def journalist(client):
    sign_in(client, "Journalist")
    return client


def entry_of(story: Article, heading: str = "Gold", **options) -> LiveEntry:
    return live_blog.post(story, Words(heading, **options), None)


def send(client, story: Article, **data) -> str:
    """What the page answers, or the message after it."""
    response = client.post(page("live", story), data)
    return said(client, response["Location"]) if response.status_code == 302 else text(response)


def test_only_who_may_publish_writes(client, story):
    entry = entry_of(story)
    addresses = [page("live", story), page("live_entry", story, entry.pk)]
    for role, status in (("Results", 403), ("Broadcast", 403), ("Journalist", 200), ("Editor", 200)):
        user = sign_in(client, role)
        assert [client.get(address).status_code for address in addresses] == [status, status]
        if status == 403:
            assert client.post(addresses[0], {"_post": "1", "heading": "x"}).status_code == 403
            assert client.post(addresses[1], {"heading": "x", "seen": "1"}).status_code == 403
    user.groups.clear()
    client.logout()
    assert client.get(addresses[0]).status_code == 302
    assert list(LiveEntry.objects.values_list("heading", "version")) == [("Gold", 1)]


def test_entry_is_posted_by_one_press_and_once_however_often_it_is_pressed(
    journalist, story, django_assert_num_queries
):
    shown = journalist.get(page("live", story)).text
    once = re.search(rf'name="{ONCE}" value="([^"]+)"', shown)[1]
    data = {"_post": "1", "heading": "Gold", "text": "<p>For <b>Kok</b>\x00.</p>", ONCE: once}
    first, second = (journalist.post(page("live", story), data) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    entry = LiveEntry.objects.get()
    assert (entry.heading, entry.text, entry.posted_by.username) == (
        "Gold",
        "<p>For <strong>Kok</strong>.</p>",
        "journalist",
    )
    assert said(journalist, page("live", story)) == f"Posted at {entry.posted_at:%H:%M} UTC."
    with django_assert_num_queries(QUERIES):
        journalist.get(page("live", story))
    for number in range(3):
        entry_of(story, f"More {number}", race=events.race(), photo=factories.photo())
    with django_assert_num_queries(QUERIES):
        journalist.get(page("live", story))


def test_entry_of_a_story_that_is_not_live_waits_and_says_so(journalist):
    article = factories.article(live_blog=True)
    answer = send(journalist, article, _post="1", heading="Early")
    assert re.fullmatch(r"Kept at \d\d:\d\d UTC: readers see it once the story is live as a live blog\.", answer)
    assert "Not public yet" in text(journalist.get(page("live", article)))


def test_buttons_pin_unpin_withdraw_end_and_go_on(journalist, story):
    entry = entry_of(story)
    key = str(entry.pk)
    assert send(journalist, story, _pin=key) == "Pinned: it stands above all others."
    assert LiveEntry.objects.get().is_pinned
    assert send(journalist, story, _unpin=key) == "No longer pinned."
    assert send(journalist, story, _withdraw=key) == "Withdrawn: readers no longer see it. The history keeps its words."
    assert "Gold" not in text(journalist.get(page("live", story)))
    assert "Somebody withdrew this entry meanwhile." in send(journalist, story, _withdraw=key)
    assert send(journalist, story, _end="1") == "The live blog has ended."
    answer = send(journalist, story, _post="1", heading="Too late, but kept in sight")
    assert "This live blog has ended. Go on with it first." in answer
    assert (
        'value="Too late, but kept in sight"'
        in journalist.post(page("live", story), {"_post": "1", "heading": "Too late, but kept in sight"}).text
    )
    assert send(journalist, story, _go_on="1") == "The live blog goes on."
    for wrong in ("", "x", "0", "9" * 30, str(entry_of(factories.edition(live_blog=True).article).pk)):
        assert "This entry is gone. Nothing was changed." in send(journalist, story, _pin=wrong)
    assert "The page is not as it was sent. Nothing was changed." in send(journalist, story)


def test_what_is_refused_keeps_what_was_typed(journalist, story):
    assert "Write something, or choose a photo or a result." in send(journalist, story, _post="1", text="<p></p>")
    photo = factories.photo(name="Kok", credit="")
    data = {"_post": "1", "heading": "Gold", "text": "<p>Words.</p>", "photo": str(photo.pk), "race": "nonsense"}
    response = journalist.post(page("live", story), data)
    assert 'value="Gold"' in response.text
    assert "&lt;p&gt;Words.&lt;/p&gt;" in response.text
    assert "The photo “Kok” has no credit holder." in send(journalist, story, **{**data, "race": ""})
    assert "at most 120 characters" in send(journalist, story, _post="1", heading="x" * 121)
    assert not LiveEntry.objects.exists()
    kept = journalist.post(page("live", story), {"_restore": "1", "heading": "Kept", "text": "<p>By the browser.</p>"})
    assert 'value="Kept"' in kept.text
    assert "These are your words, not sent yet." in text(kept)
    assert not LiveEntry.objects.exists()


def test_entry_is_corrected_and_two_who_correct_it_notice_each_other(journalist, story):
    entry = entry_of(story, text="<p>36.90</p>")
    address = page("live_entry", story, entry.pk)
    assert "&lt;p&gt;36.90&lt;/p&gt;" in journalist.get(address).text
    data = {"heading": "Gold", "text": "<p>36.09</p>", "seen": "1"}
    assert said(journalist, journalist.post(address, data)["Location"]) == "Corrected: readers see the time beside it."
    theirs = journalist.post(address, {**data, "text": "<p>36.99</p>"})
    assert "Somebody corrected this entry meanwhile." in text(theirs)
    assert ("36.99" in theirs.text, "<p>36.09</p>" in re.sub(r"\s*\n\s*", "", theirs.text)) == (True, True)
    assert 'name="seen" value="2"' in theirs.text
    assert said(journalist, journalist.post(address, {**data, "text": "<p>36.99</p>", "seen": "2"})["Location"])
    assert said(journalist, journalist.post(address, {**data, "text": "<p>36.99</p>", "seen": "3"})["Location"]) == (
        "Nothing was changed."
    )
    restored = journalist.post(address, {**data, "_restore": "1", "text": "<p>37.00</p>", "seen": "1"})
    assert ("37.00" in restored.text, 'name="seen" value="1"' in restored.text) == (True, True)
    for wrong in ({}, {**data, "seen": "x"}, {**data, "seen": "9" * 30}):
        assert journalist.post(address, wrong).status_code == 200
    entry.refresh_from_db()
    assert (entry.text, entry.version) == ("<p>36.99</p>", 3)
    for wrong in ({**data, "seen": "x"}, {"heading": "Gold"}):
        assert "The page does not say which words you saw." in text(journalist.post(address, wrong))
    live_blog.withdraw(entry, None)
    assert journalist.get(address).status_code == 404
    late = journalist.post(address, {**data, "text": "<p>Typed meanwhile.</p>", "seen": "3"})
    assert "Somebody withdrew this entry meanwhile." in text(late)
    assert ("Typed meanwhile." in late.text, "What readers see now" in late.text) == (True, False)
    assert journalist.get(page("live_entry", story, 10**17)).status_code == 404
    other = factories.edition(live_blog=True).article
    assert journalist.get(page("live_entry", story, entry_of(other).pk)).status_code == 404


def test_every_entry_is_within_reach_however_many_came_after_it(journalist, story):
    first, *others = (entry_of(story, f"No. {number}.") for number in range(SHOWN + 2))
    live_blog.pin(others[0], None)

    def shown(query: str = "") -> list[int]:
        html = journalist.get(page("live", story) + query).text
        return [int(key) for key in re.findall(r'<li class="live-row" id="entry-(\d+)"', html)]

    newest = [entry.pk for entry in reversed(others)][:SHOWN]
    assert shown() == [others[0].pk, *newest[:-1]]
    assert f'<a href="?from={others[1].pk}">Older entries</a>' in journalist.get(page("live", story)).text
    assert shown(f"?from={others[1].pk}") == [others[1].pk, others[0].pk, first.pk]
    assert len(shown("?from=" + "9" * 30)) == SHOWN
    assert "No older entry" in text(journalist.get(page("live", story) + "?from=0"))
    address = f"{page('live', story)}?from={first.pk}"
    journalist.post(address, {"_withdraw": str(first.pk)})
    assert shown(f"?from={others[1].pk}") == [others[1].pk, others[0].pk]


def test_desk_says_what_keeps_a_photo_from_readers(journalist, story):
    photo = factories.photo(name="Kok")
    entry_of(story, photo=photo)
    assert "Photo: Kok<" in journalist.get(page("live", story)).text
    photo.rights_until = timezone.now()
    photo.save()
    assert "Photo: Kok (not to be shown now)" in text(journalist.get(page("live", story)))


def test_history_of_the_story_has_each_step_in_words(journalist, story):
    send(journalist, story, _post="1", heading="Gold", text="<p>36.90</p>")
    entry = LiveEntry.objects.get()
    journalist.post(page("live_entry", story, entry.pk), {"heading": "Gold", "text": "<p>36.09</p>", "seen": "1"})
    send(journalist, story, _withdraw=str(entry.pk))
    history = text(journalist.get(page("history", story)))
    assert ("36.90" in history, "36.09" in history, "Gold" in history) == (True, True, True)
    deeds = Change.objects.of_row("news_liveentry", str(entry.pk)).order_by("pk").values_list("deed", flat=True)
    assert [str(deed) for deed in deeds] == ["made", "changed", "changed"]


def test_story_with_entries_stays_a_live_blog(journalist, story):
    entry_of(story)
    mine = window("Anna", story)
    mine.form.values.pop("live_blog")
    answer = mine.send()
    assert "It has entries, which readers would lose. End the live blog instead." in text(answer)
    article = factories.article(live_blog=True)
    mine = window("Anna", article)
    assert reverse("admin:news_article_live", args=[article.pk]) in mine.client.get(page("change", article)).text
    mine.form.values.pop("live_blog")
    saves(mine)
    article.refresh_from_db()
    assert article.live_blog is False
    publishing.publish(article, None, timezone.now())
    assert "No live blog" in text(journalist.get(page("live", article)))

"""Corrections for readers: dated notes that no later edition loses, and that wait with the edition that has them."""

import datetime
import json
import re

import pytest
from django.utils import timezone

from news.editions import publishing
from news.editions.corrections import corrections_of
from news.editions.refusals import AlreadyPublishedError, PublishError
from news.models import Edition
from tests.factories import news as factories

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
SECOND = datetime.timedelta(seconds=1)
WRONG_TIME = "The winning time was 36.09, not 36.90."
WRONG_NAME = "An earlier version named another coach."


@pytest.fixture
def story():
    """A story that has been live for a while."""
    return factories.edition(title="A race", slug="a-race", goes_live_at=timezone.now() - 5 * HOUR).article


def corrected(article, words, at=None, **options) -> Edition:
    return publishing.publish(factories.revise(article), None, at, correction=words, **options)


def shown(article, at=None) -> list[str]:
    edition = Edition.objects.live(at).with_corrections(at).get(article=article)
    return [each.words for each in edition.corrections]


def test_note_is_dated_and_stays_with_later_editions_newest_first(story):
    first = corrected(story, WRONG_TIME)
    second = corrected(story, WRONG_NAME)
    last = corrected(story, "")
    edition = Edition.objects.live().with_corrections().get()
    assert edition.pk == last.pk
    assert [(each.at, each.words) for each in edition.corrections] == [
        (second.goes_live_at, WRONG_NAME),
        (first.goes_live_at, WRONG_TIME),
    ]
    assert corrections_of(story) == edition.corrections
    assert [each.words for each in corrections_of(story, first)] == [WRONG_TIME]


def test_note_that_waits_is_known_from_its_moment_on(story):
    moment = timezone.now() + HOUR
    edition = corrected(story, WRONG_TIME, moment)
    assert shown(story, moment - SECOND) == []
    assert shown(story, moment) == [WRONG_TIME]
    assert corrections_of(story) == []
    assert [(each.at, each.words) for each in corrections_of(story, edition)] == [(moment, WRONG_TIME)]


def test_note_goes_along_when_its_edition_is_moved_and_goes_when_that_is_cancelled(story):
    later, earlier = timezone.now() + 2 * HOUR, timezone.now() + HOUR
    edition = corrected(story, WRONG_TIME, later)
    publishing.move(story, edition.number, earlier, None)
    assert (shown(story, earlier - SECOND), shown(story, earlier)) == ([], [WRONG_TIME])
    publishing.cancel(story, edition.number, None)
    assert shown(story, later) == []


def test_story_that_comes_back_after_a_withdrawal_has_its_notes(story):
    corrected(story, WRONG_TIME)
    publishing.withdraw(story, None)
    assert not Edition.objects.live().exists()
    corrected(story, "")
    assert shown(story) == [WRONG_TIME]


def test_note_makes_an_edition_of_words_that_are_live_already_but_once(story):
    with pytest.raises(AlreadyPublishedError):
        publishing.publish(story, None)
    edition = publishing.publish(story, None, correction=WRONG_TIME)
    assert (edition.number, shown(story)) == (2, [WRONG_TIME])
    for words in ("", WRONG_TIME):
        with pytest.raises(AlreadyPublishedError):
            publishing.publish(story, None, correction=words)
    assert publishing.publish(story, None, correction=WRONG_NAME).number == 3


def test_note_that_is_taken_out_of_what_waits_does_not_go_live(story):
    moment = timezone.now() + HOUR
    corrected(story, WRONG_TIME, moment)
    with pytest.raises(AlreadyPublishedError):
        publishing.publish(story, None, moment, correction=WRONG_TIME)
    publishing.publish(story, None, moment, correction="")
    assert shown(story, moment) == []


def test_nothing_is_corrected_that_nobody_has_seen():
    article = factories.article()
    refusal = "Readers have not seen this story yet, so there is nothing to correct. Leave the correction empty."
    moment = timezone.now() + HOUR
    for at in (None, moment):
        with pytest.raises(PublishError) as refused:
            publishing.publish(article, None, at, correction=WRONG_TIME)
        assert refused.value.problems == [refusal]
    first = publishing.publish(article, None, moment)
    # Replaced, the first edition is seen by nobody; kept, it is
    with pytest.raises(PublishError):
        corrected(article, WRONG_TIME, moment + HOUR)
    corrected(article, WRONG_TIME, moment + HOUR, keep=[first.number])
    assert (shown(article, moment), shown(article, moment + HOUR)) == ([], [WRONG_TIME])


def test_correction_of_a_photo_keeps_what_waits_and_repeats_nothing(story):
    photo = factories.photo()
    moment = timezone.now() + HOUR
    publishing.publish(factories.revise(story, hero=photo), None, correction=WRONG_TIME)
    publishing.publish(factories.revise(story, lead="New."), None, moment, correction=WRONG_NAME)

    def recredited(edition):
        content = publishing.content_of_edition(edition)
        return {**content, "hero": {**content["hero"], "credit": "© Another"}}

    assert len(publishing.correct(story, recredited, None)) == 2
    assert shown(story) == [WRONG_TIME]
    assert shown(story, moment) == [WRONG_NAME, WRONG_TIME]


def test_readers_programs_and_feeds_find_it(client, story, django_assert_num_queries):
    first = client.get(f"/news/{story.periods.get().year}/a-race/")
    assert "Correction" not in first.text
    with django_assert_num_queries(5):
        client.get("/news/rss/")
    edition = corrected(story, WRONG_TIME + "\n<b>Sorry.</b>")
    address = edition.get_absolute_url()
    page = client.get(address)
    on = edition.goes_live_at
    date = f"{on.day} {on:%B %Y}"
    text = re.sub(r"\s+", " ", re.sub(r"<(?!br)[^>]+>", "", page.text))
    assert f"Correction, {date}: {WRONG_TIME}<br>&lt;b&gt;Sorry.&lt;/b&gt;" in text
    data = json.loads(re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page.text, re.DOTALL)[1])
    assert data["correction"] == [
        {"@type": "CorrectionComment", "text": edition.correction, "datePublished": edition.goes_live_at.isoformat()}
    ]
    entry = client.get("/news/feed.json").json()["items"][0]
    assert entry["content_text"] == f"{edition.lead}\n\nCorrection, {date}: {edition.correction}"
    assert entry["date_modified"] == edition.goes_live_at.isoformat()
    for feed in ("/news/rss/", "/news/atom/"):
        with django_assert_num_queries(5):
            assert WRONG_TIME in client.get(feed).text

"""Corrections for readers on the pages of the newsroom: typed when publishing, shown in previews and comparisons."""

import datetime

import pytest
from django.utils import timezone

from isuwc.history.models import Change
from news.admin.publishing.moments import LONGEST_CORRECTION
from news.editions import publishing
from news.models import Edition
from tests.factories import news as factories
from tests.factories.people import sign_in
from tests.news.admin.pages import moment, page, text
from tests.news.admin.test_publish_page import post

pytestmark = pytest.mark.django_db
WORDS = "The winning time was 36.09, not 36.90."
FIELD = 'name="correction"'


@pytest.fixture
def journalist(client):
    sign_in(client, "Journalist")
    return client


@pytest.fixture
def live():
    return factories.edition(title="A race").article


def test_field_is_there_once_readers_saw_the_story_and_what_it_says_is_published(journalist, live):
    assert FIELD not in journalist.get(page("publish", factories.article())).text
    assert FIELD in journalist.get(page("publish", live)).text
    said = post(journalist, factories.revise(live), correction=f"  {WORDS}\r\n ")
    assert said == "Edition 2 is live: readers see it now."
    assert Edition.objects.get(number=2).correction == WORDS
    assert Change.objects.filter(words="Published edition 2, with a correction for readers.").count() == 1
    again = journalist.get(page("publish", live)).text
    assert (WORDS in again, again.count(">What readers see already<")) == (True, 1)


def test_what_is_typed_is_kept_when_it_is_refused(journalist, live):
    factories.revise(live)
    long = "x" * (LONGEST_CORRECTION + 1)
    assert f"at most {LONGEST_CORRECTION} characters (it has {LONGEST_CORRECTION + 1})" in post(
        journalist, live, correction=long
    )
    planned = journalist.post(page("publish", live), {"_plan": "1", "correction": WORDS, "version": live.version})
    assert "A correction is published with an edition. To plan only, take it out." in text(planned)
    assert WORDS in planned.text
    assert Edition.objects.count() == 1
    post(journalist, live, correction="x" * LONGEST_CORRECTION)
    assert Edition.objects.count() == 2


def test_words_of_the_edition_that_waits_are_in_the_field_of_the_one_that_replaces_it(journalist, live):
    post(journalist, factories.revise(live), correction=WORDS, **moment("2099-12-01", "12:00"))
    response = journalist.get(page("publish", live))
    assert response.context["form"]["correction"].value() == WORDS
    assert "These are the words of the edition that waits, which this one replaces." in text(response)


def test_odd_characters_are_cleaned(journalist, live):
    post(journalist, factories.revise(live), correction="Not 36.90\x00 but\u202e 36.09.\x0b")
    correction = Edition.objects.get(number=2).correction
    assert not {"\x00", "\u202e", "\x0b"} & set(correction)


def test_previews_and_comparison_show_it(journalist, live):
    publishing.publish(factories.revise(live), None, correction=WORDS)
    later = publishing.publish(
        factories.revise(live), None, timezone.now() + datetime.timedelta(hours=1), correction="Another."
    )
    preview = page("preview", live)
    for query, words in (
        ("", [WORDS]),
        ("edition=1", []),
        ("edition=2", [WORDS]),
        (f"edition={later.number}", ["Another.", WORDS]),
    ):
        response = journalist.get(f"{preview}?{query}")
        assert [each.words for each in response.context["corrections"]] == words
        assert response.text.count("<strong>Correction, ") == len(words)
    compared = text(journalist.get(page("compare", live), {"from": "e1", "to": "e2"}))
    assert f"Correction for readers: {WORDS}" in compared

"""Entries of a calendar: the pure part."""

import datetime

import pytest

from events.calendar.ical import STATUS, Version

EARLY, LATE = (datetime.datetime(2025, 11, day, tzinfo=datetime.UTC) for day in (1, 2))
# From the lightest word to the heaviest: who cancels an event does not leave its moved session in the calendar
PLANS = ["", "moved", "postponed", "cancelled"]


def test_status_is_that_of_the_standard():
    assert STATUS == {"": "CONFIRMED", "moved": "CONFIRMED", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}


@pytest.mark.parametrize("outer", PLANS)
@pytest.mark.parametrize("own", PLANS)
def test_session_within_an_event_has_the_heavier_word_of_both(own, outer):
    session, event = Version("session-1", own, f"own {own}"), Version("event-1", outer, f"outer {outer}")
    found = session.within(event)
    heavier = max(own, outer, key=PLANS.index)
    note = f"own {own}" if heavier == own else f"outer {outer}"
    assert found == Version("session-1", heavier, note)


@pytest.mark.parametrize(
    ("own", "outer", "note"), [("", "why", "why"), ("here", "", "here"), ("here", "there", "here")]
)
def test_of_two_equal_words_the_one_with_a_note_is_kept_and_the_session_s_own_first(own, outer, note):
    found = Version("session-1", "postponed", own).within(Version("event-1", "postponed", outer))
    assert (found.plan, found.note) == ("postponed", note)


@pytest.mark.parametrize(("own", "outer"), [(EARLY, LATE), (LATE, EARLY)])
def test_every_change_of_both_counts_and_the_last_one_is_the_entry_s(own, outer):
    found = Version("session-1", sequence=2, changed_at=own).within(Version("event-1", sequence=3, changed_at=outer))
    assert (found.uid, found.sequence, found.changed_at) == ("session-1", 5, LATE)

"""At which time a broadcast is said to be, and when it is doubted."""

import datetime
from dataclasses import replace

import pytest

from events.coverage import Showing, coverage
from tests.events.coverage.facts import EVENING, FRIDAY, PROGRAMME, RIGHT, SATURDAY, SUNDAY, out

SECOND, THIRD = (EVENING + datetime.timedelta(days=number) for number in (1, 2))


def own_time(*sessions: int, at: datetime.datetime = EVENING, **values) -> tuple[Showing, ...]:
    return tuple(Showing(session, starts_at=at, **values) for session in sessions)


OFF = replace(PROGRAMME, sessions=(FRIDAY, replace(SATURDAY, is_cancelled=True), replace(SUNDAY, is_cancelled=True)))


ONE_DAY = replace(PROGRAMME, last_day=FRIDAY.day, sessions=(FRIDAY,))


IN_ONE = own_time(1, 2, 3, at=THIRD, timing="delayed")


FRIDAY_ONLY = {"starts_on": FRIDAY.day, "ends_on": FRIDAY.day}


@pytest.mark.parametrize(
    ("event", "right", "words"),
    [
        (PROGRAMME, {"showings": own_time(1)}, None),
        (PROGRAMME, {"showings": own_time(1) + out(2, 3)}, None),
        (PROGRAMME, {"showings": own_time(1, 2, at=SECOND, timing="delayed") + out(3)}, None),
        (PROGRAMME, {"showings": own_time(1) + own_time(2, 3, at=SECOND)}, None),
        (PROGRAMME, {"showings": IN_ONE}, "Sun 7 Dec 22:30"),
        (PROGRAMME, {"showings": IN_ONE, "timing": "highlights"}, "Sun 7 Dec 22:30"),
        (PROGRAMME, {"showings": own_time(1), **FRIDAY_ONLY}, None),
        (OFF, {"showings": own_time(1)}, "Fri 5 Dec 22:30"),
        (ONE_DAY, {"showings": own_time(1)}, "Fri 5 Dec 22:30"),
        (ONE_DAY, {"showings": own_time(1, at=SECOND, timing="delayed")}, "Sat 6 Dec 22:30"),
        (ONE_DAY, {}, None),
        (replace(ONE_DAY, last_day=SATURDAY.day), {"showings": own_time(1)}, None),
    ],
    ids=[
        "one session, others with the event", "one session, others left out", "two in one programme, others left out",
        "two programmes", "all in one programme", "all in one programme, highlights otherwise", "right of one day",
        "all others cancelled", "event of one session", "event of one session, the day after", "with the session",
        "a day without a session",
    ],
)  # fmt: skip
def test_event_has_a_time_only_where_all_of_it_is_shown_then_and_says_the_date(event, right, words):
    (found,) = coverage("NOR", event, [replace(RIGHT, **right)]).event.shown_by
    assert (found.shown_at and found.shown_at.words) == words


def test_session_s_time_has_a_date_where_its_day_is_another():
    found = coverage("NOR", PROGRAMME, [replace(RIGHT, showings=own_time(1, 2, at=SECOND, timing="delayed"))])
    assert [found.of_session(n).shown_by[0].shown_at.words for n in (1, 2)] == ["Sat 6 Dec 22:30", "Sat 22:30"]


HOUR = datetime.timedelta(hours=1)


UNFIT = "start time not known: the one on record does not fit the session"


@pytest.mark.parametrize(
    ("at", "timing", "doubt"),
    [
        (EVENING - 2 * HOUR, "live", ""),
        (EVENING - 2 * HOUR - datetime.timedelta(minutes=1), "live", UNFIT),
        (EVENING + HOUR, "live", ""),
        (EVENING + 2 * HOUR, "live", UNFIT),  # the session is over
        (EVENING + 2 * HOUR, "delayed", ""),
        (EVENING - HOUR, "delayed", UNFIT),
        (EVENING - HOUR, "highlights", UNFIT),
    ],
)
def test_time_at_which_the_broadcast_can_t_begin_is_not_said_but_why(at, timing, doubt):
    """Whatever led to it: a session that was shortened, or a listing that is delayed now."""
    friday = replace(ONE_DAY, sessions=(replace(FRIDAY, span=(EVENING, EVENING + 2 * HOUR)),))
    for right in (
        replace(RIGHT, showings=own_time(1, at=at, timing=timing)),
        replace(RIGHT, showings=own_time(1, at=at), timing=timing),
    ):
        found = coverage("NOR", friday, [right])
        (own,) = (*found.of_session(1).shown_by, *found.of_session(1).highlights)
        (event_s,) = (*found.event.shown_by, *found.event.highlights)
        assert (own.shown_at and own.shown_at.at, own.time_doubt) == (None if doubt else at, doubt)
        assert event_s.time_doubt == doubt


def test_time_is_doubted_for_the_event_only_where_it_is_for_every_session():
    early = own_time(1, 2, 3, at=EVENING - datetime.timedelta(days=1), timing="delayed")
    assert coverage("NOR", PROGRAMME, [replace(RIGHT, showings=early)]).event.shown_by[0].time_doubt == UNFIT
    found = coverage("NOR", PROGRAMME, [replace(RIGHT, showings=early[:2])])
    assert [found.of_session(n).shown_by[0].time_doubt for n in (1, 2, 3)] == [UNFIT, UNFIT, ""]
    assert found.event.shown_by[0].time_doubt == ""


def test_doubt_of_every_session_is_the_event_s_also_where_they_differ_otherwise():
    at = EVENING - datetime.timedelta(days=1)
    early = [Showing(n, starts_at=at, timing="delayed", channel=f"Example {n}") for n in (1, 2, 3)]
    assert coverage("NOR", PROGRAMME, [replace(RIGHT, showings=tuple(early))]).event.shown_by[0].time_doubt == UNFIT
    alone = (early[0], *out(2, 3))
    assert coverage("NOR", PROGRAMME, [replace(RIGHT, showings=alone)]).event.shown_by[0].time_doubt == ""


def test_event_has_channel_and_link_that_every_session_shown_has_and_the_note_that_every_session_has():
    own = {"channel": "Two", "link": "https://example.org/2", "note": "Sign language"}
    usual = replace(RIGHT, channel="One", link="https://example.org/1", note="Geo-blocked")

    def told(*showings: Showing) -> list[str]:
        (right,) = coverage("NOR", PROGRAMME, [replace(usual, showings=showings)]).event.shown_by
        return [right.channel, right.link, right.note]

    assert told(Showing(1, **own), *out(2, 3)) == ["Two", "https://example.org/2", "Geo-blocked"]
    assert told(*(Showing(n, **own) for n in (1, 2, 3))) == ["Two", "https://example.org/2", "Sign language"]
    assert told(Showing(1, **own)) == ["One", "https://example.org/1", "Geo-blocked"]


def test_session_left_out_has_its_own_note_and_not_the_listing_s():
    noted = replace(RIGHT, note="In the app too", showings=(Showing(2, is_shown=False, note="Football"), *out(3)))
    found = coverage("NOR", PROGRAMME, [noted])
    assert [right.note for n in (2, 3) for right in found.of_session(n).because] == ["Football", ""]


def test_highlights_at_a_time_of_their_own_are_the_session_s_own_answer():
    late = replace(RIGHT, timing="highlights", showings=own_time(2, at=SECOND))
    found = coverage("NOR", PROGRAMME, [late])
    assert [each.says_the_same_as(found.event) for _, each in found.sessions_and_days] == [True, False, True]
    assert [right.shown_at for right in found.event.highlights] == [None]

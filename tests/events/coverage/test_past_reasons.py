"""The reason for an answer about an event that is over: what is on record, not who showed it."""

from dataclasses import replace

import pytest

from events.coverage import answer
from tests.events.coverage.facts import EVENT, PROGRAMME, RIGHT, STREAM, left_out

OVER = replace(EVENT, is_over=True)
EXCLUSIVE = replace(RIGHT, is_exclusive=True)
IN_PAST = [
    ([], STREAM, "No broadcaster is on record here, which leaves the ISU stream unless one held exclusive rights."),
    ([RIGHT], STREAM, "Example One had the rights to the series."),
    (
        [replace(RIGHT, timing="highlights")],
        STREAM,
        "Example One is on record for highlights only, which leaves the ISU stream.",
    ),
    ([], None, "No broadcaster is on record here, and the season had no ISU stream."),
    (
        [replace(EXCLUSIVE, timing="highlights")],
        STREAM,
        "Example One held exclusive rights and is on record for highlights only, so the stream was blocked.",
    ),
]


@pytest.mark.parametrize(("rights", "stream", "reason"), IN_PAST)
def test_reason_for_an_event_that_is_over_says_what_is_on_record(rights, stream, reason):
    assert answer("NOR", replace(OVER, stream=stream), rights).reason == reason


@pytest.mark.parametrize(
    ("right", "reason"),
    [
        (RIGHT, "Example One is on record as not showing this event, which leaves the ISU stream."),
        (
            EXCLUSIVE,
            "Example One held exclusive rights and is on record as not showing this event, so the stream was blocked.",
        ),
    ],
)
def test_reason_for_an_event_that_is_over_names_who_left_it_out(right, reason):
    assert answer("NOR", replace(PROGRAMME, is_over=True), [left_out(right)]).reason == reason

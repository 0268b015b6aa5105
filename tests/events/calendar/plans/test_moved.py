"""A session moved, postponed or cancelled, through the form and through the table."""

import pytest

from tests.events.calendar.plans.stage import (
    AS_PLANNED,
    COLUMNS,
    LATER,
    MOVED_BOTH_WAYS,
    NO_TIMES,
    WITHOUT_TIME,
    by_form,
    by_table,
    exported,
    state,
    version,
)

pytestmark = pytest.mark.django_db


def test_before(client, event):
    assert state(client, event, version(event)) == AS_PLANNED
    assert exported(event) == ((), ())


@pytest.mark.parametrize("way", ["form", "table"])
@pytest.mark.parametrize(
    ("cells", "after"), [each[1:] for each in MOVED_BOTH_WAYS], ids=[each[0] for each in MOVED_BOTH_WAYS]
)
def test_session_moves_with_what_hangs_on_it(client, event, way, cells, after):
    before = version(event)
    if way == "form":
        assert by_form(client, event, **{f"sessions__0__{COLUMNS[name]}": value for name, value in cells.items()}) == []
    else:
        assert by_table(client, event, **cells) == []
    assert state(client, event, before) == after
    assert exported(event) == ((), ())


@pytest.mark.parametrize("way", ["form", "table"])
def test_session_that_moves_back_is_as_it_was(client, event, way):
    before = version(event)
    for start, end in (("16:45", "20:30"), ("14:45", "18:00")):
        if way == "form":
            assert by_form(client, event, sessions__0__starts_at=start, sessions__0__ends_at=end) == []
        else:
            assert by_table(client, event, session_start=start, session_end=end) == []
    assert state(client, event, before) == {**AS_PLANNED, "calendar": "Fri 13:45 UTC CONFIRMED +2"}


@pytest.mark.parametrize(
    ("values", "after"),
    [
        (
            {"plan": "postponed", "plan_note": "Snow."},
            {
                "programme": ["Fri: Fri 14:45 to Fri 18:00, Postponed: no new time yet", *AS_PLANNED["programme"][1:]],
                "fans": NO_TIMES,
                "desk": [],
                "calendar": "Fri 13:45 UTC TENTATIVE +1",
            },
        ),
        (
            {"plan": "postponed", "starts_at": "", "ends_at": ""},
            {
                "programme": ["Fri: - to -, Postponed: no new time yet", *WITHOUT_TIME["programme"][1:]],
                "fans": NO_TIMES,
                "desk": WITHOUT_TIME["desk"],
                "calendar": "Fri TENTATIVE +1",
            },
        ),
        (
            {"plan": "cancelled"},
            {
                "programme": ["Fri: Fri 14:45 to Fri 18:00, Cancelled", *AS_PLANNED["programme"][1:]],
                "fans": NO_TIMES,
                "desk": [],
                "calendar": "Fri 13:45 UTC CANCELLED +1",
            },
        ),
        (
            {"plan": "moved", "starts_at": "16:45", "ends_at": "20:30"},
            {**LATER, "programme": ["Fri: Fri 16:45 to Fri 20:30, Moved", *LATER["programme"][1:]]},
        ),
    ],
    ids=["postponed", "postponed without a time", "cancelled", "moved"],
)
def test_plan_of_a_session_by_the_form(client, event, values, after):
    before = version(event)
    assert by_form(client, event, **{f"sessions__0__{name}": value for name, value in values.items()}) == []
    assert state(client, event, before) == after
    assert exported(event) == ((), ())


@pytest.mark.parametrize(("plan", "status"), [("postponed", "TENTATIVE"), ("cancelled", "CANCELLED")])
def test_event_that_is_off_gives_no_broadcast_a_time(client, event, plan, status):
    before = version(event)
    assert by_form(client, event, plan=plan) == []
    assert state(client, event, before) == {
        **AS_PLANNED,
        "fans": NO_TIMES,
        "calendar": f"Fri 13:45 UTC {status} +1",
    }

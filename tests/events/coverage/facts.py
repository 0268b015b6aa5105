"""An event with its days, sessions and stream, a right, and any rights that may be held."""

import datetime
import zoneinfo
from dataclasses import replace

from hypothesis import strategies as st

from events.coverage import WAYS, EventFacts, Right, SessionFacts, Showing, Stream
from events.coverage.ways import beside
from events.time.moments import Clocks

STREAM = Stream("ISU stream", "https://example.org/", source="The ISU", checked_on=datetime.date(2025, 11, 1))


CLOCKS = Clocks(zoneinfo.ZoneInfo("Europe/Amsterdam"), "Heerenveen")


EVENT = EventFacts(
    key=1,
    series=1,
    season=2025,
    held_in="NED",
    clocks=CLOCKS,
    first_day=datetime.date(2025, 12, 5),
    last_day=datetime.date(2025, 12, 7),
    stream=STREAM,
)


RIGHT = Right(key=1, broadcaster="Example One", nocs=frozenset({"NOR"}), series=1, source="A contract")


# Sessions

FRIDAY, SATURDAY, SUNDAY = (SessionFacts(datetime.date(2025, 12, 4 + number), number) for number in (1, 2, 3))


PROGRAMME = replace(EVENT, sessions=(FRIDAY, SATURDAY, SUNDAY))


EVENING = datetime.datetime(2025, 12, 5, 21, 30, tzinfo=datetime.UTC)


def left_out(right: Right = RIGHT, sessions: tuple[int, ...] = (1, 2, 3)) -> Right:
    return replace(right, showings=tuple(Showing(session, is_shown=False) for session in sessions))


def out(*sessions: int) -> tuple[Showing, ...]:
    return tuple(Showing(session, is_shown=False) for session in sessions)


NOCS = ("NED", "NOR", "SWE", "ITA")


days = st.none() | st.dates(datetime.date(2025, 12, 1), datetime.date(2025, 12, 10))


showings = st.lists(
    st.builds(
        Showing,
        session=st.integers(1, 3),
        is_shown=st.booleans(),
        timing=st.sampled_from(["", *WAYS]),
        starts_at=st.sampled_from([None, EVENING]),
    ),
    max_size=2,
    unique_by=lambda showing: showing.session,
).map(tuple)


rights = st.builds(
    Right,
    key=st.integers(1, 9),
    broadcaster=st.sampled_from(["Example One", "Example Two"]),
    nocs=st.frozensets(st.sampled_from(NOCS)),
    except_nocs=st.frozensets(st.sampled_from(NOCS), max_size=1),
    series=st.sampled_from([1, 2]),
    season=st.sampled_from([None, 2024, 2025]),
    events=st.frozensets(st.integers(1, 3), max_size=2),
    except_events=st.frozensets(st.integers(1, 3), max_size=1),
    except_held_in=st.frozensets(st.sampled_from(NOCS), max_size=1),
    starts_on=days,
    ends_on=days,
    timing=st.sampled_from(WAYS),
    also=st.lists(st.sampled_from(WAYS), max_size=3).map(tuple),
    competitors=st.sampled_from(["", "women", "men"]),
    part=st.sampled_from(["", "German-speaking part"]),
    only_sessions=st.booleans(),
    is_exclusive=st.booleans(),
    showings=showings,
).map(lambda right: replace(right, except_nocs=right.except_nocs - right.nocs, also=beside(right.timing, right.also)))


held_rights = st.lists(rights, max_size=6, unique_by=lambda right: right.key)

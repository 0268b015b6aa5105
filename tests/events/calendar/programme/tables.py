"""Tables of programmes for the tests, and any programme at all."""

import datetime
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from events.calendar.programme.entries import EventRef, Programme, RaceEntry, SessionEntry
from events.calendar.programme.rows import OF_RACE, TABLE
from events.naming.choices import Distance, Phase
from events.naming.race import RaceIdentity
from events.time.clocks import moments
from isuwc.files.tables.spreadsheets import read_table


def table(*rows: dict[str, str]) -> bytes:
    """A CSV of those cells; a row is of the women's 500m in session 1 on the first day unless told otherwise."""
    usual = {"session": "1", "date": "2025-11-14", "category": "women", "distance": "500", "division": "A"}
    made = [{**usual, **row} for row in rows]
    lines = [list(TABLE.columns), *([row.get(column, "") for column in TABLE.columns] for row in made)]
    return "\n".join(",".join(line) for line in lines).encode()


def bare(**cells: str) -> dict[str, str]:
    """A session without a race."""
    return {**dict.fromkeys(OF_RACE, ""), **cells}


def rows(*given: dict[str, str]) -> list[Any]:
    return read_table(TABLE, table(*given), "programme.csv")


MINUTES = st.integers(0, 24 * 60 - 1)
IDENTITIES = st.lists(
    st.builds(
        RaceIdentity,
        st.sampled_from(["women", "men"]),
        st.sampled_from([each.value for each in Distance if each != Distance.MIXED_RELAY]),
        st.sampled_from(["", "A", "B"]),
        st.sampled_from(Phase.values),
        st.one_of(st.none(), st.integers(1, 3)),
    ),
    unique_by=lambda identity: identity.slug,
    max_size=8,
)


@st.composite
def programmes(draw, of: EventRef) -> Programme:
    """Any of that event that has times on the clock, past midnight too."""
    first = of.first_day

    def at(day: datetime.date, minute: int) -> datetime.datetime:
        days, minute = divmod(minute, 24 * 60)
        found = moments(day + datetime.timedelta(days), datetime.time(*divmod(minute, 60)), of.zone)
        assume(found)
        return draw(st.sampled_from(found))

    sessions, spans = [], []
    for number in draw(st.lists(st.integers(1, 9), unique=True, min_size=1, max_size=4)):
        day = first + datetime.timedelta(draw(st.integers(0, 2)))
        start = draw(st.one_of(st.none(), MINUTES))
        # Longer than twelve hours only on the same day, as the clock can say it.
        most = 0 if start is None else max(24 * 60 - 1 - start, 11 * 60)
        length = draw(st.integers(1, most)) if start is not None and draw(st.booleans()) else None
        starts_at = at(day, start) if start is not None else None
        ends_at = at(day, start + length) if start is not None and length else None
        if starts_at and ends_at:
            assume(starts_at < ends_at)
            assume(all(ends_at <= a or b <= starts_at for a, b in spans))
            spans.append((starts_at, ends_at))
        name = draw(st.sampled_from(["", "Evening", "=Division B", 'Ütf, "quoted"']))
        sessions.append((SessionEntry(number, name, day, starts_at, ends_at), start, length))
    races = []
    for number, identity in enumerate(draw(IDENTITIES), 1):
        session, start, length = draw(st.sampled_from(sessions))
        later = draw(st.integers(0, length or (0 if start is None else 24 * 60 - 1 - start)))
        started = at(session.date, (start or 0) + later) if draw(st.booleans()) else None
        if started and session.starts_at:
            assume(session.starts_at <= started)
        races.append(RaceEntry(identity, number * 3, session.number, started))
    entries = sorted((session for session, _, _ in sessions), key=lambda session: session.number)
    return Programme(of, tuple(entries), tuple(races))

"""What is said of a row of single sessions, and that any of them is read or named, and comes back."""

import datetime
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from events import coverage
from events.broadcast.showings.changes import differences, facts
from events.broadcast.showings.clocks import clock_remarks
from events.broadcast.showings.rows import TABLE, as_row, read_rows
from isuwc.files.tables.spreadsheets import WRITERS
from isuwc.files.tables.tabular import Row
from isuwc.text.characters import line
from tests.events.broadcast.showings.lookups import NORWAY, ONE, OVER, TWO, UTC, listing, lookup, session
from tests.events.broadcast.showings.tables import rows
from tests.factories.spreadsheets import read_here

# What is said of it


def test_showing_and_its_changes_are_said_in_words():
    at = datetime.datetime(2026, 3, 28, 17, 30, tzinfo=UTC)
    early = coverage.Showing(10, starts_at=at, channel="Example 2")
    assert facts(early, ONE) == ("start: Sat 28 March 18:30", "channel: Example 2")
    assert facts(coverage.Showing(10), ONE) == ("shown as the listing says",)
    assert facts(coverage.Showing(10, is_shown=False, note="Football"), ONE) == ("left out", "note: Football")
    later = replace(early, starts_at=at + datetime.timedelta(1), channel="", timing="delayed")
    assert differences(early, later, ONE) == (
        "start: Sat 28 March 18:30 → Sun 29 March 19:30",
        "timing: none → delayed",
        "channel: Example 2 → none",
    )
    out = coverage.Showing(10, is_shown=False)
    assert differences(early, out, ONE) == (
        "shown: yes → no",
        "start: Sat 28 March 18:30 → with the session",
        "channel: Example 2 → none",
    )


def test_times_that_the_broadcaster_s_clocks_show_otherwise_are_said_to_be_the_venue_s():
    def said(zone: str, of=None, **cells: str) -> list[str]:
        found = lookup(replace(NORWAY, zone=zone), sessions=(session(start="18:00"), TWO), stored=of)
        given = read_rows(rows({"start": "18:30", **cells}), found)[0]
        return clock_remarks(given, found.stored)

    assert said("Europe/London") == [
        "Times are read by the clocks at the venue (Europe/Oslo). Example TV writes its times in Europe/London: "
        "the 18:30 of row 2 would be 17:30 there."
    ]
    assert said("Europe/London", start="") == said("Europe/Berlin") == said("") == []
    at = datetime.datetime(2026, 3, 28, 17, 30, tzinfo=UTC)
    stored = {(1, 10): coverage.Showing(10, starts_at=at)}
    assert said("Europe/London", stored, note="Studio") == []
    assert len(said("Europe/London", stored, start="18:40")) == 1


def test_hour_that_clocks_show_twice_is_told_apart():
    autumn = session(date=datetime.date(2025, 10, 26))
    first = coverage.Showing(10, starts_at=datetime.datetime(2025, 10, 26, 0, 30, tzinfo=UTC))
    second = replace(first, starts_at=datetime.datetime(2025, 10, 26, 1, 30, tzinfo=UTC))
    assert differences(first, second, autumn) == ("start: Sun 26 October 02:30+02:00 → Sun 26 October 02:30+01:00",)


# Properties

TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=20).map(line)


CELL = TEXT | st.sampled_from(
    ["", "1", "2", "9", "yes", "no", "2025-26", "example-tv", "NOR", "SWE", "Nordic", "2026-03-29", "02:30", "18:30",
     "live", "https://example.org/", "0001-01-01", "9999-12-31", "9" * 5000],
)  # fmt: skip


WHEN = st.datetimes(
    datetime.datetime(2025, 10, 1), datetime.datetime(2026, 11, 1), timezones=st.just(UTC)
)  # the clocks of most zones are put back and forward in it, and most of it is far from the session


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(TABLE.columns, CELL)), max_size=4))
def test_any_cells_are_read_or_named(given_cells):
    made = [Row("any", number, dict(cells)) for number, cells in enumerate(given_cells, 2)]
    read, errors = read_rows(made, lookup())
    assert {error.row for error in errors} | {each.row.number for each in read} == {row.number for row in made}
    if not errors:
        assert [each.row for each in read] == made
        assert all(
            each.listing.right.covers(each.session.event_facts, each.session.date) or not each.proposed for each in read
        )
        assert len({each.pair for each in read}) == len(made)


@st.composite
def showings(draw) -> coverage.Showing:
    note = draw(TEXT)
    if draw(st.booleans()):
        return coverage.Showing(10, is_shown=False, note=note)
    link = draw(st.sampled_from(["", "https://example.org/live?a=1&b=2"]))
    timing = draw(st.sampled_from(["", "live", "delayed", "highlights"]))
    return coverage.Showing(10, True, draw(st.none() | WHEN), timing, draw(TEXT), link, note)


@given(
    showings(),
    st.sampled_from(["Europe/Oslo", "America/Edmonton", "Asia/Tokyo", "Australia/Lord_Howe"]),
    st.sampled_from([NORWAY, OVER, listing(3, country="", group="Nordic", channel="=1+1")]),
    st.sampled_from(sorted(WRITERS)),
)
def test_whatever_is_written_is_read_back(showing, zone, of, kind):
    """To the part of a second, in an hour that clocks show twice, far from the session and outside the listing."""
    on = session(zone=zone)
    write, _ = WRITERS[kind]
    back = read_here(TABLE, write(TABLE, [as_row(of, on, showing)]), "sessions")
    (found,), errors = read_rows(back, lookup(of, stored={(of.key, 10): showing}, sessions=[on]))
    assert ([str(error) for error in errors], found.proposed, found.listing) == ([], showing, of)

"""Clock times in a programme's table: midnight, and hours that clocks skip or repeat."""

import datetime

import pytest

from events.calendar.programme.rows import as_cells, read_rows
from tests.events.calendar.programme.reading import complaints, event_ref, read, utc
from tests.events.calendar.programme.tables import rows


def test_end_and_starts_after_midnight_are_on_the_next_day():
    programme = read(
        {"session_start": "20:00", "session_end": "00:30", "start": "00:30"},
        {"distance": "1000", "start": "23:59"},
        {"distance": "1500", "start": "20:00"},
    )
    assert programme.sessions[0].ends_at == utc(14, 23, 30)
    assert [race.starts_at for race in programme.races] == [utc(14, 23, 30), utc(14, 22, 59), utc(14, 19)]


@pytest.mark.parametrize(
    ("end", "error"),
    [("05:59", None), ("06:00", None), ("06:01", "06:01 is before the session starts, at 18:00")],
)
def test_end_more_than_twelve_hours_on_is_before_the_start(end, error):
    found = complaints({"session_start": "18:00", "session_end": end})
    assert found == ([f"row 2, column session_end: {error}"] if error else [])


@pytest.mark.parametrize(("start", "fits"), [("06:00", True), ("06:01", False)])
def test_race_in_a_session_without_an_end_may_start_after_midnight(start, fits):
    found = complaints({"session_start": "18:00", "start": start})
    assert found == ([] if fits else ["row 2, column start: 06:01 is before the session starts, at 18:00"])


@pytest.mark.parametrize(
    ("start", "error"),
    [
        ("17:59", "17:59 is before the session starts, at 18:00"),
        ("18:00", None),
        ("20:00", None),
        ("20:01", "20:01 is after the session ends, at 20:00"),
    ],
)
def test_race_starts_within_its_session_both_ends_included(start, error):
    found = complaints({"session_start": "18:00", "session_end": "20:00", "start": start})
    assert found == ([f"row 2, column start: {error}"] if error else [])


def test_time_that_clocks_skip_is_an_error():
    spring = event_ref(datetime.date(2026, 3, 28))
    cells = {"date": "2026-03-29", "session_start": "02:30"}
    (error,) = read_rows(rows(cells), {("2025-26", 1): spring}, spring)[1]
    assert str(error).endswith(
        "column session_start: Clocks in Europe/Oslo are put forward on 29 March 2026 and never show 02:30."
    )
    read({**cells, "session_start": "01:59"}, on=spring)
    read({**cells, "session_start": "03:00"}, on=spring)


AUTUMN = event_ref(datetime.date(2025, 10, 25))  # on its second day clocks are put back at 03:00 to 02:00


def test_time_that_clocks_show_twice_is_asked_and_read_with_its_offset():
    cells = {"date": "2025-10-26", "session_start": "02:30"}
    (error,) = read_rows(rows(cells), {("2025-26", 1): AUTUMN}, AUTUMN)[1]
    assert str(error) == (
        "programme.csv, row 2, column session_start: Clocks in Europe/Oslo are put back on 26 October 2025 and show "
        "02:30 twice: UTC+02:00 (00:30 UTC) and UTC+01:00 (01:30 UTC). Write 02:30+02:00 or 02:30+01:00."
    )
    for written, hour in (("02:30+02:00", 0), ("02:30+01:00", 1), ("2:30 +0100", 1), ("02:30:00+01:00", 1)):
        programme = read({**cells, "session_start": written}, on=AUTUMN)
        assert programme.sessions[0].starts_at == utc(26, hour, 30, month=10)
        assert [row[5] for row in as_cells(programme)] == ["02:30+02:00" if hour == 0 else "02:30+01:00"]


def test_offset_that_clocks_do_not_have_then_is_an_error():
    cells = {"date": "2025-10-26", "session_start": "12:00+02:00"}
    (error,) = read_rows(rows(cells), {("2025-26", 1): AUTUMN}, AUTUMN)[1]
    assert str(error).endswith("Clocks in Europe/Oslo are at UTC+01:00 at 12:00 on 26 October 2025.")


@pytest.mark.parametrize(
    ("opened", "start", "hour"),
    [
        ("02:45+02:00", "02:30", 1),  # the first 02:30 is before the session
        ("02:15+01:00", "02:30", 1),
        ("02:15+02:00", "02:30", None),  # both are in it
        ("02:15+02:00", "02:30+01:00", 1),
        ("01:30", "02:30+02:00", 0),
    ],
)
def test_race_within_the_hour_that_comes_twice(opened, start, hour):
    cells = {"date": "2025-10-26", "session_start": opened, "start": start}
    programmes, errors = read_rows(rows(cells), {("2025-26", 1): AUTUMN}, AUTUMN)
    if hour is None:
        assert [str(error).partition(": ")[2][:6] for error in errors] == ["Clocks"]
    else:
        assert [race.starts_at for each in programmes for race in each.races] == [utc(26, hour, 30, month=10)]


def test_summer_and_winter_time_are_the_venue_s():
    denver = event_ref(datetime.date(2025, 11, 1), zone="America/Denver")
    programme = read(
        {"date": "2025-11-01", "session_start": "18:00"},
        {"session": "2", "date": "2025-11-02", "session_start": "18:00", "distance": "1000"},
        on=denver,
    )
    assert [session.starts_at for session in programme.sessions] == [utc(2, 0), utc(3, 1)]

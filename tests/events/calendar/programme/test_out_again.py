"""Programmes out again, by the page's rows and by the commands."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from events.calendar.programme.apply import plan, programme_rows
from events.calendar.programme.rows import TABLE
from events.models import Event, Race
from isuwc.files.tables.spreadsheets import WRITERS, read_table
from tests.events.calendar.programme.stage import EVENING, do
from tests.events.calendar.programme.tables import bare, table
from tests.factories import events as factories

pytestmark = pytest.mark.django_db

# Out again


@pytest.mark.parametrize("kind", WRITERS)
def test_export_comes_back_without_a_change(event, kind, django_assert_num_queries):
    other = factories.event(season=event.season, venue=factories.venue("Calgary", time_zone="America/Edmonton"))
    do(
        event,
        {**EVENING, "session_name": "'=1+1", "race": "4", "start": "18:00", "ordinal": "2"},
        bare(session="2"),
        {"event": "2", "session_start": "23:00", "session_end": "00:30", "start": "00:10", "race": "1"},
    )
    with django_assert_num_queries(3):
        cells = programme_rows(Event.objects.order_by("number"))
    assert cells == [
        ["2025-26", "1", "1", "=1+1", "2025-11-14", "17:30", "20:00", "4", "women", "500", "A", "", "2", "18:00"],
        ["2025-26", "1", "2", "", "2025-11-14", "", "", "", "", "", "", "", "", ""],
        ["2025-26", "2", "1", "", "2025-11-14", "23:00", "00:30", "1", "women", "500", "A", "", "", "00:10"],
    ]
    assert other.races.get().starts_at == datetime.datetime(2025, 11, 15, 7, 10, tzinfo=datetime.UTC)
    write, _ = WRITERS[kind]
    back = plan(read_table(TABLE, write(TABLE, cells), "programme"))
    assert (back.changes, back.errors, back.unchanged) == ((), (), 5)


def test_commands_bring_programmes_in_and_out(event, tmp_path, capsys):
    source, out = tmp_path / "in.csv", tmp_path / "out.xlsx"
    source.write_bytes(table({**EVENING, "start": "17:30"}))
    call_command("import_programme", source, "--season", "2025-26", "--event", "1", "--dry-run")
    assert not Race.objects.exists()
    call_command("import_programme", source, "--season", "2025-26", "--event", "1")
    shown = [
        "World Cup 1, Stavanger 2025/26: Session 1: new: Fri 14 November; 17:30–20:00",
        "World Cup 1, Stavanger 2025/26: 500m Women Division A: new: number 1; session 1; 17:30",
    ]
    assert capsys.readouterr().out.splitlines() == [
        *shown,
        "Programme: 2 created, 0 updated, 0 unchanged (not applied).",
        *shown,
        "Programme: 2 created, 0 updated, 0 unchanged.",
    ]
    call_command("export_programme", out, "--season", "2025-26")
    call_command("import_programme", out)
    assert capsys.readouterr().out.splitlines() == [
        f"Programme: 1 rows written to {out}.",
        "Programme: 0 created, 0 updated, 2 unchanged.",
    ]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "1 errors; nothing was changed"),
        (["--season", "2025-26"], "--season and --event go together"),
        (["--season", "2025-26", "--event", "9"], "There is no event 9 in 2025-26"),
    ],
)
def test_command_that_can_not_be_done_says_why(event, tmp_path, capsys, arguments, reason):
    source = tmp_path / "in.csv"
    source.write_bytes(table({}))
    with pytest.raises(CommandError, match=reason):
        call_command("import_programme", source, *arguments)
    assert not Race.objects.exists()


def test_command_names_a_file_that_is_no_programme(event, tmp_path):
    for name, data in (("empty.csv", b""), ("other.csv", b"broadcaster,source\n")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(CommandError, match=rf"{name}: It"):
            call_command("import_programme", tmp_path / name)
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_programme", tmp_path / "missing.csv")
    with pytest.raises(CommandError, match=r"must end with \.csv or \.xlsx"):
        call_command("export_programme", tmp_path / "out.pdf", "--season", "2025-26")
    with pytest.raises(CommandError, match="no such event with a programme"):
        call_command("export_programme", tmp_path / "out.csv", "--season", "2025-26")


@pytest.mark.parametrize(("option", "hour"), [([], 17), (["--races-stay"], 18)])
def test_command_says_whether_races_move_with_their_session(event, tmp_path, option, hour):
    do(event, {"session_start": "18:30", "start": "19:00"})
    source = tmp_path / "in.csv"
    source.write_bytes(table({"session_start": "17:30", "start": "19:00"}))
    call_command("import_programme", source, "--season", "2025-26", "--event", "1", *option)
    assert event.races.get().starts_at == datetime.datetime(2025, 11, 14, hour, tzinfo=datetime.UTC)

"""A table of single sessions that is exported comes back without a change."""

import datetime
import io
import zipfile

import pytest
from django.core.management import CommandError, call_command

from events.broadcast.showings.apply import plan, showing_rows
from events.broadcast.showings.rows import TABLE
from events.models import CountryGroup, Listing, Showing
from isuwc.files.tables.spreadsheets import WRITERS, as_csv, as_xlsx, read_table
from isuwc.files.tables.tabular import Counts
from tests.events.broadcast.showings.tables import FULL, OUT, calgary, do, held, table
from tests.factories import events as factories

pytestmark = pytest.mark.django_db

UTC = datetime.UTC


@pytest.fixture
def event():
    """In Calgary, with three sessions; Example TV has it in Norway for the season."""
    return calgary()


@pytest.mark.parametrize("kind", sorted(WRITERS))
def test_export_comes_back_without_a_change(event, kind, django_assert_num_queries):
    do(FULL, OUT, {"session": "3"})
    group = CountryGroup.objects.create(name="Nordic")
    nordic = factories.listing(group=group, channel="+1", broadcaster=factories.broadcaster("Other Example"))
    twice = datetime.datetime(2026, 11, 1, 8, 30, 15, 250_000, tzinfo=UTC)  # for the second time, and months later
    Showing.objects.create(listing=nordic, session=event.sessions.first(), starts_at=twice)
    write, _ = WRITERS[kind]
    with django_assert_num_queries(4):
        cells = list(showing_rows())
    assert [row[5:11] for row in cells] == [
        ["", "2025-26", "1", "1", "yes", "2025-12-06"],
        ["+1", "2025-26", "1", "1", "yes", "2026-11-01"],
        ["", "2025-26", "1", "2", "no", ""],
        ["", "2025-26", "1", "3", "yes", ""],
    ]
    back = plan(read_table(TABLE, write(TABLE, cells), "sessions"))
    assert (back.changes, back.errors, back.counts) == ((), (), Counts(unchanged=4))


def test_parts_of_a_country_come_back_without_the_ids(event):
    """As where somebody copies the rows to another installation, or takes the column of ids out."""
    Listing.objects.update(part="German-speaking part")
    german = Listing.objects.get()
    french = factories.listing(season=event.season, broadcaster=german.broadcaster, part="French-speaking part")
    do({"listing": str(german.pk), "note": "In German"}, {"listing": str(french.pk), "note": "In French"})
    cells = [["", *row[1:]] for row in showing_rows()]
    back = plan(read_table(TABLE, as_csv(TABLE, cells), "sessions.csv"))
    assert (back.changes, back.errors, back.counts) == ((), (), Counts(unchanged=2))
    Showing.objects.all().delete()
    do(*(dict(zip(TABLE.columns, row, strict=True)) for row in cells))
    assert list(Showing.objects.order_by("listing").values_list("listing__part", "note")) == [
        ("German-speaking part", "In German"),
        ("French-speaking part", "In French"),
    ]


def test_formulas_are_inert_in_the_export(event):
    do({"note": "=cmd|' /C calc'!A0"})
    cells = list(showing_rows())
    assert b",=cmd" not in as_csv(TABLE, cells)
    assert b"'=cmd|' /C calc'!A0" in as_csv(TABLE, cells)
    with zipfile.ZipFile(io.BytesIO(as_xlsx(TABLE, cells))) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_commands_bring_single_sessions_in_and_out(event, tmp_path, capsys):
    source, out = tmp_path / "in.csv", tmp_path / "out.xlsx"
    source.write_bytes(table(OUT))
    call_command("import_showings", source, "--dry-run")
    assert held() == []
    call_command("import_showings", source)
    line = f"Example TV, NOR (listing {Listing.objects.get().pk}): {event}, Session 2: new: left out; note: Football"
    assert capsys.readouterr().out.splitlines() == [
        line,
        "Single sessions: 1 created, 0 updated, 0 unchanged (not applied).",
        line,
        "Single sessions: 1 created, 0 updated, 0 unchanged.",
    ]
    call_command("export_showings", out)
    call_command("import_showings", out)
    assert capsys.readouterr().out.splitlines() == [
        f"Single sessions: 1 rows written to {out}.",
        "Single sessions: 0 created, 0 updated, 1 unchanged.",
    ]
    source.write_bytes(table({**OUT, "remove": "yes"}))
    call_command("import_showings", source)
    assert capsys.readouterr().out.splitlines()[-1] == (
        "Single sessions: 0 created, 0 updated, 0 unchanged, 1 removed."
    )
    source.write_bytes(table({"timing": "x", "session": "9"}))
    with pytest.raises(CommandError, match="2 errors; nothing was changed"):
        call_command("import_showings", source)
    with pytest.raises(CommandError, match=r"must end with \.csv or \.xlsx"):
        call_command("export_showings", tmp_path / "out.pdf")
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_showings", tmp_path / "none.csv")

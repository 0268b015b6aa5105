"""Tables of listings in layouts of others by the command: its options say what a person says on the page."""

import datetime
import re

import pytest
from django.core.management import CommandError, call_command

from events.models import Listing
from tests.factories import broadcasters_tables as tables
from tests.factories import events as factories


@pytest.fixture
def season(db):
    """Three events, the last one the Final, and the one broadcaster."""
    factories.broadcaster("Example Sport")
    season = factories.season()
    for number, city in ((1, "Stavanger"), (2, "Inzell"), (3, "Heerenveen")):
        venue = factories.venue(name=f"{city} Oval", city=city)
        factories.event(season=season, number=number, is_final=number == 3, venue=venue)
    return season


def command(tmp_path, data, *options, name="rights.xlsx"):
    file = tmp_path / name
    file.write_bytes(data)
    call_command("import_listings", file, *options)


def test_command_reads_a_broadcasters_table_and_says_how(season, tmp_path, capsys):
    command(tmp_path, tables.with_merged_title(), "--column", "VOD=", "--all", "language=Norwegian")
    out = capsys.readouterr().out.splitlines()
    assert out[:6] == [
        "Row 8 was passed over, as it has one cell alone, as a heading or a remark has: Subject to change without "
        "notice.",
        "Sheet: Rights",
        "Passed over, row 1: Example Sport – ISU Speed Skating World Cup 2025/26",
        "Passed over, row 2: Status: 3 November 2025 · confidential",
        "Territory: country",
        "Event: events",
    ]
    assert {"VOD: not taken", "For all rows, season: 2025-26", "For all rows, language: Norwegian"} < set(out)
    assert out[-1] == "Listings: 4 created, 0 updated, 0 unchanged."
    assert set(Listing.objects.values_list("language", flat=True)) == {"Norwegian"}


@pytest.mark.parametrize(
    ("data", "options", "why"),
    [
        (tables.with_slashes(), ["--all", "broadcaster=Example Sport"], "4 errors; nothing was changed"),
        (tables.with_slashes(), [], "No column is taken for broadcaster"),
        (tables.with_slashes(), ["--column", "Nowhere=note"], "row 1 names no such column"),
        (tables.with_slashes(), ["--column", "Mode=x"], "there is no column x, only id, broadcaster"),
        (tables.with_slashes(), ["--column", "Mode"], "write it with a = between"),
        (tables.with_slashes(), ["--all", "id=3"], "it is not one of broadcaster"),
        (
            tables.with_several_sheets(),
            ["--sheet", "x"],
            "It has no sheet 'x', only Deckblatt, Rechte 2025-26, Kontakt",
        ),
        (tables.pasted().encode(), [], "Say what these columns are: Where, What, How, Address; --column"),
    ],
)
def test_command_asks_for_what_a_person_has_to_say(season, tmp_path, data, options, why):
    with pytest.raises(CommandError, match=re.escape(why)):
        command(tmp_path, data, *options)
    assert not Listing.objects.exists()


def test_options_of_the_command_say_it(season, tmp_path):
    of_all = ["--all", "broadcaster=Example Sport", "--all", "season=2025/26", "--all", "source=A mail"]
    command(tmp_path, tables.with_slashes(), *of_all, "--dates", "month", name="rights.csv")
    assert set(Listing.objects.values_list("starts_on", flat=True)) == {datetime.date(2025, 1, 11)}
    names = ["Where=country", "What=events", "How=timing", "Address=link"]
    columns = [word for name in names for word in ("--column", name)]
    command(tmp_path, tables.pasted().encode(), *of_all, *columns, name="pasted.csv")
    assert sorted(Listing.objects.values_list("country", flat=True)) == ["FIN", "KOR", "POL", "SWE"]

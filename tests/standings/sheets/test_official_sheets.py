"""The official sheets of two events of 2025/26 and the transcript of three, where they lie beside the checkout."""

import csv
import io
from collections import defaultdict
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from events.calendar.season_data import load_calendar
from isuwc.text.slugs import fold
from standings.models import Competitor, Result, SheetImport, Standing
from standings.results.apply import apply_sheets, hand_in_sheet
from standings.seasons.season_data import load_rules
from standings.sheets.files import read_file
from standings.spelling.times import time_text

DATA = settings.BASE_DIR.parent / "shared" / "data" / "2025-26"
SHEETS = DATA / "sheets"
pytestmark = pytest.mark.skipif(
    not SHEETS.exists(), reason="the official sheets are not in a folder beside this checkout"
)

LANES = {"inner": "In", "outer": "Out", "finish": "Finish", "crossing": "Crossing", "": ""}
# As the sheets WC1-11 and WC1-12 print them; the transcript has the marks.
PRINTED = {"Andżelika WÓJCIK": "Andzelika WÓJCIK", "Damian ŻUREK": "Damian ZUREK"}


def text(value: Any) -> str:
    return "" if value is None else str(value)


def transcript() -> dict[str, list[dict[str, str]]]:
    races: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (DATA / "results.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            races[row["race_id"]].append(row)
    return races


def as_transcribed(line: Any, is_team: bool) -> tuple[str, ...]:
    sprints = [text(points or "") for points in (line.sprint_points or (0, 0, 0, 0))]
    time = "" if line.hundredths is None else time_text(line.hundredths)
    return (
        text(line.rank), text(line.bib), line.name, "" if is_team else line.noc, text(line.pair), LANES[line.lane],
        line.status, time, text(line.thousandth), text(line.laps), *sprints, text(line.race_points),
        text(line.printed_points), line.notes,
    )  # fmt: skip


def row_as_printed(row: dict[str, str], is_team: bool, race: str) -> tuple[str, ...]:
    name = PRINTED.get(row["name"], row["name"]) if race in {"2025-26-WC1-11", "2025-26-WC1-12"} else row["name"]
    flags = row["note_codes"].replace("|", " ").replace(",", " ").split() + ["N"] * (row["printed_N_flag"] == "yes")
    return (
        row["rank"], row["bib"], name, "" if is_team else row["noc"], row["pair_or_heat"], row["lane_or_straight"],
        row["status"], row["time"], row["thousandth_digit_if_printed"], row["laps"], row["ms_sprint1"],
        row["ms_sprint2"], row["ms_sprint3"], row["ms_final_sprint"], row["ms_total"], row["wc_points_printed"],
        " ".join(flags),
    )  # fmt: skip


@cache
def sheets() -> dict[str, Any]:
    """Each read once: it takes a process of its own."""
    return {path.stem: read_file(path.read_bytes(), path.name)[0] for path in sorted(SHEETS.glob("*.pdf"))}


def test_every_value_of_every_sheet_is_the_transcript_s():
    expected = transcript()
    read = sheets()
    assert len(read) == 49
    for race, sheet in read.items():
        is_team = sheet.heading.identity.is_team
        lines = sorted(as_transcribed(line, is_team) for line in sheet.lines)
        assert lines == sorted(row_as_printed(row, is_team, race) for row in expected[race]), race


def test_no_gap_strikes_the_reader():
    assert {name: sheet.remarks for name, sheet in sheets().items() if sheet.remarks} == {}


def test_every_heading_is_the_transcript_s():
    with (DATA / "races.csv").open(newline="", encoding="utf-8") as file:
        races = {row["race_id"]: row for row in csv.DictReader(file)}
    kinds = {"MS": "mass-start", "TP": "team-pursuit"}
    for name, sheet in sheets().items():
        heading, row = sheet.heading, races[name]
        race = heading.identity
        assert (
            text(heading.event_number), text(heading.race_number), text(heading.date), race.category[0].upper(),
            race.distance, race.division, text(race.ordinal), race.title.replace(",", ""),
        ) == (
            row["wc"], row["race_no"], row["date"], row["gender"],
            kinds.get(row["distance"], row["distance"]), row["division"], row["leg"][:1], row["title_in_pdf"],
        )  # fmt: skip
        assert heading.started


@pytest.fixture(scope="module")
def applied(django_db_setup, django_db_blocker):
    """All that lies there, into a database that knows the calendar and the rules and not one skater. Once: each test is
    rolled back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_calendar()
        load_rules("2025-26")
        yield apply_sheets([hand_in_sheet(sheet, name) for name, sheet in sheets().items()])
        transaction.set_rollback(True)


@pytest.fixture
def imported(applied, db):
    return applied


def world_cup_2() -> list[Any]:
    """The event of which only the transcript is here, which leaves its days to another file."""
    with (DATA / "races.csv").open(newline="", encoding="utf-8") as file:
        days = {row["race_id"]: row["date"] for row in csv.DictReader(file)}
    text = io.StringIO()
    rows = [{**row, "date": days[race]} for race, each in transcript().items() if "WC2" in race for row in each]
    writer = csv.DictWriter(text, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return read_file(text.getvalue().encode(), "results.csv")


def test_all_sheets_go_in_without_a_hand_s_touch(imported):
    outcomes = imported
    assert [outcome.applied for outcome in outcomes] == [True] * 49
    assert {doubt for outcome in outcomes for doubt in outcome.plan.doubts} == set()
    by_race: dict[str, set[tuple[str, ...]]] = {}
    for race, rows in transcript().items():
        by_race[race] = {(fold(row["name"]), row["noc"], row["rank"], row["status"], row["time"]) for row in rows}
    for outcome in outcomes:
        race = outcome.sheet.race
        name = outcome.sheet.file_name
        held = {
            (
                row.competitor.country.name if race.is_team else fold(row.competitor.name),
                row.country_id, text(row.rank), row.status, row.time_text,
            )
            for row in race.results.select_related("competitor__country")
        }  # fmt: skip
        if race.is_team:
            assert {line[1:] for line in held} == {line[1:] for line in by_race[name]}
        else:
            assert held == by_race[name]
    assert Competitor.objects.get(name__unaccent="Damian Zurek").name == "Damian Żurek"


def test_sheets_handed_in_a_second_time_change_nothing(imported):
    before = (list(Result.objects.values_list()), list(Standing.objects.values_list()), SheetImport.objects.count())
    again = apply_sheets([hand_in_sheet(sheet, name) for name, sheet in sheets().items()])
    assert {outcome.plan.is_same for outcome in again} == {True}
    assert (
        list(Result.objects.values_list()),
        list(Standing.objects.values_list()),
        SheetImport.objects.count(),
    ) == before


def test_totals_after_world_cup_2_are_the_official_ones_when_all_came_from_sheets(imported):
    outcomes = apply_sheets([hand_in_sheet(sheet, "results.csv") for sheet in world_cup_2()], new_names=True)
    assert [outcome.applied for outcome in outcomes] == [True] * 28
    totals = Path(__file__).parents[2] / "data" / "official_totals_after_wc2.csv"
    with totals.open(newline="") as file:
        rows = list(csv.DictReader(file))
    for (category, cup), of_cup in groupby(rows, key=lambda row: (row["category"], row["cup"])):
        standings = Standing.objects.filter(cup__category=category, cup__slug=cup, race__event__number=2)
        last = standings.order_by("-race__number").values_list("race", flat=True)[0]
        ours = {standing.competitor.slug: standing.total for standing in standings.filter(race=last).with_competitor()}
        expected = {row["competitor"]: int(row["total"]) for row in of_cup}
        assert {slug: ours.get(slug) for slug in expected} == expected

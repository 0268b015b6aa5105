"""Sheets into the database: new, again, corrected, doubtful, at the same time, and cut off."""

import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest
from django.conf import settings
from django.db import connection

from events.models import Race, Session
from standings.models import Alias, Competitor, Result, SheetImport, Standing
from standings.results.apply import apply_sheets, decide, hand_in_sheet, set_aside
from standings.results.planner import Planner
from standings.sheets.pdf import read_pdf
from tests.factories import events, sheets
from tests.factories import standings as factories
from tests.together import together


@pytest.fixture
def world_cup_1(db):
    """World Cup 1 of 2025/26 without a programme, and the cup of 500m women."""
    cup = factories.cup()
    return events.event(
        season=cup.season, number=1, venue=events.venue(city="Salt Lake City", time_zone="America/Denver"),
    )  # fmt: skip


def hand_in(paper: sheets.Paper = sheets.WOMEN_500, name: str = "sheet.pdf") -> SheetImport:
    return hand_in_sheet(read_pdf(paper.pdf()), name)


def changed(row: int, column: int, cell: object) -> sheets.Paper:
    rows = [list(each) for each in sheets.WOMEN_500.rows]
    rows[row][column] = cell
    return sheets.WOMEN_500.but(rows=rows)


def standing() -> list[tuple[int, str, int]]:
    newest = Standing.objects.newest().order_by("rank", "competitor__name")
    return list(newest.values_list("rank", "competitor__name", "total"))


TOTALS = [
    (1, "Anna Example", 60),
    (2, "Erin Sample", 54),
    (2, "Zofia Żółć-Próbna", 54),
    (4, "Maria Carolina Dos Santos Muestra", 43),
    (5, "Ingrid Prøve", 0),
]


def test_new_sheet_makes_race_skaters_results_and_standing(world_cup_1):
    (outcome,) = apply_sheets([hand_in()])
    race = Race.objects.get()
    assert outcome.applied
    assert (race.title, race.number, race.result_state, race.session.date.isoformat()) == (
        "1st 500m Women",
        12,
        "official",
        "2025-11-15",
    )
    assert race.starts_at.isoformat() == "2025-11-15T20:05:00+00:00"  # 13:05 in Salt Lake City
    assert race.source == "Official ISU result sheet: 1st 500m Women"
    assert standing() == TOTALS
    filed = SheetImport.objects.get()
    assert (filed.state, filed.race, len(filed.changes)) == ("applied", race, 5)


def test_race_of_the_programme_is_the_sheet_s_race(world_cup_1):
    planned = events.race(event=world_cup_1, distance="500", category="women", ordinal=1, number=40)
    apply_sheets([hand_in()])
    assert list(Race.objects.values_list("pk", "number", "result_state")) == [(planned.pk, 40, "official")]


def test_race_goes_into_the_session_that_had_begun(world_cup_1):
    morning, afternoon = (
        Session.objects.create(
            event=world_cup_1, number=n, date="2025-11-15", starts_at=f"2025-11-15T{hour}:00Z", ends_at=None
        )
        for n, hour in ((1, 16), (2, 20))
    )
    apply_sheets([hand_in()])
    assert Race.objects.get().session == afternoon
    assert morning.races.count() == 0


def test_programme_with_the_race_once_stops_a_sheet_with_a_first_one(world_cup_1):
    events.race(event=world_cup_1, distance="500", category="women")
    (outcome,) = apply_sheets([hand_in()])
    assert not outcome.applied
    assert "has 500m Women once" in outcome.plan.problems[0]


@pytest.mark.parametrize(
    ("paper", "problem"),
    [
        (
            sheets.WOMEN_500.but(day="Saturday, 22 November 2025"),
            "the calendar has no World Cup 1 that is on at 22 November",
        ),
        (sheets.WOMEN_500.but(series="ISU SPEED SKATING WORLD CUP #2"), "the calendar has no World Cup 2 that is on"),
        (changed(0, 3, "XYZ"), "Anna EXAMPLE: XYZ is not among the countries here"),
    ],
)
def test_sheet_that_fits_nothing_here_waits_with_the_reason(world_cup_1, paper, problem):
    (outcome,) = apply_sheets([hand_in(paper)])
    assert (outcome.applied, Result.objects.count(), Race.objects.count()) == (False, 0, 0)
    assert problem in outcome.plan.problems[0]
    assert SheetImport.objects.get().state == "waiting"


def test_same_sheet_again_signed_or_not_changes_nothing(world_cup_1):
    apply_sheets([hand_in()])
    before = list(Result.objects.values()), list(Standing.objects.values()), list(SheetImport.objects.values())
    signed = sheets.WOMEN_500.but(extra=[sheets.Text("Signed", 300, 700, 8)])
    (outcome,) = apply_sheets([hand_in(signed, "signed.pdf")])
    assert (outcome.plan.is_same, outcome.plan.changes) == (True, [])
    assert (
        list(Result.objects.values()),
        list(Standing.objects.values()),
        list(SheetImport.objects.values()),
    ) == before


def test_copies_wait_once(world_cup_1):
    assert hand_in() == hand_in(name="copy.pdf")


def test_corrected_sheet_shows_the_difference_applies_it_and_keeps_the_history(world_cup_1):
    apply_sheets([hand_in()])
    corrected = sheets.WOMEN_500.but(
        rows=[
            [1, 296, "Anna EXAMPLE", "NED", 10, "In", "37.05", "", 60],
            [2, 329, "Erin SAMPLE", "USA", 9, "In", "37.27", "+0.22", 54],
            [3, 318, "Zofia ŻÓŁĆ-PRÓBNA", "POL", 9, "Out", "37.28", "+0.23", 48],
            [4, 302, "Ingrid PRØVE", "NOR", 4, "In", "38.00", "+0.95", 43],
        ],
        notes=None,
    )
    waiting = hand_in(corrected)
    expected = [
        "Erin Sample: time 37.28 → 37.27; thousandth 1 → none",
        "Zofia Żółć-Próbna: place 2 → 3; thousandth 1 → none; printed points 54 → 48",
        "Ingrid Prøve: place none → 4; status DQ → OK; time none → 38.00; printed points none → 43; notes T10 → none",
        "Maria Carolina Dos Santos Muestra: taken out",
    ]
    assert [change.text for change in Planner().plan(waiting.sheet).changes] == expected
    assert standing() == TOTALS
    apply_sheets([waiting])
    assert standing() == [
        (1, "Anna Example", 60),
        (2, "Erin Sample", 54),
        (3, "Zofia Żółć-Próbna", 48),
        (4, "Ingrid Prøve", 43),
    ]
    newest, first = Race.objects.get().sheet_imports.applied()
    assert newest.changes == expected
    assert first.sheet.lines[3].name == "Maria Carolina DOS SANTOS MUESTRA"


def test_sheet_with_more_marks_sets_the_name_right(world_cup_1):
    factories.skater("Zofia Zolc-Probna", country=events.country("POL"))
    (outcome,) = apply_sheets([hand_in()])
    assert "Zofia Zolc-Probna: spelled Zofia ŻÓŁĆ-PRÓBNA on the sheet" in [
        change.text for change in outcome.plan.changes
    ]
    skater = Competitor.objects.get(country="POL")
    assert (skater.name, skater.given_name, skater.family_name) == ("Zofia Żółć-Próbna", "Zofia", "Żółć-Próbna")


# Doubt


def test_doubtful_name_waits_and_is_decided_once(world_cup_1):
    known = factories.skater("Anna Exemple")
    waiting = hand_in()
    (outcome,) = apply_sheets([waiting])
    (doubt,) = outcome.plan.doubts
    assert (outcome.applied, doubt.key, doubt.candidates) == (False, ("Anna EXAMPLE", "NED", "women"), (known,))
    assert Result.objects.count() == 0
    decide({doubt.key: known.pk})
    apply_sheets([waiting])
    assert Result.objects.get(rank=1).competitor == known
    assert list(Alias.objects.values_list("name", "country", "competitor")) == [("Anna EXAMPLE", "NED", known.pk)]
    (again,) = apply_sheets([hand_in(changed(0, 6, "37.04"))])
    assert (again.applied, again.plan.doubts) == (True, ())


def test_doubtful_name_of_a_new_skater_makes_one(world_cup_1):
    known = factories.skater("Anna Exemple")
    (outcome,) = apply_sheets([hand_in()], decisions={("Anna EXAMPLE", "NED", "women"): "new"})
    assert outcome.applied
    winner = Result.objects.get(rank=1).competitor
    assert (winner.name, winner == known, winner.slug) == ("Anna Example", False, "anna-example")


def test_namesake_of_another_country_is_a_doubt_and_can_be_new(world_cup_1):
    factories.skater("Anna Example", country=events.country("BEL"))
    waiting = hand_in()
    assert apply_sheets([waiting])[0].plan.doubts[0].why == "known with BEL as country, not with NED"
    decide({("Anna EXAMPLE", "NED", "women"): "new"})
    (outcome,) = apply_sheets([waiting])
    assert outcome.applied
    assert Result.objects.get(rank=1).competitor.slug == "anna-example-2"


# Points on the sheet


@pytest.mark.parametrize(
    ("paper", "remark"),
    [
        (changed(3, 8, "(N)44"), "Maria Carolina DOS SANTOS MUESTRA: the sheet says 44, rank 4 gives 43."),
        (changed(4, 8, 21), "Ingrid PRØVE: the sheet says 21, DQ gives 0."),
        (sheets.WOMEN_500.but(rows=[[*row[:8], ""] for row in sheets.WOMEN_500.rows]), "The sheet prints no points."),
        (changed(4, 6, "DNF"), "Ingrid PRØVE: DNF without a place on the sheet: no points."),
    ],
)
def test_points_on_the_sheet_are_compared_and_never_counted(world_cup_1, paper, remark):
    (outcome,) = apply_sheets([hand_in(paper)])
    assert outcome.plan.remarks == (remark,)
    assert standing() == TOTALS


def test_sheet_of_a_race_without_a_scale_says_so(world_cup_1):
    (outcome,) = apply_sheets([hand_in(sheets.MASS_START_MEN)])
    assert outcome.plan.remarks == ("This race counts for no cup of the season.",)
    assert outcome.applied


# Shown and applied


def test_sheet_does_only_what_was_shown(world_cup_1):
    apply_sheets([hand_in()])
    waiting = hand_in(changed(0, 6, "37.04"))
    shown = {waiting.pk: Planner().plan(waiting.sheet).fingerprint}
    Result.objects.filter(rank=4).update(hundredths=3802)
    (stale,) = apply_sheets([waiting], shown=shown)
    assert (stale.applied, stale.stale) == (False, True)
    shown = {waiting.pk: Planner().plan(waiting.sheet).fingerprint}
    assert apply_sheets([waiting], shown=shown)[0].applied


def test_sheet_set_aside_is_neither_applied_nor_waiting(world_cup_1):
    waiting = hand_in()
    assert set_aside([waiting], None) == 1
    assert apply_sheets([waiting]) == []
    assert (list(SheetImport.objects.waiting()), Result.objects.count()) == ([], 0)
    assert hand_in() != waiting


def test_order_of_import_does_not_matter(world_cup_1):
    second = sheets.WOMEN_500.but(title="25. RESULT 2nd 500m Women", day="Sunday, 16 November 2025")
    for paper in (second, sheets.WOMEN_500):
        apply_sheets([hand_in(paper)])
    one_by_one = standing()
    races = list(Race.objects.order_by("number").values_list("number", "ordinal", "session__date"))
    Result.objects.all().delete()
    SheetImport.objects.all().delete()
    Race.objects.all().delete()
    apply_sheets([hand_in(sheets.WOMEN_500), hand_in(second)])
    assert standing() == one_by_one == [(rank, name, 2 * total) for rank, name, total in TOTALS]
    assert list(Race.objects.order_by("number").values_list("number", "ordinal", "session__date")) == races


# Several people, and the end of the world

other_day = sheets.WOMEN_500.but(title="25. RESULT 2nd 500m Women", day="Sunday, 16 November 2025")


@pytest.mark.django_db(transaction=True)
def test_two_who_import_two_races_at_once_leave_both_and_one_standing(world_cup_1):
    waiting = [hand_in(sheets.WOMEN_500), hand_in(other_day)]
    outcomes = together(*(partial(apply_sheets, [each]) for each in waiting))
    assert [len(each) for each in outcomes] == [1, 1]
    assert Competitor.objects.count() == 5
    assert standing() == [(rank, name, 2 * total) for rank, name, total in TOTALS]


@pytest.mark.django_db(transaction=True)
def test_two_who_apply_one_sheet_at_once_apply_it_once(world_cup_1):
    waiting = hand_in()
    outcomes = together(*[partial(apply_sheets, [waiting])] * 2)
    assert sorted(len(each) for each in outcomes) == [0, 1]
    assert standing() == TOTALS


CUT_OFF = """
import django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = {name!r}
from standings.models import SheetImport
from standings.results import apply
def stop(season):
    print("written", flush=True)
    __import__("time").sleep(60)
apply.recompute = stop
apply.apply_sheets(list(SheetImport.objects.waiting()))
"""


@pytest.mark.django_db(transaction=True)
def test_import_that_is_killed_in_the_middle_leaves_everything_as_it_was(world_cup_1):
    apply_sheets([hand_in()])
    hand_in(other_day)
    program = CUT_OFF.format(name=connection.settings_dict["NAME"])
    child = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "isuwc.settings"},
    )  # fmt: skip
    assert child.stdout.readline() == b"written\n"  # all results are in, the standings are not, nothing is committed
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert standing() == TOTALS
    assert (Race.objects.count(), SheetImport.objects.waiting().count()) == (1, 1)
    start = time.monotonic()
    apply_sheets(list(SheetImport.objects.waiting()))  # waits until the server has noticed that the other is gone
    assert time.monotonic() - start < 20
    assert standing() == [(rank, name, 2 * total) for rank, name, total in TOTALS]


@pytest.mark.parametrize("lines", [2, 20])
def test_sheet_costs_five_queries_to_plan_whatever_its_length(world_cup_1, django_assert_num_queries, lines):
    rows = [
        [n, n, f"Skater {'abcdefghijklmnopqrstuvwxyz'[n] * 9}", "NED", 1, "In", "40.00", "", ""]
        for n in range(1, lines)
    ]
    waiting = hand_in(sheets.WOMEN_500.but(rows=rows))
    apply_sheets([waiting])
    planner = Planner()
    planner.plan(waiting.sheet)
    with django_assert_num_queries(5):
        assert planner.plan(waiting.sheet).is_same


def test_name_in_other_letters_makes_a_skater_with_an_address(world_cup_1):
    rows = [[1, 1, "王 伟", "CHN", 1, "In", "40.00", "", ""], [2, 2, "李 娜", "CHN", 1, "Out", "41.00", "", ""]]
    apply_sheets([hand_in(sheets.WOMEN_500.but(rows=rows))])
    assert sorted(Competitor.objects.values_list("slug", flat=True)) == ["skater", "skater-2"]

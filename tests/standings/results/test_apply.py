"""Sheets against the database: what a new, the same and a corrected one does."""

import pytest

from events.models import Race, Session
from standings.models import Competitor, Result, SheetImport, Standing
from standings.results.apply import apply_sheets
from standings.results.planner import Planner
from tests.factories import events, sheets
from tests.factories import standings as factories
from tests.standings.results.stage import TOTALS, hand_in, standing


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
    assert (filed.state, filed.race, filed.changes[4:]) == (
        "applied",
        race,
        ["Ingrid PRØVE: added", "start 13:05"],
    )


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
            [1, 296, "Anna EXAMPLE", "NED", 3, "In", "37.05", "", 60],
            [2, 329, "Erin SAMPLE", "USA", 2, "In", "37.27", "+0.22", 54],
            [3, 318, "Zofia ŻÓŁĆ-PRÓBNA", "POL", 2, "Out", "37.28", "+0.23", 48],
            [4, 302, "Ingrid PRØVE", "NOR", 1, "In", "38.00", "+0.95", 43],
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
    apply_sheets([waiting], confirmed={waiting.pk})
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
    (outcome,) = apply_sheets([hand_in()], new_names=True)
    assert "Zofia Zolc-Probna: spelled Zofia ŻÓŁĆ-PRÓBNA on the sheet" in [
        change.text for change in outcome.plan.changes
    ]
    skater = Competitor.objects.get(country="POL")
    assert (skater.name, skater.given_name, skater.family_name) == ("Zofia Żółć-Próbna", "Zofia", "Żółć-Próbna")

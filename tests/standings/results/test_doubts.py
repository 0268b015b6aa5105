"""Doubtful names, points on a sheet, and what is applied of what was shown."""

import pytest

from events.models import Race
from standings.models import Alias, Result, SheetImport
from standings.results.apply import apply_sheets, decide, set_aside
from standings.results.planner import Planner
from tests.factories import events, sheets
from tests.factories import standings as factories
from tests.standings.results.stage import TOTALS, changed, hand_in, standing

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

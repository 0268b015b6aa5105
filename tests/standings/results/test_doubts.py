"""Doubtful names, points on a sheet, and what is applied of what was shown."""

import pytest

from events.models import Race
from standings.models import Alias, Competitor, NameDecision, Result, SheetImport
from standings.results.apply import apply_sheets, set_aside
from standings.results.decisions import decide
from standings.results.planner import Planner
from standings.spelling.decisions import NEW, Decision, NameKey
from tests.factories import events, sheets
from tests.factories import standings as factories
from tests.standings.results.stage import TOTALS, changed, hand_in, standing

ANNA = NameKey("Anna EXAMPLE", "NED", "women")
OTHERS = ("Erin SAMPLE", "Ingrid PRØVE", "Maria Carolina DOS SANTOS MUESTRA", "Zofia ŻÓŁĆ-PRÓBNA")


def doubts(outcome):
    return {doubt.key.text: doubt.why for doubt in outcome.plan.doubts}


def names():
    return sorted(Competitor.objects.values_list("name", flat=True))


# Doubt


def test_doubtful_name_waits_and_is_decided_once(world_cup_1):
    known = factories.skater("Anna Exemple")
    waiting = hand_in()
    (outcome,) = apply_sheets([waiting], new_names=True)
    (doubt,) = outcome.plan.doubts
    assert (outcome.applied, doubt.key, doubt.candidates) == (False, ANNA, (known,))
    assert Result.objects.count() == 0
    decide({doubt.key: Decision(known.pk)})
    assert Alias.objects.count() == 0
    apply_sheets([waiting], new_names=True)
    assert Result.objects.get(rank=1).competitor == known
    assert list(Alias.objects.values_list("name", "country", "competitor")) == [("Anna EXAMPLE", "NED", known.pk)]
    assert NameDecision.objects.count() == 0
    (again,) = apply_sheets([hand_in(changed(0, 6, "37.04"))])
    assert (again.applied, again.plan.doubts) == (True, ())


def test_doubtful_name_of_a_new_skater_makes_one_when_the_sheet_is_applied(world_cup_1):
    known = factories.skater("Anna Exemple")
    waiting = hand_in()
    decide({ANNA: NEW})
    assert names() == ["Anna Exemple"]
    (outcome,) = apply_sheets([waiting], new_names=True)
    assert outcome.applied
    winner = Result.objects.get(rank=1).competitor
    assert (winner.name, winner == known, winner.slug) == ("Anna Example", False, "anna-example")


def test_new_name_of_a_sheet_that_is_set_aside_makes_nobody(world_cup_1):
    factories.skater("Anna Exemple")
    waiting = hand_in()
    decide({ANNA: NEW})
    set_aside([waiting], None)
    assert (names(), NameDecision.objects.count()) == (["Anna Exemple"], 0)


def test_decision_stays_until_no_sheet_with_the_name_waits(world_cup_1):
    factories.skater("Anna Exemple")
    first = hand_in()
    hand_in(sheets.WOMEN_500.but(title="25. RESULT 2nd 500m Women", day="Sunday, 16 November 2025"))
    decide({ANNA: NEW})
    apply_sheets([first], new_names=True)
    assert NameDecision.objects.get().competitor == Competitor.objects.get(name="Anna Example")
    apply_sheets(SheetImport.objects.waiting())
    assert (NameDecision.objects.count(), Competitor.objects.filter(name="Anna Example").count()) == (0, 1)


def test_namesake_of_another_country_is_a_doubt_and_can_be_new(world_cup_1):
    factories.skater("Anna Example", country=events.country("BEL"))
    waiting = hand_in()
    assert apply_sheets([waiting], new_names=True)[0].plan.doubts[0].why == "known with BEL as country, not with NED"
    decide({ANNA: NEW})
    (outcome,) = apply_sheets([waiting], new_names=True)
    assert outcome.applied
    assert Result.objects.get(rank=1).competitor.slug == "anna-example-2"


# Names unlike all known ones


def test_name_unlike_all_is_asked_once_somebody_is_known(world_cup_1):
    factories.skater("Anna Example")
    (outcome,) = apply_sheets([hand_in()])
    assert not outcome.applied
    assert sorted(doubt.name for doubt in outcome.plan.doubts) == sorted(OTHERS)
    assert {doubt.is_unlike for doubt in outcome.plan.doubts} == {True}
    assert doubts(outcome)["Erin SAMPLE (USA)"] == "no skater of USA here has a name like it"
    assert (names(), Result.objects.count()) == (["Anna Example"], 0)


def test_first_sheet_of_all_asks_nothing(world_cup_1):
    (outcome,) = apply_sheets([hand_in()])
    assert (outcome.applied, Competitor.objects.count()) == (True, 5)


# Countries


def test_wrong_country_is_mended_in_the_decision(world_cup_1):
    known = factories.skater("Anna Example")
    waiting = hand_in(changed(0, 3, "BEL"))
    key = NameKey("Anna EXAMPLE", "BEL", "women")
    decide({key: Decision(known.pk, "NED")})
    (outcome,) = apply_sheets([waiting], new_names=True)
    assert outcome.applied
    assert "Anna EXAMPLE: the sheet says BEL; taken as NED." in outcome.plan.remarks
    assert list(Result.objects.filter(rank=1).values_list("competitor", "country")) == [(known.pk, "NED")]
    assert Alias.objects.count() == 0
    (again,) = apply_sheets([hand_in(changed(0, 3, "BEL"))])  # by the number, in this event
    assert (again.plan.is_same, again.plan.doubts) == (True, ())


def test_country_that_is_none_is_asked_and_mended(world_cup_1):
    known = factories.skater("Anna Example")
    waiting = hand_in(changed(0, 3, "XXX"))
    (outcome,) = apply_sheets([waiting], new_names=True)
    assert doubts(outcome) == {"Anna EXAMPLE (XXX)": "XXX is not among the countries here"}
    assert outcome.plan.doubts[0].candidates == (known,)
    decide({NameKey("Anna EXAMPLE", "XXX", "women"): Decision(known.pk, "NED")})
    assert apply_sheets([waiting], new_names=True)[0].applied
    assert Result.objects.get(rank=1).country_id == "NED"


def test_new_skater_of_a_wrong_country_is_made_with_the_right_one(world_cup_1):
    decide({NameKey("Anna EXAMPLE", "XXX", "women"): Decision(None, "NED")})
    assert apply_sheets([hand_in(changed(0, 3, "XXX"))])[0].applied
    assert Competitor.objects.get(name="Anna Example").country_id == "NED"


# Former names


def test_sheet_with_the_former_name_is_hers_without_a_doubt(world_cup_1):
    skater = factories.skater("Anna Example")
    Competitor.objects.update(name="Anna Married", family_name="Married")
    (outcome,) = apply_sheets([hand_in()], new_names=True)
    assert (outcome.applied, outcome.plan.doubts) == (True, ())
    assert Result.objects.get(rank=1).competitor == skater


def test_name_that_somebody_has_and_another_had_is_asked(world_cup_1):
    factories.skater("Anna Example")
    Competitor.objects.update(name="Anna Married", family_name="Married")
    factories.skater("Anna Example", slug="anna-example-2")
    (outcome,) = apply_sheets([hand_in()], new_names=True)
    assert [doubt.why for doubt in outcome.plan.doubts] == ["2 skaters of NED have this name"]


# Two of one name


def twins():
    """Two of one name and country in one race, with numbers 8 and 9."""
    rows = [list(row) for row in sheets.WOMEN_500.rows]
    rows[0][1], rows[1][1], rows[1][2], rows[1][3] = 8, 9, rows[0][2], rows[0][3]
    return sheets.WOMEN_500.but(rows=rows)


def test_two_of_one_name_are_told_apart_by_number(world_cup_1):
    (outcome,) = apply_sheets([hand_in(twins())])
    assert outcome.applied
    found = Result.objects.filter(competitor__name="Anna Example").order_by("bib")
    assert list(found.values_list("bib", "rank", "competitor__slug")) == [
        (8, 1, "anna-example"),
        (9, 2, "anna-example-2"),
    ]
    (again,) = apply_sheets([hand_in(twins())])
    assert (again.plan.is_same, again.plan.doubts) == (True, ())


def test_one_known_of_two_with_her_name_is_asked_for_each(world_cup_1):
    known = factories.skater("Anna Example")
    waiting = hand_in(twins())
    (outcome,) = apply_sheets([waiting], new_names=True)
    assert doubts(outcome) == {
        f"Anna EXAMPLE (NED), number {number}": f"the sheet has this name twice; this is number {number}"
        for number in (8, 9)
    }
    keys = {doubt.key.number: doubt.key for doubt in outcome.plan.doubts}
    decide({keys[8]: NEW, keys[9]: Decision(known.pk)})
    assert apply_sheets([waiting], new_names=True)[0].applied
    assert Result.objects.get(bib=9).competitor == known
    assert Result.objects.get(bib=8).competitor.slug == "anna-example-2"
    assert Alias.objects.count() == 0


def test_both_lines_decided_to_be_one_skater_are_refused(world_cup_1):
    known = factories.skater("Anna Example")
    waiting = hand_in(twins())
    keys = [NameKey("Anna EXAMPLE", "NED", "women", number, world_cup_1.pk) for number in (8, 9)]
    decide(dict.fromkeys(keys, Decision(known.pk)))
    (outcome,) = apply_sheets([waiting], new_names=True)
    assert outcome.plan.problems == ("Anna EXAMPLE and Anna EXAMPLE are the same competitor on one sheet",)
    assert not outcome.applied


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

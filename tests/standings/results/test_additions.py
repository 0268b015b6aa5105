"""What a sheet brings beside its lines: the start, what codes mean, and where the result is from."""

import pytest

from events.models import Race, Session
from standings.models import NoteMeaning, Result, SheetImport
from standings.results.apply import apply_sheets, hand_in_sheet
from standings.results.facts import TABLE
from standings.results.planner import Planner
from standings.sheets.files import read_file
from tests.factories import sheets
from tests.standings.results.stage import TOTALS, changed, hand_in, standing

LEGEND = ["T10 : Cutting the inner line in the curve (254.7)"]
OFFICIAL = "Official ISU result sheet: 1st 500m Women"


def table(**change) -> SheetImport:
    """The result of WOMEN_500 as somebody typed it, without what else the sheet says."""
    rows = [
        sheets.table_row(rank=1, points=60, bib=296, pair=3, lane="In", status="", notes=""),
        sheets.table_row(
            rank=2, name="Zofia ŻÓŁĆ-PRÓBNA", noc="POL", time="37.28(1)", points=54, bib=318, pair=2, lane="Out",
            status="", notes="",
        ),
        sheets.table_row(
            rank=2, name="Erin SAMPLE", noc="USA", time="37.28(1)", points=54, bib=329, pair=2, lane="In", status="",
            notes="",
        ),
        sheets.table_row(
            rank=4, name="Maria Carolina DOS SANTOS MUESTRA", noc="POR", time="38.01", points=43, bib=301, pair=1,
            lane="Out", status="", notes="",
        ),
        sheets.table_row(
            rank="", name="Ingrid PRØVE", noc="NOR", time="", points="", bib=302, pair=1, lane="In", status="DQ",
            notes="T10",
        ),
    ]  # fmt: skip
    rows[0] |= change
    (sheet,) = read_file(sheets.table(rows), "typed.csv")
    return hand_in_sheet(sheet, "typed.csv")


def additions(waiting: SheetImport) -> list[str]:
    return Planner().plan(waiting.sheet).additions


def test_sheet_with_the_same_lines_brings_what_was_missing(world_cup_1):
    apply_sheets([hand_in()])
    Race.objects.update(starts_at=None)
    before = list(Result.objects.values())
    waiting = hand_in(sheets.WOMEN_500.but(legend=LEGEND))
    assert additions(waiting) == ["start 13:05", "T10: Cutting the inner line in the curve (rule 254.7)"]
    (outcome,) = apply_sheets([waiting])
    race = Race.objects.get()
    assert (outcome.applied, outcome.plan.is_same, list(Result.objects.values())) == (True, False, before)
    assert race.starts_at.isoformat() == "2025-11-15T20:05:00+00:00"
    assert list(NoteMeaning.objects.values_list("race", "code", "words", "rule")) == [
        (race.pk, "T10", "Cutting the inner line in the curve", "254.7")
    ]
    assert race.sheet_imports.applied()[0].changes == [
        "start 13:05",
        "T10: Cutting the inner line in the curve (rule 254.7)",
    ]
    assert Planner().plan(waiting.sheet).is_same


def test_sheet_that_only_adds_its_start_asks_nothing_of_places_that_stay(world_cup_1):
    """In a mass start they follow the sprints, not the times; whoever applied the sheet has confirmed what can't be."""
    for paper in (sheets.MASS_START_MEN, changed(1, 6, "36.00")):
        waiting = hand_in(paper)
        apply_sheets([waiting], new_names=True, confirmed={waiting.pk})
        Race.objects.update(starts_at=None)
        (outcome,) = apply_sheets([hand_in(paper)])
        assert (outcome.applied, outcome.plan.to_confirm, len(outcome.plan.additions)) == (True, [], 1)


def test_start_that_is_known_stays(world_cup_1):
    apply_sheets([hand_in()])
    Race.objects.update(starts_at="2025-11-15T20:07Z")
    waiting = hand_in()
    assert Planner().plan(waiting.sheet).is_same
    apply_sheets([waiting])
    assert Race.objects.get().starts_at.isoformat() == "2025-11-15T20:07:00+00:00"


@pytest.mark.parametrize(
    ("starts", "ends", "remark"),
    [
        ("20:05", "22:00", []),
        ("20:06", "22:00", ["starts at 13:06"]),
        ("18:00", "20:05", []),
        ("18:00", "20:04", ["ends at 13:04"]),
        (None, None, []),
    ],
)
def test_start_outside_its_session_is_remarked(world_cup_1, starts, ends, remark):
    """13:05 in Salt Lake City is 20:05 UTC."""
    apply_sheets([hand_in()])
    Race.objects.update(starts_at=None)
    day = "2025-11-15T{}Z"
    Session.objects.update(starts_at=starts and day.format(starts), ends_at=ends and day.format(ends))
    remarks = Planner().plan(hand_in().sheet).remarks
    assert list(remarks) == [
        f"The race started at 13:05, but in the programme its session {said}. "
        "Correct the session’s times on the event’s form."
        for said in remark
    ]


def test_other_words_for_a_code_are_shown_and_stored(world_cup_1):
    apply_sheets([hand_in(sheets.WOMEN_500.but(legend=LEGEND))])
    waiting = hand_in(sheets.WOMEN_500.but(legend=["T10 : Cutting the line"]))
    assert additions(waiting) == ["T10: Cutting the inner line in the curve (rule 254.7) → Cutting the line"]
    apply_sheets([waiting])
    assert NoteMeaning.objects.get().meaning.text == "Cutting the line"


def test_sheet_without_a_legend_leaves_the_words_that_are_known(world_cup_1):
    apply_sheets([hand_in(sheets.WOMEN_500.but(legend=LEGEND))])
    waiting = hand_in(changed(0, 6, "37.04"))
    apply_sheets([waiting])
    assert NoteMeaning.objects.get().code == "T10"


def test_table_is_not_published_as_an_official_sheet(world_cup_1):
    (outcome,) = apply_sheets([table()])
    assert outcome.applied
    assert Race.objects.get().source == TABLE
    assert standing() == TOTALS


def test_official_sheet_takes_the_place_of_a_table_as_the_source(world_cup_1):
    apply_sheets([table()])
    waiting = hand_in()
    assert additions(waiting) == ["start 13:05", "state unofficial → official", f"source {TABLE} → {OFFICIAL}"]
    apply_sheets([waiting])
    assert Race.objects.get().source == OFFICIAL


def test_table_that_repeats_an_official_sheet_leaves_its_source(world_cup_1):
    apply_sheets([hand_in()])
    assert Planner().plan(table().sheet).is_same


def test_table_that_changes_an_official_result_is_its_source_and_says_so(world_cup_1):
    apply_sheets([hand_in()])
    waiting = table(time="37.04")
    assert additions(waiting) == ["state official → unofficial", f"source {OFFICIAL} → {TABLE}"]
    (outcome,) = apply_sheets([waiting])
    assert (outcome.applied, outcome.plan.to_confirm) == (
        False,
        ["The result here is official and has 5 lines; it would be unofficial and have 5."],
    )
    apply_sheets([waiting], confirmed={waiting.pk})
    assert Race.objects.get().source == TABLE


def test_official_sheet_keeps_the_name_that_it_has(world_cup_1):
    apply_sheets([hand_in()])
    Race.objects.update(source="Official ISU result sheet: 1st 500 m, Ladies")
    assert Planner().plan(hand_in().sheet).is_same


def test_table_of_an_earlier_release_is_known_by_its_file(world_cup_1):
    waiting = table()
    SheetImport.objects.update(content={key: each for key, each in waiting.content.items() if key != "is_table"})
    apply_sheets(SheetImport.objects.all())
    assert Race.objects.get().source == TABLE


# Changes of a status or notes


def noted(row: int) -> sheets.Paper:
    """The sheet as it would be read if the note of the last line went to another one."""
    return sheets.WOMEN_500.but(notes={row: "T10"})


def test_note_that_moves_to_another_line_waits_until_somebody_confirms_it(world_cup_1):
    apply_sheets([hand_in()])
    waiting = hand_in(noted(3))
    plan = Planner().plan(waiting.sheet)
    assert [change.text for change in plan.uncertain] == [
        "Maria Carolina Dos Santos Muestra: notes none → T10",
        "Ingrid Prøve: notes T10 → none",
    ]
    assert (plan.certain, plan.is_ready) == ([], False)
    (outcome,) = apply_sheets([waiting])
    assert (outcome.applied, outcome.is_unconfirmed) == (False, True)
    assert list(Result.objects.exclude(notes="").values_list("bib", "notes")) == [(302, "T10")]
    (outcome,) = apply_sheets([waiting], confirmed={waiting.pk})
    assert (outcome.applied, outcome.is_unconfirmed) == (True, False)
    assert list(Result.objects.exclude(notes="").values_list("bib", "notes")) == [(301, "T10")]


def test_change_of_a_status_is_uncertain_and_others_are_not(world_cup_1):
    apply_sheets([hand_in()])
    rows = [list(row) for row in sheets.WOMEN_500.rows]
    rows[0][6], rows[4][6] = "37.04", "DNF"
    plan = Planner().plan(hand_in(sheets.WOMEN_500.but(rows=rows)).sheet)
    assert [change.text for change in plan.uncertain] == ["Ingrid Prøve: status DQ → DNF"]
    assert [change.text for change in plan.certain] == ["Anna Example: time 37.05 → 37.04"]


@pytest.mark.parametrize("state", ["partial", "none"])
def test_notes_of_a_result_that_was_not_official_are_ordinary_changes(world_cup_1, state):
    apply_sheets([hand_in(noted(3))])
    Race.objects.update(result_state=state)
    plan = Planner().plan(hand_in().sheet)
    assert (plan.uncertain, plan.is_ready) == ([], True)
    assert len(plan.certain) == 2

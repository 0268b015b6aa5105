"""Which of two sheets is the newer one, and what an older one says of itself."""

import datetime

import pytest

from events.models import Race
from standings.corrections.deeds import Verdict, carry_out
from standings.corrections.withdrawn import withdraw
from standings.models import Correction, Result
from standings.results.age import newer_ones
from standings.results.apply import apply_sheets
from tests.standings.results.stage import changed, hand_in
from tests.standings.results.waiting import made, plan

pytestmark = pytest.mark.django_db


def test_moment_at_the_foot_is_read_and_is_no_part_of_the_digest(world_cup_1):
    one = made("2025-11-15 14:00")
    assert one.sheet.created == datetime.datetime(2025, 11, 15, 14)
    assert one == made("2025-11-15 15:00")
    assert hand_in() == one


def test_replaced_sheet_handed_in_again_says_so_and_waits(world_cup_1):
    apply_sheets([hand_in()])
    newer = hand_in(changed(0, 6, "37.04"))
    apply_sheets([newer])
    old = hand_in()
    (outcome,) = apply_sheets([old])
    (question,) = outcome.plan.questions
    assert not outcome.applied
    assert question.startswith("This sheet was applied on ") and "replaced on" in question
    assert "it takes back what that one changed." in question


def test_older_sheet_that_was_never_applied_says_that_it_is_older(world_cup_1):
    apply_sheets([made("2025-11-15 15:00")])
    assert plan(made("2025-11-15 14:30", changed(0, 6, "37.04"))).questions == (
        "This sheet is older than the one that was applied: it was made on 15 November 2025, 14:30, that one on "
        "15 November 2025, 15:00.",
    )
    assert plan(made("2025-11-15 15:30", changed(0, 6, "37.03"))).questions == ()


def test_sheet_of_a_result_that_was_corrected_by_hand_says_what_it_takes_back(world_cup_1):
    apply_sheets([hand_in()])
    race = Race.objects.select_related("event__season").get()
    carry_out(race, Verdict(Result.objects.get(rank=1).competitor_id))
    (question,) = plan(hand_in()).questions
    assert "Anna Example: disqualified (before: place 1). 3 others move up one place." in question
    assert question.endswith("Applied again, the sheet takes that back.")


def test_sheet_of_the_first_skate_is_not_taken_for_the_second_s(world_cup_1):
    apply_sheets([hand_in()])
    withdraw(Race.objects.select_related("event__season").get(), "reskated", "Fog")
    (question,) = plan(hand_in()).questions
    assert question.startswith("This is the sheet of the earlier skate, ") and question.endswith("skated again.")
    (outcome,) = apply_sheets([hand_in(changed(0, 6, "37.04"))])
    assert outcome.applied
    assert Race.objects.get().earlier_skates.count() == 1


def test_of_two_sheets_that_wait_for_one_race_the_newest_is_named_and_applied_last(world_cup_1):
    newest = made("2025-11-15 15:00", changed(0, 6, "37.04"))
    older = made("2025-11-15 14:00")
    said = newer_ones([(each, plan(each)) for each in (newest, older)])
    assert said[newest.pk].startswith("This is the newest of 2 sheets of this race that wait, made on 15 November 2025")
    assert said[older.pk].startswith("A newer sheet of this race waits, too: 2025-11-15 15:00.pdf")
    apply_sheets([newest, older])
    assert Result.objects.get(rank=1).hundredths == 3704


def test_corrected_sheet_tells_readers_what_changed(world_cup_1):
    apply_sheets([hand_in()])
    apply_sheets([hand_in(changed(0, 6, "37.04"))])
    correction = Correction.objects.get()
    assert (correction.words, correction.why) == (
        ["Anna Example: time 37.05 → 37.04."],
        "Official ISU result sheet: 1st 500m Women",
    )

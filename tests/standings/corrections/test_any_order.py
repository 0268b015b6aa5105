"""Disqualified, reinstated, cancelled, skated again, held after all and taken back, in any order."""

from itertools import permutations

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from events.models import Race
from isuwc.history.models import Entry
from isuwc.history.undo import CantTakeBackError, take_back
from standings.corrections.deeds import CantCorrectError, Verdict, carry_out, suggested_place
from standings.corrections.withdrawn import expect_again, withdraw
from standings.models import Competitor
from standings.results.apply import apply_sheets, hand_in_sheet
from standings.results.facts import Said
from standings.sheets.files import read_file
from tests.factories import sheets
from tests.isuwc.history.stage import next_transaction
from tests.standings.corrections import stage

pytestmark = pytest.mark.django_db


def disqualify(race, skater, first):
    carry_out(race, Verdict(skater.pk))


def reinstate(race, skater, first):
    if race.results.filter(competitor=skater).exists() and (place := suggested_place(race, skater.pk)):
        carry_out(race, Verdict(skater.pk, place))


def cancel(race, skater, first):
    withdraw(race, "cancelled", "Fog")


def abandon(race, skater, first):
    withdraw(race, "abandoned")


def again(race, skater, first):
    withdraw(race, "reskated")


def after_all(race, skater, first):
    expect_again(race)


def hand_in(race, skater, first):
    """The sheet of a next skate, where the race has no result: others win."""
    if race.has_result:
        return
    times = {each.name: time + 7 * n % 30 for n, (each, time) in enumerate(
        zip(Competitor.objects.order_by("-pk"), stage.TIMES[race.ordinal], strict=True)
    )}  # fmt: skip
    rows = [
        sheets.table_row(
            date=race.session.date.isoformat(), ordinal=race.ordinal, name=name, noc="NED", time=f"{time / 100:.2f}",
            rank=1 + sum(other < time for other in times.values()),
        )
        for name, time in sorted(times.items(), key=lambda pair: pair[1])
    ]  # fmt: skip
    (sheet,) = read_file(sheets.table(rows), "next.csv")
    waiting = hand_in_sheet(sheet, "next.csv")
    (outcome,) = apply_sheets([waiting], confirmed={waiting.pk}, said={waiting.pk: Said("official", "The next sheet")})
    assert outcome.applied


def undo(race, skater, first):
    """One of the last three deeds."""
    entries = Entry.objects.filter(pk__gt=first).exclude(way="sql").order_by("-pk")
    number = skater.pk % 3
    if len(entries) > number:
        take_back(entries[number], None)


DEEDS = (disqualify, disqualify, undo, reinstate, cancel, abandon, again, after_all, hand_in, undo)
deeds = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 1), st.integers(0, 4)), min_size=1, max_size=10)


@pytest.fixture
def races(db):
    made = stage.world()
    next_transaction()
    return made


@settings(max_examples=60)
@given(deeds=deeds)
def test_standing_is_the_one_that_what_remains_gives(races, deeds):
    with transaction.atomic():
        first = max(Entry.objects.values_list("pk", flat=True), default=0)
        skaters = list(Competitor.objects.order_by("pk"))
        assert stage.totals() == stage.expected()
        for deed, which, skater in deeds:
            next_transaction()
            race = Race.objects.select_related("event__season", "session").get(pk=races[which].pk)
            before = stage.totals()
            try:
                with transaction.atomic():
                    deed(race, skaters[skater], first)
            except (CantCorrectError, CantTakeBackError):
                assert stage.totals() == before
            assert stage.totals() == stage.expected()
            for each in races:
                statuses = [status for _, _, status in stage.lines(each)]
                assert statuses == sorted(statuses, key=lambda status: status == "DQ")
        transaction.set_rollback(True)


def test_any_two_disqualified_and_either_deed_taken_back_leave_the_places_of_those_who_remain(races):
    race = Race.objects.select_related("event__season").get(pk=races[0].pk)
    for one, other in permutations(stage.NAMES, 2):
        for newest_first in (0, 1):
            with transaction.atomic():
                for name in (one, other):
                    next_transaction()
                    carry_out(race, Verdict(stage.who(name)))
                try:
                    with transaction.atomic():
                        take_back(Entry.objects.exclude(way="sql")[newest_first], None)
                except CantTakeBackError:
                    assert newest_first == 1
                assert stage.totals() == stage.expected()
                transaction.set_rollback(True)


def test_earlier_of_two_corrections_waits_until_the_later_one_is_taken_back(races):
    race = Race.objects.select_related("event__season").get(pk=races[0].pk)
    carry_out(race, Verdict(stage.who("Eva Ef")))
    next_transaction()
    carry_out(race, Verdict(stage.who("Anna Aa")))
    later, earlier = Entry.objects.exclude(way="sql")[:2]
    with pytest.raises(CantTakeBackError) as refused:
        take_back(earlier, None)
    assert "was corrected again on" in str(refused.value) and "Anna Aa: disqualified (before: place 1)." in str(
        refused.value
    )
    assert stage.lines(race)[0] == ("Berta Be", 1, "OK")
    take_back(later, None)
    take_back(earlier, None)
    assert [rank for _, rank, _ in stage.lines(race)] == [1, 2, 2, 4, 5]
    assert [each.taken_back_at is not None for each in race.corrections.all()] == [True, True]
    assert stage.totals() == stage.expected()

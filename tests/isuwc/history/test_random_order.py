"""Forms, imports and SQL in random order, taken back in random order: everything is as it was before."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from events.models import Season
from isuwc.history.models import Entry
from isuwc.history.undo import CantTakeBackError, take_back
from isuwc.history.words import of
from standings.scoring.recompute import recompute
from tests.factories.people import staff
from tests.isuwc.history import stage

pytestmark = pytest.mark.django_db
Stood = tuple[tuple[dict[str, list[Any]], list[Any]], dict[str, bytes]]
acts = st.lists(st.tuples(st.integers(0, len(stage.ACTS) - 1), st.integers(0, 8)), min_size=1, max_size=7)


FORMS, IMPORTS = range(6), range(6, 9)
WAYS = {**dict.fromkeys(FORMS, ("form", stage.PERSON)), **dict.fromkeys(IMPORTS, ("import", ""))}
SHEETS = {("sql", "")}  # a sheet is handed in before it is applied: by nobody, in this test


def all_of_it():
    return stage.rows(), stage.computed()


def take_all_back(order: list[int]) -> int:
    """In that order, and what was refused then with the newest first, again as long as there are any.

    Returns how many were refused.
    """
    person, refused = staff("Broadcast", stage.PERSON), 0
    left = list(order)
    for key in [*order, *sorted(order, reverse=True) * len(order)]:
        if key not in left:
            continue
        before = all_of_it()
        entry = Entry.objects.get(pk=key)
        try:
            with transaction.atomic():
                undo = take_back(entry, person)
        except CantTakeBackError as error:
            assert error.problems
            assert all_of_it() == before
            refused += 1
            continue
        left.remove(key)
        assert (undo.way, undo.person, undo.takes_back_id) == ("undo", stage.PERSON, key)
    assert left == []
    return refused


@pytest.fixture(scope="module")
def stood(django_db_setup, django_db_blocker) -> Iterator[Stood]:
    """The world, made once, and all that is in it: each test and each example begins with it as it is then."""
    with django_db_blocker.unblock(), transaction.atomic():
        stage.world()
        stage.next_transaction()
        yield all_of_it(), stage.answers()
        transaction.set_rollback(True)


@settings(max_examples=15)
@given(acts=acts, random=st.randoms(use_true_random=False))
def test_whatever_happened_is_taken_back_in_any_order(stood, acts, random):
    with transaction.atomic():
        before, said = stood
        first = max(Entry.objects.values_list("pk", flat=True), default=0)
        for which, n in acts:
            stage.next_transaction()
            stage.ACTS[which](n)
        recompute(Season.objects.get())
        stage.next_transaction()
        order = list(Entry.objects.filter(pk__gt=first).order_by("pk").values_list("pk", flat=True))
        random.shuffle(order)
        take_all_back(order)
        assert stage.rows() == before[0]
        assert stage.computed() == before[1]
        assert stage.answers() == said
        transaction.set_rollback(True)


@pytest.mark.parametrize("which", range(len(stage.ACTS)))
def test_each_act_changes_something_names_it_and_is_taken_back(stood, which):
    before, said = stood
    first = max(Entry.objects.values_list("pk", flat=True))
    stage.ACTS[which](2)
    made = list(Entry.objects.filter(pk__gt=first).order_by("pk"))
    handed_in = SHEETS if stage.ACTS[which] is stage.import_sheet else set()
    assert {(entry.way, entry.person) for entry in made} - handed_in == {WAYS.get(which, ("sql", ""))}
    said_of = [row for entry in made for row in of(list(entry.changes.all()))]
    assert [row.said for row in said_of if not row.lines] == []
    assert all(line.before != line.after for row in said_of for line in row.lines)
    assert stage.rows() != before[0]
    take_all_back([entry.pk for entry in made])
    assert all_of_it() == before
    assert stage.answers() == said

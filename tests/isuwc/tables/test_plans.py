"""What every kind of table has in common, by a kind that is held in a dictionary."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import ClassVar

import pytest

from isuwc.files.tables.tabular import ChangedSinceError, Counts, DataError
from isuwc.tables.plans import BATCH, Change, Plan, apply, batches, difference


@dataclass(frozen=True)
class SongPlan(Plan[str]):
    """Songs by number."""

    songs: dict[int, str] = field(default_factory=dict, compare=False)

    noun = "Songs"
    steps: ClassVar[list[str]] = []

    def lock(self):
        self.steps.append("lock")

    def write(self, progress):
        self.steps.append("write")
        for change in self.changes:
            self.songs.pop(change.key, None)
            self.songs.update({change.key: change.after} if change.after else {})
        progress(len(self.changes))


def plan(wanted: Mapping[int, str | None], songs: dict[int, str]) -> SongPlan:
    """None takes a song away; an empty name is an error."""
    SongPlan.steps.append("plan")
    found = tuple(
        Change(number, f"Song {number}", songs.get(number), name)
        for number, name in wanted.items()
        if songs.get(number) != name
    )
    errors = tuple(DataError("Song without a name", number) for number, name in wanted.items() if name == "")
    return SongPlan(found, len(wanted) - len(found), errors, partial(plan, wanted, songs), songs)


@pytest.fixture(autouse=True)
def steps():
    SongPlan.steps.clear()
    return SongPlan.steps


WANTED = {1: "Same", 2: "Other", 3: "New", 4: None}


def held() -> dict[int, str]:
    return {1: "Same", 2: "Before", 4: "Gone"}


def test_plan_counts_what_is_new_changed_removed_and_as_it_is():
    planned = plan(WANTED, held())
    assert [(each.key, each.is_new, each.is_removed) for each in planned.changes] == [
        (2, False, False),
        (3, True, False),
        (4, False, True),
    ]
    assert planned.counts == Counts(created=1, updated=1, unchanged=1, removed=1)
    assert planned.summary == "Songs: 1 new, 1 changed, 1 removed, 1 unchanged"
    assert planned.done == "Songs: 1 created, 1 updated, 1 unchanged, 1 removed."


@pytest.mark.django_db
def test_table_is_planned_again_once_everything_is_locked(steps):
    songs, told = held(), []
    apply(plan(WANTED, songs), told.append)
    assert songs == {1: "Same", 2: "Other", 3: "New"}
    assert (steps, told) == (["plan", "lock", "plan", "write"], [3])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "meanwhile",
    [{2: "Another"}, {3: "New"}, {3: "Not so new"}, {1: "Not the same"}],
    ids=["changed", "made", "made otherwise", "no longer as it is wanted"],
)
def test_what_would_do_something_else_is_not_done(steps, meanwhile):
    songs = held()
    planned = plan(WANTED, songs)
    songs |= meanwhile
    with pytest.raises(ChangedSinceError):
        apply(planned)
    assert (songs, steps) == ({**held(), **meanwhile}, ["plan", "lock", "plan"])


@pytest.mark.django_db
def test_what_others_do_elsewhere_is_no_hindrance():
    songs = held()
    planned = plan(WANTED, songs)
    songs[9] = "Elsewhere"
    apply(planned)
    assert songs == {1: "Same", 2: "Other", 3: "New", 9: "Elsewhere"}


@pytest.mark.django_db
def test_plan_with_an_error_does_nothing(steps):
    with pytest.raises(DataError, match="Song without a name"):
        apply(plan({1: "Other", 2: ""}, held()))
    assert steps == ["plan"]


def test_fingerprint_is_of_what_would_be_done_and_not_of_who_asks():
    first, second = plan(WANTED, held()), plan(dict(WANTED), held())
    assert first.fingerprint == second.fingerprint
    others = [{**WANTED, 2: "Another"}, {**WANTED, 5: "New"}, {2: "Other", 3: "New", 4: None}]
    assert len({first.fingerprint, *(plan(other, held()).fingerprint for other in others)}) == 4


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [("", "Example 1", "channel: none → Example 1"), ("a", "b", "channel: a → b"), ("a", "", "channel: a → none")],
)
def test_difference_says_none_for_nothing(before, after, words):
    assert difference("channel", before, after) == words


@pytest.mark.parametrize(("count", "sizes"), [(0, []), (1, [1]), (BATCH, [BATCH]), (BATCH + 1, [BATCH, 1])])
def test_batches_are_counted_once_each_is_done(count, sizes):
    told: list[int] = []
    seen = []
    for batch in batches(range(count), told.append):
        seen.append((len(batch), sum(told)))
    assert [size for size, _ in seen] == sizes == told
    assert [before for _, before in seen] == [BATCH * n for n in range(len(sizes))]

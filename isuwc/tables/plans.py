"""What a table would change, and the one way to apply it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, ClassVar, Generic, TypeVar

from django.db import transaction

from isuwc.files.tables.tabular import ChangedSinceError, Counts, DataError
from isuwc.history.acting import Way, acting

Entry = TypeVar("Entry")  # one thing of a table's kind as a plain value; its repr is the same in every process
Item = TypeVar("Item")
Progress = Callable[[int], Any]  # called with how many more changes are applied

BATCH = 250  # changes that one statement writes


@dataclass(frozen=True)
class Change(Generic[Entry]):
    """One thing that is made (nothing `before`), changed, or removed (nothing `after`).

    `words` say what changes of it. Changes of one `group`, where they have any, are shown together below it.
    """

    key: Any  # which thing it is, as its kind tells them apart
    title: str
    before: Entry | None
    after: Entry | None
    words: tuple[str, ...] = ()
    group: str = ""

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_removed(self) -> bool:
        return self.after is None


@dataclass(frozen=True)
class Plan(Generic[Entry]):
    """What a table would do; with an error nothing is done. A kind of table fills in `lock` and `write`."""

    changes: tuple[Change[Entry], ...]
    unchanged: int
    errors: tuple[DataError, ...]
    again: Callable[[], "Plan[Entry]"] = field(repr=False, compare=False)  # the plan of the same table, made now

    noun: ClassVar[str] = ""  # of what is counted, where the words don't say it
    may_remove: ClassVar[bool] = True

    def lock(self) -> None:
        """Keep all that the plan depends on as it is until the transaction ends."""
        raise NotImplementedError

    def write(self, progress: Progress) -> None:
        """Make, change and remove what the plan says. Called with everything locked."""
        raise NotImplementedError

    @property
    def basis(self) -> Any:
        """What else must be as it was when the plan was shown, beside what it changes."""
        return None

    @property
    def additions(self) -> list[Change[Entry]]:
        return [change for change in self.changes if change.is_new]

    @property
    def updates(self) -> list[Change[Entry]]:
        return [change for change in self.changes if not change.is_new and not change.is_removed]

    @property
    def removals(self) -> list[Change[Entry]]:
        return [change for change in self.changes if change.is_removed]

    @property
    def created(self) -> int:
        return len(self.additions)

    @property
    def changed(self) -> int:
        return len(self.updates)

    @property
    def removed(self) -> int:
        return len(self.removals)

    @property
    def counts(self) -> Counts:
        return Counts(self.created, self.changed, self.unchanged, self.removed)

    @property
    def summary(self) -> str:
        """What it would do."""
        removed = f"{self.removed} removed, " if self.may_remove else ""
        said = f"{self.created} new, {self.changed} changed, {removed}{self.unchanged} as they are"
        return f"{self.noun}: {said}" if self.noun else said

    @property
    def done(self) -> str:
        """What it did, for whoever applied it."""
        return f"{self.noun}: {self.counts}."

    @property
    def fingerprint(self) -> str:
        """Equal as long as applying the table does what was shown."""
        shown = [(change.key, change.before, change.after, change.words) for change in self.changes]
        return sha256(repr((shown, self.unchanged, self.basis)).encode()).hexdigest()[:16]


@transaction.atomic
def apply(planned: Plan[Entry], progress: Progress = lambda count: None, what: str = "Table") -> None:
    """Do what the plan says, all of it: one entry of the history, `what` says of which import.

    Raises the first DataError of a plan that has one, and ChangedSinceError where its table would now do something
    else: it is planned again with everything locked.
    """
    if planned.errors:
        raise planned.errors[0]
    planned.lock()
    now = planned.again()
    if now.errors or now.fingerprint != planned.fingerprint:
        raise ChangedSinceError
    with acting(Way.IMPORT, what):
        now.write(progress)


def difference(name: str, before: str, after: str) -> str:
    """`channel: none → Example 1`."""
    return f"{name}: {before or 'none'} → {after or 'none'}"


def batches(items: Sequence[Item], progress: Progress) -> Iterator[Sequence[Item]]:
    """The items, BATCH at a time; progress counts each batch when the next one is asked for."""
    for at in range(0, len(items), BATCH):
        batch = items[at : at + BATCH]
        yield batch
        progress(len(batch))

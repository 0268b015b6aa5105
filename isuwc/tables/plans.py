"""What a table would change, and how it is applied."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, ClassVar, Generic, TypeVar

from django.db import transaction

from isuwc.files.tables.tabular import ChangedSinceError, Counts, DataError
from isuwc.history.acting import Way, acting

Entry = TypeVar("Entry")  # one item of the table as a plain value, whose repr must be the same in every process
Item = TypeVar("Item")
Progress = Callable[[int], Any]  # called with the number of changes applied since the last call

BATCH = 250  # changes that one statement writes


@dataclass(frozen=True)
class Change(Generic[Entry]):
    """One item that is added (`before` is None), changed, or removed (`after` is None).

    `words` say what changes in it. Changes with the same `group`, if any, are shown together under it as a heading.
    """

    key: Any  # identifies the item within its kind
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
    """What a table would change; nothing is applied if it has errors. Each kind implements `lock` and `write`."""

    changes: tuple[Change[Entry], ...]
    unchanged: int
    errors: tuple[DataError, ...]
    again: Callable[[], "Plan[Entry]"] = field(repr=False, compare=False)  # makes the plan of the same table anew
    remarks: tuple[str, ...] = field(default=(), kw_only=True)  # what people should know, and what stops nothing

    noun: ClassVar[str] = ""  # put before the counts
    may_remove: ClassVar[bool] = True

    def lock(self) -> None:
        """Lock all rows that the plan depends on until the transaction ends."""
        raise NotImplementedError

    def write(self, progress: Progress) -> None:
        """Write the changes. Called after `lock`, in the same transaction."""
        raise NotImplementedError

    @property
    def basis(self) -> Any:
        """Further values for the fingerprint, which must also be as they were when the plan was shown."""
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
        """How much it would change."""
        removed = f"{self.removed} removed, " if self.may_remove else ""
        said = f"{self.created} new, {self.changed} changed, {removed}{self.unchanged} unchanged"
        return f"{self.noun}: {said}" if self.noun else said

    @property
    def done(self) -> str:
        """The message after it was applied."""
        return f"{self.noun}: {self.counts}."

    @property
    def fingerprint(self) -> str:
        """A digest that is equal as long as applying the table does what was shown."""
        shown = [(change.key, change.before, change.after, change.words) for change in self.changes]
        basis = (self.basis, *self.remarks)
        return sha256(repr((shown, self.unchanged, basis)).encode()).hexdigest()[:16]


@transaction.atomic
def apply(planned: Plan[Entry], progress: Progress = lambda count: None, what: str = "Table") -> None:
    """Apply all of the plan, in one transaction and as one entry of the history, in which `what` names the import.

    The table is planned again with everything locked. Raises the first DataError of a plan that has any, and
    ChangedSinceError if the new plan differs.
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
    """The items, BATCH at a time. `progress` is called for a batch when the next one is requested."""
    for at in range(0, len(items), BATCH):
        batch = items[at : at + BATCH]
        yield batch
        progress(len(batch))

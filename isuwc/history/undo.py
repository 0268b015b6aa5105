"""Taking back: one entry of the history, or its part of one row, as a new change, all of it or nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from isuwc.history import recorded as declared
from isuwc.history import rows
from isuwc.history.acting import Way, acting
from isuwc.history.models import Change, Deed, Entry
from isuwc.history.net import Key, Net, later, nets
from isuwc.history.objections import objections, references
from isuwc.history.recorded import ALL, NONE, Recorded, recorded

ALREADY = "It has been taken back already."
NOTHING = "There is nothing to take back: no row was changed."


class CantTakeBackError(Exception):
    """`problems` say in words what stands in the way; nothing was changed."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = list(problems)


@dataclass(frozen=True)
class Plan:
    """What would be taken back, and what stands in its way."""

    changes: tuple[Change, ...]
    nets: dict[Key, Net]
    problems: tuple[str, ...]


def changes_of(entry: Entry, row: Key | None = None) -> list[Change]:
    """The changes of the entry; with `row` those of this row and of what is edited with it."""
    found = list(entry.changes.select_related("entry").order_by("pk"))
    if row is None:
        return found
    near = {row}
    while True:  # a photo of a gallery of an article
        more = near | {(each.table, each.row) for each in found if (each.owner_table, each.owner_row) in near}
        if more == near:
            return [each for each in found if (each.table, each.row) in near]
        near = more


def may_take_back(person: Any, changes: Collection[tuple[str, str]]) -> bool:
    """Whether the person has the right to every deed that takes these back, each given as table and deed."""
    return all(
        table in recorded() and person.has_perm(recorded()[table].needed_for(deed)) for table, deed in set(changes)
    )


@transaction.atomic
def plan(entry: Entry, row: Key | None = None, lock: bool = False) -> Plan:
    """What taking back would do now. What was taken back already, row by row, is left out.

    `lock` keeps the rows from being changed until the transaction ends.
    """
    changes = [each for each in changes_of(entry, row) if each.deed != Deed.SAID and each.table in recorded()]
    found = nets(changes)
    if not found:
        return Plan((), {}, (NOTHING,))
    since = later(entry, found)
    standing = {key: net for key, net in found.items() if not since[key].is_taken_back}
    if not standing:
        return Plan((), {}, (ALREADY,))
    held = tuple(each for each in changes if (each.table, each.row) in standing)
    return Plan(held, standing, tuple(objections(held, standing, since, rows.read_all(standing, lock))))


def take_back(entry: Entry, person: Any, row: Key | None = None) -> Entry | None:
    """Take it back, and have all that is computed of it computed anew. Returns the new entry.

    Raises CantTakeBackError, and PermissionDenied for whoever may not change all these rows; `person` is None where
    nobody is signed in, as on the command line.
    """
    changes = changes_of(entry, row)
    if person is not None and not may_take_back(person, [(change.table, change.deed) for change in changes]):
        raise PermissionDenied
    try:
        with transaction.atomic(), acting(Way.UNDO, f"Took back: {entry.said}", person, takes_back=entry.pk):
            declared.taking_back.send(Change, changes=changes)
            planned = plan(entry, row, lock=True)
            if planned.problems:
                raise CantTakeBackError(planned.problems)
            _write(planned)
            declared.taken_back.send(Change, changes=planned.changes, person=person)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except DatabaseError as error:
        raise CantTakeBackError([f"The database refuses it: {_primary(error)}"]) from error
    return entry.taken_back_by.order_by("-pk").first()


def _write(planned: Plan) -> None:
    made: dict[str, list[Net]] = {}
    for net in planned.nets.values():
        if net.is_made:
            made.setdefault(net.kind.table, []).append(net)
    for found in made.values():
        _remove_along(found)
    held = rows.read_all(planned.nets, lock=True)
    wanted = {key: {**held.get(key, {}), **net.before} for key, net in planned.nets.items() if net.before is not None}
    rows.write_back(planned.changes)
    # Triggers may have written columns of their own, which are to be as they were, or stay as they are
    for (table, row), now in rows.read_all(wanted, lock=True).items():
        rows.update(recorded()[table], row, _differing(recorded()[table], wanted[table, row], now))
    left = rows.read_all(wanted, lock=True)
    wrong = [key for key in wanted if key not in left or _differing(recorded()[key[0]], wanted[key], left[key])]
    if wrong:
        raise CantTakeBackError([f"The database did not restore {table} {row}." for table, row in wrong])


def _differing(kind: Recorded, wanted: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """The columns that are not as they should be, with the values that they should have."""
    own = set(kind.fields) - kind.derived - kind.secret
    return {column: value for column, value in wanted.items() if column in own and now.get(column) != value}


def _remove_along(made: Sequence[Net]) -> None:
    """What is computed of rows of one kind that go, and what goes with them as their own history."""
    pk, keys = made[0].kind.pk, [net.row for net in made]
    for field in references(made[0].kind.model):
        kind = recorded().get(field.model._meta.db_table)
        along = ALL if field.model in declared.computed() else kind.gone_with if kind else NONE
        rows = field.model._base_manager.filter(along, **{f"{field.name}__in": [pk.to_python(key) for key in keys]})
        rows._raw_delete("default")


def _primary(error: DatabaseError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(getattr(diagnosis, "message_primary", "") or error)

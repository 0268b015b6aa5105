"""Whether a row keeps the check constraints of its model, decided from their conditions without asking the database.

Django asks it once for every constraint of every row, in a savepoint of its own: for twenty lines that are pasted into
a form, 240 statements that read no table.
"""

import operator
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Model, Q

LOOKUPS: Mapping[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, wanted: value in wanted,
}


class UndecidedError(Exception):
    """The condition has something that only the database can decide."""


def validate_constraints(row: Model, exclude: Collection[str] = ()) -> None:
    """As `Model.validate_constraints`, which is left what this can't decide. Raises ValidationError."""
    errors = []
    for rule in row._meta.constraints:
        try:
            if not isinstance(rule, CheckConstraint) or not _is_decided(rule, row, exclude):
                rule.validate(type(row), row, exclude=set(exclude))
        except ValidationError as error:
            errors.append(error)
    if errors:
        raise ValidationError(errors)


def _is_decided(rule: CheckConstraint, row: Model, exclude: Collection[str]) -> bool:
    """Whether nothing is left to ask. Raises ValidationError where the row breaks the rule."""
    try:
        if not set(exclude) & {path.partition("__")[0] for path, _ in comparisons(rule.condition)}:
            names = {field.name: field.attname for field in row._meta.concrete_fields}
            values = {name: getattr(row, attname) for name, attname in names.items()}
            if not holds(rule.condition, values):
                raise ValidationError(rule.get_violation_error_message(), code=rule.violation_error_code)
    except UndecidedError:
        return False
    return True


def holds(condition: Any, values: Mapping[str, Any]) -> bool:
    """Whether values of a row's fields satisfy a condition, as a check of the database sees it.

    What is compared with nothing (NULL) is unknown, and unknown passes. Raises UndecidedError.
    """
    return _truth(condition, values) is not False


def comparisons(condition: Any) -> Iterator[tuple[str, Any]]:
    """Each field with its lookup, and what it is compared with. Raises UndecidedError."""
    if not isinstance(condition, Q):
        raise UndecidedError
    for each in condition.children:
        if isinstance(each, tuple):
            yield each[0], each[1]
        else:
            yield from comparisons(each)


def _truth(condition: Any, values: Mapping[str, Any]) -> bool | None:
    if isinstance(condition, tuple):
        path, wanted = condition
        return _compared(path, wanted, values)
    if not isinstance(condition, Q) or condition.connector not in {Q.AND, Q.OR}:
        raise UndecidedError
    found = {_truth(each, values) for each in condition.children}
    decisive = condition.connector == Q.OR  # one that is true decides "or", one that is false "and"
    truth = decisive if decisive in found else None if None in found else not decisive
    return truth if truth is None or not condition.negated else not truth


def _compared(path: str, wanted: Any, values: Mapping[str, Any]) -> bool | None:
    name, _, lookup = path.partition("__")
    if name not in values or hasattr(wanted, "resolve_expression"):
        raise UndecidedError
    value = values[name]
    if lookup == "isnull":
        return bool((value is None) == wanted)
    if (compare := LOOKUPS.get(lookup or "exact")) is None:
        raise UndecidedError
    return None if value is None else compare(value, wanted)

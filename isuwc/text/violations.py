"""What a constraint of a model refuses, said at the field that it is about.

A constraint names that field as its `violation_error_code`, beside the words for people, its
`violation_error_message`. Django alone shows them above the form, where nothing leads to the field.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.db.models import BaseConstraint, Model, UniqueConstraint

RAISED = "exec_stmt_raise"  # where Postgres says that an error is from, which a trigger raises itself
KEY = re.compile(r"Key \((?P<columns>[^()]+)\)=\((?P<values>[^()]*)\)")  # how it says what exists or is missing


if TYPE_CHECKING:
    Rows = forms.BaseModelFormSet[Any, Any]
else:
    Rows = forms.BaseModelFormSet


@dataclass(frozen=True)
class Violated:
    """What the database has refused although forms found nothing wrong, as when two people save at the same moment.

    `model` and `field` are where a form says it, as far as they are known; `key` is what another row has already or
    none has, as the database writes it, by column.
    """

    words: str
    model: type[Model] | None = None
    field: str = ""
    key: tuple[tuple[str, str], ...] = ()

    def is_of(self, model: Any) -> bool:
        return self.model is not None and self.model is model._meta.concrete_model

    def is_about(self, row: Any) -> bool:
        """Whether the row has that key. A row that is not stored yet doesn't know what it belongs to."""
        names = {each.column: each.attname for each in row._meta.concrete_fields}
        found = [(getattr(row, names[column], None), value) for column, value in self.key if column in names]
        known = [(str(own), value) for own, value in found if own is not None]
        return bool(known) and all(own == value for own, value in known)


class ErrorsAtFields(forms.BaseForm):
    """Base class of forms. An error of the form as a whole whose code is the name of a field is shown there."""

    def add_error(self, field: str | None, error: Any) -> None:
        if field is not None:
            super().add_error(field, error)
            return
        found = error if isinstance(error, ValidationError) else ValidationError(error)
        is_by_field = hasattr(found, "error_dict")
        errors: dict[str, Any] = {**found.error_dict} if is_by_field else {NON_FIELD_ERRORS: found.error_list}
        for each in errors.pop(NON_FIELD_ERRORS, []):
            errors.setdefault(self._place(each), []).append(each)
        super().add_error(None, ValidationError(errors))

    def _place(self, error: ValidationError) -> str:
        field = self.fields.get(error.code or "")
        return str(error.code) if field and not field.widget.is_hidden else NON_FIELD_ERRORS


class RowsOnce(Rows):
    """Base class of sets of rows, put before the others. Of rows that may not be alike, the changed ones say so.

    Django says it above all rows, without the constraint's words, and lets rows pass that leave a value empty where
    this makes them alike (`nulls_distinct=False`). `filled_in` are fields that a form of a row fills in itself.
    `violated` is what the database refused of rows like these when they were to be saved.
    """

    violated: Violated | None = None

    def full_clean(self) -> None:
        super().full_clean()
        errors: Any = self
        if self.violated and self.is_bound and not any(errors._errors):
            self._say(self.violated)

    def _say(self, violated: Violated) -> None:
        """At the rows that it is about; above all of them if none is found."""
        errors: Any = self
        rows = [form for form in self.forms if form.has_changed() and violated.is_about(form.instance)]
        for form in rows:
            form.add_error(None, ValidationError(violated.words, code=violated.field))
        if not rows and not errors._non_form_errors:
            errors._non_form_errors.append(violated.words)

    def validate_unique(self) -> None:
        model: Any = self.model
        for rule in model._meta.total_unique_constraints:
            if has_words(rule):
                self._refuse_alike(rule)
        super().validate_unique()

    def _refuse_alike(self, rule: UniqueConstraint) -> None:
        model: Any = self.model
        names = [model._meta.get_field(name).attname for name in rule.fields]
        alike: dict[Any, list[Any]] = defaultdict(list)
        for form in self.forms:
            if not form.is_valid() or form.cleaned_data.get("DELETE"):
                continue
            if set(rule.fields) <= {*form.cleaned_data, *getattr(form, "filled_in", ())}:
                values = tuple(getattr(form.instance, name) for name in names)
                if rule.nulls_distinct is False or None not in values:
                    alike[values].append(form)
        for rows in alike.values():
            for form in [row for row in rows if row.has_changed()] if len(rows) > 1 else []:
                form.add_error(None, violation(rule))


def has_words(rule: BaseConstraint) -> bool:
    return bool(rule.violation_error_message != rule.default_violation_error_message)


def violation(rule: BaseConstraint) -> ValidationError:
    return ValidationError(rule.get_violation_error_message(), code=rule.violation_error_code)


def violated_by(error: IntegrityError) -> Violated:
    """A trigger of ours says in words itself what it refuses."""
    diagnosis = getattr(error.__cause__, "diag", None)

    def said(what: str) -> str:
        return getattr(diagnosis, what, None) or ""

    key, words = _key(said("message_detail")), said("message_primary")
    for model in apps.get_models():
        for rule in model._meta.constraints:
            if rule.name == said("constraint_name") and has_words(rule):
                return Violated(str(rule.get_violation_error_message()), model, rule.violation_error_code or "", key)
    columns = [said("column_name"), *(column for column, _ in key)]
    at: dict[str, Any] = {"key": key, **_place(said("table_name"), next(filter(None, columns), ""))}
    if said("source_function") == RAISED:
        return Violated(f"{words[:1].upper()}{words[1:]}{'' if words.endswith('.') else '.'}", **at)
    known = {
        "23503": "Something that it names was deleted at that moment, or something else needs what it deletes.",
        "23505": "Something that may exist only once was saved at that moment.",
    }
    return Violated(known.get(said("sqlstate"), "It doesn’t fit to what is stored by now."), **at)


def _key(detail: str) -> tuple[tuple[str, str], ...]:
    """Of a detail such as Key (race_id, bib)=(12, 5) already exists. Empty for keys that are computed."""
    found = KEY.match(detail)
    columns, values = (found["columns"].split(", "), found["values"].split(", ")) if found else ([], [])
    return tuple(zip(columns, values, strict=True)) if len(columns) == len(values) else ()


def _place(table: str, column: str) -> dict[str, Any]:
    """The model with that table, and its field with that column; none for the key that says which row it is."""
    for model in apps.get_models():
        if model._meta.db_table == table and not model._meta.proxy:
            fields = [
                each.name for each in model._meta.concrete_fields if each.column == column and not each.primary_key
            ]
            return {"model": model, "field": fields[0]} if fields else {}
    return {}

"""What a constraint of a model refuses, said at the field that it is about.

A constraint names that field as its `violation_error_code`, beside the words for people, its
`violation_error_message`. Django alone shows them above the form, where nothing leads to the field.
"""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django import forms
from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.db.models import BaseConstraint, UniqueConstraint

RAISED = "exec_stmt_raise"  # where Postgres says that an error is from, which a trigger raises itself


if TYPE_CHECKING:
    Rows = forms.BaseModelFormSet[Any, Any]
else:
    Rows = forms.BaseModelFormSet


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
    """

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


def why_violated(error: IntegrityError) -> str:
    """What the database has refused although forms found nothing wrong, as when two people save at the same moment.

    A trigger of ours says it in words itself.
    """
    diagnosis = getattr(error.__cause__, "diag", None)
    name, words = getattr(diagnosis, "constraint_name", None), getattr(diagnosis, "message_primary", None) or ""
    rules = {each.name: each for model in apps.get_models() for each in model._meta.constraints if has_words(each)}
    if name in rules:
        return str(rules[name].get_violation_error_message())
    if getattr(diagnosis, "source_function", "") == RAISED:
        return f"{words[:1].upper()}{words[1:]}{'' if words.endswith('.') else '.'}"
    return {
        "23503": "Something that it names was deleted at that moment, or something else needs what it deletes.",
        "23505": "Something that may exist only once was saved at that moment.",
    }.get(getattr(diagnosis, "sqlstate", ""), "It doesn’t fit to what is stored by now.")

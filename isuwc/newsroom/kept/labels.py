"""The labels of a form's fields, and the words of what was chosen in them, from the classes of the admin's forms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import ResolverMatch
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django_prose_editor.fields import ProseEditorFormField

_PART = re.compile(r"_\d+$")  # of a field that is typed in parts, a day and an hour


@dataclass
class Labels:
    """The fields of one form, or of the lines of one kind."""

    title: str
    fields: Mapping[str, forms.Field]
    untyped: frozenset[str] = frozenset()  # of a line: which row it belongs to
    _chosen: dict[tuple[str, str], str] = field(default_factory=dict)

    def read(self, name: str, value: str) -> tuple[str, str]:
        """Label and value in words; no label where nobody typed it."""
        if name in self.untyped:
            return "", ""
        if name == "DELETE":
            return "To be removed", "Yes"
        found = self.fields.get(name) or self.fields.get(name := _PART.sub("", name))
        if found is None:
            return capfirst(name.replace("_", " ").replace("-", " ")), value
        if found.widget.is_hidden:
            return "", ""
        label = str(found.label or capfirst(name.replace("_", " ")))
        if (name, value) not in self._chosen:
            self._chosen[name, value] = _words(found, value)
        return label, self._chosen[name, value]


def _words(found: forms.Field, value: str) -> str:
    if isinstance(found, forms.ModelChoiceField):
        try:
            row = found.queryset.filter(**{found.to_field_name or "pk": value}).first()  # type: ignore[union-attr]
        except (ValueError, TypeError, ValidationError):
            return value
        return found.label_from_instance(row) if row else value
    if isinstance(found, forms.ChoiceField):
        choices: Any = getattr(found.widget, "choices", found.choices)
        flat = [one for each in choices for one in (each[1] if isinstance(each[1], list | tuple) else [each])]
        return next((str(words) for key, words in flat if str(key) == value), value)
    if isinstance(found, forms.BooleanField):
        return "Yes"
    if isinstance(found, ProseEditorFormField):
        return strip_tags(re.sub(r"</(?:p|li|h\d|blockquote)>|<br\s*/?>", "\n", value)).strip()
    return value


def labels_of(request: HttpRequest, match: ResolverMatch, model_admin: "ModelAdmin[Any]") -> dict[str, Labels]:
    """By prefix, the form's own under none. Empty for pages that are not the form of a row."""
    step = (match.url_name or "").rpartition("_")[2]
    if match.func.__name__ not in {"add_view", "change_view"} or step not in {"add", "change"}:
        return {}
    key = match.kwargs.get("object_id")
    row = model_admin.get_object(request, key) if key else None
    found = {"": Labels("", model_admin.get_form(request, row, change=row is not None).base_fields)}
    numbers: dict[str, int] = {}
    for formset, inline in model_admin.get_formsets_with_inlines(request, row):
        prefix = formset.get_default_prefix()
        numbers[prefix] = numbers.get(prefix, 0) + 1
        name = prefix if numbers[prefix] == 1 else f"{prefix}-{numbers[prefix]}"
        parent = getattr(formset, "fk", None)
        untyped = frozenset([parent.name] if parent else [])
        found[name] = Labels(capfirst(str(inline.verbose_name_plural)), formset.form.base_fields, untyped)
    return found

"""The labels of a form's fields, and the words of what was chosen in them, from the classes of the admin's forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.text import capfirst

from isuwc.newsroom.kept.form_pages import FormPage
from isuwc.submissions.two_people.values import suffixes
from isuwc.text import said

CHOSEN = "(chosen)"  # in place of a name that this person may not see any more


@dataclass
class Labels:
    """The fields of one form, or of the lines of one kind."""

    title: str
    fields: Mapping[str, forms.Field]
    person: Any
    is_open_to_them: bool  # the form, which names all that can be chosen
    untyped: frozenset[str] = frozenset()  # of a line: which row it belongs to
    _chosen: dict[tuple[str, str], str] = field(default_factory=dict)

    def read(self, name: str, value: str) -> tuple[str, str]:
        """Label and value in words; no label where nobody typed it."""
        if name in self.untyped:
            return "", ""
        if name == "DELETE":
            return "To be deleted", "Yes"
        found, part = self._find(name)
        if found is None:
            return capfirst(name.replace("_", " ").replace("-", " ")), value
        if found.widget.is_hidden:
            return "", ""
        label = str(found.label or capfirst(name.replace("_", " ")))
        if (name, value) not in self._chosen:
            self._chosen[name, value] = said.sent(part, [value]) if self._may_name(found) else CHOSEN
        return label, self._chosen[name, value]

    def _find(self, name: str) -> tuple[forms.Field | None, forms.Field]:
        """The field of that name, and of one that is typed in parts, a day and an hour, the part."""
        for own, found in self.fields.items():
            names = [own + each for each in suffixes(found.widget)]
            if name in names:
                parts = found.fields if isinstance(found, forms.MultiValueField) else ()
                return found, parts[names.index(name)] if len(parts) == len(names) else found
        return None, forms.CharField()

    def _may_name(self, found: forms.Field) -> bool:
        if self.is_open_to_them or not isinstance(found, forms.ModelChoiceField):
            return True
        meta = found.queryset.model._meta  # type: ignore[union-attr] # a form's own has one
        return any(self.person.has_perm(f"{meta.app_label}.{act}_{meta.model_name}") for act in ("view", "change"))


def labels_of(page: FormPage) -> dict[str, Labels]:
    """By prefix, the form's own under none. Empty for pages that are not the form of a row."""
    if page.model_admin is None or not page.is_form_of_row:
        return {}
    model_admin, request, row = page.model_admin, page.request, page.row
    changes = page.match.func.__name__ == "change_view"  # also where the row is gone
    obj = row or (model_admin.model() if changes else None)
    form = model_admin.get_form(request, obj, change=changes).base_fields
    found = {"": Labels("", form, request.user, page.is_open_to_them)}
    numbers: dict[str, int] = {}
    for formset, inline in model_admin.get_formsets_with_inlines(request, row):
        prefix = formset.get_default_prefix()
        numbers[prefix] = numbers.get(prefix, 0) + 1
        name = prefix if numbers[prefix] == 1 else f"{prefix}-{numbers[prefix]}"
        parent = getattr(formset, "fk", None)
        title, untyped = capfirst(str(inline.verbose_name_plural)), frozenset([parent.name] if parent else [])
        found[name] = Labels(title, formset.form.base_fields, request.user, page.is_open_to_them, untyped)
    return found

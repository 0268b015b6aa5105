"""All lines of a grid: each control named, empty lines at the end, and what was left out counted."""

from functools import cached_property
from typing import Any

from django import forms
from django.forms.utils import pretty_name

from standings.admin.lines.forms import LineForm, refuse_twice
from standings.results.known_names import KnownNames


class LineRows(forms.BaseInlineFormSet):
    """Lines of a race. `may_add_skaters` is set for whoever opens the grid."""

    may_add_skaters = False
    hint = ""

    @property
    def race(self) -> Any:
        return self.instance

    @cached_property
    def names(self) -> KnownNames:
        return KnownNames.of(self.race)

    @property
    def known(self) -> list[tuple[str, str]]:
        """What the browser offers while a name is typed."""
        return self.names.choices()

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if not isinstance(form, LineForm):  # whoever may only look has no fields
            return
        form.settle(self.names, 0 if index is None else index + 1, self.may_add_skaters)
        line = f"line {form.number}" if form.number else "new line"
        name = form.said_name if index is not None else ""
        for key, field in form.fields.items():
            if not field.widget.is_hidden:
                label = "Delete" if key == "DELETE" else str(field.label or pretty_name(key))
                label = f"{label[:1].upper()}{label[1:]}"
                field.widget.attrs["aria-label"] = ", ".join(filter(None, [label, line, name]))
                if field.help_text:  # a description of a cell, which has no room for words beside it
                    field.widget.attrs["title"], field.help_text = str(field.help_text), ""

    def clean(self) -> None:
        super().clean()
        for form in self.forms:
            if form.cleaned_data and not form.instance.pk and not form.has_changed():
                form.cleaned_data = {}
        refuse_twice(self.forms)
        self._count_lines()

    def _count_lines(self) -> None:
        """A line without a number stands behind the one above it."""
        last = 0
        for form in self.forms:
            if not form.has_changed() and not form.instance.pk:
                continue
            if form.instance.line is None:
                form.instance.line = min(last + 1, 32_767)
            last = max(last, form.instance.line)

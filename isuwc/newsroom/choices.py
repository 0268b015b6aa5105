"""Rows that a browser says were chosen: a key that no row can have chooses none. Django's own would ask the database
for it, and end in an error of the server."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey, ManyToManyField, Model
from django.forms import BaseForm
from django.http import HttpRequest


def possible(field: Field, values: Iterable[Any]) -> list[Any]:
    """Those of the values that a row can have in the field."""
    return [value for value in values if _is_possible(field, value)]


def _is_possible(field: Field, value: Any) -> bool:
    try:
        field.clean(value, None)
    except ValidationError:
        return False
    return "\x00" not in str(value)


class LabelledChoices(AutocompleteJsonView):
    """Offers each row by its `choice_label`, where its model has one that says more than its name."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        found: dict[str, str] = super().serialize_result(obj, to_field_name)
        return {**found, "text": getattr(obj, "choice_label", found["text"])}


class _Loaded:
    """Stands for a field's choices and their query, where the rows that are chosen are loaded already."""

    def __init__(self, field: Any, rows: Sequence[Model]) -> None:
        self.field, self.queryset, self._rows = field, self, rows

    def using(self, alias: str | None) -> "_Loaded":
        return self

    def filter(self, **keys: Iterable[Any]) -> Sequence[Model]:
        return self._rows


class _BoundedOptions(AutocompleteMixin):
    loaded: Sequence[Model] = ()  # rows that may be chosen; where all that are chosen are among them, none is asked for

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:
        remote = self.field.remote_field
        key = remote.model._meta.get_field(getattr(remote, "field_name", remote.model._meta.pk.name))
        chosen = possible(key, value)
        rows = [row for row in self.loaded if str(row.serializable_value(key.attname)) in map(str, chosen)]
        if not rows or len(rows) != len(set(map(str, chosen))):
            return super().optgroups(name, chosen, attr)
        asked = self.choices
        self.choices = _Loaded(asked.field, rows)
        try:
            return super().optgroups(name, chosen, attr)
        finally:
            self.choices = asked


class BoundedSelect(_BoundedOptions, AutocompleteSelect):
    pass


class BoundedSelectMultiple(_BoundedOptions, AutocompleteSelectMultiple):
    pass


def give_loaded(form: BaseForm) -> None:
    """Give the fields with many choices the rows that the form's row has in them, which were loaded with it."""
    for name, field in form.fields.items():
        widget = getattr(field.widget, "widget", field.widget)
        if isinstance(widget, BoundedSelectMultiple):
            widget.loaded = [each for each in form.initial.get(name) or () if isinstance(each, Model)]


class BoundedChoices:
    """For a ModelAdmin or an inline with `autocomplete_fields`, put before its other bases."""

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **options: Any) -> Any:
        self._bound(BoundedSelect, db_field, request, options)
        return super().formfield_for_foreignkey(db_field, request, **options)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: ManyToManyField, request: HttpRequest, **options: Any) -> Any:
        self._bound(BoundedSelectMultiple, db_field, request, options)
        return super().formfield_for_manytomany(db_field, request, **options)  # type: ignore[misc]

    def _bound(self, widget: Any, db_field: Field, request: HttpRequest, options: dict[str, Any]) -> None:
        if "widget" not in options and db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            options["widget"] = widget(db_field, self.admin_site, using=options.get("using"))  # type: ignore[attr-defined]

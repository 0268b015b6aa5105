"""Rows that a browser says were chosen: a key that no row can have chooses none. Django's own would ask the database
for it, and end in an error of the server."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey, ManyToManyField
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


class _BoundedOptions(AutocompleteMixin):
    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:
        remote = self.field.remote_field
        key = remote.model._meta.get_field(getattr(remote, "field_name", remote.model._meta.pk.name))
        return super().optgroups(name, possible(key, value), attr)


class BoundedSelect(_BoundedOptions, AutocompleteSelect):
    pass


class BoundedSelectMultiple(_BoundedOptions, AutocompleteSelectMultiple):
    pass


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

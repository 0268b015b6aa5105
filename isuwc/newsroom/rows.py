"""Rows within a form: a browser says how many there are, and each is built before any is checked."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest

MOST_NEW = 500  # Django would build 2,000 of each kind, which keeps a worker busy for most of a minute


class BoundedRows:
    """For a ModelAdmin, put before its own class: a form that says it has far more rows than are stored is refused in
    words."""

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[tuple[Any, Any]]:
        for formset, inline in super().get_formsets_with_inlines(request, obj):  # type: ignore[misc]
            if request.method == "POST":
                formset.absolute_max = MOST_NEW + (_stored(formset, obj) if _says_more(request) else 0)
                formset.max_num = min(formset.max_num, formset.absolute_max)  # which Django's message names
            yield formset, inline


def _says_more(request: HttpRequest) -> bool:
    totals = [str(value) for name, value in request.POST.items() if name.endswith("-TOTAL_FORMS")]
    return any(value.isdecimal() and (len(value) > 9 or int(value) > MOST_NEW) for value in totals)


def _stored(formset: Any, obj: Any) -> int:
    if obj is None or obj.pk is None:
        return 0
    found: int = formset.model._base_manager.filter(**{formset.fk.name: obj}).count()
    return found

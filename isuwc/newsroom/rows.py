"""Rows within a form: how many a browser may say that there are, and why one of them can't be deleted."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.core.exceptions import ValidationError
from django.db import router
from django.db.models import Model
from django.http import HttpRequest

from isuwc.text.typed import derived

MOST_NAMES = 3
MOST_NEW = 500  # Django would build 2,000 of each kind, which keeps a worker busy for most of a minute


class BoundedRows:
    """For a ModelAdmin, put before its own class: a form that says it has far more rows than are stored is refused in
    words, as is the deletion of a row on which others depend.

    A browser says how many rows there are, and each is built before any is checked.
    """

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[tuple[Any, Any]]:
        for formset, inline in super().get_formsets_with_inlines(request, obj):  # type: ignore[misc]
            if request.method == "POST":
                formset.absolute_max = MOST_NEW + (_stored(formset, obj) if _says_more(request) else 0)
                formset.max_num = min(formset.max_num, formset.absolute_max)  # which Django's message names
            formset.form = derived(formset.form, ProtectedRow)
            yield formset, inline


class ProtectedRow:
    """For the form of a row, put before its own class: what depends on it is counted, where Django names all of it."""

    instance: Model

    def hand_clean_DELETE(self) -> None:
        try:
            super().hand_clean_DELETE()  # type: ignore[misc]
        except ValidationError as error:
            if error.code != "deleting_protected":
                raise
            raise ValidationError(_why_it_stays(self.instance), code=error.code) from error


def _why_it_stays(row: Model) -> str:
    collector = NestedObjects(using=router.db_for_write(type(row)))
    collector.collect([row])
    protected = sorted(collector.protected, key=lambda each: (each._meta.label, each.pk))
    if len(protected) <= MOST_NAMES:
        names = [f"{each._meta.verbose_name} {each}" for each in protected]
    else:
        counts = Counter(type(each)._meta for each in protected)
        names = [
            f"{count} {meta.verbose_name if count == 1 else meta.verbose_name_plural}" for meta, count in counts.items()
        ]
    depends = "depends" if len(protected) == 1 else "depend"
    return f"{row} can’t be deleted: {' and '.join(names)} {depends} on it. Delete or move them first."


def _says_more(request: HttpRequest) -> bool:
    totals = [str(value) for name, value in request.POST.items() if name.endswith("-TOTAL_FORMS")]
    return any(value.isdecimal() and (len(value) > 9 or int(value) > MOST_NEW) for value in totals)


def _stored(formset: Any, obj: Any) -> int:
    if obj is None or obj.pk is None:
        return 0
    found: int = formset.model._base_manager.filter(**{formset.fk.name: obj}).count()
    return found

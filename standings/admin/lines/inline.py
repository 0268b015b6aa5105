"""The grid in an admin: its inline, and the page that reads what is pasted before anything is saved."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse

from isuwc.text.typed import CleanAdmin
from standings.admin.lines.formset import LineRows
from standings.admin.lines.reading import EMPTY, Columns, Read, is_to_be_read, put, with_empty_lines


class LinesInline(admin.TabularInline):
    """Of a model with a line for each competitor of a race."""

    template = "admin/standings/lines/grid.html"
    columns: Columns
    extra = 0
    shown: Mapping[str, str] = {}  # what stands in the place of a field for whoever may only look
    for_typing = frozenset({"who", "read"})

    class Media:
        css = {"all": ["standings/admin/lines.css"]}
        js = [Script("standings/admin/lines.js", type="module")]

    def _is_only_seen(self, request: HttpRequest, obj: Any) -> bool:
        return not self.has_change_permission(request, obj) and not self.has_add_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return tuple(self.shown.values()) if self._is_only_seen(request, obj) else ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        found: Any = super().get_fields(request, obj)
        if not self._is_only_seen(request, obj):
            return found
        own = self.for_typing | {*self.shown.values()}
        return [self.shown.get(name, name) for name in found if name not in own]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        for name in self.get_exclude(request, obj) or ():  # fields that the form declares itself are not left out
            formset.form.base_fields.pop(name, None)
            setattr(formset.form, name, None)  # nor do classes derived of it have them
        formset.may_add_skaters = request.user.has_perm("standings.add_competitor")
        return formset

    def left_out(self, race: Any) -> tuple[str, ...]:
        """Columns that lists of the race don't have, unless one of its lines has them all the same."""
        raise NotImplementedError

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if obj is None:
            return ()
        if not hasattr(obj, "left_out"):  # asked for many times in each request
            obj.left_out = self.left_out(obj)
        return tuple(obj.left_out)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Lines to type in, at the end."""
        if obj is None:
            return 0
        if not hasattr(obj, "has_lines"):
            obj.has_lines = self.model._base_manager.filter(race=obj).exists()
        return EMPTY if obj.has_lines else self.columns.fresh


class Reading(CleanAdmin):
    """An admin of races with a grid of lines."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if request.method == "POST" and object_id and self.has_change_permission(request):
            self._prepare(request, object_id)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _prepare(self, request: HttpRequest, object_id: str) -> None:
        obj = self.get_object(request, object_id)
        if obj is None:
            return
        for kind, inline in self.get_formsets_with_inlines(request, obj):
            if not isinstance(inline, LinesInline) or not issubclass(kind, LineRows):
                continue
            prefix = kind.get_default_prefix()
            if is_to_be_read(request):
                stored = kind(instance=obj, prefix=prefix, queryset=inline.get_queryset(request))
                request.only_looked_at = True  # type: ignore[attr-defined]
                by_time = obj.distance != "mass-start"
                request.lines_read = put(request, stored, inline.columns, by_time)  # type: ignore[attr-defined]
            with_empty_lines(request, prefix, inline.columns)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.is_reading = getattr(request, "only_looked_at", False)
        return form

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        found: Read | None = getattr(request, "lines_read", None)
        context["lines_read"] = found
        context["pasted"] = found.text if found else request.POST.get("pasted", "")
        return super().render_change_form(request, context, *args, **kwargs)


class ReadFirst:
    """For the form of such an admin, put before the others: what is only read is not saved."""

    is_reading = False

    def is_multipart(self) -> bool:
        return True  # the box for pasted lines takes a file

    def is_valid(self) -> bool:
        return super().is_valid() and not self.is_reading  # type: ignore[misc]

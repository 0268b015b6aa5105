"""What every admin has of the history: the page of a row, and words that are more than its columns."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from isuwc.history.models import Change, Entry, note
from isuwc.history.recorded import recorded
from isuwc.history.words import Words
from isuwc.newsroom.history.entries import of_row, shown

PER_PAGE = 50


class Remembered:
    """Put before Django's ModelAdmin."""

    model: type[Model]
    admin_site: Any
    opts: Any

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        self._note(obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        self._note(obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        """The database records them."""

    def _note(self, obj: Any, message: Any) -> None:
        """Words of ours alone: of a form the database records what it changed."""
        if isinstance(message, str) and message:
            note(obj, message)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Of one row, also of one that is gone. Raises Http404 for one that there never was."""
        table, key = self.model._meta.db_table, unquote(object_id)
        obj = self.get_object(request, key)  # type: ignore[attr-defined]
        if not self.has_view_or_change_permission(request, obj):  # type: ignore[attr-defined]
            raise PermissionDenied
        which = of_row(table, str(obj.pk) if obj else key)
        entries = _with(which)
        if obj is None and (table not in recorded() or not entries.exists()):
            raise Http404
        page = Paginator(entries, PER_PAGE).get_page(request.GET.get("p"))
        title = str(obj) if obj else Words([]).title(table, key)
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {title}",
            "subtitle": None,
            "entries": shown(page.object_list, which, request.user, which),
            "page": page,
            "row": f"{table}:{obj.pk if obj else key}",
            "kind": capfirst(str(self.opts.verbose_name)),
            "module_name": capfirst(str(self.opts.verbose_name_plural)),
            "object": obj,
            "object_title": title,
            "opts": self.opts,
            "preserved_filters": self.get_preserved_filters(request),  # type: ignore[attr-defined]
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/history/of_row.html", context)


def _with(which: Any) -> QuerySet[Entry]:
    return Entry.objects.filter(Exists(Change.objects.filter(which, entry=OuterRef("pk")))).newest_first()

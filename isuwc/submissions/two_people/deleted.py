"""A form of something that somebody has deleted meanwhile: what was typed in it is not lost."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from isuwc.history.models import Change, Deed
from isuwc.history.words import Words
from isuwc.submissions.sending.page import OPENED
from isuwc.submissions.two_people.rows import read, write
from isuwc.submissions.two_people.words import UNKNOWN, at, author


class RowGoneError(Http404):
    """The row of a form is no longer there; the text says so, for whoever sent the form."""


def answer(admin: Any, request: HttpRequest, object_id: str, view: Any) -> HttpResponse:
    """The words in a new form, unsaved. Raises RowGoneError where there is no such form for this person: the newsroom
    keeps the words then."""
    words = _words(admin, request, object_id)
    if not admin.has_add_permission(request) or not _fits(admin, request):
        raise RowGoneError(words)
    request.POST = _as_new(admin, request)  # type: ignore[assignment]
    request.refusal = f"{words} What you typed is below: save it to add it again."  # type: ignore[attr-defined]
    address: str = reverse(f"admin:{admin.opts.app_label}_{admin.opts.model_name}_add")
    response: HttpResponse = view(request, None, address)
    return response


def _words(admin: Any, request: HttpRequest, object_id: str) -> str:
    table, row = admin.model._meta.db_table, unquote(object_id)
    removals = Change.objects.filter(table=table, row=row, deed=Deed.REMOVED).select_related("entry")
    change = removals.order_by("-pk").first()
    if change is None:
        what = f"the {admin.opts.verbose_name} that you opened"
        return f"Nothing was saved: {what} was deleted meanwhile by {UNKNOWN}."
    what = f"the {admin.opts.verbose_name} “{Words([change]).title(table, row)}”"
    who, when = author(change.entry, request), at(change.entry.made_at)
    return f"Nothing was saved: {what} was deleted meanwhile by {who} at {when}."


def _fits(admin: Any, request: HttpRequest) -> bool:
    """Whether the form of a new one has a place for what was typed; that of a new user has not."""
    form = admin.get_form(request, None, change=False)
    names = {name for name, values in request.POST.lists() if any(values) and not name.startswith("_")}
    own = {name for name in names if name in admin.get_form(request, admin.model(), change=True).base_fields}
    return own <= set(form.base_fields)


def _as_new(admin: Any, request: HttpRequest) -> QueryDict:
    """Rows are new rows, too; those that were to be removed go."""
    sets = []
    for kind, _ in admin.get_formsets_with_inlines(request):
        if rows := read(request.POST, request.FILES, kind.get_default_prefix()):
            own = [row for row in rows.kept if "DELETE" not in row]
            for row in own:
                row[kind.model._meta.pk.name] = [""]
            rows.kept, rows.new = [], [*own, *rows.new]
            sets.append(rows)
    data, _ = write(request.POST, request.FILES, sets)
    data.pop(OPENED, None)
    return data

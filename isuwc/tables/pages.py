"""Admin pages for any kind of table: paste or upload one, match it, see what would change, and apply it; and export."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header

from isuwc.files.tables.books import MOST_BYTES, TableError
from isuwc.files.tables.spreadsheets import WRITERS
from isuwc.files.tables.tabular import ChangedSinceError
from isuwc.files.uploads import LimitedFileInput
from isuwc.newsroom.history.imports import last_import
from isuwc.newsroom.pages import admin_page, require
from isuwc.tables.handed_in import HandedIn, hand_in
from isuwc.tables.kinds import Kind
from isuwc.tables.matched_form import ShownMatching, choices_of, sheets_of
from isuwc.tables.plans import Plan, apply
from isuwc.tables.templates import template
from isuwc.text.characters import line
from isuwc.text.typed import say_cleanings

CHANGED = "Nothing was applied because the data changed in the meantime. Review the changes again."
MAX_CLEANINGS = 20  # messages about cells that were cleaned
MAX_REMARKS = 5  # of what was applied


@dataclass(frozen=True)
class ImportPage:
    """A page on which tables of a kind are imported; its template extends `admin/events/table/import.html`."""

    kind: Kind
    title: str
    template: str
    help_text: str
    done: str  # the address to redirect to after applying
    given: Mapping[str, Any] = field(default_factory=dict)  # fixed keyword arguments for the kind's `plan`
    of_row: Model | None = None  # which alone the table is about: the last import is said of it
    options: Mapping[str, forms.Field] = field(default_factory=dict)  # those that staff choose in the form
    consequences: Callable[[Plan[Any]], Any] | None = None  # of a plan without errors, for the page's own block


class TableForm(forms.Form):
    """A table, pasted or as a file. Its cleaned data include what was `handed_in`."""

    text = forms.CharField(
        required=False,
        strip=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField", "spellcheck": "false", "wrap": "off"}),
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        help_text="XLSX or CSV, in whatever layout. It is read as soon as it is chosen; nothing is applied by that.",
        widget=LimitedFileInput(MOST_BYTES, ".csv,.xlsx,.tsv,.txt,text/csv"),
    )

    def __init__(self, of: ImportPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of
        self.fields["text"].label = of.kind.table.name
        self.fields["text"].help_text = of.help_text
        self.fields.update(deepcopy(dict(of.options)))

    @property
    def source(self) -> list[forms.BoundField]:
        """The fields of the table itself."""
        return [self["text"], self["file"]]

    @property
    def options(self) -> list[forms.BoundField]:
        """Those that say what becomes of it."""
        return [self[name] for name in self.of.options]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, kind = cleaned.get("file"), self.of.kind
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(f"The file has more than {MOST_BYTES >> 20} MB.")
        chosen = {name: cleaned.get(name) for name in self.of.options}
        try:
            sheets, name = sheets_of(file, cleaned.get("text", ""), self.data)
            choices = choices_of(kind, self.data, is_new=bool(file))
            handed_in = hand_in(kind, sheets, name, choices, **self.of.given, **chosen)
        except TableError as error:
            raise forms.ValidationError(str(error)) from error
        return {**cleaned, "chosen": chosen, "handed_in": handed_in}


def require_permissions(request: HttpRequest, kind: Kind) -> None:
    """Raises PermissionDenied for whoever lacks one of the kind's permissions."""
    require(request, *kind.permissions)


def import_page(request: HttpRequest, site: AdminSite, of: ImportPage, **context: Any) -> HttpResponse:
    """Show how the table is meant and what it would change, and in a second step apply exactly what was shown."""
    require_permissions(request, of.kind)
    if "template" in request.GET and request.method != "POST":
        return _template(of.kind, request.GET["template"])
    form = TableForm(of, request.POST, request.FILES) if request.method == "POST" else TableForm(of)
    context |= {"columns": of.kind.table.columns, "layout": of.kind.layout, "table": of.kind.table}
    context |= {"matching": None, "consequences": None, "last": None}
    if not form.is_valid():
        context["last"] = last_import(of.kind.table.name, request.user, of.of_row)
        return admin_page(request, site, of.template, of.title, {**context, "form": form, "plan": None})
    handed_in: HandedIn = form.cleaned_data["handed_in"]
    planned: Plan[Any] | None = handed_in.plan
    say_cleanings(request, _summary([words for row in handed_in.translated.rows for words in row.cleanings]))
    if planned and "_apply" in request.POST and not planned.errors:
        if apply_shown(request, planned, f"{of.kind.table.name}, {handed_in.file}"):
            handed_in.remember()
            return HttpResponseRedirect(of.done)
        planned = planned.again()
    matching = ShownMatching(handed_in)
    shown = TableForm(of, initial={"text": matching.text, **form.cleaned_data["chosen"]})
    context |= {"form": shown, "plan": planned, "matching": matching}
    if of.consequences and planned and planned.changes and not planned.errors:
        context["consequences"] = of.consequences(planned)
    return admin_page(request, site, of.template, of.title, context)


def _summary(cleanings: list[str]) -> list[str]:
    more = len(cleanings) - MAX_CLEANINGS
    return [*cleanings[:MAX_CLEANINGS], *([f"And so were {more} more cells."] if more > 0 else [])]


def apply_shown(request: HttpRequest, planned: Plan[Any], what: str) -> bool:
    """Apply the plan if its fingerprint is the one that was shown. Returns whether it was; a message says so.

    `what` is its name in the history.
    """
    try:
        if request.POST.get("shown") != planned.fingerprint:
            raise ChangedSinceError
        apply(planned, what=what)
    except ChangedSinceError:
        messages.error(request, CHANGED)
        return False
    messages.success(request, planned.done)
    for remark in planned.remarks[:MAX_REMARKS]:
        messages.warning(request, remark)
    return True


def export(request: HttpRequest, kind: Kind, suffix: str, name: str, **chosen: Any) -> HttpResponse:
    """The table as a download. Raises Http404 for an unknown file suffix."""
    require_permissions(request, kind)
    if suffix not in WRITERS:
        raise Http404
    write, content_type = WRITERS[suffix]
    return _download(write(kind.table, kind.rows(**chosen)), content_type, f"{name}.{suffix}")


def _template(kind: Kind, suffix: str) -> HttpResponse:
    if suffix not in WRITERS:
        raise Http404
    return _download(template(kind, suffix), WRITERS[suffix][1], f"{kind.name}-template.{suffix}")


def _download(data: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, line(name))
    return response

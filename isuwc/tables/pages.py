"""Admin pages for any kind of table: paste or upload one, see what would change, and apply it; and export."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header

from isuwc.files.tables.spreadsheets import MOST_BYTES, WRITERS, TableError, as_pasted, read_table
from isuwc.files.tables.tabular import ChangedSinceError
from isuwc.files.uploads import LimitedFileInput
from isuwc.newsroom.pages import admin_page, require
from isuwc.tables.kinds import Kind
from isuwc.tables.plans import Plan, apply
from isuwc.text.characters import line
from isuwc.text.typed import say_cleanings

CHANGED = "Nothing was applied because the data changed in the meantime. Review the changes again."
MAX_CLEANINGS = 20  # messages about cells that were cleaned


@dataclass(frozen=True)
class ImportPage:
    """A page on which tables of a kind are imported; its template extends `admin/events/table/import.html`."""

    kind: Kind
    title: str
    template: str
    help_text: str
    done: str  # the address to redirect to after applying
    given: Mapping[str, Any] = field(default_factory=dict)  # fixed keyword arguments for the kind's `plan`
    options: Mapping[str, forms.Field] = field(default_factory=dict)  # those that staff choose in the form
    consequences: Callable[[Plan[Any]], Any] | None = None  # of a plan without errors, for the page's own block


class TableForm(forms.Form):
    """A table, pasted or as a file. Its cleaned data include the plan, and the table as text to show again."""

    text = forms.CharField(
        required=False,
        strip=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField", "spellcheck": "false", "wrap": "off"}),
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        help_text="XLSX or CSV, as the export writes it.",
        widget=LimitedFileInput(MOST_BYTES, ".csv,.xlsx,text/csv"),
    )

    def __init__(self, of: ImportPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of
        self.fields["text"].label = of.kind.table.name
        self.fields["text"].help_text = of.help_text
        self.fields.update(deepcopy(dict(of.options)))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, kind = cleaned.get("file"), self.of.kind
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(f"The file has more than {MOST_BYTES >> 20} MB.")
        data = file.read() if file else cleaned.get("text", "").encode()
        chosen = {name: cleaned.get(name) for name in self.of.options}
        try:
            rows = read_table(kind.table, data, file.name if file else "pasted")
            planned = kind.plan(rows, **self.of.given, **chosen)
        except TableError as error:
            raise forms.ValidationError(str(error)) from error
        what = f"{kind.table.name}, {file.name if file else 'pasted'}"
        pasted = as_pasted(kind.table, rows)
        return {**cleaned, "rows": rows, "chosen": chosen, "plan": planned, "pasted": pasted, "what": what}


def require_permissions(request: HttpRequest, kind: Kind) -> None:
    """Raises PermissionDenied for whoever lacks one of the kind's permissions."""
    require(request, *kind.permissions)


def import_page(request: HttpRequest, site: AdminSite, of: ImportPage, **context: Any) -> HttpResponse:
    """Show what the table would change, and in a second step apply exactly what was shown."""
    require_permissions(request, of.kind)
    form = TableForm(of, request.POST, request.FILES) if request.method == "POST" else TableForm(of)
    context |= {"columns": of.kind.table.columns, "consequences": None}
    if not form.is_valid():
        return admin_page(request, site, of.template, of.title, {**context, "form": form, "plan": None})
    planned: Plan[Any] = form.cleaned_data["plan"]
    say_cleanings(request, _summary([words for row in form.cleaned_data["rows"] for words in row.cleanings]))
    if "_apply" in request.POST and not planned.errors:
        if apply_shown(request, planned, form.cleaned_data["what"]):
            return HttpResponseRedirect(of.done)
        planned = planned.again()
    shown = TableForm(of, initial={"text": form.cleaned_data["pasted"], **form.cleaned_data["chosen"]})
    if of.consequences and planned.changes and not planned.errors:
        context["consequences"] = of.consequences(planned)
    return admin_page(request, site, of.template, of.title, {**context, "form": shown, "plan": planned})


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
    return True


def export(request: HttpRequest, kind: Kind, suffix: str, name: str, **chosen: Any) -> HttpResponse:
    """The table as a download. Raises Http404 for an unknown file suffix."""
    require_permissions(request, kind)
    if suffix not in WRITERS:
        raise Http404
    write, content_type = WRITERS[suffix]
    response = HttpResponse(write(kind.table, kind.rows(**chosen)), content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, line(f"{name}.{suffix}"))
    return response

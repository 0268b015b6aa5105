"""Tables in the admin, of whatever kind: paste or upload, see what would change, apply; and written out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Protocol

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header

from isuwc.files.tables.spreadsheets import MOST_BYTES, WRITERS, Table, TableError, as_pasted, read_table
from isuwc.files.tables.tabular import ChangedSinceError, DataError
from isuwc.files.uploads import LimitedFileInput
from isuwc.newsroom.pages import admin_page
from isuwc.text.characters import line
from isuwc.text.typed import say_cleanings

CHANGED = "Nothing was applied, for something has changed since. Look at it again."
MOST_SAID = 20  # cells that were cleaned, of one table


class Plan(Protocol):
    """What a table would do, as the page shows it.

    Each change has a title, `is_new`, `is_removed`, words, and the group that it stands under, if any.
    """

    @property
    def changes(self) -> Sequence[Any]: ...

    @property
    def errors(self) -> Sequence[DataError]: ...

    @property
    def summary(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...


@dataclass(frozen=True)
class Import:
    """A kind of table that goes in: what its page says, what a table would do, and doing it.

    `apply` does what the plan says and returns the words for the person who applied it. It raises ChangedSinceError
    where that can't be done any more.
    """

    table: Table
    title: str
    template: str
    help_text: str
    plan: Callable[..., Any]  # of the rows
    apply: Callable[[Any], str]
    done: str  # the address to go on to
    options: Mapping[str, forms.Field] = field(default_factory=dict)  # what else is asked; `plan` takes it by name


class TableForm(forms.Form):
    """A table, pasted or as a file. Clean, it has the plan, and the text that the plan was made of."""

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

    def __init__(self, kind: Import, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["text"].label = kind.table.name
        self.fields["text"].help_text = kind.help_text
        self.fields.update(deepcopy(dict(kind.options)))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(f"The file has more than {MOST_BYTES >> 20} MB.")
        data = file.read() if file else cleaned.get("text", "").encode()
        try:
            rows = read_table(self.kind.table, data, file.name if file else "pasted")
            chosen = {name: cleaned.get(name) for name in self.kind.options}
            planned = self.kind.plan(rows, **chosen)
        except TableError as error:
            raise forms.ValidationError(str(error)) from error
        return {**cleaned, "rows": rows, "chosen": chosen, "plan": planned, "pasted": as_pasted(self.kind.table, rows)}


def import_page(request: HttpRequest, site: AdminSite, kind: Import, **context: Any) -> HttpResponse:
    """Looks first; applies in a second step, and only what was shown."""
    form = TableForm(kind, request.POST, request.FILES) if request.method == "POST" else TableForm(kind)
    if not form.is_valid():
        return admin_page(request, site, kind.template, kind.title, {**context, "form": form, "plan": None})
    planned: Plan = form.cleaned_data["plan"]
    say_cleanings(request, [words for row in form.cleaned_data["rows"] for words in row.cleanings][:MOST_SAID])
    if "_apply" in request.POST and not planned.errors:
        try:
            if request.POST.get("shown") != planned.fingerprint:
                raise ChangedSinceError
            messages.success(request, kind.apply(planned))
        except ChangedSinceError:
            messages.error(request, CHANGED)
            planned = kind.plan(form.cleaned_data["rows"], **form.cleaned_data["chosen"])
        else:
            return HttpResponseRedirect(kind.done)
    shown = TableForm(kind, initial={"text": form.cleaned_data["pasted"], **form.cleaned_data["chosen"]})
    return admin_page(request, site, kind.template, kind.title, {**context, "form": shown, "plan": planned})


def written(table: Table, rows: Iterable[Sequence[str]], name: str, kind: str) -> HttpResponse:
    """The table as a file to keep. Raises Http404 for a kind of file that there is not."""
    if kind not in WRITERS:
        raise Http404
    write, content_type = WRITERS[kind]
    response = HttpResponse(write(table, rows), content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, line(f"{name}.{kind}"))
    return response

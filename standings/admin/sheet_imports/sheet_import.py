"""Importing official result sheets: files are read, their changes shown, and a person applies them."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import URLPattern, path, reverse

from events.models import Country
from isuwc.files.confined.run import TOGETHER, together
from isuwc.files.uploads import LimitedFileInput
from isuwc.newsroom.pages import admin_page, require
from standings.admin.sheet_imports.applied import just_applied, to_preview
from standings.admin.sheet_imports.history import SheetHistory
from standings.admin.sheet_imports.name_questions import choices, decided_names, questions, read_answers
from standings.admin.sheet_imports.result_tables import hand_in_table
from standings.admin.sheet_imports.statements import STATES, say_decided, say_outcomes, statements
from standings.admin.sheet_imports.typed_answers import Typed, keep, kept
from standings.models import NameDecision, SheetImport
from standings.results.age import newer_ones
from standings.results.apply import apply_sheets, set_aside
from standings.results.decisions import decide
from standings.results.desk.afterwards import leaders_after
from standings.results.desk.copies import take
from standings.results.plan import SheetPlan
from standings.results.planner import Planner
from standings.sheets.document import MOST_BYTES
from standings.sheets.files import read_file
from standings.sheets.sheet import SheetError

MOST_FILES = 60  # an event has 28 sheets
READING = TOGETHER  # seconds
NOTHING_NEW = "sheets_with_nothing_new"  # in the session, until the next page


class FilesInput(LimitedFileInput):
    allow_multiple_selected = True


class HandInForm(forms.Form):
    sheets = forms.FileField(
        label="Result sheets",
        help_text="PDFs as the timekeepers publish them, signed or not, or CSV or XLSX. Several at once.",
        widget=FilesInput(MOST_BYTES, ".pdf,.csv,.xlsx,application/pdf,text/csv"),
    )


@admin.register(SheetImport)
class SheetImportAdmin(SheetHistory):
    """The history of all sheets, and the pages to hand in and apply new ones."""

    change_list_template = "admin/standings/sheetimport/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("hand-in/", wrap(self.hand_in), name="standings_sheetimport_hand_in"),
            path(
                "table/",
                wrap(partial(hand_in_table, site=self.admin_site)),
                name="standings_sheetimport_table",
            ),
            path("preview/", wrap(self.preview), name="standings_sheetimport_preview"),
            *super().get_urls(),
        ]

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:standings_sheetimport_hand_in"))

    def hand_in(self, request: HttpRequest) -> HttpResponse:
        """Read files. The page's script sends them one by one and asks for JSON; without scripts they come together."""
        self.need_add(request)
        files = request.FILES.getlist("sheets")
        if request.method != "POST" or not 1 <= len(files) <= MOST_FILES:
            if request.method == "POST":
                messages.error(
                    request, f"At most {MOST_FILES} files at once." if files else "Choose at least one file."
                )
            return self.page(request, "hand_in", {"form": HandInForm(files=request.FILES or None), "most": MOST_FILES})
        with together(READING):
            answers = [self.take(file, request) for file in files]
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"files": answers})
        for answer in answers:
            if answer["refused"]:
                messages.error(request, f"{answer['file']}: refused, {answer['refused']}.")
        return HttpResponseRedirect(reverse("admin:standings_sheetimport_preview"))

    def take(self, file: Any, request: HttpRequest) -> dict[str, Any]:
        """The outcome for one file: the titles of its sheets, or why it was refused."""
        try:
            sheets = read_file(_bytes(file), file.name)
        except SheetError as error:
            return {"file": file.name, "titles": [], "refused": str(error)}
        titles = []
        for sheet, waiting in take(sheets, file.name, _signed_in(request)):
            title = sheet.heading.identity.title
            titles.append(title if waiting else f"{title}, nothing new")
            if not waiting:
                request.session[NOTHING_NEW] = [*request.session.get(NOTHING_NEW, []), title]
        return {"file": file.name, "titles": titles, "refused": ""}

    def preview(self, request: HttpRequest) -> HttpResponse:
        """What waiting sheets would change; applies or sets aside the chosen ones, or stores decisions on names.

        What was typed of sheets that go on waiting, and of names that are not decided, is there again.
        """
        self.need_add(request)
        if request.method == "POST":
            waiting = _planned(Typed())
            keep(request, waiting, questions(plan for _, plan in waiting))
            return to_preview(self.act(request, waiting))
        if titles := request.session.pop(NOTHING_NEW, []):
            said = f"Nothing new in {len(titles)} sheet{'s' if len(titles) != 1 else ''}, so nothing waits"
            messages.info(request, f"{said}: {'; '.join(titles)}.")
        waiting = _planned(typed := kept(request))
        asked = questions(plan for _, plan in waiting)
        newer = newer_ones(waiting)
        leaders = leaders_after((each.pk, plan) for each, plan in waiting)
        new = [(each, plan, newer.get(each.pk, ""), leaders.get(each.pk)) for each, plan in waiting if not plan.is_same]
        applied, back = just_applied(request)
        context = {
            "applied": applied,
            "way_back": back,
            "waiting": waiting,
            "new": sorted(new, key=lambda row: not (row[1].is_held or row[2])),  # what is doubtful comes first
            "same": [pair for pair in waiting if pair[1].is_same],
            "questions": asked,
            "like": [(each, typed.of_name(each)) for each in asked if not each.doubt.is_unlike],
            "unlike": [(each, typed.of_name(each)) for each in asked if each.doubt.is_unlike],
            "skaters": choices(asked),
            "nocs": Country.objects.nations().order_by("noc") if asked else [],
            "decided": decided_names(),
            "states": STATES,
            "ready": sum(plan.is_ready or plan.is_same for _, plan in waiting),
        }
        return self.page(request, "preview", context)

    def act(self, request: HttpRequest, waiting: list[tuple[SheetImport, SheetPlan]]) -> list[int]:
        """Returns the keys of the sheets that were applied."""
        chosen = [each for each, _ in waiting if str(each.pk) in request.POST.getlist("sheet")]
        gone = len(set(request.POST.getlist("sheet"))) - len(chosen)
        if "_decide" in request.POST or "_all_new" in request.POST:
            self.decide(request, waiting)
        elif "_ask_again" in request.POST:
            self.ask_again(request)
        elif "_set_aside" in request.POST:
            self.set_aside(request, chosen, gone)
        elif found := [each for each, _ in waiting if each in chosen or f"confirmed-{each.pk}" in request.POST]:
            applied = self.apply(request, found)  # whoever confirms a sheet's changes means to apply it
            say_decided(request, gone)
            return applied
        elif gone:
            say_decided(request, gone)
        else:
            messages.warning(request, "No sheet was chosen.")
        return []

    def set_aside(self, request: HttpRequest, chosen: list[SheetImport], gone: int) -> None:
        if chosen:
            count = set_aside(chosen, _signed_in(request))
            messages.success(request, f"{count} sheet{'s' if count != 1 else ''} set aside; nothing was changed.")
        elif not gone:
            messages.warning(request, "No sheet was chosen.")
        say_decided(request, gone)

    def decide(self, request: HttpRequest, waiting: list[tuple[SheetImport, SheetPlan]]) -> None:
        asked = questions(plan for _, plan in waiting)
        answers = read_answers(asked, request.POST, others_are_new="_all_new" in request.POST)
        decided = decide(answers.decisions, _signed_in(request))
        for problem in answers.problems:
            messages.error(request, problem)
        if decided:
            words = "1 name decided. It takes" if decided == 1 else f"{decided} names decided. They take"
            messages.success(request, f"{words} effect when a sheet with the name is applied.")
        elif not answers.problems:
            messages.warning(request, "No name was decided.")

    def ask_again(self, request: HttpRequest) -> None:
        pk = request.POST["_ask_again"]
        taken = NameDecision.objects.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 19 else None
        if taken:
            taken.delete()
            messages.success(request, f"{taken} is asked again.")
        else:
            messages.warning(request, "This decision had been taken back already.")

    def apply(self, request: HttpRequest, chosen: list[SheetImport]) -> list[int]:
        shown = {each.pk: request.POST.get(f"shown-{each.pk}", "") for each in chosen}
        confirmed = {each.pk: request.POST.get(f"confirmed-{each.pk}", "") for each in chosen}
        statement, wrong = statements(request.POST, chosen)
        for words in wrong.values():
            messages.error(request, words)
        chosen = [each for each in chosen if each.pk not in wrong]
        outcomes = apply_sheets(chosen, _signed_in(request), shown=shown, confirmed=confirmed, said=statement)
        say_outcomes(request, outcomes, {pk for pk, tick in confirmed.items() if tick})
        say_decided(request, len(chosen) - len(outcomes))
        return [outcome.sheet.pk for outcome in outcomes if outcome.applied and outcome.sheet.pk]

    def page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        titles = {"hand_in": "Hand in result sheets", "preview": "What the sheets would change"}
        context = {"opts": self.opts, **context}
        return admin_page(request, self.admin_site, f"admin/standings/sheetimport/{name}.html", titles[name], context)

    def need_add(self, request: HttpRequest) -> None:
        require(request, "standings.add_sheetimport")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        waiting = SheetImport.objects.waiting().count()
        return super().changelist_view(request, {**(extra_context or {}), "waiting_count": waiting})


def _planned(typed: Typed) -> list[tuple[SheetImport, SheetPlan]]:
    """What each waiting sheet would change, with what was typed of it."""
    planner = Planner()
    return [
        (each, planner.plan(each.sheet).with_said(typed.sheets.get(each.pk))) for each in SheetImport.objects.waiting()
    ]


def _bytes(file: UploadedFile) -> bytes:
    """The file's content. Raises SheetError if it is too large."""
    if (file.size or 0) > MOST_BYTES:
        raise SheetError(f"it has more than {MOST_BYTES >> 20} MB")
    return file.read()


def _signed_in(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None

"""The page of a race after the fact: somebody is disqualified or counts again, or nothing of the race counts."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from events.models import Race
from isuwc.newsroom.pages import admin_page, require
from isuwc.text.typed import CleanForm
from standings.corrections.deeds import (
    CantCorrectError,
    Verdict,
    carry_out,
    outlook,
    stored,
    suggested_place,
)
from standings.corrections.moving import Place
from standings.corrections.withdrawn import expect_again, withdraw
from standings.models import EarlierSkate, RaceSheet, Result
from standings.models.result import Status

NEEDED = ("standings.change_racesheet", "standings.change_result")
CHANGED = "The result has changed since you looked; nothing was done. Look again: what you typed is still there."


class VerdictForm(CleanForm, forms.Form):
    """What readers see beside the line and of the correction; for a line that counts again, its place."""

    rank = forms.IntegerField(label="Place", min_value=1, max_value=999)
    shared = forms.BooleanField(label="Shared with whoever has it already", required=False)
    note = forms.RegexField(
        r"^[A-Z]{1,3}\d{0,3}$",
        label="Code on the sheet",
        required=False,
        max_length=6,
        help_text="T07, T25: shown beside the line with its words.",
    )
    why = forms.CharField(
        label="Reason",
        required=False,
        max_length=200,
        help_text="As readers see it: Decision of the referee.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class WithdrawalForm(CleanForm, forms.Form):
    why = forms.ChoiceField(
        label="What became of it",
        choices=[
            ("cancelled", "Cancelled: it isn’t held, or counts for nothing"),
            ("abandoned", "Abandoned: begun and not finished"),
            ("reskated", "Skated again: the result of the next skate is the one that counts"),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="Reason",
        required=False,
        max_length=200,
        help_text="As readers see it: Fog.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


def after_the_fact(request: HttpRequest, pk: int, site: AdminSite) -> HttpResponse:
    """Without a line the choices; with `?line=` what would become of that line, which a second step carries out."""
    require(request, *NEEDED)
    race = get_object_or_404(RaceSheet.objects.select_related("event__season", "event__venue", "session"), pk=pk)
    here = reverse("admin:standings_after_the_fact", args=[pk])
    is_stale = request.method == "POST" and request.POST.get("shown") != shown(race)
    if is_stale:
        messages.error(request, CHANGED)
    if request.GET.get("line"):
        return _line(request, race, site, here, is_stale)
    form = WithdrawalForm(request.POST if "_withdraw" in request.POST else None)
    if request.method == "POST" and not is_stale and _withdraw(request, race, form):
        return HttpResponseRedirect(reverse("admin:standings_racesheet_change", args=[pk]))
    context = {
        "race": race,
        "form": form,
        "lines": race.results.with_competitor(),
        "shown": shown(race),
    }
    return _page(request, site, race, "after", context)


def _line(request: HttpRequest, race: Race, site: AdminSite, here: str, is_stale: bool) -> HttpResponse:
    result = get_object_or_404(race.results.with_competitor(), competitor=_number(request.GET["line"]))
    form = _verdict_form(request, race, result)
    problem, found = "", None
    is_shown = "_carry_out" in request.POST or "_look" in request.POST
    try:
        if form.is_valid() if is_shown else not asks_place(form) or form.initial.get("rank"):
            verdict = _verdict(result.competitor_id, form.cleaned_data if is_shown else form.initial, form)
            if "_carry_out" in request.POST and not is_stale:
                carry_out(race, verdict, request.user)
                messages.success(request, f"{result.competitor}: done, with the standings. Readers are told so.")
                return HttpResponseRedirect(here)
            found = outlook(race, verdict)
    except CantCorrectError as error:
        problem = str(error)
    who = result.competitor
    context = {
        "race": race,
        "result": result,
        "form": form,
        "found": found,
        "problem": problem,
        "deed": f"{who} counts again" if asks_place(form) else f"Disqualify {who}, move the others up",
        "asks_place": asks_place(form),
        "shown": shown(race),
    }
    return _page(request, site, race, "verdict", context)


def asks_place(form: VerdictForm) -> bool:
    return "rank" in form.fields


def _verdict_form(request: HttpRequest, race: Race, result: Result) -> VerdictForm:
    """The place is asked of a line that counts again; by its time it is known already."""
    is_back = result.status != Status.OK
    place = suggested_place(race, result.competitor_id) if is_back else None
    initial = {"rank": place.rank, "shared": place.shared} if place else {}
    form = VerdictForm(request.POST if request.method == "POST" else None, initial=initial)
    if not is_back:
        del form.fields["rank"], form.fields["shared"]
    return form


def _verdict(competitor: int, said: Mapping[str, Any], form: VerdictForm) -> Verdict:
    place = Place(said["rank"], bool(said.get("shared"))) if asks_place(form) else None
    return Verdict(competitor, place, said.get("why", ""), said.get("note", ""))


def _withdraw(request: HttpRequest, race: Race, form: WithdrawalForm) -> bool:
    """Whether something was done; what stands in the way is said."""
    try:
        if "_expect" in request.POST:
            expect_again(race, request.user)
            messages.success(request, "The race’s result is waited for again; the standings are computed.")
            return True
        if not form.is_valid():
            return False
        kept: EarlierSkate | None = withdraw(race, form.cleaned_data["why"], form.cleaned_data["words"], request.user)
    except CantCorrectError as error:
        messages.error(request, str(error))
        return False
    count = len(kept.lines) if kept else 0
    said = f" Its {count} lines count no longer and stay readable on the race’s page." if kept else ""
    messages.success(request, f"Done; the standings are computed.{said}")
    return True


def _page(request: HttpRequest, site: AdminSite, race: Race, name: str, context: dict[str, Any]) -> HttpResponse:
    title = f"{race.title}, {race.event}: after the fact"
    return admin_page(request, site, f"admin/standings/racesheet/{name}.html", title, context)


def shown(race: Race) -> str:
    """Changes with the result, so that nobody decides on another one than was shown."""
    state = Race.objects.filter(pk=race.pk).values_list("result_state", flat=True).first()
    return sha256(repr((state, sorted(stored(race).items()))).encode()).hexdigest()[:16]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

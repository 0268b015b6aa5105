"""What was just applied: where each result is seen, changed, reported on and taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from events.models import Race, Season
from isuwc.newsroom.first_page import Link
from isuwc.newsroom.onward import links_from
from standings.models import Cup, SheetImport
from standings.results.desk.imports import entries_of
from standings.scoring.rounds import cup_scale

MOST = 100  # sheets in an address


@dataclass(frozen=True)
class Applied:
    """A race whose sheet was applied, with the cups for which it counts, and what other apps do with it."""

    race: Race
    cups: tuple[Cup, ...]
    onward: tuple[Link, ...]

    @property
    def title(self) -> str:
        return f"{self.race.title}{', Division A' if self.race.division == 'A' else ''}"


def to_preview(keys: list[int]) -> HttpResponse:
    """To the sheets that still wait, with what was applied above them."""
    address = reverse("admin:standings_sheetimport_preview")
    return HttpResponseRedirect(f"{address}?applied={'-'.join(map(str, keys[:MOST]))}" if keys else address)


def just_applied(request: HttpRequest) -> tuple[list[Applied], SafeString]:
    """The races of the sheets that the address names, and the way back. Four queries, none without such sheets."""
    said = request.GET.get("applied", "").split("-")
    keys = [int(key) for key in said[:MOST] if key.isascii() and key.isdecimal() and len(key) < 10]
    sheets = SheetImport.objects.applied().filter(pk__in=keys) if keys else SheetImport.objects.none()
    found: dict[int, Any] = {}
    for sheet in sheets.select_related("race__event__season", "race__event__venue"):
        found.setdefault(sheet.race_id or 0, sheet.race)
    races = sorted(found.values(), key=lambda race: (race.event.start_date, race.event_id, race.number))
    seasons = Season.objects.filter(pk__in={race.event.season_id for race in races})
    cups = list(Cup.objects.filter(season__in=seasons).select_related("season").with_scales()) if races else []
    rows = [_row(request, race, cups) for race in races]
    return rows, _way_back(keys) if rows else SafeString()


def _row(request: HttpRequest, race: Race, cups: list[Cup]) -> Applied:
    counting = (cup for cup in cups if cup.season_id == race.event.season_id and cup_scale(cup, race))
    return Applied(race, tuple(counting), tuple(links_from(request, race)))


def _way_back(keys: Iterable[int]) -> SafeString:
    """Where the import of these sheets can be taken back; empty if nothing of them is in the history."""
    entries = sorted(set(entries_of(keys).values()))
    addresses = ((reverse("admin:history-take-back", args=[entry]),) for entry in entries)
    return format_html_join(" · ", '<a href="{}">Take this import back</a>', addresses)

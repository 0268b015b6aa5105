"""Results as entries of feeds: a race each, with its podium and how sure it is; those that came last stand first.

An entry is dated by when the first sheet of the race was taken in, else by when the race was held (noon of its day at
the venue where no more is known): results that were typed in, or shipped with a season, have no moment of their own. A
sheet or a correction that came later makes it newer.
"""

import datetime

from django.db.models import DateTimeField, Exists, F, Max, Min, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.models import Race
from events.models.event import midnight
from isuwc.clock.shown import shown_at
from isuwc.freshness.reading import only_seasons
from isuwc.site.views.feeds.about import answer, event_at, nation_or_way, skater_or_way
from isuwc.site.views.feeds.results_in_words import entry, entry_of
from isuwc.web.conditional import conditional
from standings.models import Correction, Result, SheetImport
from standings.models.result import ResultQuerySet

ENTRIES = 50


@require_safe
@conditional
def of_all(request: HttpRequest, format: str) -> HttpResponse:
    return answer(
        "feeds:results", [], format,
        title="results",
        description="The podium of each race as its result comes in.",
        page=reverse("standings:index"),
        entries=[entry(race) for race in _latest(Race.objects.with_result())],
    )  # fmt: skip


@require_safe
@conditional
def of_event(request: HttpRequest, season: str, event: str, format: str) -> HttpResponse:
    chosen = event_at(season, event)
    with only_seasons([chosen.season_id]):
        races = _latest(Race.objects.with_result().filter(event=chosen))
    return answer(
        "feeds:event-results", [season, event], format,
        title=f"results of {chosen}",
        description="The podium of each race as its result comes in.",
        page=chosen.get_absolute_url(),
        entries=[entry(race) for race in races],
    )  # fmt: skip


@require_safe
@conditional
def of_skater(request: HttpRequest, slug: str, format: str) -> HttpResponse:
    skater = skater_or_way("feeds:skater-results", slug, format)
    if isinstance(skater, HttpResponse):
        return skater
    races = _latest_of(Result.objects.filter(competitor=skater))
    return answer(
        "feeds:skater-results", [slug], format,
        title=f"results of {skater.name}",
        description="Every race as its result comes in.",
        page=skater.get_absolute_url(),
        entries=[entry_of(race, f"skater-{skater.pk}") for race in races],
    )  # fmt: skip


@require_safe
@conditional
def of_nation(request: HttpRequest, noc: str, format: str) -> HttpResponse:
    country = nation_or_way("feeds:nation-results", noc, format)
    if isinstance(country, HttpResponse):
        return country
    races = _latest_of(Result.objects.filter(country=country))
    return answer(
        "feeds:nation-results", [noc], format,
        title=f"results of {country.name_in_text}",
        description="Every race with its skaters or teams as the result comes in.",
        page=country.nation_address,
        entries=[entry_of(race, f"nation-{noc}") for race in races],
    )  # fmt: skip


def _latest_of(results: ResultQuerySet) -> list[Race]:
    """Races with one of these results, which each has as `own`, best first."""
    races = Race.objects.with_result().filter(Exists(results.filter(race=OuterRef("pk"))))
    own = results.with_competitor().order_by(F("rank").asc(nulls_last=True), "line")
    return _latest(races.prefetch_related(Prefetch("results", own, to_attr="own")))


def _latest(races: QuerySet[Race]) -> list[Race]:
    """Those that came last by the moment shown, with `came_at` and `changed_at`, and their podium, or winner where they
    award none, as `first`."""
    at = shown_at()
    sheets = SheetImport.objects.applied().filter(race=OuterRef("pk"), decided_at__lte=at).order_by().values("race")
    corrections = Correction.objects.filter(race=OuterRef("pk"), made_at__lte=at).order_by().values("race")
    taken_back = corrections.filter(taken_back_at__lte=at)
    noon = midnight(F("session__date") + Value(datetime.timedelta(hours=12)), "event__")
    held = Coalesce("starts_at", "session__starts_at", noon, output_field=DateTimeField())
    came = Coalesce(Subquery(sheets.annotate(at=Min("decided_at")).values("at")), held)
    found = races.annotate(
        came_at=came,
        changed_at=Greatest(
            came,
            Subquery(sheets.annotate(at=Max("decided_at")).values("at")),
            Subquery(corrections.annotate(at=Max("made_at")).values("at")),
            Subquery(taken_back.annotate(at=Max("taken_back_at")).values("at")),
        ),
    )
    first = Prefetch("results", Result.objects.podiums_and_winners().with_competitor(), to_attr="first")
    newest = found.with_event().order_by("-came_at", "-event", "-number")  # type: ignore[attr-defined]
    return list(newest.prefetch_related(first)[:ENTRIES])

"""The pictures that social platforms show beside a link to a page without a photo, drawn from what the page says.

They are kept as pages are, and drawn anew when anything changes that is on them.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.dateformat import format as in_words
from django.views.decorators.http import require_safe

from events.models import Event, Race
from events.models.programme import ResultState
from news.pictures.art.fact_card import FactCard, Row, draw
from standings.models import Competitor, Cup
from standings.pages.races.podiums import Podium
from standings.scoring.headlines import headlines

PLACES = 3
SITE = FactCard(
    "Results, standings, calendar, broadcasts", "World Cup Speed Skating", "Every race, every cup, every country"
)
UNDECIDED = {ResultState.PARTIAL.value: "Partial result", ResultState.UNOFFICIAL.value: "Unofficial result"}


@require_safe
def site_card(request: HttpRequest) -> HttpResponse:
    return _drawn(SITE)


@require_safe
def event_card(request: HttpRequest, season: str, event: str) -> HttpResponse:
    found = get_object_or_404(Event.objects.with_place(), season__slug=season, slug=event)
    where = f"{found.dates}, {found.venue.name}, {found.venue.country.name}"
    above = f"{found.season.series.name} {found.season.name}"
    title = f"{found.title}, {found.venue.city}"
    return _drawn(FactCard(above, title, where, mark=str(found.number), city=found.venue.city))


@require_safe
def race_card(request: HttpRequest, season: str, event: str, race: str) -> HttpResponse:
    """With the podium, if its result is known; a result that may change says so."""
    found = get_object_or_404(
        Race.objects.with_event().select_related("session"),
        event__season__slug=season, event__slug=event, slug=race,
    )  # fmt: skip
    podium = Podium(found, list(found.results.podium().with_competitor()) if found.has_result else [])
    rows = tuple(
        Row(result.place_text, f"{result.competitor} {result.country_id}", figure) for result, figure in podium.lines
    )
    of, city = found.event, found.event.venue.city
    above = f"{of.title}, {city}, {in_words(found.session.date, 'j F Y')}"
    sure = UNDECIDED.get(found.result_state, "")
    return _drawn(FactCard(above, found.title, sure, rows, mark=str(of.number), city=city))


@require_safe
def cup_card(request: HttpRequest, season: str, category: str, cup: str) -> HttpResponse:
    """With the first three of the standing that lists of cups show, and after which event that is; or with the winner,
    where that is only known as published."""
    cups = Cup.objects.filter(season__slug=season, category=category, slug=cup).select_related("season")
    found = headlines(cups, PLACES)
    if not found.cups:
        raise Http404(f"No cup {cup} of {category} in a season {season}.")
    shown = found.cups[0]
    rows = tuple(
        Row(
            str(each.rank),
            f"{each.competitor} {each.competitor.country_id}",
            "" if each.total is None else str(each.total),
        )
        for each in shown.named
    )
    return _drawn(FactCard(f"World Cup standing {shown.season}", shown.title, _how_far(shown), rows))


def _how_far(cup: Cup) -> str:
    """After World Cup 4 of 5, or Final standing; empty where nobody has a place."""
    if cup.champions:
        return "Winner as published"
    if not cup.headline.race:
        return ""
    said = cup.headline.words.short
    if cup.headline.is_final:
        return "Final standing"
    return f"Provisional, {said}" if cup.headline.is_provisional else f"{said[:1].upper()}{said[1:]}"


@require_safe
def skater_card(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Competitor.objects.with_country(), slug=slug)
    return _drawn(FactCard("Results, points and places", str(found), found.country.name))


def _drawn(card: FactCard) -> HttpResponse:
    return HttpResponse(draw(card), content_type="image/jpeg")

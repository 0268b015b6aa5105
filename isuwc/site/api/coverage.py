"""Where to watch: what is known, and what is merely not on record."""

import datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router
from pydantic import Field

from events.broadcast.answers.exports import as_json
from events.broadcast.answers.watch import Watch, by_country, by_event
from events.models import Country, Event
from isuwc.site.api.cursors import Paging, part_of
from isuwc.site.api.filters import country_named, event_named, season_named
from isuwc.site.api.shapes import EventId, Few, Noc, Page, SeasonId, Shape, event_id
from isuwc.web.schema_org import whole_address

router = Router(tags=["Where to watch"])

Kind = Literal["broadcaster", "stream", "nobody"]


class BroadcasterOut(Shape):
    name: str
    channel: str
    platform: str
    timing: str = Field(description="live, delayed, on demand or highlights.")
    also: Few[str] = Field(description="Further ways in which it is shown.")
    part: str = Field(description="Of the country, where it holds in a part of it; empty: in all of it.")
    competitors: Literal["", "women", "men"] = Field(description="Whose races it shows; empty: everybody's.")
    only_sessions: Few[int] | None = Field(
        description="The numbers of the sessions that it shows, where these are some of the event's; null: all."
    )
    access: str
    language: str
    link: str
    app_link: str
    programme_link: str
    geo_blocked: bool
    note: str
    source: str
    checked_on: datetime.date | None


class StreamOut(Shape):
    """The ISU's own stream, where it is open."""

    name: str
    link: str


class StreamBlockOut(Shape):
    """That the stream is not available there."""

    source: str
    note: str
    checked_on: datetime.date | None


class CoverageOut(Shape):
    """Who shows an event in a country or territory."""

    nation: Noc
    event: EventId
    is_over: bool
    answer: Kind
    rests_on: Literal["listing", "absence"] = Field(
        description="`absence`: no broadcaster's right is on record. There may be one that is not known here."
    )
    is_example: bool = Field(description="Whether it rests on a listing that was made up for a demonstration.")
    reason: str
    broadcasters: Few[BroadcasterOut]
    highlights: Few[BroadcasterOut]
    stream: StreamOut | None
    stream_block: StreamBlockOut | None
    assumption: str | None = Field(description="In a territory: what of the answer is taken over from its country.")
    sessions_differ: bool = Field(description="Whether the answer is another one for some sessions; the page has them.")
    checked_on: datetime.date | None = Field(description="When somebody last made sure of it.")
    page: str


class CoverageAsked(Paging):
    event: EventId | None = Field(default=None, description="By default the one that is on, next or last.")
    nation: Noc | None = Field(default=None, description="With a nation and without an event: every event of a season.")
    season: SeasonId | None = Field(
        default=None, description="Of a nation's answers; by default that of the event that is on, next or last."
    )
    answer: Kind | None = None


@router.get("/coverage", response=Page[CoverageOut], summary="Where to watch")
def coverage(request: HttpRequest, asked: Query[CoverageAsked]) -> Page[CoverageOut]:
    """In every country for an event, or in one country for every event of a season."""
    found = [each for each in _answers(asked) if asked.answer in {None, each.answer.kind.value}]
    shown, next = part_of(request, asked, found, lambda each: f"{each.country.noc} {each.event.pk}")
    return Page[CoverageOut](items=[_coverage(*pair) for pair in zip(shown, as_json(shown), strict=True)], next=next)


def _answers(asked: CoverageAsked) -> list[Watch]:
    """Raises Http404 for what is not there, and for an event that is not of the season."""
    country = country_named(asked.nation) if asked.nation else None
    if country and not country.is_current:
        raise Http404(f"{country.noc} is a code of the past: nobody watches there.")
    season = season_named(asked.season) if asked.season else None
    event = event_named(asked.event) if asked.event else Event.objects.select_related("season").nearest()
    if event is None:
        return []
    events = Event.objects.with_place().with_stream()
    if country and not asked.event:
        return by_event(country, events.filter(season=season or event.season).order_by("start_date", "number"))
    if season and season != event.season:
        raise Http404(f"season: {event} is not of the season {season}.")
    chosen = events.get(pk=event.pk)
    if country:
        return by_event(country, [chosen])
    return by_country(chosen, Country.objects.places().select_related("follows").order_by("noc"))


def _coverage(watch: Watch, plain: dict[str, Any]) -> CoverageOut:
    left_out = {"season", "number", "event", "city"}
    return CoverageOut(
        nation=watch.country.noc,
        event=event_id(watch.event),
        page=whole_address(f"{watch.country.get_absolute_url()}?season={watch.event.season.slug}#{watch.event.slug}"),
        **{name: value for name, value in plain.items() if name not in left_out},
    )

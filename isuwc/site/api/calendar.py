"""Seasons, events and sessions."""

import datetime
from collections.abc import Mapping

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Query, Router
from pydantic import Field

from events.models import Event, Season, Session
from events.models.planned import Plan, State
from isuwc.site.api.cursors import Paging, page_of
from isuwc.site.api.filters import country_named, event_named, season_named
from isuwc.site.api.shapes import (
    BASE,
    ApiAddress,
    Day,
    EventId,
    EventSlug,
    Noc,
    Page,
    PageAddress,
    SeasonId,
    SessionId,
    SessionNumber,
    Shape,
    addresses,
    event_id,
    session_id,
)
from isuwc.text.characters import tidy
from isuwc.web.schema_org import whole_address
from standings.pages.known_seasons import KnownSeason, known_seasons

router = Router(tags=["Calendar"])


class SeasonOut(Shape):
    """A winter. It runs from 1 July to 30 June."""

    id: SeasonId
    name: str = Field(description="2025/26.")
    series: str = Field(description="Of which competition it is a season.")
    knows_all_winners: bool = Field(
        description="Whether the winner of every race so far is known here. If not, nobody's wins should be counted."
    )
    knows_all_podiums: bool = Field(description="Whether the first three of every race so far are known here.")
    known: str | None = Field(description="What is known of its races, in words, where not all podiums are.")
    page: PageAddress
    api: ApiAddress


class VenueOut(Shape):
    id: str = Field(description="Names the venue.")
    name: str = Field(description="The oval.")
    city: str = Field(description="Where it is.")
    nation: Noc
    time_zone: str = Field(description="IANA name: Europe/Oslo.")


class EventOut(Shape):
    """One World Cup of a season: several days of racing at one venue."""

    id: EventId
    season: SeasonId
    number: int = Field(description="1 for World Cup 1.")
    title: str = Field(description="World Cup 1, or World Cup Final.")
    is_final: bool = Field(description="Whether it is the World Cup Final.")
    venue: VenueOut
    first_day: Day
    last_day: datetime.date = Field(description="Days at the venue, as all dates of this API.")
    state: State = Field(description="At the moment of the answer.")
    note: str | None = Field(description="Why it was moved, postponed or cancelled, or where to.")
    programme_complete: bool = Field(
        description="Whether every race is known. If not, there may be races that are not listed here."
    )
    distances_complete: bool = Field(description="Whether at least every distance is known.")
    programme_source: str | None = Field(description="Where its programme was published.")
    calendar: str = Field(description="The address of its calendar file (iCalendar).")
    page: PageAddress
    api: ApiAddress


class SessionOut(Shape):
    """A group of races without a break, usually half a day."""

    id: SessionId
    event: EventId
    number: int = Field(description="1 for the event's first session.")
    name: str | None = Field(description="Where the programme gives it one.")
    date: Day
    starts_at: datetime.datetime | None = Field(description="UTC; null until it is published.")
    ends_at: datetime.datetime | None = Field(description="UTC; null where it is not known.")
    state: State = Field(description="At the moment of the answer.")
    note: str | None = Field(description="Why it, or its event, was moved, postponed or cancelled.")
    page: PageAddress
    api: ApiAddress


class EventsAsked(Paging):
    season: SeasonId | None = None
    nation: Noc | None = Field(default=None, description="Where they are held.")


class SessionsAsked(Paging):
    season: SeasonId | None = None
    event: EventId | None = None


@router.get("/seasons", response=Page[SeasonOut], summary="Seasons, newest first")
def seasons(request: HttpRequest, asked: Query[Paging]) -> Page[SeasonOut]:
    found, next = page_of(request, asked, Season.objects.select_related("series"), "-start_year")
    known = known_seasons([each.pk for each in found])
    return Page[SeasonOut](items=[season_out(each, known) for each in found], next=next)


@router.get("/seasons/{season}", response=SeasonOut, summary="A season")
def season(request: HttpRequest, season: SeasonId) -> SeasonOut:
    found = season_named(season)
    return season_out(found, known_seasons([found.pk]))


def season_out(season: Season, of: Mapping[int, KnownSeason]) -> SeasonOut:
    known = of.get(season.pk, KnownSeason(False, False, "No event of this season is known here."))
    return SeasonOut(
        id=season.slug,
        name=season.name,
        series=tidy(season.series.name),
        knows_all_winners=known.counts_wins,
        knows_all_podiums=known.counts_podiums,
        known=known.words or None,
        **addresses(season, "seasons", season.slug),
    )


@router.get("/events", response=Page[EventOut], summary="Events by date")
def events(request: HttpRequest, asked: Query[EventsAsked]) -> Page[EventOut]:
    rows = Event.objects.with_place().with_races_known()
    if asked.season:
        rows = rows.filter(season=season_named(asked.season))
    if asked.nation:
        rows = rows.filter(venue__country=country_named(asked.nation))
    found, next = page_of(request, asked, rows, "start_date", "pk")
    return Page[EventOut](items=list(map(event_out, found)), next=next)


@router.get("/events/{season}/{event}", response=EventOut, summary="An event")
def event(request: HttpRequest, season: SeasonId, event: EventSlug) -> EventOut:
    named = event_named(f"{season}/{event}")
    return event_out(Event.objects.with_place().with_races_known().get(pk=named.pk))


def event_out(event: Event) -> EventOut:
    venue = event.venue
    return EventOut(
        id=event_id(event),
        season=event.season.slug,
        number=event.number,
        title=event.title,
        is_final=event.is_final,
        venue=VenueOut(
            id=venue.slug,
            name=tidy(venue.name),
            city=tidy(venue.city),
            nation=venue.country_id,
            time_zone=venue.time_zone,
        ),
        first_day=event.start_date,
        last_day=event.end_date,
        state=event.state,
        note=tidy(event.plan_note) or None,
        programme_complete=event.knows_programme,
        distances_complete=event.knows_distances,
        programme_source=tidy(event.programme_source) or None,
        calendar=whole_address(reverse("events:event_calendar", args=[event.season.slug, event.slug])),
        **addresses(event, "events", event_id(event)),
    )


@router.get("/sessions", response=Page[SessionOut], summary="Sessions by date")
def sessions(request: HttpRequest, asked: Query[SessionsAsked]) -> Page[SessionOut]:
    rows = all_sessions()
    if asked.season:
        rows = rows.filter(event__season=season_named(asked.season))
    if asked.event:
        rows = rows.filter(event=event_named(asked.event))
    found, next = page_of(request, asked, rows, "event__start_date", "event_id", "number")
    return Page[SessionOut](items=list(map(session_out, found)), next=next)


@router.get("/sessions/{season}/{event}/{number}", response=SessionOut, summary="A session")
def session(request: HttpRequest, season: SeasonId, event: EventSlug, number: SessionNumber) -> SessionOut:
    return session_out(get_session(event_named(f"{season}/{event}"), number))


def get_session(event: Event, number: int) -> Session:
    found = all_sessions().filter(event=event, number=number).first()
    if found is None:
        raise Http404(f"{event} has no session {number}.")
    return found


def all_sessions() -> QuerySet[Session]:
    return Session.objects.select_related("event__season", "event__venue")


def session_out(session: Session) -> SessionOut:
    id = session_id(session)
    return SessionOut(
        id=id,
        event=event_id(session.event),
        number=session.number,
        name=tidy(session.name) or None,
        date=session.date,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        state=_state(session),
        note=tidy(session.plan_note or session.event.plan_note) or None,
        page=whole_address(session.event.get_absolute_url()),
        api=whole_address(f"{BASE}/sessions/{id}"),
    )


def _state(session: Session) -> State:
    """A session of an event that was postponed or cancelled is so, too."""
    plan = session.event.plan
    is_off = plan in {Plan.POSTPONED, Plan.CANCELLED} and session.plan != Plan.CANCELLED
    return State(plan) if is_off else session.state

"""Races, with their start lists and corrections."""

import datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router
from pydantic import Field

from events.models import Race
from events.models.programme import ResultState
from events.naming.choices import Category, Distance, Division
from isuwc.clock.shown import shown_at
from isuwc.site.api.cursors import Paging, page_of, part_of
from isuwc.site.api.filters import event_named, race_named, season_named
from isuwc.site.api.shapes import (
    ApiAddress,
    CategoryName,
    Day,
    DistanceName,
    DivisionName,
    EventId,
    EventSlug,
    Few,
    Name,
    Noc,
    Page,
    PageAddress,
    RaceId,
    RaceSlug,
    SeasonId,
    SessionId,
    Shape,
    addresses,
    event_id,
    race_id,
    session_id,
)
from isuwc.text.characters import tidy
from standings.models import Correction, Start
from standings.models.result import Lane
from standings.pages.races.start_lists import ShownStartList, clock_of, start_list_of
from standings.scoring.race_states import is_called_off, is_postponed, is_to_come

router = Router(tags=["Races and results"])

State = Literal["to-come", "postponed", "called-off", "no-result-yet", "partial", "unofficial", "official"]
KNOWN: dict[str, State] = {
    ResultState.PARTIAL: "partial",
    ResultState.UNOFFICIAL: "unofficial",
    ResultState.OFFICIAL: "official",
}
PhaseName = Literal["semi-final-1", "semi-final-2", "final"]


class RaceOut(Shape):
    """One distance for one category and division (or phase) at an event."""

    id: RaceId
    season: SeasonId
    event: EventId
    session: SessionId
    number: int = Field(description="Its place in the event's programme.")
    title: str = Field(description="As on official sheets: 1st 500m Women.")
    category: CategoryName
    distance: DistanceName
    division: DivisionName | None
    phase: PhaseName | None = Field(description="Null for races without phases.")
    ordinal: int | None = Field(description="1 or 2 where an event has the same race twice.")
    is_for_medals: bool = Field(description="Whether it awards a podium: not a Division B or a semi-final.")
    date: Day
    starts_at: datetime.datetime | None = Field(description="UTC; null where it is not known.")
    start_may_change: bool = Field(
        description="Whether the start is the one planned in the programme, and not the result sheet's."
    )
    state: State = Field(
        description="How much of its result is known. `partial`: only some places are. `unofficial`: complete, but "
        "not from the official sheet. `called-off`: no result of it counts, and none will come.",
    )
    source: str | None = Field(description="Where its result was published, or why there is none.")
    page: PageAddress
    api: ApiAddress


class RaceCorrectionOut(Shape):
    """That a result was changed after it was published."""

    made_at: datetime.datetime
    words: Few[str]
    why: str | None
    taken_back_at: datetime.datetime | None


class RaceInFull(RaceOut):
    """With what was changed in its result."""

    corrections: Few[RaceCorrectionOut] = Field(description="The newest first.")
    has_start_list: bool


class StartOut(Shape):
    """A line of a start list."""

    skater: Name
    nation: Noc
    pair: int | None = Field(description="Of a mass start: the heat.")
    lane: Lane | None
    number: int | None
    start: str | None = Field(
        pattern="^[0-9]{2}:[0-9]{2}$", description="By the clocks at the venue; null once the race was moved."
    )
    withdrew: bool
    note: str | None


class StartLines(Page[StartOut]):
    """A start list as it was published before the race."""

    race: RaceId
    source: str
    published_on: datetime.date | None
    race_moved_since: bool
    is_past: bool = Field(description="Whether nobody starts by it any more.")


class RacesAsked(Paging):
    season: SeasonId | None = None
    event: EventId | None = None
    category: Category | None = None
    distance: Distance | None = None
    division: Division | None = None
    has_result: Literal["yes", "no"] | None = Field(default=None, description="Whether any of its places is known.")


@router.get("/races", response=Page[RaceOut], summary="Races in their order")
def races(request: HttpRequest, asked: Query[RacesAsked]) -> Page[RaceOut]:
    rows = Race.objects.with_event()
    if asked.season:
        rows = rows.filter(event__season=season_named(asked.season))
    if asked.event:
        rows = rows.filter(event=event_named(asked.event))
    chosen = {"category": asked.category, "distance": asked.distance, "division": asked.division}
    rows = rows.filter(**{name: value for name, value in chosen.items() if value})
    if asked.has_result:
        known = Race.objects.with_result().order_by().values("pk")
        rows = rows.filter(pk__in=known) if asked.has_result == "yes" else rows.exclude(pk__in=known)
    found, next = page_of(request, asked, rows, "event__start_date", "event_id", "number")
    return Page[RaceOut](items=list(map(race_out, found)), next=next)


@router.get("/races/{season}/{event}/{race}", response=RaceInFull, summary="A race")
def race(request: HttpRequest, season: SeasonId, event: EventSlug, race: RaceSlug) -> RaceInFull:
    found = race_named(f"{season}/{event}/{race}")
    return RaceInFull(
        **_race(found),
        corrections=list(map(_correction, found.corrections.all()[:100])),
        has_start_list=start_list_of(found) is not None,
    )


@router.get(
    "/races/{season}/{event}/{race}/start-list",
    response=StartLines,
    summary="A race's start list",
)
def start_list(
    request: HttpRequest, season: SeasonId, event: EventSlug, race: RaceSlug, asked: Query[Paging]
) -> StartLines:
    """In the order of the list, those who withdrew last. 404 where none was published."""
    found = race_named(f"{season}/{event}/{race}")
    shown = start_list_of(found)
    if shown is None:
        raise Http404("No start list of this race is known.")
    lines, next = part_of(request, asked, shown.lines, lambda line: line.competitor.slug)
    return StartLines(
        items=[_start(shown, line) for line in lines],
        next=next,
        race=race_id(found),
        source=tidy(shown.of.source),
        published_on=shown.of.published_on,
        race_moved_since=shown.is_moved,
        is_past=shown.is_past,
    )


def state_of(race: Race) -> State:
    """For a race with its session and its event's venue."""
    if race.has_result:
        return KNOWN[race.result_state]
    if is_called_off(race):
        return "called-off"
    if is_postponed(race):
        return "postponed"
    return "to-come" if is_to_come(race, shown_at()) else "no-result-yet"


def race_out(race: Race) -> RaceOut:
    return RaceOut(**_race(race))


def _race(race: Race) -> dict[str, Any]:
    race.session.event = race.event
    return {
        "id": race_id(race),
        "season": race.event.season.slug,
        "event": event_id(race.event),
        "session": session_id(race.session),
        "number": race.number,
        "title": race.title,
        "category": race.category,
        "distance": race.distance,
        "division": race.division or None,
        "phase": race.phase or None,
        "ordinal": race.ordinal,
        "is_for_medals": race.is_for_medals,
        "date": race.session.date,
        "starts_at": race.starts_at,
        "start_may_change": race.is_indicative,
        "state": state_of(race),
        "source": tidy(race.source) or None,
        **addresses(race, "races", race_id(race)),
    }


def _correction(correction: Correction) -> RaceCorrectionOut:
    return RaceCorrectionOut(
        made_at=correction.made_at,
        words=tidy(correction.words)[:100],
        why=tidy(correction.why) or None,
        taken_back_at=correction.taken_back_at,
    )


def _start(shown: ShownStartList, line: Start) -> StartOut:
    return StartOut(
        skater=Name.of(line.competitor),
        nation=line.country_id,
        pair=line.pair,
        lane=Lane(line.lane) if line.lane else None,
        number=line.bib,
        start=clock_of(shown, line),
        withdrew=line.is_withdrawn,
        note=tidy(line.note) or None,
    )

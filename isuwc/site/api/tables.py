"""Cups, and their standings after any race."""

from typing import Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router
from ninja.errors import ValidationError
from pydantic import Field

from events.models import Event, Race
from events.naming.choices import Division
from isuwc.freshness.reading import only_seasons
from isuwc.site.api.cursors import Paging, page_of, part_of
from isuwc.site.api.filters import cup_named, season_named
from isuwc.site.api.shapes import (
    ApiAddress,
    CupCategory,
    CupId,
    CupSlug,
    DivisionName,
    EventId,
    Few,
    Name,
    Noc,
    Page,
    PageAddress,
    RaceId,
    SeasonId,
    Shape,
    addresses,
    cup_id,
    event_id,
    race_id,
)
from isuwc.text.characters import tidy
from standings.models import Cup, PublishedStanding
from standings.models.result import Status
from standings.pages.cups.exports import note_of, state_of
from standings.pages.cups.table_rows import Entry, TableRow
from standings.pages.cups.tables import CupTable, cup_table
from standings.worth.scale import for_json

router = Router(tags=["Standings"])

State = Literal["final", "provisional", "complete so far", "within an event", "as published", "none"]


class CupOut(Shape):
    """The competition over a season for a category and a group of distances."""

    id: CupId
    season: SeasonId
    category: CupCategory
    name: str = Field(description="500m, Long Distances, Mass Start …")
    title: str = Field(description="500m Women.")
    note: str | None = Field(description="What is not certain about its rules or results.")
    page: PageAddress
    api: ApiAddress


class EntryOut(Shape):
    """What a race brought to a total."""

    race: RaceId
    division: DivisionName | None
    place: int | None = Field(description="Null where there is none or it is not known.")
    status: Status = Field(description="OK: finished. DNF, DNS, DQ, and WDR: withdrew.")
    points: int | float = Field(description="World Cup points.")
    counts: bool = Field(description="False where another result of the same distance counts instead.")
    reason: str | None = Field(description="Why the points differ from those of the place.")


class PlaceOut(Shape):
    """A place in the standing."""

    place: int = Field(description="In the standing; those with equal points may share one.")
    skater: Name
    nation: Noc
    total: int | float | None = Field(description="Null where a published place has no source for it.")
    movement: int | None = Field(
        description="Places gained since the race before; null for somebody new, and of published places."
    )
    gap: int | float | None = Field(description="Points behind the leader; null of published places.")
    races: Few[EntryOut] = Field(description="Those that the competitor started in, and none of published places.")
    source: str | None = Field(description="Where a published place is from.")


class StandingOut(Page[PlaceOut]):
    """A standing after a race, and how sure it is."""

    cup: CupOut
    basis: Literal["computed", "published"] = Field(
        description="`published`: there are not enough results here to compute it, and the places are from "
        "elsewhere. Those in between may be missing.",
    )
    after_race: RaceId | None = Field(description="The last race that it counts.")
    after_event: EventId | None
    state: State = Field(
        description="`final`: nothing can change it any more. `provisional`: a result up to its event is missing or "
        "unofficial. `within an event`: none is missing, but the rest of the event or of the race comes "
        "after it.",
    )
    note: str | None = Field(description="What is missing, and what has happened since, in words.")
    has_published: bool = Field(description="Whether there are published places, too (`basis=published`).")
    races: Few[RaceId] = Field(description="Those after which there is a standing, for `after_race`.")


class CupsAsked(Paging):
    season: SeasonId | None = None
    category: CupCategory | None = None
    cup: CupSlug | None = None


class StandingAsked(Paging):
    after_race: RaceId | None = Field(default=None, description="By default the last one with a result.")
    after_event: int | None = Field(
        default=None, ge=1, le=999, description="The number of an event, as another way to say it."
    )
    basis: Literal["computed", "published"] | None = Field(
        default=None, description="By default computed, where that can be."
    )
    nation: Noc | None = None


@router.get("/standings", response=Page[CupOut], summary="Cups, newest season first")
def cups(request: HttpRequest, asked: Query[CupsAsked]) -> Page[CupOut]:
    rows = Cup.objects.select_related("season")
    if asked.season:
        rows = rows.filter(season=season_named(asked.season))
    if asked.category:
        rows = rows.filter(category=asked.category)
    if asked.cup:
        rows = rows.filter(slug=asked.cup)
    found, next = page_of(request, asked, rows, "-season__start_year", "position", "-category", "pk")
    return Page[CupOut](items=list(map(cup_out, found)), next=next)


@router.get("/standings/{season}/{category}/{cup}", response=StandingOut, summary="A standing")
def standing(
    request: HttpRequest, season: SeasonId, category: CupCategory, cup: CupSlug, asked: Query[StandingAsked]
) -> StandingOut:
    """After the last race with a result, or after any other. 404 where there is no standing after that race."""
    _refuse_contradictions(asked)
    found = cup_named(f"{season}/{category}/{cup}")
    with only_seasons([found.season_id]):
        table = _table(found, asked)
    is_published = asked.basis == "published" or (asked.basis is None and not table.rows)
    published = _published(table)
    places = list(map(published_out, published)) if is_published else [place_out(row, found) for row in table.rows]
    places = [each for each in places if asked.nation in {None, each.nation}]
    items, next = part_of(request, asked, places, lambda each: f"{each.place} {each.skater.id}")
    last = published[0].event if is_published and published else table.after
    return StandingOut(
        items=list(items),
        next=next,
        cup=cup_out(found),
        basis="published" if is_published else "computed",
        after_race=race_in(table.race, found) if table.race and not is_published else None,
        after_event=event_in(last, found) if last else None,
        state=_state(table, is_published),
        note=tidy(note_of(table)) or None,
        has_published=bool(table.published),
        races=[race_in(each, found) for each in table.choices][:100],
    )


def _refuse_contradictions(asked: StandingAsked) -> None:
    """Raises ValidationError where a parameter would be ignored for another."""
    if asked.after_race and asked.after_event:
        raise ValidationError([{"loc": ["after_event"], "msg": "Given besides after_race, which says the same"}])
    if asked.basis == "published" and (asked.after_race or asked.after_event):
        raise ValidationError([{"loc": ["basis"], "msg": "Published places are after the last event that has any"}])


def _published(table: CupTable) -> list[PublishedStanding]:
    """Those after the last event that has any: places after two events are no standing."""
    last = max((each.event.number for each in table.published), default=0)
    return [each for each in table.published if each.event.number == last]


def _table(cup: Cup, asked: StandingAsked) -> CupTable:
    """Raises Http404."""
    race = asked.after_race
    key = None
    if race:
        season, slug_of_event, slug = race.split("/")
        event = Event.objects.filter(season=cup.season_id, season__slug=season, slug=slug_of_event).first()
        key = f"{event.number}-{slug}" if event else "none"
    try:
        return cup_table(cup, asked.after_event, key)
    except (Event.DoesNotExist, Race.DoesNotExist) as error:
        raise Http404(f"There is no standing of this cup after {race or f'event {asked.after_event}'}.") from error


def _state(table: CupTable, is_published: bool) -> State:
    if is_published:
        return "as published" if table.published else "none"
    return state_of(table.status) if table.rows else "none"


def cup_out(cup: Cup) -> CupOut:
    return CupOut(
        id=cup_id(cup),
        season=cup.season.slug,
        category=cup.category,  # type: ignore[arg-type]  # one of these, by its constraint
        name=tidy(cup.name),
        title=tidy(cup.title),
        note=tidy(cup.note) or None,
        **addresses(cup, "standings", cup_id(cup)),
    )


def event_in(event: Event, cup: Cup) -> str:
    event.season = cup.season
    return event_id(event)


def race_in(race: Race, cup: Cup) -> str:
    race.event.season = cup.season
    return race_id(race)


def place_out(row: TableRow, cup: Cup) -> PlaceOut:
    standing = row.standing
    return PlaceOut(
        place=standing.rank,
        skater=Name.of(standing.competitor),
        nation=standing.competitor.country_id,
        total=for_json(standing.total),
        movement=standing.movement,
        gap=for_json(standing.gap),
        races=[_entry(each, cup) for each in row.entries][:100],
        source=None,
    )


def _entry(entry: Entry, cup: Cup) -> EntryOut:
    return EntryOut(
        race=race_in(entry.race, cup),
        division=Division(entry.race.division) if entry.race.division else None,
        place=entry.rank,
        status=Status(entry.status),
        points=for_json(entry.points),
        counts=entry.counts,
        reason=tidy(entry.reason) or None,
    )


def published_out(place: PublishedStanding) -> PlaceOut:
    return PlaceOut(
        place=place.rank,
        skater=Name.of(place.competitor),
        nation=place.competitor.country_id,
        total=None if place.total is None else for_json(place.total),
        movement=None,
        gap=None,
        races=[],
        source=tidy(place.source),
    )

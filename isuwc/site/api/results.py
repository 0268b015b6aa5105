"""Results: a line for each competitor in each race."""

from contextlib import nullcontext

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from events.naming.choices import Category, Distance, Division
from isuwc.freshness.reading import only_seasons
from isuwc.site.api.cursors import Paging, page_of
from isuwc.site.api.filters import country_named, event_named, race_named, season_named, skater_named
from isuwc.site.api.races import State, state_of
from isuwc.site.api.shapes import (
    CategoryName,
    CupId,
    Day,
    DistanceName,
    DivisionName,
    EventId,
    Few,
    Name,
    Noc,
    Page,
    RaceId,
    SeasonId,
    Shape,
    SkaterId,
    cup_id,
    event_id,
    race_id,
)
from isuwc.text.characters import tidy
from standings.models import Result
from standings.models.result import IN_ORDER, Lane, Status
from standings.pages.races.race_exports import behind, seconds
from standings.pages.races.so_far import count_so_far
from standings.worth.scale import for_json

router = Router(tags=["Races and results"])


class ScoreOut(Shape):
    """World Cup points that a result brings."""

    cup: CupId
    points: int | float = Field(description="World Cup points.")
    counts: bool = Field(description="False where another result of the same distance counts instead.")
    reason: str | None = Field(description="Why they differ from those of the place.")


class ResultOut(Shape):
    """A competitor's line in a race, as the sheet gives it."""

    race: RaceId
    event: EventId
    date: Day
    category: CategoryName
    distance: DistanceName
    division: DivisionName | None
    race_state: State = Field(description="How much of the race's result is known.")
    place: int | None = Field(
        description="Null where there is none or it is not known; somebody who did not finish may have one."
    )
    status: Status = Field(description="OK: finished. DNF, DNS, DQ, and WDR: withdrew.")
    skater: Name
    nation: Noc = Field(description="For which the competitor started in this race.")
    time: str | None = Field(description="As pages print it: 1:15.60.")
    seconds: float | None = Field(description="The time with as many digits as are known.")
    behind: float | None = Field(
        description="Seconds behind the winner; 0 for the winner. Null where places do not follow times."
    )
    pair: int | None = Field(description="Or the heat.")
    lane: Lane | None = Field(description="The starting lane; for a team, the straight.")
    number: int | None = Field(description="The start number.")
    laps: int | None = Field(description="Of a mass start.")
    sprint_points: Few[int] = Field(description="Of a mass start, the finish last.")
    score: ScoreOut | None = Field(description="Null where the race counts for no cup.")


class ResultsAsked(Paging):
    season: SeasonId | None = None
    event: EventId | None = None
    race: RaceId | None = None
    skater: SkaterId | None = None
    nation: Noc | None = None
    category: Category | None = None
    distance: Distance | None = None
    division: Division | None = None
    status: Status | None = None
    place_up_to: int | None = Field(
        default=None, ge=1, le=1_000, description="3: only the first three places, of those who finished."
    )


# The order of races and, within one, of its lines, each a column
LINES = {f"place_{number}": part for number, part in enumerate(IN_ORDER[:3])}
ORDER = ["race__event__start_date", "race__event_id", "race__number", *LINES, "line", "pk"]


@router.get("/results", response=Page[ResultOut], summary="Results by race and place")
def results(request: HttpRequest, asked: Query[ResultsAsked]) -> Page[ResultOut]:
    rows, seasons = _asked_for(asked)
    with only_seasons(seasons) if seasons else nullcontext():
        found, next = page_of(request, asked, rows, *ORDER)
        count_so_far(found)
        return Page[ResultOut](items=list(map(result_out, found)), next=next)


def all_results() -> QuerySet[Result]:
    """In their order, with what an answer needs of them."""
    rows = Result.objects.with_competitor().with_winning_time().prefetch_related("scores__cup__season")
    rows = rows.select_related("race__event__season", "race__event__venue", "race__session")
    return rows.annotate(**LINES).order_by(*ORDER)


def _asked_for(asked: ResultsAsked) -> tuple[QuerySet[Result], set[int]]:
    """The rows, and the keys of the only seasons that they may be of; none where they may be of any."""
    rows, seasons = all_results(), set()
    if asked.season:
        season = season_named(asked.season)
        rows, seasons = rows.filter(race__event__season=season), {season.pk}
    if asked.event:
        event = event_named(asked.event)
        rows, seasons = rows.filter(race__event=event), seasons | {event.season_id}
    if asked.race:
        race = race_named(asked.race)
        rows, seasons = rows.filter(race=race), seasons | {race.event.season_id}
    if asked.skater:
        rows = rows.filter(competitor=skater_named(asked.skater))
    if asked.nation:
        rows = rows.filter(country=country_named(asked.nation))
    if asked.place_up_to:
        rows = rows.filter(status=Status.OK, rank__lte=asked.place_up_to)
    chosen = {name: getattr(asked, name) for name in ("category", "distance", "division")}
    rows = rows.filter(**{f"race__{name}": value for name, value in chosen.items() if value})
    return (rows.filter(status=asked.status) if asked.status else rows), seasons


def result_out(result: Result) -> ResultOut:
    race = result.race
    return ResultOut(
        race=race_id(race),
        event=event_id(race.event),
        date=race.session.date,
        category=Category(race.category),
        distance=Distance(race.distance),
        division=Division(race.division) if race.division else None,
        race_state=state_of(race),
        place=result.rank,
        status=Status(result.status),
        skater=Name.of(result.competitor),
        nation=result.country_id,
        time=result.time_text or None,
        seconds=seconds(result),
        behind=behind(result),
        pair=result.pair,
        lane=Lane(result.lane) if result.lane else None,
        number=result.bib,
        laps=result.laps,
        sprint_points=list(result.sprint_points)[:100],
        score=_score(result),
    )


def _score(result: Result) -> ScoreOut | None:
    score = next(iter(result.scores.all()), None)
    if score is None:
        return None
    return ScoreOut(
        cup=cup_id(score.cup), points=for_json(score.points), counts=score.counts, reason=tidy(score.reason) or None
    )

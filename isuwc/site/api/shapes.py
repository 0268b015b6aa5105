"""What answers are put together from: identifiers, names, bounded lists, pages of them."""

import datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from events.models import Country, Event, Race, Season, Session
from events.naming.choices import Category, Distance, Division
from isuwc.text.characters import tidy
from isuwc.web.schema_org import whole_address
from standings.models import Competitor, Cup

BASE = "/api/v1"
LONGEST_PAGE, USUAL_PAGE = 200, 50

Item = TypeVar("Item")

# No list has an end of its own in a schema, so each says how long it can be
Few = Annotated[list[Item], Field(max_length=100)]
Many = Annotated[list[Item], Field(max_length=1_000)]


def identifier(pattern: str, example: str, words: str) -> Any:
    return Field(pattern=f"^{pattern}$", max_length=200, examples=[example], description=words)


SEASON, SLUG, NOC = "[0-9]{4}-[0-9]{2}", "[-a-zA-Z0-9_]{1,90}", "[A-Z]{3}"
STORY = "[-a-zA-Z0-9_]{1,120}"
SeasonId = Annotated[str, identifier(SEASON, "2025-26", "A season: 2025-26.")]
EventId = Annotated[str, identifier(f"{SEASON}/{SLUG}", "2025-26/1-salt-lake-city", "An event: season/event.")]
SessionId = Annotated[str, identifier(f"{SEASON}/{SLUG}/[0-9]{{1,5}}", "2025-26/1-salt-lake-city/2", "A session.")]
RaceId = Annotated[
    str,
    identifier(
        f"{SEASON}/{SLUG}/{SLUG}",
        "2025-26/1-salt-lake-city/women-500m-1",
        "A race: season/event/race, as in addresses.",
    ),
]
CupId = Annotated[
    str,
    identifier(f"{SEASON}/(women|men)/{SLUG}", "2025-26/women/500m", "A cup: season/category/cup, as in addresses."),
]
SkaterId = Annotated[str, identifier(SLUG, "femke-kok", "A skater or national team, as in addresses.")]
Noc = Annotated[str, identifier(NOC, "NED", "The Olympic code of three letters; of a territory its ISO code.")]
ArticleId = Annotated[
    str, identifier(f"[0-9]{{4}}/{STORY}", "2025/words-alone", "A story: year/slug, as in addresses.")
]

CategoryName = Annotated[Category, Field(description="Of women, of men, or mixed.")]
DistanceName = Annotated[Distance, Field(description="In metres, or the name of the race.")]
DivisionName = Annotated[Division, Field(description="A or B; null for races with phases, and for the mixed relay.")]
Day = Annotated[datetime.date, Field(description="The day at the venue.")]
PageAddress = Annotated[str, Field(description="The address of its page.")]
ApiAddress = Annotated[str, Field(description="The address at which this API gives it.")]
# Parts of addresses
EventSlug = Annotated[str, identifier(SLUG, "1-salt-lake-city", "The event: number and city.")]
RaceSlug = Annotated[str, identifier(SLUG, "women-500m-1", "The race within its event.")]
CupSlug = Annotated[str, identifier(SLUG, "500m", "The cup: 500m, long-distances, mass-start …")]
CupCategory = Annotated[Literal["women", "men"], Field(examples=["women"], description="Of women or of men.")]
SessionNumber = Annotated[int, Field(ge=1, le=32_767, examples=[2], description="1 for the event's first session.")]
ArticleYear = Annotated[int, Field(ge=2000, le=9999, examples=[2025])]
ArticleSlug = Annotated[str, identifier(STORY, "words-alone", "The end of the story's address.")]


class Shape(BaseModel):
    """Part of an answer. What is not known is null; nothing is left out."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


class Page(Shape, Generic[Item]):
    """A part of a list."""

    items: Annotated[list[Item], Field(max_length=LONGEST_PAGE)]
    next: str | None = Field(description="The address of the next part; null where this is the last.")

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        return f"{params[0].__name__}Page"


class Name(Shape):
    """Whose result or place it is."""

    id: SkaterId
    name: str = Field(description="Of a skater, given name first.")
    given_name: str | None = Field(description="Null for a team.")
    family_name: str | None = Field(description="Null for a team.")
    is_team: bool = Field(description="Whether it is a national team.")

    @classmethod
    def of(cls, competitor: Competitor) -> "Name":
        return cls(
            id=competitor.slug,
            name=tidy(competitor.name),
            given_name=tidy(competitor.given_name) or None,
            family_name=tidy(competitor.family_name) or None,
            is_team=competitor.is_team,
        )


# Identifiers of rows. Each is the end of its page's address, and of its address in the API


def event_id(event: Event) -> str:
    return event.watch_key


def session_id(session: Session) -> str:
    return f"{event_id(session.event)}/{session.number}"


def race_id(race: Race) -> str:
    return f"{event_id(race.event)}/{race.slug}"


def cup_id(cup: Cup) -> str:
    return f"{cup.season.slug}/{cup.category}/{cup.slug}"


def addresses(row: Season | Event | Race | Cup | Competitor | Country, kind: str, id: str) -> dict[str, str]:
    """`page` and `api` of a row."""
    path = row.nation_address if isinstance(row, Country) else row.get_absolute_url()
    return {"page": whole_address(path), "api": whole_address(f"{BASE}/{kind}/{id}")}

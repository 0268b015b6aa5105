"""What an article's page shows: the blocks of an edition, with all that they refer to loaded in a few queries.

The public page and the preview of a working copy both come from here; templates get plain objects and ask nothing.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString

from events.models import Event, Race, Season, Series, Session
from isuwc.text.html import clean_html
from news.editions.holding import LEADERS, row_of_result, row_of_standing, said_of
from news.models.edition import Edition
from news.pictures.picture import Picture
from standings.models import Cup, Result
from standings.scoring.headlines import headlines


@dataclass(frozen=True)
class Shown:
    """A block ready to be drawn by its template, `news/blocks/_<kind>.html`, which knows it as `block`."""

    kind: str

    @property
    def template(self) -> str:
        return f"news/blocks/_{self.kind}.html"


@dataclass(frozen=True)
class ShownText(Shown):
    html: SafeString


@dataclass(frozen=True)
class ShownPhoto(Shown):
    picture: Picture


@dataclass(frozen=True)
class ShownGallery(Shown):
    title: str
    pictures: list[Picture]


@dataclass(frozen=True)
class ShownQuote(Shown):
    paragraphs: list[str]
    speaker: str
    role: str
    noc: str
    address: str


@dataclass(frozen=True)
class ShownVideo(Shown):
    youtube: str
    title: str
    poster: Picture | None


@dataclass(frozen=True)
class Cell:
    text: str
    numeric: bool


@dataclass(frozen=True)
class ShownTable(Shown):
    caption: str
    header: list[Cell]
    rows: list[list[Cell]]


@dataclass(frozen=True)
class Country:
    noc: str
    name: str


@dataclass(frozen=True)
class Row:
    """A place of a podium or a standing; the text is the time or the total."""

    rank: int
    name: str
    country: Country
    text: str


@dataclass(frozen=True)
class Held:
    """Since when a block has stayed as it is."""

    on: datetime.date


@dataclass(frozen=True)
class ShownResult(Shown):
    race: Race
    podium: list[Row]
    held: Held | None


@dataclass(frozen=True)
class ShownCup(Shown):
    """One cup with its leaders."""

    cup: Cup
    after: str
    note: str  # what is missing of the standing, or has been skated since
    leaders: list[Row]
    held: Held | None


@dataclass(frozen=True)
class ShownStandings(Shown):
    """The cups of a season, under the categories that are wanted."""

    season: Season
    columns: dict[str, list[Cup]]


@dataclass(frozen=True)
class ShownWatch(Shown):
    event: Event
    days: list[tuple[datetime.date, list[Session]]]

    @property
    def has_times(self) -> bool:
        """Whether the start of any session is published."""
        return any(session.starts_at for _, sessions in self.days for session in sessions)


@dataclass(frozen=True)
class ShownCalendar(Shown):
    season: Season
    events: list[Event]


@dataclass(frozen=True)
class ShownAbout(Shown):
    series: Series


@dataclass(frozen=True)
class ArticlePage:
    edition: Edition
    hero: Picture | None
    blocks: list[Shown]
    trailing: list[Shown]


def article_page(edition: Edition) -> ArticlePage:
    """The page of an edition, saved or not; at most twelve queries, whatever is in it."""
    trailing = list(_trailing(edition))
    found = _References([*edition.body, *trailing])
    return ArticlePage(
        edition=edition,
        hero=edition.picture,
        blocks=_shown(edition.body, found),
        trailing=_shown(trailing, found),
    )


def _trailing(edition: Edition) -> Iterable[dict[str, Any]]:
    """The trailing blocks that are not in the body already, in the form of body blocks."""
    own: dict[str, dict[str, Any]] = {
        "standings": {"season": edition.season_id, "category": ""},
        "watch": {"event": edition.event_id},
        "calendar": {"season": edition.season_id},
        "about": {"series": edition.season.series_id if edition.season else None},
    }
    for kind in edition.trailing:
        block = {"kind": kind, **own[kind]}
        if all(value is not None for value in own[kind].values()) and block not in edition.body:
            yield block


@dataclass
class _References:
    """Everything that the blocks refer to, by key. What is gone is absent, and its block is left out."""

    blocks: list[dict[str, Any]]
    races: dict[int, Race] = field(init=False)
    podiums: dict[int, list[Result]] = field(init=False)
    cups: dict[int, Cup] = field(init=False)
    events: dict[int, Event] = field(init=False)
    sessions: dict[int, list[Session]] = field(init=False)
    series: dict[int, Series] = field(init=False)

    def __post_init__(self) -> None:
        races = self._keys("race", "result")
        cups = self._keys("cup", "standings")
        events = self._keys("event", "watch")
        cup_seasons = self._keys("season", "standings")
        event_seasons = self._keys("season", "calendar")
        series = self._keys("series", "about")
        self.races = Race.objects.with_event().in_bulk(races) if races else {}
        results = Result.objects.filter(race__in=self.races).podium().with_competitor() if self.races else []
        self.podiums = _grouped(results, "race_id")
        self.cups = _cups(cups, cup_seasons)
        self.events = (
            {
                event.pk: event
                for event in Event.objects.filter(Q(pk__in=events) | Q(season__in=event_seasons))
                .with_place()
                .select_related("season__stream")
            }
            if events or event_seasons
            else {}
        )
        sessions = Session.objects.filter(event__in=events) if events else []
        self.sessions = _grouped(sessions, "event_id")
        known = {event.season.series_id: event.season.series for event in self.events.values()}
        self.series = known if series <= known.keys() else Series.objects.in_bulk(series)

    def _keys(self, name: str, kind: str) -> set[int]:
        return {block[name] for block in self.blocks if block["kind"] == kind and block.get(name)}


def _cups(shown: set[int], seasons: set[int]) -> dict[int, Cup]:
    """Those that are shown with their leaders, and all of the seasons that are linked."""
    linked = Cup.objects.filter(season__in=seasons).exclude(pk__in=shown).select_related("season") if seasons else ()
    led = headlines(Cup.objects.filter(pk__in=shown), LEADERS).cups if shown else ()
    return {cup.pk: cup for cup in sorted([*led, *linked], key=lambda cup: (cup.position, cup.category == "men"))}


def _grouped(rows: Iterable[Any], key: str) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = {}
    for row in rows:
        groups.setdefault(getattr(row, key), []).append(row)
    return groups


def _shown(blocks: Iterable[Mapping[str, Any]], found: _References) -> list[Shown]:
    shown = (SHOW[block["kind"]](block, found) for block in blocks)
    return [block for block in shown if block is not None]


def _text(block: Mapping[str, Any], found: _References) -> Shown:
    return ShownText("text", clean_html(block["html"]))


def _photo(block: Mapping[str, Any], found: _References) -> Shown:
    return ShownPhoto("photo", Picture.of(block))


def _gallery(block: Mapping[str, Any], found: _References) -> Shown:
    return ShownGallery("gallery", block["title"], [Picture.of(photo) for photo in block["photos"]])


def _quote(block: Mapping[str, Any], found: _References) -> Shown:
    return ShownQuote(**block)


def _video(block: Mapping[str, Any], found: _References) -> Shown:
    poster = Picture.of(block["poster"]) if block["poster"] else None
    return ShownVideo("video", block["youtube"], block["title"], None if poster and poster.is_awaited else poster)


def _table(block: Mapping[str, Any], found: _References) -> Shown:
    def cells(row: list[str]) -> list[Cell]:
        return [Cell(*pair) for pair in zip(row, block["numeric"], strict=True)]

    return ShownTable(
        "table",
        block["caption"],
        cells(block["header"]) if block["header"] else [],
        [cells(row) for row in block["rows"]],
    )


def _result(block: Mapping[str, Any], found: _References) -> Shown | None:
    race = found.races.get(block["race"])
    if race is None:
        return None
    return ShownResult("result", race, _rows(block, map(row_of_result, found.podiums.get(race.pk, []))), _held(block))


def _rows(block: Mapping[str, Any], now: Iterable[dict[str, Any]]) -> list[Row]:
    """What the block shows: what its edition holds, or what is in the database now."""
    rows = block["held"]["rows"] if block.get("held") else now
    return [Row(row["rank"], row["name"], Country(row["noc"], row["country"]), row["text"]) for row in rows]


def _held(block: Mapping[str, Any]) -> Held | None:
    held = block.get("held")
    return Held(datetime.date.fromisoformat(held["on"])) if held else None


def _standings(block: Mapping[str, Any], found: _References) -> Shown | None:
    if block.get("cup"):
        cup = found.cups.get(block["cup"])
        if cup is None:
            return None
        # What an edition held before notes were kept says only after which event it was.
        said = {"note": "", **block["held"]} if block.get("held") else said_of(cup)
        after = said["after"] if said["after"].startswith(("after", "final")) else f"after {said['after']}"
        rows = _rows(block, map(row_of_standing, cup.leaders))
        return ShownCup("cup", cup, after if said["after"] else "", said["note"], rows, _held(block))
    cups = [cup for cup in found.cups.values() if cup.season_id == block["season"]]
    columns = Cup.by_category(cup for cup in cups if block["category"] in ("", cup.category))
    columns = {name: column for name, column in columns.items() if column}
    return ShownStandings("standings", cups[0].season, columns) if columns else None


def _watch(block: Mapping[str, Any], found: _References) -> Shown | None:
    event = found.events.get(block["event"])
    if event is None:
        return None
    days: dict[datetime.date, list[Session]] = {}
    for session in found.sessions.get(event.pk, []):
        session.event = event  # the page asks for its venue's zone
        days.setdefault(session.date, []).append(session)
    return ShownWatch("watch", event, sorted(days.items()))


def _calendar(block: Mapping[str, Any], found: _References) -> Shown | None:
    events = [event for event in found.events.values() if event.season_id == block["season"]]
    return ShownCalendar("calendar", events[0].season, events) if events else None


def _about(block: Mapping[str, Any], found: _References) -> Shown | None:
    series = found.series.get(block["series"])
    return ShownAbout("about", series) if series and series.about else None


SHOW = {
    "text": _text,
    "photo": _photo,
    "gallery": _gallery,
    "quote": _quote,
    "video": _video,
    "table": _table,
    "result": _result,
    "standings": _standings,
    "watch": _watch,
    "calendar": _calendar,
    "about": _about,
}

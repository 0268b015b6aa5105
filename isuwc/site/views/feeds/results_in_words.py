"""A race's result as an entry of a feed."""

from collections.abc import Sequence

from django.conf import settings

from events.models import Race
from events.models.programme import ResultState
from events.naming.words import nth
from events.time.dates import long_date
from isuwc.web.feeds import FeedEntry
from standings.models import Result
from standings.models.result import Status
from standings.pages.races.podiums import Podium
from standings.scoring.race_states import IN_A_SENTENCE, IN_BRACKETS

MOST_NAMES = 4  # in a title


def entry(race: Race) -> FeedEntry:
    """500m Women, Inzell: Kok 37.00, Leerdam 37.10, Jackson 37.20. The race has `first`, `came_at` and `changed_at`."""
    first: Sequence[Result] = race.first  # type: ignore[attr-defined]
    where = f"{race.title}, {race.event.venue.city}"
    named = ", ".join(_named(each, first) for each in first[:MOST_NAMES])
    return _entry(race, f"race-{race.pk}", f"{where}{_sure(race)}{f': {named}' if named else ''}", [])


def entry_of(race: Race, whose: str) -> FeedEntry:
    """Femke Kok 1st, 37.00: 500m Women, Inzell. The race has `own`, too: the results of whoever the feed is of."""
    own: Sequence[Result] = race.own  # type: ignore[attr-defined]
    said = [f"{each.competitor} {_place(each)}" for each in own]
    more = len(said) - MOST_NAMES
    names = "; ".join([*said[:MOST_NAMES], *([f"{more} more"] if more > 0 else [])])
    title = f"{names}: {race.title}, {race.event.venue.city}{_sure(race)}"
    return _entry(race, f"race-{race.pk}-{whose}", title, said)


def _entry(race: Race, key: str, title: str, own: list[str]) -> FeedEntry:
    """`key` is of the entry, and stays the same when the race has another address."""
    event, site = race.event, settings.SITE_URL
    podium = [
        f"{result.rank}. {result.competitor} ({result.country_id}){f', {figure}' if figure else ''}"
        for result, figure in Podium(race, race.first).lines  # type: ignore[attr-defined]
    ]
    held = f"{event.title} in {event.venue.city}, {long_date(race.session.date)}."
    parts = [IN_A_SENTENCE.get(race.result_state, ""), "\n".join(own), "\n".join(podium), f"{race.title}. {held}"]
    return FeedEntry(
        id=f"{site}/feeds/#{key}",
        address=site + race.get_absolute_url(),
        title=title,
        words="\n\n".join(filter(None, parts)),
        published_at=race.came_at,  # type: ignore[attr-defined]
        updated_at=race.changed_at,  # type: ignore[attr-defined]
    )


def _sure(race: Race) -> str:
    return IN_BRACKETS.get(race.result_state, "")


def _named(result: Result, first: Sequence[Result]) -> str:
    """Kok 37.00; of two of one family name the whole one; with the place where another one may be missing before it."""
    family = result.competitor.family_name
    is_one = family and [each.competitor.family_name for each in first].count(family) == 1
    name = family if is_one else result.competitor.name
    is_partial = result.rank and result.race.result_state == ResultState.PARTIAL
    return " ".join(filter(None, (nth(result.rank or 0) if is_partial else "", name, result.time_text)))


def _place(result: Result) -> str:
    """1st, 37.00; DNF; or place not known."""
    if result.status != Status.OK:
        return result.place_text
    place = nth(result.rank) if result.rank else "place not known"
    return f"{place}, {result.time_text}" if result.time_text else place

"""Where to watch: the coverage engine asked about rows of the database."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.coverage import Answer, Right, answer
from events.models import Country, Event, Listing


@dataclass(frozen=True)
class CountryAnswer:
    country: Country
    answer: Answer


@dataclass(frozen=True)
class EventAnswer:
    event: Event
    answer: Answer


def by_country(event: Event, countries: Iterable[Country]) -> list[CountryAnswer]:
    """Every country's answer for an event loaded `with_stream`: one query, for the listings."""
    rights, leg = Listing.objects.rights(), event.leg
    return [CountryAnswer(country, answer(country.noc, leg, rights)) for country in countries]


def by_event(country: Country, events: Iterable[Event]) -> list[EventAnswer]:
    """A country's answer for every event, which were loaded `with_stream`: one query, for the listings."""
    rights = Listing.objects.rights()
    return [EventAnswer(event, answer(country.noc, event.leg, rights)) for event in events]


def in_words(answer: Answer, country: Country) -> list[str]:
    """The answer as lines of plain text, for a calendar."""
    where = f"In {country.name_in_text}"
    if answer.is_broadcaster:
        return [f"{where}: {_right_in_words(right)}" for right in answer.shown_by]
    if answer.is_stream and answer.stream:
        return [f"{where}: {answer.stream.name}, {answer.stream.link}"]
    return [f"{where}: nobody shows it, as far as is known."]


def _right_in_words(right: Right) -> str:
    """Broadcaster, channel, live, https://example.org/ (Example)."""
    parts = [right.broadcaster, right.channel, right.timing, right.access.lower(), right.link]
    said = ", ".join(part for part in parts if part)
    return f"{said} (made-up example)" if right.is_example else said

"""Where to watch: the coverage engine asked about rows of the database."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.coverage import Answer, answer
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

"""Lists and autocompletes that find rows by their event and country, however people write these."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from events.models import Country, CountryGroup, Event
from events.naming.events import search_words


def listings_by_words(listings: Any, term: str, fields: Sequence[str]) -> Any:
    """Listings that have every word in one of the fields, or are for a country, event or season that it means."""
    found = _of_countries(term)
    named = Q()
    for word in search_words(term):
        of_events = Q(events__in=_events(word)) | Q(season__slug__icontains=word)
        named &= _any(fields, word) | _of_countries(word) | of_events
    return listings.filter(pk__in=listings.order_by().filter(found | named).values("pk"))


def _any(fields: Sequence[str], word: str) -> Q:
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__icontains": word})
    return found


def _events(word: str) -> Any:
    return Event.objects.matching(word).order_by().values("pk")


def _of_countries(words: str) -> Q:
    countries = Country.objects.matching(words).order_by().values("pk")
    groups = CountryGroup.countries.through.objects.filter(country__in=countries).values("countrygroup")
    return Q(country__in=countries) | Q(group__in=groups)

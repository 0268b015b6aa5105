"""What a parameter names, found in the database. What is not there is said (404), rather than answered by no items."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

from events.models import Country, Event, Race, Season
from standings.models import Competitor, Cup, FormerAddress

Row = TypeVar("Row", bound=Model)


def season_named(slug: str) -> Season:
    return _one(Season.objects.select_related("series").filter(slug=slug), f"season {slug}")


def event_named(id: str) -> Event:
    season, slug = id.split("/")
    found = Event.objects.select_related("season", "venue").filter(season__slug=season, slug=slug)
    return _one(found, f"event {id}")


def race_named(id: str) -> Race:
    season, event, slug = id.split("/")
    return _one(
        Race.objects.with_event().filter(event__season__slug=season, event__slug=event, slug=slug), f"race {id}"
    )


def cup_named(id: str) -> Cup:
    season, category, slug = id.split("/")
    cups = Cup.objects.filter(season__slug=season, category=category, slug=slug)
    return _one(cups.select_related("season").with_scales(), f"cup {id}")


def skater_named(slug: str) -> Competitor:
    """By a former address, too."""
    found = Competitor.objects.filter(slug=slug).first()
    if found is None:
        was = FormerAddress.objects.select_related("competitor").filter(slug=slug)
        found = _one(was, f"skater {slug}").competitor
    return found


def country_named(noc: str) -> Country:
    return _one(Country.objects.select_related("follows").filter(noc=noc), f"nation {noc}")


def _one(rows: QuerySet[Row], words: str) -> Row:
    """Raises Http404, in words."""
    found = rows.first()
    if found is None:
        raise Http404(f"There is no {words}.")
    return found

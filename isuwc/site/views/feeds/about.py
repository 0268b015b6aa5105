"""What feeds of stories and of results have in common: whose they are, and how they are answered."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from events.models import Country, Event
from isuwc.web.feeds import FeedEntry, FeedFacts, feed_answer
from isuwc.web.redirects import moved, respelled
from news.pages.feeds import AUTHOR
from standings.models import Competitor, FormerAddress, Result

SERIES = "World Cup Speed Skating"


def answer(
    name: str, args: Sequence[Any], format: str, *, title: str, description: str, page: str, entries: list[FeedEntry]
) -> HttpResponse:
    """The feed at the address `name` with its `args`. `page` is the path of the page that it belongs to."""
    site: str = settings.SITE_URL
    feed = FeedFacts(
        title=f"{SERIES}: {title}",
        description=description,
        author=AUTHOR,
        about=site + reverse("feeds:index"),
        page=site + page,
        address_of=lambda each: site + reverse(name, args=[*args, each]),
        entries=entries,
    )
    return feed_answer(feed, format)


def skater_or_way(name: str, slug: str, format: str) -> Competitor | HttpResponse:
    """The skater or team of that address, or the way to their feed from an earlier one. Raises Http404."""
    skater = Competitor.objects.with_country().filter(slug=slug).first()
    if skater:
        return skater
    former = get_object_or_404(FormerAddress.objects.select_related("competitor"), slug=slug)
    return moved(reverse(name, args=[former.competitor.slug, format]))


def nation_or_way(name: str, noc: str, format: str) -> Country | HttpResponse:
    """The country that has somebody who started, or the way to its feed from another spelling. Raises Http404."""
    started = Country.objects.filter(Exists(Result.objects.filter(country=OuterRef("pk"))))
    country = get_object_or_404(started, pk=noc.upper())
    return country if noc == noc.lower() else respelled(reverse(name, args=[noc.lower(), format]))


def event_at(season: str, event: str) -> Event:
    """Raises Http404."""
    found = Event.objects.with_place().filter(season__slug=season, slug=event).first()
    if found is None:
        raise Http404(f"No event {event} in a season {season}.")
    return found

"""The rows that a version refers to, as far as they are still there."""

from dataclasses import dataclass
from urllib.parse import unquote

from django.db.models import Q

from events.models import Event, Race, Season
from news.blocks.facts import References
from news.blocks.quote import QuoteFacts
from news.editions.snapshot import Content, blocks_in, photos_in
from news.models import Article, Photo
from standings.models import Competitor, Cup


@dataclass(frozen=True)
class Rows:
    """By key."""

    photos: dict[int, Photo]
    races: dict[int, Race]
    cups: dict[int, Cup]
    events: dict[int, Event]
    seasons: dict[int, Season]
    articles: set[int]


def rows_of(content: Content) -> Rows:
    """Those that are still there. At most six queries."""
    found = References()
    for block in blocks_in(content):
        found |= block.refers_to()
    events = found.events | {content["event_id"] or 0}
    seasons = found.cups_of | found.events_of | {content["season_id"] or 0}
    return Rows(
        photos=Photo.objects.in_bulk({facts["photo"] for facts in photos_in(content)}),
        races=Race.objects.in_bulk(found.races),
        cups=Cup.objects.in_bulk(found.cups),
        events=Event.objects.select_related("season").in_bulk(events),
        seasons=Season.objects.in_bulk(seasons),
        articles=set(Article.objects.filter(pk__in=content.get("related", [])).values_list("pk", flat=True)),
    )


def skater_of(quote: QuoteFacts) -> Competitor | None:
    """By key, which the oldest editions lack, else by the address, also a former one, else by name and country."""
    skaters = Competitor.objects.skaters()
    if quote.skater is not None and (known := skaters.filter(pk=quote.skater).first()):
        return known
    if slug := unquote(quote.address).rstrip("/").rpartition("/")[2]:
        at = skaters.filter(Q(slug=slug) | Q(former_addresses__slug=slug)).distinct()
        if found := at.first():
            return found
    if not quote.noc:
        return None  # a name that somebody typed
    named = list(skaters.filter(name=quote.speaker, country=quote.noc)[:2])
    return named[0] if len(named) == 1 else None

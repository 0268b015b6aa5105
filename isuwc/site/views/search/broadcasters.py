"""Broadcasters, by their names and channels, with the countries where they show races; and the ISU's own stream."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q
from django.urls import reverse

from events.models import Broadcaster, Listing, Stream
from isuwc.clock.shown import shown_at
from isuwc.site.views.search.answer import SHOWN, Hit, Kind
from isuwc.site.views.search.asked import Asked
from isuwc.site.views.search.closeness import Called, Nearness, nearness
from isuwc.site.views.search.cups import How

MOST_PLACES = 8


@dataclass(frozen=True)
class OnRecord:
    """All broadcasters by name, each with what it and its channels are called, and the newest stream."""

    broadcasters: Mapping[Broadcaster, Called]
    stream: Stream | None

    @classmethod
    def load(cls) -> "OnRecord":
        """Two queries."""
        channels = ArrayAgg("listings__channel", filter=Q(listings__channel__gt=""), distinct=True, default=[])
        rows = Broadcaster.objects.annotate(channels=channels).order_by("name")
        stream = Stream.objects.select_related("season").order_by("-season__start_year").first()
        return cls({each: Called((each.name, *each.channels)) for each in rows}, stream)


def broadcasters(asked: Asked, on_record: OnRecord, how: How = nearness) -> list[Hit]:
    """There is no page of a broadcaster: it leads to the answer of each country where a listing has it."""
    called = on_record.broadcasters.items()
    near = {each: nearness_of for each, names in called if (nearness_of := how(asked.words, names))}
    found = _stream(asked, on_record.stream, how)
    if near:
        chosen = sorted(near, key=lambda each: near[each].near)[:SHOWN]
        places = _places(chosen)
        found += [_hit(each, near[each], places.get(each.pk, [])) for each in chosen]
    return found


def _stream(asked: Asked, newest: Stream | None, how: How) -> list[Hit]:
    if newest is None or not (near := how(asked.words, Called((newest.name, "ISU stream")))):
        return []
    note = f"The ISU’s own stream, {newest.season.name}: free where nobody holds exclusive rights"
    return [Hit(Kind.BROADCASTER, near.near, newest.name, newest.get_absolute_url(), note=note)]


def _places(chosen: Iterable[Broadcaster]) -> dict[int, list[Listing]]:
    """The listings of each that are not over: those of its newest season, or of every season."""
    rows = Listing.objects.lasting(shown_at().date()).filter(broadcaster__in=chosen)
    rows = rows.select_related("country", "group", "season").order_by("broadcaster", "country__name", "group__name")
    found = {}
    for key, listings in groupby(rows, key=lambda listing: listing.broadcaster_id):
        every = list(listings)
        newest = max((each.season.start_year for each in every if each.season), default=None)
        found[key] = [each for each in every if each.season is None or each.season.start_year == newest]
    return found


def _hit(broadcaster: Broadcaster, near: Nearness, listings: list[Listing]) -> Hit:
    """The first place is where its name leads to; the others are named, as far as there is room."""
    places = {_place(each): each.get_absolute_url() for each in listings}
    watch = reverse("events:where_to_watch")
    more = len(places) - MOST_PLACES
    links = [*list(places.items())[:MOST_PLACES], *([(f"{more} more", watch)] if more > 0 else [])]
    seasons = [each.season.name for each in listings if each.season]
    note = f"Shows {seasons[0] if seasons else 'races'} in" if places else "No listing of it is on record for now"
    is_example = broadcaster.is_example or any(each.is_example for each in listings)
    reasons = [f"with the channel {near.why}" if near.why else "", "an invented example" if is_example else ""]
    why = ", ".join(filter(None, reasons))
    address = links[0][1] if links else watch
    return Hit(Kind.BROADCASTER, near.near, broadcaster.name, address, note=note, why=why, links=links)


def _place(listing: Listing) -> str:
    return listing.country.name_in_text if listing.country else str(listing.group)

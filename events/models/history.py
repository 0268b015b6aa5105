"""Which rows of this app are recorded in the history, and how forms say their columns."""

from typing import Any

from django.utils import timezone

from events.models.broadcast import Broadcaster, CountryGroup, Stream
from events.models.country import Country
from events.models.event import Event
from events.models.former import BroadcasterWas, ListingWas
from events.models.links import LinkWord
from events.models.listing import Listing
from events.models.programme import Race, Session
from events.models.season import Season, Series
from events.models.showing import Showing
from events.models.stream_block import StreamBlock
from events.models.venue import Venue
from isuwc.history.recorded import Recorded, Row

COUNTED = frozenset({"revision", "changed_at"})  # by triggers, for calendars


def _again(row: Row) -> Row:
    """An entry of calendars that comes back is a later revision of the same entry."""
    return {**row, "revision": row["revision"] + 1, "changed_at": timezone.now().isoformat()}


def _of_event(row: Any, event: Event | None) -> str | None:
    return event.venue.time_zone if event else None


def _of_showing(showing: Showing | None, listing: Any) -> str | None:
    return showing.session.event.venue.time_zone if showing else None


def _links(field: Any) -> Recorded:
    return Recorded(field.through, owner="listing")


RECORDED = [
    Recorded(Country),
    Recorded(Series),
    Recorded(Season, unsaid=frozenset({"slug"})),
    Recorded(Venue),
    Recorded(Broadcaster),
    Recorded(CountryGroup),
    Recorded(CountryGroup.countries.through, owner="countrygroup"),
    Recorded(Stream, owner="season"),
    Recorded(StreamBlock),
    Recorded(StreamBlock.countries.through, owner="streamblock"),
    Recorded(StreamBlock.events.through, owner="streamblock"),
    Recorded(Event, derived=COUNTED, unsaid=frozenset({"uid"}), restored=_again),
    Recorded(Session, owner="event", derived=COUNTED, unsaid=frozenset({"uid"}), zone=_of_event, restored=_again),
    Recorded(Race, owner="event", unsaid=frozenset({"slug"}), zone=_of_event),
    Recorded(BroadcasterWas, owner="broadcaster", permission="events.change_broadcaster"),
    Recorded(LinkWord, permission="events.change_listing"),
    Recorded(Listing),
    Recorded(ListingWas, owner="listing", permission="events.change_listing"),
    *map(_links, (Listing.except_countries, Listing.events, Listing.except_events, Listing.except_held_in)),
    Recorded(Showing, owner="listing", unsaid=frozenset({"known_date", "known_start", "known_zone"}), zone=_of_showing),
]

EXEMPT = {
    "events.ListingsRevision": "When listings changed last: counted by triggers.",
    "events.LinkTry": "What a command found, which takes the place of what it found before.",
}

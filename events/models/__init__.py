"""The rows of calendar and broadcasting, their constraints and querysets."""

from events.models.broadcast import Broadcaster, CountryGroup, Stream
from events.models.country import Country
from events.models.event import Event
from events.models.former import BroadcasterWas, ListingWas
from events.models.links import LinkTry, LinkWord
from events.models.listing import Listing, ListingsRevision
from events.models.programme import Race, Session
from events.models.season import Season, Series
from events.models.showing import Showing
from events.models.stream_block import StreamBlock
from events.models.venue import Venue

__all__ = [
    "Broadcaster",
    "BroadcasterWas",
    "Country",
    "CountryGroup",
    "Event",
    "LinkTry",
    "LinkWord",
    "Listing",
    "ListingWas",
    "ListingsRevision",
    "Race",
    "Season",
    "Series",
    "Session",
    "Showing",
    "Stream",
    "StreamBlock",
    "Venue",
]

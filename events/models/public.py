"""Which rows of this app public pages read, and when time alone changes what they show of them."""

import datetime

from events.models.programme import LAST_RACE, Race, Session
from events.models.venue import Venue
from isuwc.freshness.public import Public

PROGRAMME, RESULTS, COUNTRIES, COVERAGE = "programme", "results", "countries", "coverage"
OF_EVENT = "event.season_id FROM LEFT JOIN events_event event ON event.id = changed.event_id"
# What a race is, apart from how far its result is known
RACE = (
    "event_id", "session_id", "number", "distance", "category", "division", "phase", "ordinal", "slug", "starts_at",
)  # fmt: skip
LONGEST = datetime.timedelta(days=1)  # of a session: its end is on its day

PUBLIC = [
    *(Public(f"events_{name}", PROGRAMME) for name in ("series", "season", "venue", "event", "session")),
    Public("events_race", PROGRAMME, columns=RACE),
    Public("events_race", RESULTS, OF_EVENT, ("result_state", "source")),
    Public("events_country", COUNTRIES),
    *(
        Public(f"events_{name}", COVERAGE)
        for name in (
            "countrygroup",
            "countrygroup_countries",
            "broadcaster",
            "broadcasterwas",
            "stream",
            "streamblock",
            "streamblock_countries",
            "streamblock_events",
            "linkword",
            "listing",
            "listing_events",
            "listing_except_countries",
            "listing_except_events",
            "listing_except_held_in",
            "listingwas",
            "listingsrevision",
            "showing",
        )
    ),
]


def next_moment(after: datetime.datetime) -> datetime.datetime | None:
    """When a session or race begins or ends next, or a day at one of the venues. Three queries."""
    zones = {venue.time_zone: venue.zone for venue in Venue.objects.filter(events__isnull=False)}
    soon = after + datetime.timedelta(days=1)
    sessions = Session.objects.filter(starts_at__gt=after - LONGEST, starts_at__lte=soon)
    races = Race.objects.filter(starts_at__gt=after - LAST_RACE, starts_at__lte=soon)
    found = [
        *(_midnight(after, zone) for zone in (*zones.values(), datetime.UTC)),
        *(moment for session in sessions if session.span for moment in session.span),
        *(
            moment
            for start in races.values_list("starts_at", flat=True)
            if start
            for moment in (start, start + LAST_RACE)
        ),
    ]
    return min((moment for moment in found if moment > after), default=None)


def _midnight(after: datetime.datetime, zone: datetime.tzinfo) -> datetime.datetime:
    tomorrow = after.astimezone(zone).date() + datetime.timedelta(days=1)
    return datetime.datetime.combine(tomorrow, datetime.time(), zone).astimezone(datetime.UTC)

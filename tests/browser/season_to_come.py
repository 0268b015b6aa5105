"""A made-up season that is on while the tests run, and sessions on the days on which clocks change."""

import datetime

from django.db import transaction
from django.utils import timezone

from events.models import Country, Event, Listing, Season, Session, Showing
from tests.factories import events as factories

MINUTE = datetime.timedelta(minutes=1)
DAY = datetime.timedelta(days=1)

# Venue, its zone, the first day, and the start of each session in UTC. Clocks change in Denver on 12 March 2028, in
# Oslo on 26 March, in Auckland on 2 April (back), in St John's on 12 March.
CLOCKS_CHANGE = {
    "Denver": ("USA", "America/Denver", (2028, 3, 11), ["2028-03-12T02:00", "2028-03-12T18:00", "2028-03-12T20:30"]),
    "Oslo": ("NOR", "Europe/Oslo", (2028, 3, 25), ["2028-03-25T17:00", "2028-03-26T00:30", "2028-03-26T11:00"]),
    "Nagano": ("JPN", "Asia/Tokyo", (2028, 4, 1), ["2028-04-01T04:00", "2028-04-01T13:30", "2028-04-01T22:30"]),
}


@transaction.atomic
def make() -> None:
    winter = factories.season(2027)
    for number, (city, (noc, zone, first, starts)) in enumerate(CLOCKS_CHANGE.items(), 1):
        venue = factories.venue(f"Example {city}", country=factories.country(noc), time_zone=zone)
        event = factories.event(season=winter, number=number, venue=venue, start_date=datetime.date(*first))
        for start in starts:
            _session(event, datetime.datetime.fromisoformat(f"{start}+00:00"))
    _now(factories.season(season_on(timezone.now())))


def season_on(at: datetime.datetime) -> int:
    """The year in which the season of that moment began."""
    return at.year if at.month >= 7 else at.year - 1


def _now(season: Season) -> None:
    """An event that is on: a session behind, one on, two to come; and the answers of four kinds of country."""
    factories.stream(season=season, name="Example stream", link="https://example.org/stream")
    now = timezone.now().replace(second=0, microsecond=0)
    first = (now - 200 * MINUTE).date()
    venue = factories.venue("Example Heerenveen", country=factories.country("NED"), time_zone="Etc/UTC")
    event = factories.event(season=season, number=7, venue=venue, start_date=first, end_date=(now + 2 * DAY).date())
    sessions = [
        _session(event, now - 200 * MINUTE, length=100),
        _session(event, now - 30 * MINUTE, length=90),
        _session(event, now + DAY, length=90),
        _session(event, now + DAY + 180 * MINUTE, length=90),
    ]
    later = factories.venue("Example Nagano", country=factories.country("JPN"), time_zone="Asia/Tokyo")
    factories.event(season=season, number=8, venue=later, start_date=first + 14 * DAY)
    one, two = (factories.broadcaster(name, is_example=True) for name in ("Example Live", "Example Late"))
    usual = {"season": season, "source": "Made up for the tests", "is_example": True}
    live = factories.listing(
        broadcaster=one, country=_country("NED"), channel="Example 1", access="free", language="Dutch",
        link="https://example.org/one", is_exclusive=True, **usual,
    )  # fmt: skip
    live.except_held_in.set(["JPN"])
    Showing.objects.create(listing=live, session=sessions[2], timing="delayed", starts_at=now + DAY + 60 * MINUTE)
    Showing.objects.create(listing=live, session=sessions[3], is_shown=False)
    factories.listing(broadcaster=two, country=_country("IND"), timing=Listing.Timing.DELAYED, **usual)
    factories.listing(
        broadcaster=two, country=_country("SUI"), timing=Listing.Timing.HIGHLIGHTS, is_exclusive=True, **usual
    )


def _country(noc: str) -> Country:
    return Country.objects.get(noc=noc)


def _session(event: Event, starts_at: datetime.datetime, length: int = 120) -> Session:
    day = starts_at.astimezone(event.venue.zone).date()
    ends_at = starts_at + length * MINUTE
    session = factories.session(event=event, date=day, starts_at=starts_at, ends_at=ends_at)
    for number, category in enumerate(("women", "men")):
        factories.race(
            session=session, event=event, category=category, starts_at=starts_at + 40 * number * MINUTE,
            ordinal=session.number,
        )  # fmt: skip
    return session

"""Countries, seasons, venues and programmes."""

import datetime
import zoneinfo
from typing import Any

from django.utils.text import slugify

from events.models import Broadcaster, Country, Event, Listing, Race, Season, Series, Session, Stream, Venue

OSLO = zoneinfo.ZoneInfo("Europe/Oslo")  # of a venue, unless it is said


def country(noc: str = "NOR", **values: Any) -> Country:
    """The country of that code, made if reference data don't hold it."""
    return Country.objects.get_or_create(noc=noc, defaults={"name": f"Country {noc}", "iso": "", **values})[0]


def series(**values: Any) -> Series:
    slug = values.pop("slug", "world-cup-speed-skating")
    defaults = {
        "name": "ISU World Cup Speed Skating",
        "discipline": "Speed Skating",
        "hashtag": "SpeedSkating",
        "first_year": 1985,
        "about": "The first paragraph of the boilerplate.\n\nThe second one.",
    }
    return Series.objects.get_or_create(slug=slug, defaults={**defaults, **values})[0]


def season(start_year: int = 2025, **values: Any) -> Season:
    values.setdefault("series", None)
    values["series"] = values["series"] or series()
    return Season.objects.get_or_create(start_year=start_year, defaults=values)[0]


def venue(city: str = "Stavanger", **values: Any) -> Venue:
    defaults = {"name": f"{city} Oval", "country": None, "time_zone": OSLO.key, **values}
    defaults["country"] = defaults["country"] or country("NOR")
    slug = slugify(f"{defaults['name']} {city}")[:50]
    return Venue.objects.get_or_create(slug=slug, city=city, defaults=defaults)[0]


def event(**values: Any) -> Event:
    """World Cup 1 of 2025/26, from 14 to 16 November 2025, unless told otherwise; its races are its whole programme."""
    values.setdefault("programme_is_whole", True)
    values.setdefault("season", None)
    values["season"] = values["season"] or season()
    values.setdefault("venue", None)
    values["venue"] = values["venue"] or venue()
    values.setdefault("number", 1 + Event.objects.filter(season=values["season"]).count())
    values.setdefault("start_date", datetime.date(values["season"].start_year, 11, 14))
    values.setdefault("end_date", values["start_date"] + datetime.timedelta(days=2))
    return Event.objects.create(**values)


def session(**values: Any) -> Session:
    """The next session of its event, on the first day, without a published start."""
    values.setdefault("event", None)
    values["event"] = values["event"] or event()
    values.setdefault("number", 1 + values["event"].sessions.count())
    values.setdefault("date", values["event"].start_date)
    return Session.objects.create(**values)


def race(**values: Any) -> Race:
    """500m women, Division A, in a session of its event."""
    if "session" not in values:
        on = values.get("event") or event()
        values["session"] = on.sessions.first() or session(event=on)
    values.setdefault("event", values["session"].event)
    values.setdefault("number", 1 + values["event"].races.count())
    values.setdefault("distance", "500")
    values.setdefault("category", "women")
    values.setdefault("division", "A")
    return Race.objects.create(**values)


def broadcaster(name: str = "Example Sports", **values: Any) -> Broadcaster:
    return Broadcaster.objects.create(name=name, slug=slugify(name), **values)


def listing(**values: Any) -> Listing:
    """A live listing for Norway over the whole series, with no end."""
    if "broadcaster" not in values:
        values["broadcaster"] = Broadcaster.objects.first() or broadcaster()
    if "group" not in values:
        values.setdefault("country", None)
        values["country"] = values["country"] or country("NOR")
    if "series" not in values:
        values["series"] = values["season"].series if values.get("season") else series()
    values.setdefault("source", "A contract")
    return Listing.objects.create(**values)


def crowded(listings: int = 5_000, events: int = 6) -> Season:
    """A season with a programme, and that many listings over all countries, of a hundred made-up broadcasters."""
    found = season(2026)
    stream(season=found)
    for number in range(1, events + 1):
        leg = event(season=found, number=number, start_date=datetime.date(2026, 11, 1) + number * datetime.timedelta(7))
        for day in leg.days():
            starts_at = datetime.datetime.combine(day, datetime.time(17), datetime.UTC)
            own = session(event=leg, date=day, starts_at=starts_at)
            for category in ("women", "men"):
                race(session=own, category=category, ordinal=own.number, starts_at=starts_at)
    nocs = list(Country.objects.with_viewers().values_list("noc", flat=True))
    names = [f"Example Broadcaster {number}" for number in range(100)]
    broadcasters = Broadcaster.objects.bulk_create(
        Broadcaster(name=name, slug=slugify(name), website="https://example.org/", is_example=True) for name in names
    )
    Listing.objects.bulk_create(
        Listing(
            broadcaster=broadcasters[(number // len(nocs) * 7 + number) % len(broadcasters)],
            country_id=nocs[number % len(nocs)],
            series=found.series,
            season=found if number % 3 else None,
            channel=f"Example {number // len(nocs)}",
            link=f"https://example.org/watch/{number}",
            timing=("live", "live", "delayed", "highlights")[number % 4],
            source="Made up",
            is_example=True,
        )
        for number in range(listings)
    )
    return found


def stream(**values: Any) -> Stream:
    if "season" not in values:
        values["season"] = season()
    return Stream.objects.create(
        **{"name": "Example stream", "link": "https://example.org/", "source": "A test", **values}
    )

"""Reads listings, sessions and showings from the database."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db.models import Q, QuerySet

from events import coverage
from events.broadcast.covering import facts_without_sessions, with_race_categories
from events.broadcast.showings.entries import ListingRef, Lookup, SessionRef
from events.models import Broadcaster, Country, CountryGroup, Event, Listing, Session, Showing
from events.models.listing import ListingQuerySet
from events.naming.seasons import slug_of_name
from isuwc.files.tables.tabular import Row
from isuwc.text.numbers import whole_number

KEYS = (
    "pk", "broadcaster__slug", "broadcaster__name", "country_id", "group__name", "part", "channel", "timing",
    "series_id", "season_id", "starts_on", "ends_on", "competitors", "event_keys", "except_event_keys",
    "except_held_in_nocs", "broadcaster__time_zone",
)  # fmt: skip


def read_lookup(rows: Sequence[Row]) -> Lookup:
    """What the rows may refer to, by an id or by names. Seven queries."""
    names = list(Broadcaster.objects.values_list("slug", "name"))
    broadcasters = {word.casefold(): slug for slug, name in names for word in (name, slug)}
    named = {broadcasters.get(row.cells["broadcaster"].casefold()) for row in rows if not row.cells["listing"]}
    listings = Listing.objects.filter(Q(pk__in=_keys(rows)) | Q(broadcaster__slug__in=named - {None}))
    seasons = {slug_of_name(row.cells["season"]) for row in rows}
    events = Event.objects.filter(season__slug__in=seasons).select_related("season", "venue")
    entries = read_sessions(events)
    stored = Showing.objects.filter(listing__in=listings.values("pk"), session__event__season__slug__in=seasons)
    return Lookup(
        broadcasters=broadcasters,
        countries=Country.objects.meanings(),
        groups=frozenset(CountryGroup.objects.values_list("name", flat=True)),
        listings={each.key: each for each in read_listings(listings)},
        sessions=entries,
        stored={(each.listing_id, each.session_id): each.showing for each in stored},
    )


def _keys(rows: Iterable[Row]) -> set[int]:
    texts = {row.cells["listing"] for row in rows}
    return {key for text in texts if (key := whole_number(text)) is not None}


def read_listings(listings: ListingQuerySet) -> Iterator[ListingRef]:
    """One query."""
    for row in listings.with_keys().order_by("pk").values(*KEYS):
        right = coverage.Right(
            key=row["pk"],
            broadcaster=row["broadcaster__name"],
            nocs=frozenset(),
            series=row["series_id"],
            season=row["season_id"],
            events=frozenset(row["event_keys"]),
            except_events=frozenset(row["except_event_keys"]),
            except_held_in=frozenset(row["except_held_in_nocs"]),
            starts_on=row["starts_on"],
            ends_on=row["ends_on"],
            competitors=row["competitors"],
        )
        yield ListingRef(
            key=row["pk"],
            broadcaster=row["broadcaster__slug"],
            name=row["broadcaster__name"],
            country=row["country_id"] or "",
            group=row["group__name"] or "",
            part=row["part"],
            channel=row["channel"],
            timing=row["timing"],
            right=right,
            zone=row["broadcaster__time_zone"],
        )


def read_sessions(events: QuerySet[Event]) -> dict[tuple[str, int], dict[int, SessionRef]]:
    """The sessions by number, by the season and number of their event. Two queries."""
    loaded = list(events)
    sessions: dict[int, list[Session]] = defaultdict(list)
    for session in with_race_categories(Session.objects.filter(event__in=loaded)):
        sessions[session.event_id].append(session)
    return {(each.season.slug, each.number): _by_number(each, sessions[each.pk]) for each in loaded}


def _by_number(event: Event, sessions: Collection[Session]) -> dict[int, SessionRef]:
    facts, zone, title, season = facts_without_sessions(event), event.venue.zone, str(event), event.season.slug
    return {
        session.number: SessionRef(
            key=session.pk,
            season=season,
            event=event.number,
            number=session.number,
            title=f"{title}, {session}",
            date=session.date,
            zone=zone,
            event_facts=facts,
            span=session.span,
            categories=frozenset(getattr(session, "race_categories", ())),
        )
        for session in sessions
    }

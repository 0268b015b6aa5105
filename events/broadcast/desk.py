"""What needs attention in a season's listings. Nothing is corrected here: broadcast staff decide what to do."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from events.broadcast.answers.rights import rights_of
from events.broadcast.covering import times_of
from events.broadcast.links.sections import LinkSections, sections
from events.broadcast.links.users import addresses
from events.broadcast.showings.moved import carried_words, moved_words, state_of
from events.coverage import Right, by_noc, conflicts, coverage
from events.coverage.start_times import start_problem
from events.models import Country, Event, Listing, Season, Session, Showing, Stream, StreamBlock
from events.models.listing import LINKS

MAX_ROWS = 50  # of a section that may be long


@dataclass(frozen=True)
class ListingConflict:
    """Two listings that contradict or repeat each other, and the countries and events for which both hold."""

    first: Listing
    second: Listing
    problem: str
    countries: Sequence[str]
    events: Sequence[str]
    is_every_event: bool


@dataclass(frozen=True)
class MovedShowing:
    """A showing whose session was moved since, with what staff need to confirm it."""

    showing: Showing
    moved: str  # from when to when, in words
    carried: str  # when the broadcast would begin if it moved with the session, in words
    state: str  # a digest of what staff saw, see `showings.moved`


@dataclass(frozen=True)
class OddTime:
    """A broadcast of a single session that can't begin when it is said to, as its session or listing has changed."""

    listing: Listing
    session: Session
    why: str


@dataclass(frozen=True)
class Unanswered:
    """A country without an answer for some of the events, or with one that nobody has checked."""

    country: Country
    events: Sequence[Event]  # those that nobody shows, as far as is known
    is_every_event: bool
    is_unknown: bool  # no listing is for it, and the stream was never checked

    @property
    def why(self) -> str:
        named = "any event" if self.is_every_event else ", ".join(each.title for each in self.events)
        parts = [f"nobody shows {named}"] if self.events else []
        if self.is_unknown:
            parts.append("no listing, and no checked stream")
        why = "; ".join(parts)
        return f"{why[:1].upper()}{why[1:]}."


def season_choice(slug: str = "") -> tuple[list[Season], Season | None]:
    """All seasons with events, newest first, and the one with that slug; None if there is none.

    Without a slug it is the season of the event that is on or comes next.
    """
    seasons = list(Season.objects.filter(events__isnull=False).distinct().order_by("-start_year"))
    if slug:
        return seasons, next((each for each in seasons if each.slug == slug), None)
    nearest = Event.objects.nearest()
    found = next((each for each in seasons if nearest and each.pk == nearest.season_id), None)
    return seasons, found or next(iter(seasons), None)


class Desk:
    """A season's listings, loaded once: five queries, and one for each list of listings."""

    def __init__(self, season: Season, on: datetime.date) -> None:
        self.season, self.on = season, on
        events = Event.objects.filter(season=season).with_place().with_stream().order_by("start_date", "number")
        self.events: list[Event] = list(events)
        self.concerning = Listing.objects.concerning(self.events) if self.events else Listing.objects.none()
        rows = self.concerning.select_related("broadcaster", "country", "group", "season").in_bulk()
        found = rights_of(self.concerning) if self.events else []
        # Without listings that were added between the two queries
        self.rights: list[Right] = [right for right in found if right.key in rows]
        self.listings: Mapping[int, Listing] = {right.key: rows[right.key] for right in self.rights}
        for right in self.rights:
            self.listings[right.key].right = right  # type: ignore[attr-defined]  # what it covers, in words
        self.lasting = [row for row in self.listings.values() if row.ends_on is None or row.ends_on >= on]

    def ending(self) -> list[Listing]:
        return self._loaded(self.concerning.ending(self.on))

    def last_event(self) -> Event | None:
        """The latest of the series that is over, in whichever season."""
        past = Event.objects.filter(season__series=self.season.series_id).going_ahead().with_place()
        return past.filter(end_date__lt=self.on).order_by("-start_date", "-number").first()

    def expired(self, last: Event | None) -> list[Listing]:
        """Listings that ended on or after the first day of the last event."""
        return self._loaded(self.concerning.expired(last.start_date, self.on)) if last else []

    def unchecked(self) -> list[Listing]:
        return self._loaded(self.concerning.lasting(self.on).unchecked(self.on))

    def _loaded(self, listings: QuerySet[Listing]) -> list[Listing]:
        """The same listings as instances that are loaded already."""
        return [self.listings[key] for key in listings.values_list("pk", flat=True) if key in self.listings]

    def conflicts(self, names: Mapping[str, str]) -> list[ListingConflict]:
        """One for each pair of listings; `names` are the countries' by NOC code."""
        titles = {event.pk: event.title for event in self.events}
        return [
            ListingConflict(
                self.listings[found.first.key],
                self.listings[found.second.key],
                found.problem,
                sorted(names.get(noc, noc) for noc in found.nocs),
                [titles[key] for key in found.events],
                len(found.events) == len(titles),
            )
            for found in conflicts((event.facts for event in self.events), self.rights)
        ]

    def moved(self) -> list[MovedShowing]:
        """Showings whose session was moved since they were last entered or confirmed, in the order of sessions."""
        found = Showing.objects.filter(session__event__season=self.season).unconfirmed().with_words()
        return [
            MovedShowing(each, moved_words(each), carried_words(each), state_of(each))
            for each in found.order_by("session__date", "session__number", "listing")
        ]

    def odd_times(self) -> list[OddTime]:
        """Those of sessions from today on, in the order of listings, without those in `moved`."""
        ahead = {each.pk: each for event in self.events for each in event.sessions.all() if each.date >= self.on}
        return [
            OddTime(row, session, f"{why[:1].upper()}{why[1:]}.")
            for row in self.lasting
            for showing in row.right.showings  # type: ignore[attr-defined]
            if showing.starts_at and (session := ahead.get(showing.session))
            if not showing.is_unconfirmed(session.facts, session.event.venue.zone)
            if (why := start_problem(showing.starts_at, showing.timing or row.timing, times_of(session)))
        ]

    def without_link(self) -> list[Listing]:
        """Listings without a link whose broadcaster has no website either."""
        return [
            row for row in self.lasting if not any(getattr(row, name) for name in LINKS) and not row.broadcaster.website
        ]

    def links(self) -> LinkSections:
        """Every address that pages lead to, of rights that are not over and of the stream. Five queries."""
        own = Showing.objects.filter(listing__in=[row.pk for row in self.lasting]).exclude(link="").with_words()
        return sections(addresses(self.lasting, own, [self.stream] if self.stream else [], self.on))

    @property
    def stream(self) -> Stream | None:
        return getattr(self.events[0].season, "stream", None) if self.events else None

    def blocks(self) -> list[StreamBlock]:
        """Where the season's stream is said not to be available, with countries and events. Up to three queries."""
        found = StreamBlock.objects.filter(stream__season=self.season).order_by("pk")
        return list(found.prefetch_related("countries", "events"))

    def unanswered(self, countries: Iterable[Country]) -> list[Unanswered]:
        """Those of the countries in which nobody shows some event, or for which nothing is on record."""
        rights = by_noc(self.rights)
        events = [(event, event.facts) for event in self.events]
        is_stream_checked = self.stream is not None and self.stream.checked_on is not None
        found = []
        for country in countries:
            own = rights.get(country.noc, [])
            dark = [event for event, facts in events if coverage(country.noc, facts, own).event.is_nobody]
            for_country = [right for right in own if country.noc in right.nocs]
            has_listing = any(right.holds_for(facts) for right in for_country for _, facts in events)
            is_unknown = not has_listing and not is_stream_checked
            if dark or is_unknown:
                found.append(Unanswered(country, dark, len(dark) == len(events), is_unknown))
        return found

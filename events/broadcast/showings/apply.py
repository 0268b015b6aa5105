"""Tables of single sessions against the database: what they would change, all of it or nothing, and the way out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction

from events import coverage
from events.broadcast.listings.apply import batched
from events.broadcast.showings.entries import ListingEntry, Pair, SessionEntry, World
from events.broadcast.showings.held import read_listings, read_sessions, read_world
from events.broadcast.showings.rows import Reading, as_cells, read_rows
from events.broadcast.showings.words import differences, facts
from events.models import Event, Listing, Session, Showing
from isuwc.files.tables.tabular import ChangedSinceError, Counts, DataError, Row

Progress = Callable[[int], Any]


@dataclass(frozen=True)
class Change:
    """A showing that is new, removed, or changed, which `words` say."""

    listing: ListingEntry
    session: SessionEntry
    before: coverage.Showing | None
    after: coverage.Showing | None
    guess: str = ""

    @property
    def pair(self) -> Pair:
        return self.listing.key, self.session.key

    @property
    def group(self) -> str:
        return self.listing.title

    @property
    def title(self) -> str:
        return self.session.title

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_removed(self) -> bool:
        return self.after is None

    @property
    def words(self) -> tuple[str, ...]:
        if self.before and self.after:
            doubt = self.guess if self.before.starts_at != self.after.starts_at else ""
            return (*differences(self.before, self.after, self.session), *([doubt] if doubt else []))
        only = self.before or self.after
        return (*facts(only, self.session), *([self.guess] if self.guess else [])) if only else ()


@dataclass(frozen=True)
class Plan:
    """What a table would do. With an error nothing is done."""

    rows: tuple[Row, ...]
    changes: tuple[Change, ...]
    unchanged: int
    errors: tuple[DataError, ...]

    @property
    def counts(self) -> Counts:
        created, removed = sum(each.is_new for each in self.changes), sum(each.is_removed for each in self.changes)
        return Counts(created, len(self.changes) - created - removed, self.unchanged, removed)

    @property
    def summary(self) -> str:
        counts = self.counts
        return (
            f"Single sessions: {counts.created} new, {counts.updated} changed, {counts.removed} removed, "
            f"{counts.unchanged} as they are"
        )

    @property
    def fingerprint(self) -> str:
        """Equal as long as applying the table does what was shown."""
        shown = [(*each.pair, each.before, each.after, each.words) for each in self.changes]
        return sha256(repr((shown, self.unchanged)).encode()).hexdigest()[:16]


def plan(rows: Sequence[Row]) -> Plan:
    """Seven queries, however many rows."""
    rows = tuple(Row(row.file, row.number, dict(row.cells)) for row in rows)
    world = read_world(rows)
    read, errors = read_rows(rows, world)
    changes = [each for reading in read if (each := _change(reading, world))]
    changes.sort(key=lambda change: (change.group.casefold(), change.listing.key, change.session.place))
    return Plan(rows, tuple(changes), len(read) - len(changes), tuple(errors))


def _change(reading: Reading, world: World) -> Change | None:
    before = world.held.get(reading.pair)
    if before == reading.wanted:
        return None
    return Change(reading.listing, reading.session, before, reading.wanted, reading.guess)


@transaction.atomic
def apply(planned: Plan, progress: Progress = lambda done: None) -> None:
    """Do it, all of it.

    Raises the first DataError of a plan that has one, and ChangedSinceError if the table no longer does what was shown.
    """
    if planned.errors:
        raise planned.errors[0]
    _hold(planned)
    now = plan(planned.rows)
    if now.errors or now.fingerprint != planned.fingerprint:
        raise ChangedSinceError
    keys = _keys(now)
    for some in batched([each for each in now.changes if each.is_removed]):
        Showing.objects.filter(pk__in=[keys[each.pair] for each in some]).delete()
        progress(len(some))
    for some in batched([each for each in now.changes if not each.is_new and not each.is_removed]):
        showings = [_showing(each, pk=keys[each.pair]) for each in some]
        Showing.objects.bulk_update(showings, ["is_shown", "starts_at", "timing", "channel", "link", "note"])
        progress(len(some))
    for some in batched([each for each in now.changes if each.is_new]):
        Showing.objects.bulk_create(_showing(each) for each in some)
        progress(len(some))


def _hold(planned: Plan) -> None:
    """Sessions and listings stay as they are meanwhile, and nobody else says anything of a session.

    Whoever does saves the listing first: its form and this table. So its row is the lock of its showings. Sessions come
    first, as for a programme that goes in and takes showings along with the sessions that it removes.
    """
    sessions = Session.objects.filter(pk__in={change.session.key for change in planned.changes})
    list(sessions.select_for_update(no_key=True).order_by("event", "number").values_list("pk"))
    listings = Listing.objects.filter(pk__in={change.listing.key for change in planned.changes})
    list(listings.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _keys(planned: Plan) -> dict[Pair, int]:
    held = Showing.objects.filter(
        listing__in={change.listing.key for change in planned.changes},
        session__in={change.session.key for change in planned.changes},
    )
    return {(listing, session): pk for pk, listing, session in held.values_list("pk", "listing", "session")}


def _showing(change: Change, **values: Any) -> Showing:
    after = change.after
    if after is None:
        raise ValueError(change)
    return Showing(
        **values,
        listing_id=change.listing.key,
        session_id=change.session.key,
        is_shown=after.is_shown,
        starts_at=after.starts_at,
        timing=after.timing,
        channel=after.channel,
        link=after.link,
        note=after.note,
    )


def showing_cells() -> Iterator[list[str]]:
    """Every showing as a row of the table that `plan` reads back without a change. Four queries."""
    showings = Showing.objects.order_by("session__event__start_date", "session__event", "session__number", "listing")
    events = Event.objects.filter(sessions__showings__isnull=False).distinct().select_related("season", "venue")
    sessions = {each.key: each for by_number in read_sessions(events).values() for each in by_number.values()}
    listed = Listing.objects.filter(pk__in=Showing.objects.values("listing"))
    listings = {each.key: each for each in read_listings(listed)}
    for each in showings:
        if each.listing_id in listings and each.session_id in sessions:  # not of what came between two queries
            yield as_cells(listings[each.listing_id], sessions[each.session_id], each.showing)

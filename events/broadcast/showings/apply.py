"""Tables of single sessions against the database: what they would change, and doing it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from events import coverage
from events.broadcast.keepers import KEEP_SHOWINGS
from events.broadcast.showings.changes import change
from events.broadcast.showings.held import read_listings, read_sessions, read_world
from events.broadcast.showings.rows import TABLE, as_row, read_rows
from events.models import Event, Listing, Session, Showing
from isuwc.files.tables.tabular import Row
from isuwc.tables.kinds import Kind
from isuwc.tables.plans import Change, Plan, Progress, batches

FIELDS = ("is_shown", "starts_at", "timing", "channel", "link", "note")


@dataclass(frozen=True)
class ShowingPlan(Plan[coverage.Showing]):
    """The key of a change is the pair of keys of a listing and a session."""

    noun = "Single sessions"

    @property
    def listings(self) -> set[int]:
        return {change.key[0] for change in self.changes}

    @property
    def sessions(self) -> set[int]:
        return {change.key[1] for change in self.changes}

    def lock(self) -> None:
        """Sessions and listings stay as they are meanwhile, and nobody else says anything of a session.

        Whoever does saves the listing first: its form and this table. So its row is the lock of its showings. Sessions
        come first, as for a programme that goes in and takes showings along with the sessions that it removes.
        """
        sessions = Session.objects.filter(pk__in=self.sessions)
        list(sessions.select_for_update(no_key=True).order_by("event", "number").values_list("pk"))
        listings = Listing.objects.filter(pk__in=self.listings)
        list(listings.select_for_update(no_key=True).order_by("pk").values_list("pk"))

    def write(self, progress: Progress) -> None:
        held = Showing.objects.filter(listing__in=self.listings, session__in=self.sessions)
        keys = {(listing, session): pk for pk, listing, session in held.values_list("pk", "listing", "session")}
        for some in batches(self.removals, progress):
            Showing.objects.filter(pk__in=[keys[each.key] for each in some]).delete()
        for some in batches(self.updates, progress):
            Showing.objects.bulk_update([_showing(each, pk=keys[each.key]) for each in some], FIELDS)
        for some in batches(self.additions, progress):
            Showing.objects.bulk_create(_showing(each) for each in some)


def _showing(change: Change[coverage.Showing], **values: Any) -> Showing:
    listing, session = change.key
    said = {name: getattr(change.after, name) for name in FIELDS}
    return Showing(**values, listing_id=listing, session_id=session, **said)


def plan(rows: Sequence[Row]) -> ShowingPlan:
    """Seven queries, however many rows."""
    world = read_world(rows)
    read, errors = read_rows(rows, world)
    changed = [reading for reading in read if world.held.get(reading.pair) != reading.wanted]
    changed.sort(key=lambda each: (each.listing.title.casefold(), each.listing.key, each.session.place))
    changes = tuple(change(reading, world.held.get(reading.pair)) for reading in changed)
    return ShowingPlan(changes, len(read) - len(changes), tuple(errors), partial(plan, rows))


def showing_rows() -> Iterator[list[str]]:
    """Every showing as a row of the table of which `plan` changes nothing. Four queries."""
    showings = Showing.objects.order_by("session__event__start_date", "session__event", "session__number", "listing")
    events = Event.objects.filter(sessions__showings__isnull=False).distinct().select_related("season", "venue")
    sessions = {each.key: each for by_number in read_sessions(events).values() for each in by_number.values()}
    listed = Listing.objects.filter(pk__in=Showing.objects.values("listing"))
    listings = {each.key: each for each in read_listings(listed)}
    for each in showings:
        if each.listing_id in listings and each.session_id in sessions:  # not of what came between two queries
            yield as_row(listings[each.listing_id], sessions[each.session_id], each.showing)


SHOWINGS = Kind(
    "showings",
    TABLE,
    plan=plan,
    rows=showing_rows,
    permissions=KEEP_SHOWINGS,
)

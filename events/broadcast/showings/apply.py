"""Works out what a table of single sessions would change in the database, and applies it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from events import coverage
from events.broadcast.permissions import SHOWING_PERMISSIONS
from events.broadcast.showings.changes import change
from events.broadcast.showings.clocks import clock_remarks
from events.broadcast.showings.columns import LAYOUT
from events.broadcast.showings.rows import TABLE, as_row, read_rows
from events.broadcast.showings.stored import read_listings, read_lookup, read_sessions
from events.models import Event, Listing, Session, Showing
from isuwc.files.tables.tabular import Row
from isuwc.tables.kinds import Kind
from isuwc.tables.plans import Change, Plan, Progress, batches

FIELDS = ("is_shown", "starts_at", "timing", "channel", "link", "note")


@dataclass(frozen=True)
class ShowingPlan(Plan[coverage.Showing]):
    """The key of each change is a pair of primary keys, of the listing and the session."""

    noun = "Single sessions"

    @property
    def listings(self) -> set[int]:
        return {change.key[0] for change in self.changes}

    @property
    def sessions(self) -> set[int]:
        return {change.key[1] for change in self.changes}

    def lock(self) -> None:
        """Keep others from changing these sessions, their listings and any of the listings' showings.

        A listing's row is also the lock of its showings: this table and the listing's form lock it before they write
        one. Sessions are locked first, as by a table of programmes, so that there is no deadlock.
        """
        sessions = Session.objects.filter(pk__in=self.sessions)
        list(sessions.select_for_update(no_key=True).order_by("event", "number").values_list("pk"))
        listings = Listing.objects.filter(pk__in=self.listings)
        list(listings.select_for_update(no_key=True).order_by("pk").values_list("pk"))

    def write(self, progress: Progress) -> None:
        stored = Showing.objects.filter(listing__in=self.listings, session__in=self.sessions)
        keys = {(listing, session): pk for pk, listing, session in stored.values_list("pk", "listing", "session")}
        for some in batches(self.removals, progress):
            Showing.objects.filter(pk__in=[keys[each.key] for each in some]).delete()
        for some in batches(self.updates, progress):
            Showing.objects.bulk_update([_showing(each, pk=keys[each.key]) for each in some], FIELDS)
        for some in batches(self.additions, progress):
            Showing.objects.bulk_create(_showing(each) for each in some)


def _showing(change: Change[coverage.Showing], **values: Any) -> Showing:
    listing, session = change.key
    fields = {name: getattr(change.after, name) for name in FIELDS}
    return Showing(**values, listing_id=listing, session_id=session, **fields)


def plan(rows: Sequence[Row]) -> ShowingPlan:
    """What the rows would change. Seven queries, however many rows."""
    lookup = read_lookup(rows)
    read, errors = read_rows(rows, lookup)
    changed = [each for each in read if lookup.stored.get(each.pair) != each.proposed]
    changed.sort(key=lambda each: (each.listing.title.casefold(), each.listing.key, each.session.position))
    changes = tuple(change(each, lookup.stored.get(each.pair)) for each in changed)
    remarks = tuple(clock_remarks(changed, lookup.stored))
    return ShowingPlan(changes, len(read) - len(changes), tuple(errors), partial(plan, rows), remarks=remarks)


def showing_rows(listings: Collection[int] | None = None) -> Iterator[list[str]]:
    """Every showing, or those of these listings, as a row for which `plan` changes nothing. Four queries."""
    chosen = Showing.objects.all() if listings is None else Showing.objects.filter(listing__in=listings)
    showings = chosen.order_by("session__event__start_date", "session__event", "session__number", "listing")
    events = Event.objects.filter(sessions__showings__isnull=False).distinct().select_related("season", "venue")
    sessions = {each.key: each for by_number in read_sessions(events).values() for each in by_number.values()}
    listed = Listing.objects.filter(pk__in=Showing.objects.values("listing"))
    found = {each.key: each for each in read_listings(listed)}
    for each in showings:
        if each.listing_id in found and each.session_id in sessions:  # else added between two of the queries
            yield as_row(found[each.listing_id], sessions[each.session_id], each.showing)


SHOWINGS = Kind(
    "showings",
    TABLE,
    plan=plan,
    rows=showing_rows,
    permissions=SHOWING_PERMISSIONS,
    layout=LAYOUT,
)

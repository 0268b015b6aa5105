"""Listings copied to the next event, with their single sessions where the sessions fit.

A listing for some events gets a copy for the next event of the season after its last one. One for a whole season, or
the series, covers that event already; its single sessions are copied from the last event that has any.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Any

from django.db import connection

from events import coverage
from events.broadcast.answers.rights import rights_of
from events.broadcast.covering import facts_without_sessions, times_of
from events.broadcast.listings.contradictions import contradictions
from events.broadcast.listings.entries import MANY, PLAIN, ListingEntry
from events.broadcast.listings.rows import Words
from events.broadcast.listings.stored import read_names, read_stored
from events.coverage.start_times import start_problem
from events.models import Event, Listing, Session, Showing
from events.models.planned import Plan as Planned
from events.time.dates import short_start
from isuwc.tables.plans import Change, Plan, Progress

Place = tuple[int, int]  # of a session in its event: the day from the first, and which of that day


@dataclass(frozen=True)
class Copy:
    """What is made of a listing: a copy of it (None: it covers the event itself), and showings of these sessions."""

    of: int
    entry: ListingEntry | None
    showings: tuple[tuple[int, coverage.Showing], ...]


@dataclass(frozen=True)
class NextEventPlan(Plan[Copy]):
    may_remove = False
    noun = "Copies to the next event"
    remarks: tuple[str, ...] = ()  # what is not copied, and why, and what copies contradict

    @property
    def basis(self) -> Any:
        return self.remarks

    def lock(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE events_listing IN SHARE ROW EXCLUSIVE MODE")
        sessions = {key for each in self.changes if each.after for key, _ in each.after.showings}
        rows = Session.objects.filter(pk__in=sessions).order_by("event", "number")
        list(rows.select_for_update(no_key=True).values_list("pk"))

    def write(self, progress: Progress) -> None:
        for each in self.changes:
            if each.after:
                _write(each.after)
            progress(1)


def _write(copy: Copy) -> None:
    key, entry = copy.of, copy.entry
    if entry:
        made = Listing.objects.create(**{name: getattr(entry, name) for name in PLAIN})
        for field in MANY:
            getattr(made, field).set(getattr(entry, field))
        key = made.pk
    for session, each in copy.showings:
        fields = ("is_shown", "starts_at", "timing", "channel", "link", "note")
        Showing.objects.create(listing_id=key, session_id=session, **{name: getattr(each, name) for name in fields})


def copy_to_next_event(keys: Sequence[int]) -> NextEventPlan:
    """What copying would make. Some twenty queries, however many listings."""
    stored = dict(read_stored())
    known = {entry.key for entry in stored.values()}
    names = read_names()
    words, events = Words(names), _events()
    rights = _rights(keys)
    changes: list[Change[Copy]] = []
    remarks: list[str] = []
    for key in keys:
        entry, right = stored.get(key), rights.get(key)
        if entry is None or right is None:
            continue
        title = f"{words.of(entry, 'broadcaster_id')}, {words.territory(entry)} (listing {key})"
        found = _copied(key, entry, right, events, known)
        if isinstance(found, str):
            remarks.append(f"{title}: {found}")
            continue
        copy, into, said = found
        if copy.entry:
            known.add(copy.entry.key)
        changes.append(Change(key, f"{title}: {into}", None, copy, tuple(said)))
    left = len(remarks)
    made = [(each.key, Change(None, "", None, each.after.entry)) for each in changes if each.after and each.after.entry]
    remarks += contradictions(made, stored, names, "the copy of listing")
    return NextEventPlan(tuple(changes), left, (), partial(copy_to_next_event, keys), tuple(remarks))


def _rights(keys: Sequence[int]) -> dict[int, coverage.Right]:
    """With their single sessions as they are stored, dead links included."""
    showings: dict[int, list[coverage.Showing]] = {}
    for each in Showing.objects.filter(listing__in=keys):
        showings.setdefault(each.listing_id, []).append(each.showing)
    found = rights_of(Listing.objects.filter(pk__in=keys))
    return {right.key: replace(right, showings=tuple(showings.get(right.key, ()))) for right in found}


def _events() -> list[Event]:
    """All that go ahead, in order, with their sessions."""
    found = Event.objects.going_ahead().with_place().prefetch_related("sessions")
    return list(found.order_by("start_date", "number"))


def _copied(
    key: int, entry: ListingEntry, right: coverage.Right, events: Sequence[Event], known: set[Any]
) -> tuple[Copy, Event, list[str]] | str:
    """The copy with the event that it is for and what it says, or why there is none."""
    has_own = {each.session for each in right.showings}
    named = [event for event in events if event.pk in entry.events]
    shown = [event for event in events if has_own & {each.pk for each in event.sessions.all()}]
    last = named[-1] if named else shown[-1] if shown else None
    if last is None:
        return "it covers every event itself, and has no single sessions to be copied."
    into = next((each for each in events if each.season_id == last.season_id and _follows(each, last)), None)
    if into is None:
        return f"no event follows {last} in its season."
    made = _for_event(entry, into) if named else None
    if made and made.key in known:
        return f"it has a listing for {into} already."
    if not made and not right.holds_for(facts_without_sessions(into)):
        return f"it does not cover {into}."
    if made:
        right = replace(right, starts_on=None, ends_on=None)
    showings, said = _showings(right, last, into, frozenset() if made else frozenset(has_own))
    if not made and not showings:
        return " ".join(said) or f"no session of {into} fits those of {last}."
    if made and made.only_sessions and not any(each.is_shown for _, each in showings):
        return f"it is for single sessions alone, and no session of {into} fits those of {last}."
    start = [f"as for {last}, unchecked"] if made else [f"single sessions as for {last}"]
    start += ["without its programme’s page"] if made and entry.programme_link else []
    return Copy(key, made, tuple(showings)), into, [*start, *said]


def _for_event(entry: ListingEntry, into: Event) -> ListingEntry:
    """Its programme's page may be that of the other event."""
    return replace(entry, events=(into.pk,), starts_on=None, ends_on=None, checked_on=None, programme_link="")


def _follows(event: Event, last: Event) -> bool:
    return (event.start_date, event.number) > (last.start_date, last.number)


def places(sessions: Iterable[Session], first_day: datetime.date) -> Mapping[Place, Session]:
    """The sessions of an event by their place in it."""
    ordered = sorted(sessions, key=lambda each: (each.date, each.number))
    return {
        ((day - first_day).days, at): session
        for day, on_day in groupby(ordered, key=lambda each: each.date)
        for at, session in enumerate(on_day)
    }


def _showings(
    right: coverage.Right, last: Event, into: Event, taken: frozenset[int]
) -> tuple[list[tuple[int, coverage.Showing]], list[str]]:
    """Those of the last event for the sessions at the same place of the next one, and what is said of each."""
    own = {each.session: each for each in right.showings}
    fitting = places(into.sessions.all(), into.start_date)
    made, said = [], []
    for place, session in places(last.sessions.all(), last.start_date).items():
        showing, target = own.get(session.pk), fitting.get(place)
        if showing is None:
            continue
        if target is None or target.plan == Planned.CANCELLED:
            said.append(f"{session} has no session like it")
        elif target.pk in taken or not right.holds_on(target.date):
            said.append(f"{target} stays as it is")
        else:
            copy, words = _moved(showing, session, target, into, right.timing)
            made.append((target.pk, copy))
            said.append(f"{target}: {words}")
    return made, said


def _moved(
    showing: coverage.Showing, session: Session, target: Session, into: Event, usual: str
) -> tuple[coverage.Showing, str]:
    """The showing at the other session, beginning as long before or after it, as far as that is known and possible."""
    plain = coverage.Showing(
        target.pk, showing.is_shown, None, showing.timing, showing.channel, showing.link, showing.note
    )
    if not showing.is_shown:
        return plain, ", ".join(filter(None, ["left out", showing.note]))
    how = [showing.timing or usual, showing.channel, showing.link, showing.note]
    when = ""
    if showing.starts_at:
        when = "without its start time, as the session’s is not known"
        if session.starts_at and target.starts_at:
            starts_at = target.starts_at + (showing.starts_at - session.starts_at)
            target.event = into
            when = "without its start time, which would not fit the session"
            if not start_problem(starts_at, showing.timing or usual, times_of(target)):
                plain = replace(plain, starts_at=starts_at)
                zone = into.venue.zone
                when = f"from {short_start(starts_at.astimezone(zone).date(), starts_at, zone)}"
    return plain, ", ".join(filter(None, [how[0], when, *how[1:]]))

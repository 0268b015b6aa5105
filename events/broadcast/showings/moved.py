"""Describes and confirms showings whose session was moved since they were last entered or confirmed."""

from hashlib import sha256

from django.db import transaction

from events.broadcast.covering import times_of
from events.coverage.start_times import start_problem
from events.models import Session, Showing
from events.time.dates import short_start
from isuwc.files.tables.tabular import ChangedSinceError


def moved_words(showing: Showing) -> str:
    """The session was moved from Sat 6 Dec 14:45 to Sat 6 Dec 16:45 (clocks in Hamar). Empty where it was not moved.

    If only the venue's time zone changed, for a session without a start, it names the old and the new zone.
    """
    if not showing.is_unconfirmed:
        return ""
    session, venue = showing.session, showing.session.event.venue
    if showing.has_other_clocks and showing.known_date == session.date:
        return f"The venue’s time zone is now {venue.zone} ({venue.city}); it was {showing.known_zone}."
    before = short_start(showing.known_date, showing.known_start, venue.zone)
    now = short_start(session.date, session.starts_at, venue.zone)
    return f"The session was moved from {before} to {now} (clocks in {venue.city})."


def carried_words(showing: Showing) -> str:
    """When the broadcast would begin if it moved with its session: Sat 18:30, dated if on another day than the session.

    Empty where that can't be worked out.
    """
    at, session = showing.carried, showing.session
    return session.event.venue.clocks.moment(at, beside=session.date).words if at else ""


def state_of(showing: Showing) -> str:
    """A digest that stays equal while the showing and its session are as staff saw them."""
    session = showing.session
    known = (showing.known_date, showing.known_start, showing.known_zone)
    seen = (session.date, session.starts_at, session.event.venue.time_zone, *known, showing.words)
    return sha256(repr(seen).encode()).hexdigest()[:16]


class ImpossibleStartError(ValueError):
    """The broadcast can't begin when it is said to; the message says why."""


@transaction.atomic
def confirm(key: int, seen: str, is_carried: bool) -> Showing:
    """Record that the showing holds for its session as it is now; with `is_carried` it moves with the session.

    `key` is its primary key, `seen` the `state_of` it that staff saw. Raises Showing.DoesNotExist or
    Session.DoesNotExist, ChangedSinceError if the state is another by now, and ImpossibleStartError if the broadcast
    can't begin then.
    """
    session = Session.objects.select_for_update(no_key=True, of=("self",)).get(showings=key)
    showing = Showing.objects.with_words().select_for_update(of=("self",)).get(pk=key)
    if state_of(showing) != seen:
        raise ChangedSinceError
    if is_carried and showing.carried:
        showing.starts_at = showing.carried
    how = showing.timing or showing.listing.timing
    if showing.starts_at and (why := start_problem(showing.starts_at, how, times_of(showing.session))):
        raise ImpossibleStartError(f"{why[:1].upper()}{why[1:]}.")
    showing.known_date, showing.known_start = session.date, session.starts_at
    showing.known_zone = showing.session.event.venue.time_zone
    showing.save(update_fields=["starts_at", "known_date", "known_start", "known_zone"])
    return showing

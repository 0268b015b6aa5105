"""Showings whose session was moved since somebody last said or confirmed them: in words, and confirmed."""

from hashlib import sha256

from django.db import transaction

from events.broadcast.covering import block_of
from events.coverage.beginning import why_not
from events.models import Session, Showing
from events.time.dates import short_start
from isuwc.files.tables.tabular import ChangedSinceError


def moved_words(showing: Showing) -> str:
    """The session was moved from Sat 6 Dec 14:45 to Sat 6 Dec 16:45 (clocks in Hamar). Empty where it was not.

    Of one that has no start, where only the clocks are others: which they were and are.
    """
    if not showing.is_unconfirmed:
        return ""
    session, venue = showing.session, showing.session.event.venue
    if showing.has_other_clocks and showing.known_date == session.date:
        return f"The venue’s clocks are those of {venue.zone} ({venue.city}) now, not of {showing.known_zone} any more."
    before = short_start(showing.known_date, showing.known_start, venue.zone)
    now = short_start(session.date, session.starts_at, venue.zone)
    return f"The session was moved from {before} to {now} (clocks in {venue.city})."


def carried_words(showing: Showing) -> str:
    """When the broadcast would begin if it moved along: Sat 18:30, with the date where that is not the session's.

    Empty where it can't be said.
    """
    at, session = showing.carried, showing.session
    return session.event.venue.clocks.moment(at, beside=session.date).words if at else ""


def state_of(showing: Showing) -> str:
    """Equal as long as the showing and its session are as somebody saw them."""
    session = showing.session
    known = (showing.known_date, showing.known_start, showing.known_zone)
    seen = (session.date, session.starts_at, session.event.venue.time_zone, *known, showing.words)
    return sha256(repr(seen).encode()).hexdigest()[:16]


class MisfitError(ValueError):
    """The broadcast can't begin when it is said to, which the words explain."""


@transaction.atomic
def confirm(key: int, seen: str, is_carried: bool) -> Showing:
    """Somebody has looked at it: it holds for the session as it is now, at its own time or at that moved along.

    Raises Showing.DoesNotExist, ChangedSinceError where it is no longer as it was seen, and MisfitError for a time at
    which such a broadcast of the session can't begin.
    """
    session = Session.objects.select_for_update(no_key=True, of=("self",)).get(showings=key)
    showing = Showing.objects.with_words().select_for_update(of=("self",)).get(pk=key)
    if state_of(showing) != seen:
        raise ChangedSinceError
    if is_carried and showing.carried:
        showing.starts_at = showing.carried
    how = showing.timing or showing.listing.timing
    if showing.starts_at and (why := why_not(showing.starts_at, how, block_of(showing.session))):
        raise MisfitError(f"{why[:1].upper()}{why[1:]}.")
    showing.known_date, showing.known_start = session.date, session.starts_at
    showing.known_zone = showing.session.event.venue.time_zone
    showing.save(update_fields=["starts_at", "known_date", "known_start", "known_zone"])
    return showing

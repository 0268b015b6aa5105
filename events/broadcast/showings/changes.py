"""A showing and its changes in words. Pure."""

from events import coverage
from events.broadcast.showings.entries import SessionRef
from events.broadcast.showings.rows import ReadRow
from events.time.clock_times import clock_text
from events.time.dates import weekday_date
from isuwc.tables.plans import Change, difference

TEXTS = ("timing", "channel", "link", "note")


def change(read: ReadRow, before: coverage.Showing | None) -> Change[coverage.Showing]:
    """The change that a row makes; changes are grouped by listing and titled by session."""
    return Change(
        key=read.pair,
        title=read.session.title,
        before=before,
        after=read.proposed,
        words=_words(before, read.proposed, read.session, read.guess),
        group=read.listing.title,
    )


def _words(
    before: coverage.Showing | None, after: coverage.Showing | None, session: SessionRef, guess: str
) -> tuple[str, ...]:
    """Ends with `guess`, the day for which a time without one was taken, if the start changes."""
    if before and after:
        words = differences(before, after, session)
        is_guessed = before.starts_at != after.starts_at
    else:
        only = before or after
        words, is_guessed = facts(only, session) if only else (), True
    return (*words, guess) if guess and is_guessed else words


def facts(showing: coverage.Showing, session: SessionRef) -> tuple[str, ...]:
    """Everything that is on record in it."""
    if not showing.is_shown:
        return ("left out", *([f"note: {showing.note}"] if showing.note else []))
    found = [f"start: {_start(showing, session)}"] if showing.starts_at else []
    found += [f"{name}: {value}" for name in TEXTS if (value := getattr(showing, name))]
    return tuple(found) or ("shown as the listing says",)


def differences(before: coverage.Showing, after: coverage.Showing, session: SessionRef) -> tuple[str, ...]:
    pairs = [("shown", *("yes" if each.is_shown else "no" for each in (before, after)))]
    if before.starts_at != after.starts_at:
        pairs.append(("start", _start(before, session), _start(after, session)))
    pairs += [(name, getattr(before, name), getattr(after, name)) for name in TEXTS]
    return tuple(difference(name, old, new) for name, old, new in pairs if old != new)


def _start(showing: coverage.Showing, session: SessionRef) -> str:
    """The start by the clocks at the venue, always with its day."""
    at = showing.starts_at
    if at is None:
        return "with the session"
    local = at.astimezone(session.zone)
    return f"{weekday_date(local)} {clock_text(at, session.zone)}"

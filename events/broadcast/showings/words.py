"""What a showing says and what changes it, in words. Pure."""

from events import coverage
from events.broadcast.showings.entries import SessionEntry
from events.calendar.programme.words import said
from events.time.dates import weekday_date

TEXTS = ("timing", "channel", "link", "note")


def facts(showing: coverage.Showing, session: SessionEntry) -> tuple[str, ...]:
    """All that it says."""
    if not showing.is_shown:
        return ("left out", *([f"note: {showing.note}"] if showing.note else []))
    found = [f"start: {_start(showing, session)}"] if showing.starts_at else []
    found += [f"{name}: {value}" for name in TEXTS if (value := getattr(showing, name))]
    return tuple(found) or ("shown as the listing says",)


def differences(before: coverage.Showing, after: coverage.Showing, session: SessionEntry) -> tuple[str, ...]:
    pairs = [("shown", *("yes" if each.is_shown else "no" for each in (before, after)))]
    if before.starts_at != after.starts_at:
        pairs.append(("start", _start(before, session), _start(after, session)))
    pairs += [(name, getattr(before, name), getattr(after, name)) for name in TEXTS]
    return tuple(f"{name}: {old or 'none'} → {new or 'none'}" for name, old, new in pairs if old != new)


def _start(showing: coverage.Showing, session: SessionEntry) -> str:
    """By the clocks at the venue, always with the day."""
    at = showing.starts_at
    if at is None:
        return "with the session"
    return f"{weekday_date(at.astimezone(session.zone))} {said(at, session.zone)}"

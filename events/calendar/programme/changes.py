"""What a proposed programme changes in the stored one, in words. Pure."""

import datetime
import zoneinfo
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from events.calendar.programme.entries import EventRef, Programme, RaceEntry, SessionEntry, moved_by
from events.time.clock_times import clock_text
from events.time.dates import weekday_date
from isuwc.tables.plans import Change, difference

Entry = SessionEntry | RaceEntry | EventRef  # an event changes only in that its programme counts as complete


def completed(event: EventRef) -> Change[Entry]:
    words = (difference("complete", "no", "yes"),)
    return Change((event.key,), "The programme", event, replace(event, is_whole=True), words, event.title)


def changes(
    stored: Programme,
    proposed: Programme,
    plans: Mapping[int, str],
    showings: Mapping[int, Sequence[str]] | None = None,
) -> Iterator[Change[Entry]]:
    """First sessions and then races, each by number, with removals last.

    Both mappings are by session number and in words. `plans`: that a session was moved, postponed or cancelled, which
    is lost if it is removed. `showings`: those of a moved session that need to be confirmed.
    """
    showings = showings or {}
    zone = proposed.event.zone

    def change(before: Any, after: Any, words: tuple[str, ...] = ()) -> Change[Entry]:
        entry = before or after
        which = entry.number if isinstance(entry, SessionEntry) else entry.identity
        title = (after or before).title
        return Change((proposed.event.key, which), title, before, after, words, proposed.event.title)

    sessions = {session.number: session for session in stored.sessions}
    for session in proposed.sessions:
        before = sessions.pop(session.number, None)
        if before is None:
            yield change(None, session, _session_facts(session, zone))
        elif before != session:
            words = _session_words(before, session, zone)
            if unconfirmed := showings.get(session.number):
                words = (*words, f"broadcast staff need to confirm, as it moves: {'; '.join(unconfirmed)}")
            yield change(before, session, words)
    for number, session in sessions.items():
        yield change(session, None, (plans[number],) if number in plans else ())
    moved = {
        session.number: moved_by(before.starts_at, session.starts_at)
        for before in stored.sessions
        for session in proposed.sessions
        if before.number == session.number
    }
    races = {race.identity: race for race in stored.races}
    for race in proposed.races:
        former = races.pop(race.identity, None)
        if former is None:
            yield change(None, race, _race_facts(race, zone))
        elif former != race:
            words = _race_words(former, race, zone)
            shift = moved_by(former.starts_at, race.starts_at)
            if shift and former.session == race.session and shift == moved[race.session]:
                words = (*words, "with its session")
            yield change(former, race, words)
    yield from (change(race, None) for race in races.values())


def _session_facts(session: SessionEntry, zone: zoneinfo.ZoneInfo) -> tuple[str, ...]:
    start, end = (clock_text(at, zone) if at else "" for at in (session.starts_at, session.ends_at))
    return (weekday_date(session.date), f"{start}–{end}" if end else start or "start not known")


def _race_facts(race: RaceEntry, zone: zoneinfo.ZoneInfo) -> tuple[str, ...]:
    facts = (f"number {race.number}", f"session {race.session}")
    return (*facts, clock_text(race.starts_at, zone)) if race.starts_at else facts


def _session_words(before: SessionEntry, after: SessionEntry, zone: zoneinfo.ZoneInfo) -> tuple[str, ...]:
    found = [_word("name", before.name, after.name), _word("date", weekday_date(before.date), weekday_date(after.date))]
    found += [
        _word("start", *_times(before.starts_at, after.starts_at, zone)),
        _word("end", *_times(before.ends_at, after.ends_at, zone)),
    ]
    return tuple(word for word in found if word)


def _race_words(before: RaceEntry, after: RaceEntry, zone: zoneinfo.ZoneInfo) -> tuple[str, ...]:
    found = [
        _word("number", str(before.number), str(after.number)),
        _word("session", str(before.session), str(after.session)),
        _word("start", *_times(before.starts_at, after.starts_at, zone)),
    ]
    return tuple(word for word in found if word)


def _word(name: str, before: str, after: str) -> str:
    return difference(name, before, after) if before != after else ""


def _times(
    before: datetime.datetime | None, after: datetime.datetime | None, zone: zoneinfo.ZoneInfo
) -> tuple[str, str]:
    """Clock times at the venue, with their days where these differ, so that every change is visible."""
    both = [at.astimezone(zone) if at else None for at in (before, after)]
    days = {at.date() for at in both if at}
    first, second = (
        f"{weekday_date(at.date()) if len(days) > 1 else ''} {clock_text(at, zone)}".strip() if at else ""
        for at in both
    )
    if before and after and before != after and first == second:  # they differ by less than a second
        return f"{before:%H:%M:%S.%f} UTC", f"{after:%H:%M:%S.%f} UTC"
    return first, second

"""What a programme changes of the one that is held, in words. Pure."""

import datetime
import zoneinfo
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from events.calendar.programme.entries import Programme, RaceEntry, SessionEntry, Setting, moved_by
from events.time.clock_times import said
from events.time.dates import weekday_date
from isuwc.tables.plans import Change, difference

Entry = SessionEntry | RaceEntry | Setting  # of a change; a setting's is that its programme gets complete


def completed(setting: Setting) -> Change[Entry]:
    words = (difference("complete", "no", "yes"),)
    return Change((setting.key,), "The programme", setting, replace(setting, is_whole=True), words, setting.title)


def changes(
    held: Programme, wanted: Programme, plans: Mapping[int, str], showings: Mapping[int, Sequence[str]] | None = None
) -> Iterator[Change[Entry]]:
    """Sessions and then races, each by number, what is removed at the end of each.

    `plans` has by its number what became of a session, if anything did: it goes with one that is removed. `showings`
    has what broadcasters said of one that moves.
    """
    showings = showings or {}
    zone = wanted.setting.zone

    def change(before: Any, after: Any, words: tuple[str, ...] = ()) -> Change[Entry]:
        entry = before or after
        which = entry.number if isinstance(entry, SessionEntry) else entry.identity
        title = (after or before).title
        return Change((wanted.setting.key, which), title, before, after, words, wanted.setting.title)

    sessions = {session.number: session for session in held.sessions}
    for session in wanted.sessions:
        before = sessions.pop(session.number, None)
        if before is None:
            yield change(None, session, _session_facts(session, zone))
        elif before != session:
            words = _session_words(before, session, zone)
            if told := showings.get(session.number):
                words = (*words, f"to be confirmed by broadcast staff since it moves: {'; '.join(told)}")
            yield change(before, session, words)
    for number, session in sessions.items():
        yield change(session, None, (plans[number],) if number in plans else ())
    moved = {
        session.number: moved_by(before.starts_at, session.starts_at)
        for before in held.sessions
        for session in wanted.sessions
        if before.number == session.number
    }
    races = {race.identity: race for race in held.races}
    for race in wanted.races:
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
    start, end = (said(at, zone) if at else "" for at in (session.starts_at, session.ends_at))
    return (weekday_date(session.date), f"{start}–{end}" if end else start or "start not known")


def _race_facts(race: RaceEntry, zone: zoneinfo.ZoneInfo) -> tuple[str, ...]:
    facts = (f"number {race.number}", f"session {race.session}")
    return (*facts, said(race.starts_at, zone)) if race.starts_at else facts


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
    """Clock times at the venue; with the day where it is another one, so that no change looks like none."""
    both = [at.astimezone(zone) if at else None for at in (before, after)]
    days = {at.date() for at in both if at}
    first, second = (
        f"{weekday_date(at.date()) if len(days) > 1 else ''} {said(at, zone)}".strip() if at else "" for at in both
    )
    if before and after and before != after and first == second:  # within a second
        return f"{before:%H:%M:%S.%f} UTC", f"{after:%H:%M:%S.%f} UTC"
    return first, second

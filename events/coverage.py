"""Who shows an event in a country: exactly one of three answers, with its reason. Pure; rows come in as dataclasses.

1. A broadcaster, where a right to show it (live or delayed) holds. There may be several.
2. The ISU stream, where none does and no exclusive right stands in its way. Highlights are named beside it.
3. Nobody: the rights are sold and not used for more than highlights, or the season has no stream.

A right holds for an event when its period touches one of the event's days at the venue.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

HIGHLIGHTS = "highlights"


@dataclass(frozen=True)
class Right:
    """A listing with its territory resolved to NOC codes; `season`, `events` empty for all of the series."""

    key: int
    broadcaster: str
    nocs: frozenset[str]
    series: int
    season: int | None = None
    events: frozenset[int] = frozenset()
    except_events: frozenset[int] = frozenset()
    except_held_in: frozenset[str] = frozenset()
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    timing: str = "live"
    is_exclusive: bool = False
    is_example: bool = False
    scope: str = "the series"  # in words: the series, the season 2025/26, some events
    exceptions: str = ""  # in words: except events in the Netherlands
    channel: str = ""
    platform: str = ""
    link: str = ""
    access: str = ""
    language: str = ""
    source: str = ""
    note: str = ""
    checked_on: datetime.date | None = None


@dataclass(frozen=True)
class Stream:
    """The ISU's own stream of a season."""

    name: str
    link: str
    source: str = ""
    note: str = ""
    checked_on: datetime.date | None = None


@dataclass(frozen=True)
class Leg:
    """What there is to know of an event: its series and season, days, and the NOC of the country that holds it."""

    key: int
    series: int
    season: int
    held_in: str
    first_day: datetime.date
    last_day: datetime.date
    stream: Stream | None = None


class Kind(Enum):
    BROADCASTER = "broadcaster"
    STREAM = "stream"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Answer:
    """What a country is told about an event."""

    kind: Kind
    reason: str
    shown_by: tuple[Right, ...] = ()  # live or delayed, live first
    highlights: tuple[Right, ...] = ()
    stream: Stream | None = None  # open in this country, beside broadcasters too

    @property
    def is_broadcaster(self) -> bool:
        return self.kind is Kind.BROADCASTER

    @property
    def is_stream(self) -> bool:
        return self.kind is Kind.STREAM

    @property
    def is_nobody(self) -> bool:
        return self.kind is Kind.NOBODY

    @property
    def is_example(self) -> bool:
        """Whether it rests on a listing that was made up for the demo."""
        return any(right.is_example for right in (*self.shown_by, *self.highlights))

    @property
    def evidence(self) -> tuple[Right | Stream, ...]:
        """What it rests on."""
        return self.shown_by or (*self.highlights, *((self.stream,) if self.stream else ()))

    @property
    def checked_on(self) -> datetime.date | None:
        """When somebody last made sure of the oldest part of it; None where that is not known of all parts."""
        days = [part.checked_on for part in self.evidence]
        return None if None in days else min((day for day in days if day), default=None)

    @property
    def sources(self) -> list[str]:
        return list(dict.fromkeys(part.source for part in self.evidence if part.source))


def answer(noc: str, leg: Leg, rights: Iterable[Right]) -> Answer:
    """The one answer for a country and an event."""
    rights = sorted((right for right in rights if noc in right.nocs), key=_order)
    held = [right for right in rights if covers(right, leg)]
    shown_by = tuple(right for right in held if right.timing != HIGHLIGHTS)
    highlights = tuple(right for right in held if right.timing == HIGHLIGHTS)
    exclusive = next((right for right in held if right.is_exclusive), None)
    stream = None if exclusive else leg.stream
    if shown_by:
        reason = " ".join(f"{_has(right)}." for right in shown_by)
        return Answer(Kind.BROADCASTER, reason, shown_by, highlights, stream)
    if stream:
        return Answer(Kind.STREAM, _why_stream(rights, highlights, leg), (), highlights, stream)
    if exclusive:
        reason = f"{exclusive.broadcaster} holds the rights alone and shows highlights only, so the stream is blocked."
    else:
        reason = "No broadcaster is known, and the season has no ISU stream."
    return Answer(Kind.NOBODY, reason, (), highlights)


def covers(right: Right, leg: Leg) -> bool:
    """Whether the right is for this event, in the countries that it is for."""
    return (
        right.series == leg.series
        and right.season in (None, leg.season)
        and (not right.events or leg.key in right.events)
        and leg.key not in right.except_events
        and leg.held_in not in right.except_held_in
        and (right.starts_on is None or right.starts_on <= leg.last_day)
        and (right.ends_on is None or right.ends_on >= leg.first_day)
    )


def _order(right: Right) -> tuple[bool, bool, str, int]:
    """Live before delayed, facts before examples, then by name."""
    return right.timing != "live", right.is_example, right.broadcaster, right.key


def _has(right: Right) -> str:
    return f"{right.broadcaster} has {right.scope}" + (f" {right.exceptions}" if right.exceptions else "")


def _why_stream(rights: Iterable[Right], highlights: Iterable[Right], leg: Leg) -> str:
    """The right that would hold but for an exception says most."""
    if excepted := [right for right in rights if right.exceptions and _misses_by_exception(right, leg)]:
        return f"{_has(excepted[0])}, so this event is streamed."
    if names := ", ".join(right.broadcaster for right in highlights):
        return f"{names} shows highlights; the whole event is streamed."
    return "No broadcaster holds the rights here, so the event is streamed."


def _misses_by_exception(right: Right, leg: Leg) -> bool:
    """Whether the right would be for this event, had it no exceptions."""
    return not covers(right, leg) and covers(replace(right, except_events=frozenset(), except_held_in=frozenset()), leg)

"""The one answer for a country and an event, and for each of its sessions."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from events.coverage.reasons import why_nobody, why_shown, why_streamed
from events.coverage.rights import HIGHLIGHTS, Leg, Right, Showing, Slot, Stream


class Kind(Enum):
    """The best first."""

    BROADCASTER = "broadcaster"
    STREAM = "stream"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Answer:
    """What a country is told about an event or a session."""

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

    def says_the_same_as(self, other: "Answer") -> bool:
        """Whether a reader of the other one learns nothing from this one."""
        return (self.kind, self.shown_by, self.stream) == (other.kind, other.shown_by, other.stream)


@dataclass(frozen=True)
class Coverage:
    """A country's answer for an event, and those for its sessions (its days, while no session is known)."""

    event: Answer
    slots: tuple[tuple[Slot, Answer], ...]

    @property
    def is_even(self) -> bool:
        """Whether every session has the event's answer."""
        return all(each.says_the_same_as(self.event) for _, each in self.slots)

    def of_session(self, session: int) -> Answer:
        """Raises KeyError for a session of another event."""
        return {slot.session: answer for slot, answer in self.slots}[session]


Held = tuple[Right, Showing | None]


def answer(noc: str, leg: Leg, rights: Iterable[Right]) -> Answer:
    """The one answer for a country and an event."""
    return coverage(noc, leg, rights).event


def coverage(noc: str, leg: Leg, rights: Iterable[Right]) -> Coverage:
    """The one answer for a country and an event, with that for each of its sessions."""
    told = sorted((right for right in rights if noc in right.nocs or noc in right.except_nocs), key=_order)
    possible = [right for right in told if noc in right.nocs and right.concerns(leg)]
    known: dict[tuple[tuple[int, Showing | None], ...], Answer] = {}
    slots = []
    for slot in leg.slots:
        held = [(right, right.showing_of(slot)) for right in possible if right.holds_on(slot.day)]
        key = tuple((right.key, showing) for right, showing in held)
        if key not in known:
            known[key] = _for_slot(noc, leg, slot, held, told)
        slots.append((slot, known[key]))
    return Coverage(_for_event([each for _, each in slots], possible), tuple(slots))


def _for_slot(noc: str, leg: Leg, slot: Slot, held: Sequence[Held], told: Sequence[Right]) -> Answer:
    used = [right.as_shown(showing) for right, showing in held if showing is None or showing.is_shown]
    shown_by = tuple(sorted((right for right in used if right.timing != HIGHLIGHTS), key=_order))
    highlights = tuple(right for right in used if right.timing == HIGHLIGHTS)
    exclusive = next((right for right, _ in held if right.is_exclusive), None)
    stream = None if exclusive else leg.stream
    if shown_by:
        return Answer(Kind.BROADCASTER, why_shown(shown_by), shown_by, highlights, stream)
    unused = [right for right, showing in held if showing and not showing.is_shown]
    if stream:
        reason = why_streamed(noc, leg, slot, told, highlights, unused)
        return Answer(Kind.STREAM, reason, (), highlights, stream)
    return Answer(Kind.NOBODY, why_nobody(exclusive, exclusive in unused), (), highlights)


def _for_event(answers: Sequence[Answer], possible: Sequence[Right]) -> Answer:
    """The best of the sessions' answers, with everybody who shows any of them."""
    if all(each.says_the_same_as(answers[0]) and each.highlights == answers[0].highlights for each in answers):
        return answers[0]
    best = min(answers, key=lambda each: list(Kind).index(each.kind))
    by_key = {right.key: right for right in possible}

    def anywhere(field: str) -> tuple[Right, ...]:
        shown = dict.fromkeys(right.key for each in answers for right in getattr(each, field))
        return tuple(sorted((by_key[key] for key in shown), key=_order))

    shown_by = anywhere("shown_by")
    highlights = tuple(right for right in anywhere("highlights") if right not in shown_by)
    if best.kind is Kind.BROADCASTER:
        stream = best.stream if all(each.stream for each in answers) else None
        reason = why_shown(shown_by)
    else:
        stream, reason = best.stream, best.reason
    if any(each.kind is not best.kind for each in answers):
        reason += " Not every session: each says its own answer."
    return replace(best, reason=reason, shown_by=shown_by, highlights=highlights, stream=stream)


def _order(right: Right) -> tuple[bool, bool, str, int]:
    """Live before delayed, facts before examples, then by name."""
    return right.timing != "live", right.is_example, right.broadcaster, right.key

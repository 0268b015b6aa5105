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
    because: tuple[Right, ...] = ()  # rights that show nothing here and yet decide, which the reason names

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
        return any(right.is_example for right in (*self.shown_by, *self.highlights, *self.because))

    @property
    def evidence(self) -> tuple[Right | Stream, ...]:
        """What it rests on."""
        return self.shown_by or (*self.highlights, *self.because, *((self.stream,) if self.stream else ()))

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
    """A country's answer for an event, and those for its sessions and for the days of which none is known."""

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

    def of(slot: Slot, what: str) -> Answer:
        return _for_slot(noc, leg, slot, what, told, possible)

    slots = [(slot, of(slot, "this session" if slot.session else "this day")) for slot in leg.slots]
    counting = [pair for pair in slots if not pair[0].is_off] or slots
    slot, best = min(counting, key=lambda pair: list(Kind).index(pair[1].kind))
    answers = [each for _, each in counting]
    if all(each == best for each in answers):
        return Coverage(of(slot, "this event"), tuple(slots))
    return Coverage(_for_event(of(slot, "part of it"), answers, possible), tuple(slots))


def _for_slot(noc: str, leg: Leg, slot: Slot, what: str, told: Sequence[Right], possible: Sequence[Right]) -> Answer:
    """`what` is what the reason calls it: this session."""
    held: list[Held] = [(right, right.showing_of(slot)) for right in possible if right.holds_on(slot.day)]
    used = [right.as_shown(showing, slot) for right, showing in held if showing is None or showing.is_shown]
    shown_by = tuple(sorted((right for right in used if right.timing != HIGHLIGHTS), key=_order))
    highlights = tuple(right for right in used if right.timing == HIGHLIGHTS)
    exclusive = next((right for right, _ in held if right.is_exclusive), None)
    stream = None if exclusive else leg.stream
    if shown_by:
        return Answer(Kind.BROADCASTER, why_shown(shown_by), shown_by, highlights, stream)
    unused = [right for right, showing in held if showing and not showing.is_shown]
    if stream:
        reason, because = why_streamed(noc, leg, slot.day, what, told, highlights, unused)
        return Answer(Kind.STREAM, reason, (), highlights, stream, because)
    reason, because = why_nobody(leg, what, exclusive, highlights, unused)
    return Answer(Kind.NOBODY, reason, (), highlights, None, because)


def _for_event(best: Answer, answers: Sequence[Answer], possible: Sequence[Right]) -> Answer:
    """The best of answers that differ, with everybody who shows any session in the best way in which they do."""
    shown_by = _anywhere([each.shown_by for each in answers], possible)
    shown = {right.key for right in shown_by}
    highlights = _anywhere([each.highlights for each in answers], possible)
    reason, stream = best.reason, best.stream
    if best.is_broadcaster:
        reason = why_shown(shown_by)
        stream = best.stream if all(each.stream for each in answers) else None
    found = replace(
        best,
        reason=reason,
        shown_by=shown_by,
        highlights=tuple(right for right in highlights if right.key not in shown),
        stream=stream,
    )
    if all(each.says_the_same_as(found) for each in answers):
        return found
    return replace(found, reason=f"{reason} Not for all of it: sessions say their own.")


def _anywhere(shown: Sequence[tuple[Right, ...]], possible: Sequence[Right]) -> tuple[Right, ...]:
    """Each right that shows a session: as it shows all of them, or in its best way where they differ."""
    ways: dict[int, set[Right]] = {}
    for right in (right for each in shown for right in each):
        ways.setdefault(right.key, set()).add(right)
    bare = {right.key: right for right in possible}
    found = [
        next(iter(own)) if len(own) == 1 else replace(bare[key], timing=min(own, key=_order).timing)
        for key, own in ways.items()
    ]
    return tuple(sorted(found, key=_order))


def _order(right: Right) -> tuple[bool, bool, str, int]:
    """Live before delayed, facts before examples, then by name."""
    return right.timing != "live", right.is_example, right.broadcaster, right.key

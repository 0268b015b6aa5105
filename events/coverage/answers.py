"""The one answer for a country and an event, and for each of its sessions."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from events.coverage.beginning import HIGHLIGHTS
from events.coverage.reasons import why_nobody, why_shown, why_streamed
from events.coverage.rights import Leg, Right, Showing, Slot, Stream


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
    def rights(self) -> tuple[Right, ...]:
        """All that it speaks of."""
        return (*self.shown_by, *self.highlights, *self.because)

    def says_the_same_as(self, other: "Answer") -> bool:
        """Whether a reader of the other one learns nothing from this one."""
        return self._said == other._said

    @property
    def _said(self) -> tuple[object, ...]:
        notes = tuple(right.note for right in self.because if right.note)
        return self.kind, self.shown_by, self.highlights, self.stream, notes


@dataclass(frozen=True)
class Record:
    """Where a part of the answers comes from, and when somebody last made sure of it."""

    name: str  # the broadcaster, with the channel where it has several listings here; or the stream
    checked_on: datetime.date | None
    source: str


@dataclass(frozen=True)
class Coverage:
    """A country's answer for an event, and those for its sessions and for the days of which none is known."""

    event: Answer
    slots: tuple[tuple[Slot, Answer], ...]

    @property
    def is_even(self) -> bool:
        """Whether every session that goes ahead has the event's answer."""
        return all(each.says_the_same_as(self.event) for slot, each in self.slots if not slot.is_off)

    @property
    def records(self) -> tuple[Record, ...]:
        """Of each right that the answers speak of, and of the stream: one's check never stands for another's."""
        answers = [self.event, *(each for slot, each in self.slots if not slot.is_off)]
        rights = {right.key: right for each in reversed(answers) for right in reversed(each.rights)}
        streams = dict.fromkeys(each.stream for each in answers if each.stream)
        listings = Counter(right.broadcaster for right in rights.values())

        def name(right: Right) -> str:
            is_several = right.channel and listings[right.broadcaster] > 1
            return f"{right.broadcaster}, {right.channel}" if is_several else right.broadcaster

        of_rights = [Record(name(each), each.checked_on, each.source) for each in sorted(rights.values(), key=_order)]
        return (*of_rights, *(Record(each.name, each.checked_on, each.source) for each in streams))

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
        return Coverage(_dated(of(slot, "this event")), tuple(slots))
    return Coverage(_dated(_for_event(of(slot, "part of it"), answers, possible)), tuple(slots))


def _for_slot(noc: str, leg: Leg, slot: Slot, what: str, told: Sequence[Right], possible: Sequence[Right]) -> Answer:
    """`what` is what the reason calls it: this session."""
    held: list[Held] = [(right, right.showing_of(slot)) for right in possible if right.holds_on(slot.day)]
    as_shown = [(right.as_shown(showing, slot, leg.clocks), showing) for right, showing in held]
    used = [right for right, showing in as_shown if showing is None or showing.is_shown]
    shown_by = tuple(sorted((right for right in used if right.timing != HIGHLIGHTS), key=_order))
    highlights = tuple(right for right in used if right.timing == HIGHLIGHTS)
    exclusive = next((right for right, _ in held if right.is_exclusive), None)
    stream = None if exclusive else leg.stream
    if shown_by:
        return Answer(Kind.BROADCASTER, why_shown(shown_by), shown_by, highlights, stream)
    unused = [right for right, showing in as_shown if showing and not showing.is_shown]
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
    return replace(found, reason=f"{reason} Some sessions differ.")


def _anywhere(shown: Sequence[tuple[Right, ...]], possible: Sequence[Right]) -> tuple[Right, ...]:
    """Each right that shows a session, with what holds of all sessions that it shows, in its best way.

    A broadcast's own time and note are the event's only where every session of the event has them: in one programme, or
    as the event's one session. Those of a single session among others stay the session's.
    """
    ways: dict[int, list[Right]] = {}
    for right in (right for each in shown for right in each):
        ways.setdefault(right.key, []).append(right)
    bare = {right.key: right for right in possible}
    found = [_common(bare[key], own, len(own) == len(shown)) for key, own in ways.items()]
    return tuple(sorted(found, key=_order))


def _common(right: Right, ways: Sequence[Right], is_whole: bool) -> Right:
    """The right with what all the ways in which it shows sessions have in common; `is_whole`: they are all sessions."""
    channels, links, notes, times, doubts = (
        {getattr(way, name) for way in ways} for name in ("channel", "link", "note", "shown_at", "time_doubt")
    )
    return replace(
        right,
        timing=min(ways, key=_order).timing,
        channel=channels.pop() if len(channels) == 1 else right.channel,
        link=links.pop() if len(links) == 1 else right.link,
        note=notes.pop() if is_whole and len(notes) == 1 else right.note,
        shown_at=times.pop() if is_whole and len(times) == 1 else None,
        time_doubt=doubts.pop() if is_whole and len(doubts) == 1 else "",
    )


def _dated(answer: Answer) -> Answer:
    """With the date of each time: an event has several days."""
    shown_by, highlights = (
        tuple(
            replace(right, shown_at=replace(right.shown_at, is_dated=True)) if right.shown_at else right
            for right in part
        )
        for part in (answer.shown_by, answer.highlights)
    )
    return replace(answer, shown_by=shown_by, highlights=highlights)


def _order(right: Right) -> tuple[bool, bool, str, int]:
    """Live before delayed, facts before examples, then by name."""
    return right.timing != "live", right.is_example, right.broadcaster, right.key

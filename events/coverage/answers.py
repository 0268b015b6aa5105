"""The one answer for a country and an event, and for each of its sessions."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from events.coverage.facts import EventFacts, SessionFacts, Showing, Stream, StreamBlock
from events.coverage.reasons import why_nobody, why_shown, why_streamed
from events.coverage.rights import Right
from events.coverage.ways import HIGHLIGHTS, WAYS, in_order
from isuwc.text.sources import Sources, read_sources


class AnswerKind(Enum):
    """Which of the three answers it is, the best first."""

    BROADCASTER = "broadcaster"
    STREAM = "stream"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Answer:
    """Who shows an event or a session in a country."""

    kind: AnswerKind
    reason: str
    shown_by: tuple[Right, ...] = ()  # live, delayed or on demand, in this order
    highlights: tuple[Right, ...] = ()
    stream: Stream | None = None  # open in this country, beside broadcasters too
    because: tuple[Right, ...] = ()  # rights that the reason names although they show nothing here
    stream_block: StreamBlock | None = None  # the stream is not available in this country

    @property
    def is_broadcaster(self) -> bool:
        return self.kind is AnswerKind.BROADCASTER

    @property
    def is_stream(self) -> bool:
        return self.kind is AnswerKind.STREAM

    @property
    def is_nobody(self) -> bool:
        return self.kind is AnswerKind.NOBODY

    @property
    def is_example(self) -> bool:
        """Whether it rests on a listing that was made up for the demo."""
        return any(right.is_example for right in (*self.shown_by, *self.highlights, *self.because))

    @property
    def evidence(self) -> tuple[Right | Stream | StreamBlock, ...]:
        """The rights, or the stream, that the answer follows from; or that the stream is not available."""
        of_stream = self.stream or self.stream_block
        return self.shown_by or (*self.highlights, *self.because, *((of_stream,) if of_stream else ()))

    @property
    def checked_on(self) -> datetime.date | None:
        """The earliest of the days on which its evidence was last checked; None if any of it never was."""
        days = [part.checked_on for part in self.evidence]
        return None if None in days else min((day for day in days if day), default=None)

    @property
    def rights(self) -> tuple[Right, ...]:
        """All that the answer names."""
        return (*self.shown_by, *self.highlights, *self.because)

    @property
    def names_several(self) -> bool:
        """Whether it names more than one broadcaster, so that a note has to say whose it is."""
        return len({right.broadcaster for right in self.rights}) > 1

    @property
    def is_by_absence(self) -> bool:
        """Whether no listing speaks of the country, so that it rests on what is not on record."""
        return not self.rights

    def says_the_same_as(self, other: "Answer") -> bool:
        """Whether both tell a reader the same, whatever their reasons."""
        return self._content == other._content

    @property
    def _content(self) -> tuple[object, ...]:
        notes = tuple(right.note for right in self.because if right.note)
        return self.kind, self.shown_by, self.highlights, self.stream, self.stream_block, notes


@dataclass(frozen=True)
class Record:
    """The source of a part of the answers, and the day on which it was last checked."""

    name: str  # the broadcaster, with what tells its listings here apart if it has several; or the stream
    checked_on: datetime.date | None
    source: str

    @property
    def sources(self) -> Sources:
        """The source as pages print it."""
        return read_sources(self.source)


@dataclass(frozen=True)
class Coverage:
    """A country's answer for an event, for each of its sessions, and for each day without a known session."""

    event: Answer
    sessions_and_days: tuple[tuple[SessionFacts, Answer], ...]

    @property
    def is_uniform(self) -> bool:
        """Whether every session that goes ahead has the event's answer."""
        return all(each.says_the_same_as(self.event) for each in self._going_ahead)

    @property
    def records(self) -> tuple[Record, ...]:
        """One for each right that the answers name, and for the stream: each has been checked on its own day."""
        answers = [self.event, *self._going_ahead]
        rights = {right.key: right for each in reversed(answers) for right in reversed(each.rights)}
        streams = dict.fromkeys(each.stream for each in answers if each.stream)
        blocks = dict.fromkeys(each.stream_block for each in answers if each.stream_block)
        listings = Counter(right.broadcaster for right in rights.values())

        def name(right: Right) -> str:
            if listings[right.broadcaster] == 1:
                return right.broadcaster
            channel = right.channel if right.channel != right.broadcaster else ""
            return ", ".join(filter(None, [right.broadcaster, channel or right.how, *right.limits]))

        of_rights = [Record(name(each), each.checked_on, each.source) for each in sorted(rights.values(), key=_order)]
        of_streams = [Record(each.name, each.checked_on, each.source) for each in streams]
        return (*of_rights, *of_streams, *(Record(NOT_AVAILABLE, each.checked_on, each.source) for each in blocks))

    @property
    def _going_ahead(self) -> list[Answer]:
        return [each for session, each in self.sessions_and_days if not session.is_cancelled]

    def of_session(self, key: int) -> Answer:
        """The answer for the session with that key. Raises KeyError for a session of another event."""
        return {session.key: each for session, each in self.sessions_and_days}[key]


NOT_AVAILABLE = "ISU stream not available"  # what a record is called that says so
RightAndShowing = tuple[Right, Showing | None]


def answer(noc: str, event: EventFacts, rights: Iterable[Right]) -> Answer:
    """The one answer for a country and an event."""
    return coverage(noc, event, rights).event


def coverage(noc: str, event: EventFacts, rights: Iterable[Right]) -> Coverage:
    """The one answer for a country and an event, with the answer for each of its sessions."""
    event = event.seen_from(noc)
    named = (right for right in rights if noc in right.nocs or noc in right.except_nocs)
    relevant = sorted((right.on_day(event.last_day) for right in named), key=_order)  # as it was called then
    possible = [right for right in relevant if noc in right.nocs and right.concerns(event)]

    def of(session: SessionFacts, what: str) -> Answer:
        return _session_answer(noc, event, session, what, relevant, possible)

    answered = [(each, of(each, "this session" if each.key else "this day")) for each in event.sessions_and_days]
    counting = [pair for pair in answered if not pair[0].is_cancelled] or answered
    session, best = min(counting, key=lambda pair: list(AnswerKind).index(pair[1].kind))
    answers = [each for _, each in counting]
    if all(each == best for each in answers):
        return Coverage(_dated(of(session, "this event")), tuple(answered))
    return Coverage(_dated(_event_answer(event, of(session, "part of it"), answers, possible)), tuple(answered))


def _session_answer(
    noc: str,
    event: EventFacts,
    session: SessionFacts,
    what: str,
    relevant: Sequence[Right],
    possible: Sequence[Right],
) -> Answer:
    """`what` is what the reason calls the session: this session, this event."""
    holding: list[RightAndShowing] = [
        (right, right.showing_of(session)) for right in possible if right.holds_on(session.day) and right.is_of(session)
    ]
    as_shown = [(right.as_shown(showing, session, event.clocks), showing) for right, showing in holding]
    used = [right for right, showing in as_shown if showing is None or showing.is_shown]
    shown_by = tuple(sorted((right for right in used if right.timing != HIGHLIGHTS), key=_order))
    highlights = tuple(right for right in used if right.timing == HIGHLIGHTS)
    exclusive = [right for right, _ in holding if right.is_exclusive]
    stream = None if exclusive else event.stream
    if shown_by:
        reason = why_shown(event, shown_by, session.categories, stream is not None)
        return Answer(AnswerKind.BROADCASTER, reason, shown_by, highlights, stream, (), event.stream_block)
    unused = [right for right, showing in as_shown if showing and not showing.is_shown]
    if stream:
        reason, because = why_streamed(noc, event, session, what, relevant, highlights, unused)
        return Answer(AnswerKind.STREAM, reason, (), highlights, stream, because)
    reason, because = why_nobody(event, what, exclusive, highlights, unused, session.categories)
    return Answer(AnswerKind.NOBODY, reason, (), highlights, None, because, event.stream_block)


def _event_answer(event: EventFacts, best: Answer, answers: Sequence[Answer], possible: Sequence[Right]) -> Answer:
    """The best of answers that differ, with everybody who shows any session, each with their best timing."""
    shown_by = _anywhere([each.shown_by for each in answers], possible)
    shown = {right.key for right in shown_by}
    highlights = _anywhere([each.highlights for each in answers], possible)
    reason, stream = best.reason, best.stream
    if best.is_broadcaster:
        stream = best.stream if all(each.stream for each in answers) else None
        reason = why_shown(event, shown_by, event.categories, stream is not None)
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
    """Each right that shows at least one session, with the details that all the sessions it shows have in common.

    `shown` has the rights of each session. A start time and a note are given for the event only if every session of the
    event has the same ones; otherwise they stay with the session.
    """
    ways: dict[int, list[Right]] = {}
    for right in (right for each in shown for right in each):
        ways.setdefault(right.key, []).append(right)
    bare = {right.key: right for right in possible}
    found = [_common(bare[key], own, len(own) == len(shown)) for key, own in ways.items()]
    return tuple(sorted(found, key=_order))


def _common(right: Right, ways: Sequence[Right], is_whole: bool) -> Right:
    """The right with the best timing and the common details of `ways`, its form in each session that it shows.

    `is_whole`: it shows every session.
    """
    channels, links, notes, times, doubts = (
        {getattr(way, name) for way in ways} for name in ("channel", "link", "note", "shown_at", "time_doubt")
    )
    return replace(
        right,
        timing=min(ways, key=_order).timing,
        also=in_order(frozenset.intersection(*(frozenset(way.also) for way in ways))),
        channel=channels.pop() if len(channels) == 1 else right.channel,
        link=links.pop() if len(links) == 1 else right.link,
        note=notes.pop() if is_whole and len(notes) == 1 else right.note,
        shown_at=times.pop() if is_whole and len(times) == 1 else None,
        in_some=right.only_sessions and not is_whole,
        time_doubt=doubts.pop() if is_whole and len(doubts) == 1 else "",
    )


def _dated(answer: Answer) -> Answer:
    """With the date of each start time, as an event has several days."""
    shown_by, highlights = (
        tuple(
            replace(right, shown_at=replace(right.shown_at, is_dated=True)) if right.shown_at else right
            for right in part
        )
        for part in (answer.shown_by, answer.highlights)
    )
    return replace(answer, shown_by=shown_by, highlights=highlights)


def _order(right: Right) -> tuple[int, bool, str, int]:
    """In the order of `ways`, facts before examples, then by name."""
    return WAYS.index(right.timing), right.is_example, right.broadcaster, right.key

"""Why the answer is what it is, in words that a fan reads, and the rights that the words are about."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from events.coverage.beginning import HIGHLIGHTS
from events.coverage.rights import Leg, Right
from events.time.dates import long_date

Reason = tuple[str, tuple[Right, ...]]


def why_shown(shown_by: Iterable[Right]) -> str:
    return " ".join(dict.fromkeys(f"{_has(right)}." for right in shown_by))


def why_streamed(
    noc: str,
    leg: Leg,
    day: datetime.date,
    what: str,
    told: Sequence[Right],
    highlights: Sequence[Right],
    unused: Sequence[Right],
) -> Reason:
    """The right that all but holds says most: not used, kept from this event or country, or over by then.

    `what` is this session, this day, this event, or part of it.
    """
    if unused:
        return f"{unused[0].broadcaster} does not show {what}, so it is streamed.", (unused[0],)
    if highlights:
        return f"{_named(highlights)} {_verb(highlights)} highlights; all of it is streamed.", ()
    for right in (right for right in told if right.timing != HIGHLIGHTS):
        if noc in right.nocs and _misses_by_exception(right, leg, day):
            return f"{_has(right)}, so this event is streamed.", (right,)
        if noc in right.except_nocs and right.concerns(leg) and right.holds_on(day):
            return f"{_has(right)} in {right.group}, but not in this country, so the event is streamed.", (right,)
    for right in (right for right in told if right.timing != HIGHLIGHTS):
        if noc in right.nocs and right.concerns(leg) and _is_near(right, leg):
            return f"{_has(right)} {_days(right)}, so {what} is streamed.", (right,)
    return "No broadcaster is on record here, so the event is streamed.", ()


def why_nobody(
    leg: Leg, what: str, exclusive: Right | None, highlights: Sequence[Right], unused: Sequence[Right]
) -> Reason:
    """`what` as above."""
    rest = ", so the stream is blocked." if leg.stream else ", and the season has no ISU stream."
    if exclusive and exclusive in unused:
        return f"{exclusive.broadcaster} holds the rights alone and does not show {what}{rest}", (exclusive,)
    if exclusive:
        return f"{exclusive.broadcaster} holds the rights alone and shows highlights only{rest}", ()
    if unused:
        return f"{unused[0].broadcaster} does not show {what}{rest}", (unused[0],)
    if highlights:
        return f"{_named(highlights)} {_verb(highlights)} highlights only{rest}", ()
    return "No broadcaster is known, and the season has no ISU stream.", ()


def _named(rights: Iterable[Right]) -> str:
    return ", ".join(dict.fromkeys(right.broadcaster for right in rights))


def _verb(rights: Iterable[Right]) -> str:
    return "show" if len({right.broadcaster for right in rights}) > 1 else "shows"


def _has(right: Right) -> str:
    return f"{right.broadcaster} has {right.scope}" + (f" {right.exceptions}" if right.exceptions else "")


def _days(right: Right) -> str:
    parts = [("from", right.starts_on), ("until", right.ends_on)]
    return " ".join(f"{word} {long_date(day)}" for word, day in parts if day)


def _is_near(right: Right, leg: Leg) -> bool:
    """Whether it holds on some day of the event, so that its end or beginning within it wants a word."""
    return (right.starts_on is None or right.starts_on <= leg.last_day) and (
        right.ends_on is None or right.ends_on >= leg.first_day
    )


def _misses_by_exception(right: Right, leg: Leg, day: datetime.date) -> bool:
    """Whether the right would be for this event, had it no exceptions."""
    if not right.exceptions or not right.holds_on(day) or right.concerns(leg):
        return False
    return replace(right, except_events=frozenset(), except_held_in=frozenset()).concerns(leg)

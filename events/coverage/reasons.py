"""Why the answer is what it is, in words that a fan reads."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from events.coverage.rights import Leg, Right, Slot


def why_shown(shown_by: Iterable[Right]) -> str:
    return " ".join(f"{_has(right)}." for right in shown_by)


def why_streamed(
    noc: str, leg: Leg, slot: Slot, told: Sequence[Right], highlights: Sequence[Right], unused: Sequence[Right]
) -> str:
    """The right that all but holds says most: not used, over by then, or kept from this event or country."""
    this = "this session" if slot.session else "this event"
    if unused:
        return f"{unused[0].broadcaster} does not show {this}, so it is streamed."
    if named := ", ".join(right.broadcaster for right in highlights):
        verb = "show" if len(highlights) > 1 else "shows"
        return f"{named} {verb} highlights; the whole event is streamed."
    for right in told:
        if noc in right.nocs and _misses_by_exception(right, leg, slot.day):
            return f"{_has(right)}, so this event is streamed."
        if noc in right.except_nocs and right.concerns(leg) and right.holds_on(slot.day):
            return f"{_has(right)} in {right.group}, but not in this country, so the event is streamed."
    for right in told:
        if noc in right.nocs and right.concerns(leg) and _is_near(right, leg):
            return f"{_has(right)} {_days(right)}, so this day is streamed."
    return "No broadcaster holds the rights here, so the event is streamed."


def why_nobody(exclusive: Right | None, is_unused: bool) -> str:
    if exclusive is None:
        return "No broadcaster is known, and the season has no ISU stream."
    if is_unused:
        return (
            f"{exclusive.broadcaster} holds the rights alone and does not show this session, so the stream is blocked."
        )
    return f"{exclusive.broadcaster} holds the rights alone and shows highlights only, so the stream is blocked."


def _has(right: Right) -> str:
    return f"{right.broadcaster} has {right.scope}" + (f" {right.exceptions}" if right.exceptions else "")


def _days(right: Right) -> str:
    parts = [("from", right.starts_on), ("until", right.ends_on)]
    return " ".join(f"{word} {day.day} {day:%B %Y}" for word, day in parts if day)


def _is_near(right: Right, leg: Leg) -> bool:
    """Whether it holds on some day of the event, so that its end or beginning within it wants a word."""
    return (right.starts_on is None or right.starts_on <= leg.last_day) and (
        right.ends_on is None or right.ends_on >= leg.first_day
    )


def _misses_by_exception(right: Right, leg: Leg, day: datetime.date) -> bool:
    """Whether the right would be for this event, had it no exceptions."""
    bare = replace(right, except_events=frozenset(), except_held_in=frozenset())
    return bool(right.exceptions) and right.holds_on(day) and not right.concerns(leg) and bare.concerns(leg)

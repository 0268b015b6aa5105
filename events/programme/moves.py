"""In which order sessions take their new times, so that no two overlap even for a moment. Pure."""

import datetime
from collections.abc import Iterator, Mapping
from typing import TypeVar

Span = tuple[datetime.datetime, datetime.datetime]  # without its end: one may begin as the other ends
Key = TypeVar("Key", int, str)


def waves(now: Mapping[Key, Span | None], then: Mapping[Key, Span | None]) -> Iterator[tuple[list[Key], bool]]:
    """Those who can move together, wave after wave, each with True; with False one who must first have no time at all.

    `now` has every session, `then` those that change. Nobody is left without a time needlessly, since each write of a
    session is a new revision of it in everybody's calendar.
    """
    held, left = dict(now), set(then)
    while left:
        free = sorted(key for key in left if not any(_overlap(then[key], held[o]) for o in held if o != key))
        if free:
            yield free, True
            held.update({key: then[key] for key in free})
            left -= set(free)
        else:
            parked = min(key for key in left if held[key])
            yield [parked], False
            held[parked] = None


def _overlap(one: Span | None, other: Span | None) -> bool:
    return bool(one and other and one[0] < other[1] and other[0] < one[1])

"""Which moment the pages of this request show, and what is hidden because it comes after it."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.utils import timezone


@dataclass(frozen=True)
class Shown:
    """Another moment (aware) than now.

    `to_come`: keys of the races that are not over by then, whose results pages don't know yet. `sees_scheduled`:
    whether the visitor may read stories that are scheduled by the real clock. `is_demo`: set for everybody by DEMO_NOW.
    `may_change`: whether the visitor may set another one.
    """

    at: datetime.datetime
    to_come: frozenset[int] = frozenset()
    sees_scheduled: bool = False
    is_demo: bool = False
    may_change: bool = False


_shown: ContextVar[Shown | None] = ContextVar("shown", default=None)
_asked: ContextVar[list[bool] | None] = ContextVar("asked", default=None)


def shown() -> Shown | None:
    """What was set for this request; None: pages show what is so now."""
    return _shown.get()


def shown_at() -> datetime.datetime:
    """The moment that pages show."""
    asked = _asked.get()
    if asked is not None and not asked:
        asked.append(True)
    set_moment = _shown.get()
    return set_moment.at if set_moment else timezone.now()


def shown_on() -> datetime.date:
    """Its day, in UTC."""
    return shown_at().astimezone(datetime.UTC).date()


def races_to_come() -> frozenset[int]:
    """Keys of the races whose results are hidden; empty while pages show what is so now."""
    set_moment = _shown.get()
    return set_moment.to_come if set_moment else frozenset()


@contextmanager
def showing(moment: Shown) -> Iterator[None]:
    """Show that moment within the block, in this thread."""
    token = _shown.set(moment)
    try:
        yield
    finally:
        _shown.reset(token)


@contextmanager
def noticing() -> Iterator[list[bool]]:
    """Gives a list that is no longer empty once the moment shown was asked for within the block."""
    asked: list[bool] = []
    token = _asked.set(asked)
    try:
        yield asked
    finally:
        _asked.reset(token)

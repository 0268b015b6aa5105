"""The ways in which a broadcaster shows something, and their order: what they mean for an answer. Pure.

Live and delayed broadcasts, and what is there on demand, show the whole of it, so each of them is an answer. What is on
demand is there once the session is over. Highlights never are the answer, and are named beside it.
"""

from collections.abc import Iterable

LIVE, DELAYED, ON_DEMAND, HIGHLIGHTS = "live", "delayed", "on demand", "highlights"
WAYS = (LIVE, DELAYED, ON_DEMAND, HIGHLIGHTS)  # the best for a fan first


def in_order(ways: Iterable[str]) -> tuple[str, ...]:
    """Each once, the best first."""
    return tuple(sorted(set(ways), key=WAYS.index))


def beside(timing: str, also: Iterable[str]) -> tuple[str, ...]:
    """Those of the further ways that come after `timing`: a session that is only delayed isn't live as well."""
    return tuple(way for way in in_order(also) if WAYS.index(way) > WAYS.index(timing))

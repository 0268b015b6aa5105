"""What something was before: names and links that held up to a day, with the day from which the next one holds."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Former:
    """`what` is name, website or the name of a link's field; `was` held on all days before `before`."""

    what: str
    was: str
    before: datetime.date
    is_dead: bool = False  # somebody found that it no longer answers


def on_day(formers: Iterable[Former], what: str, day: datetime.date) -> Former | None:
    """What held on that day; None where today's did."""
    later = [each for each in formers if each.what == what and day < each.before]
    return min(later, key=lambda each: each.before, default=None)


def followed(formers: Sequence[Former], what: str, now: str, holds_from: datetime.date) -> list[Former]:
    """The former ones of `what`, whose value is `now`, once another one holds from that day on.

    What would have held only later is left out.
    """
    own = sorted((each for each in formers if each.what == what), key=lambda each: each.before)
    kept = [each for each in own if each.before <= holds_from]
    held = next((each.was for each in own if each.before > holds_from), now)
    if kept and kept[-1].before == holds_from:
        return kept
    return [*kept, Former(what, held, holds_from)]

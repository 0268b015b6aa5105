"""Why the answer is what it is, in words for fans, and the rights that the words are about.

Of an event that is over the words say what is on record. Whether it was streamed or shown in the end is not known here.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from events.coverage.facts import EventFacts, SessionFacts
from events.coverage.rights import WHOSE, Right
from events.coverage.ways import HIGHLIGHTS
from events.time.dates import long_date

Reason = tuple[str, tuple[Right, ...]]


def why_shown(event: EventFacts, shown_by: Iterable[Right], categories: frozenset[str], is_streamed: bool) -> str:
    """`categories` are those of the races that it is about, empty where they aren't known.

    Where the stream isn't open, it also says of which races or part of the country nobody is on record.
    """
    shown_by = list(shown_by)
    words = [f"{_has_rights(event, right)}." for right in shown_by]
    return " ".join(dict.fromkeys([*words, *([] if is_streamed else _of_the_rest(event, shown_by, categories))]))


def _of_the_rest(event: EventFacts, shown_by: Sequence[Right], categories: frozenset[str]) -> list[str]:
    found = []
    competitors = {right.competitors for right in shown_by}
    if len(competitors) == 1 and (own := competitors.pop()) and categories != {own}:
        other = next(words for category, words in WHOSE.items() if category != own)
        found.append(f"Who {'showed' if event.is_over else 'shows'} the {other} races is not on record.")
    if all(right.part for right in shown_by):
        found.append("Nobody is on record as showing it in the rest of the country.")
    return found


def why_streamed(
    noc: str,
    event: EventFacts,
    session: SessionFacts,
    what: str,
    relevant: Sequence[Right],
    highlights: Sequence[Right],
    unused: Sequence[Right],
) -> Reason:
    """Names the right that comes closest to holding: not used, not for these races, event or country, or over by then.

    `what` is this session, this day, this event, or part of it. `relevant` are the rights that name the country.
    """
    if unused:
        return _so_streamed(event, _does_not_show(event, unused[0], what), "it"), (unused[0],)
    if highlights:
        return _so_streamed(event, _highlights_only(event, highlights), what), ()
    day = session.day
    full = [right for right in relevant if right.timing != HIGHLIGHTS]
    for right in full:
        if noc in right.nocs and right.covers(event, day) and not right.is_of(session):
            return _so_streamed(event, _has_rights(event, right), what), (right,)
    for right in full:
        if noc in right.nocs and _misses_by_exception(right, event, day):
            return _so_streamed(event, _has_rights(event, right), "this event"), (right,)
        if noc in right.except_nocs and right.concerns(event) and right.holds_on(day):
            elsewhere = f"{_has_rights(event, right)} in {right.group}, but not here"
            return _so_streamed(event, elsewhere, "the event"), (right,)
    for right in full:
        if noc in right.nocs and right.concerns(event) and _holds_on_some_day(right, event):
            return _so_streamed(event, f"{_has_rights(event, right)} {_days(right)}", what), (right,)
    return _by_absence(event), ()


def why_nobody(
    event: EventFacts, what: str, exclusive: Right | None, highlights: Sequence[Right], unused: Sequence[Right]
) -> Reason:
    """`what` as for `why_streamed`."""
    is_or_was, has_or_had = ("was", "had") if event.is_over else ("is", "has")
    stream = f"so the stream {is_or_was} blocked" if event.stream else f"and the season {has_or_had} no ISU stream"
    if event.stream_block:
        stream = f"and the ISU stream {is_or_was} not available here"
    if exclusive and exclusive in unused:
        return f"{_does_not_show(event, exclusive, what, is_exclusive=True)}, {stream}.", (exclusive,)
    if exclusive:
        return f"{_highlights_only(event, [exclusive], is_exclusive=True)}, {stream}.", ()
    if unused:
        return f"{_does_not_show(event, unused[0], what)}, {stream}.", (unused[0],)
    if highlights:
        return f"{_highlights_only(event, highlights)}, {stream}.", ()
    return f"No broadcaster is on record here, {stream}.", ()


def _so_streamed(event: EventFacts, cause: str, what: str) -> str:
    return f"{cause}, which leaves the ISU stream." if event.is_over else f"{cause}, so {what} is streamed."


def _by_absence(event: EventFacts) -> str:
    """No listing names the country. That a right isn't on record doesn't prove that there is none."""
    if event.is_over:
        return "No broadcaster is on record here, which leaves the ISU stream unless one held exclusive rights."
    return "No broadcaster is on record here, so the event is streamed unless one holds exclusive rights."


def _has_rights(event: EventFacts, right: Right) -> str:
    """NOS has the rights to the women’s races of World Cup 2, except …; SRF has those to the series (its part)."""
    verb = "had" if event.is_over else "has"
    whose = f"the {WHOSE[right.competitors]} races" if right.competitors else ""
    of = {(True, True): " in some sessions of ", (True, False): " of ", (False, True): "some sessions of "}
    whose += of.get((bool(whose), right.only_sessions), "")
    part = f"({right.part})" if right.part else ""
    rights = f"{right.broadcaster} {verb} the rights to {whose}{right.scope}"
    return " ".join(filter(None, [rights, right.exceptions, part]))


def _does_not_show(event: EventFacts, right: Right, what: str, is_exclusive: bool = False) -> str:
    if right.only_sessions:
        verb = "held" if event.is_over else "holds"
        exclusive = f"{verb} exclusive rights and " if is_exclusive else ""
        return f"{right.broadcaster} {exclusive}is on record for some sessions only, not for {what}"
    if event.is_over:
        cause = "held exclusive rights and is" if is_exclusive else "is"
        return f"{right.broadcaster} {cause} on record as not showing {what}"
    return f"{right.broadcaster} {'holds exclusive rights and ' if is_exclusive else ''}does not show {what}"


def _highlights_only(event: EventFacts, rights: Sequence[Right], is_exclusive: bool = False) -> str:
    names = list(dict.fromkeys(right.broadcaster for right in rights))
    if event.is_over:
        verb = (
            f"{'held exclusive rights and ' if is_exclusive else ''}{'are' if len(names) > 1 else 'is'} on record for"
        )
    else:
        verb = f"{'holds exclusive rights and ' if is_exclusive else ''}{'show' if len(names) > 1 else 'shows'}"
    return f"{', '.join(names)} {verb} highlights only"


def _days(right: Right) -> str:
    parts = [("from", right.starts_on), ("until", right.ends_on)]
    return " ".join(f"{word} {long_date(day)}" for word, day in parts if day)


def _holds_on_some_day(right: Right, event: EventFacts) -> bool:
    """Whether it holds on some day of the event, so that the reason names the day on which it begins or ends."""
    return (right.starts_on is None or right.starts_on <= event.last_day) and (
        right.ends_on is None or right.ends_on >= event.first_day
    )


def _misses_by_exception(right: Right, event: EventFacts, day: datetime.date) -> bool:
    """Whether only its exceptions keep the right from this event."""
    if not right.exceptions or not right.holds_on(day) or right.concerns(event):
        return False
    return replace(right, except_events=frozenset(), except_held_in=frozenset()).concerns(event)

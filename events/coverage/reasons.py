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
    if len({right.competitors for right in shown_by}) == 1 and (other := _other_races(shown_by[0], categories)):
        found.append(f"Who {'showed' if event.is_over else 'shows'} the {other} races is not on record.")
    if all(right.part for right in shown_by):
        found.append("Nobody is on record as showing it in the rest of the country.")
    return found


def _other_races(right: Right, categories: frozenset[str]) -> str:
    """Whose races it is not for: men’s; empty where there are none. Mixed races belong to both."""
    others = [category for category in WHOSE if category != right.competitors]
    if not right.competitors or (categories and not categories.intersection(others)):
        return ""
    return WHOSE[others[0]]


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
    event: EventFacts,
    what: str,
    exclusive: Sequence[Right],
    highlights: Sequence[Right],
    unused: Sequence[Right],
    categories: frozenset[str],
) -> Reason:
    """`what` and `categories` as above. `exclusive` are the exclusive rights that hold."""
    is_or_was, has_or_had = ("was", "had") if event.is_over else ("is", "has")
    stream, rest = f"and the season {has_or_had} no ISU stream", ""
    holder = min(exclusive, key=lambda right: _is_limited(right, categories), default=None)
    if event.stream_block:
        stream = f"and the ISU stream {is_or_was} not available here"
    elif event.stream and holder:
        stream, rest = _blocked(event, holder, categories)
        rest = rest if len(exclusive) == 1 else ""  # what is the rest of one may be another's
    if holder:
        held = _exclusive(event, holder, categories)
        if holder in unused:
            return f"{_does_not_show(event, holder, what, held)}, {stream}.{rest}", (holder,)
        return f"{_highlights_only(event, [holder], held)}, {stream}.{rest}", ()
    if unused:
        return f"{_does_not_show(event, unused[0], what)}, {stream}.", (unused[0],)
    if highlights:
        return f"{_highlights_only(event, highlights)}, {stream}.", ()
    return f"No broadcaster is on record here, {stream}.", ()


def _is_limited(right: Right, categories: frozenset[str]) -> bool:
    return bool(right.part or _other_races(right, categories))


def _blocked(event: EventFacts, right: Right, categories: frozenset[str]) -> tuple[str, str]:
    """That it blocks the stream, and that nothing is known of what it isn't for."""
    other, was = _other_races(right, categories), "was" if event.is_over else "is"
    limits = [(right.part, "there", "in the rest of the country"), (other, "for these", f"for the {other} races")]
    where = [words for limit, words, _ in limits if limit]
    rest = " or ".join(words for limit, _, words in limits if limit)
    return " ".join([f"so the stream {was} blocked", *where]), (
        f" Whether it {was} open {rest} is not on record." if rest else ""
    )


def _exclusive(event: EventFacts, right: Right, categories: frozenset[str]) -> str:
    """Holds exclusive rights to the women’s races (German-speaking part)."""
    whose = f"to the {WHOSE[right.competitors]} races" if _other_races(right, categories) else ""
    held = f"{'held' if event.is_over else 'holds'} exclusive rights"
    return " ".join(filter(None, [held, whose, f"({right.part})" if right.part else ""]))


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


def _does_not_show(event: EventFacts, right: Right, what: str, held: str = "") -> str:
    """`held` are the words of `_exclusive`, empty where the right isn't exclusive."""
    also = f"{held} and " if held else ""
    if right.only_sessions:
        return f"{right.broadcaster} {also}is on record for some sessions only, not for {what}"
    if event.is_over:
        return f"{right.broadcaster} {also}is on record as not showing {what}"
    return f"{right.broadcaster} {also}does not show {what}"


def _highlights_only(event: EventFacts, rights: Sequence[Right], held: str = "") -> str:
    """`held` as for `_does_not_show`."""
    names = list(dict.fromkeys(right.broadcaster for right in rights))
    if event.is_over:
        verb = "are on record for" if len(names) > 1 else "is on record for"
    else:
        verb = "show" if len(names) > 1 else "shows"
    return f"{', '.join(names)} {f'{held} and ' if held else ''}{verb} highlights only"


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

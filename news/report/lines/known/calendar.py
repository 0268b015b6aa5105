"""The season's calendar as the site has it, to compare a text's dates and places with. Pure."""

import re
from collections.abc import Collection, Iterable

from events.time.dates import date_span
from isuwc.text.slugs import fold
from news.report.lines.dates import Span, find_spans
from news.report.lines.known.names import KnownLeg, words

_NUMBER = re.compile(r"(?:wc)?\d{1,2}")  # WC1
# Words beside the date and the place that say nothing that the site's calendar would not
_PLAIN = {"isu", "world", "cup", "speed", "skating", "final", "series", "event", "the", "in", "at"}


def difference(line: str, legs: Collection[KnownLeg]) -> str:
    """How a line of dates differs from the calendar, in words for a journalist; "" where the two say the same."""
    spans = list(find_spans(line))
    if len(spans) != 1:
        return "It is not a line of the site's calendar."
    there = [leg for leg in legs if re.search(rf"\b{re.escape(fold(leg.city))}\b", fold(line))]
    if not there:
        return "The site's calendar has no such event."
    same = [leg for leg in there if _is_of(spans[0], leg)]
    if not same:
        return f"The site's calendar says {_days(there)}."
    allowed = {*_PLAIN, *words(same[0].city), *(word for name in same[0].countries for word in words(name))}
    more = [
        word for word in words(line.replace(spans[0].text, " ")) if word not in allowed and not _NUMBER.fullmatch(word)
    ]
    return "It says more than the site's calendar does." if more else ""


def _is_of(span: Span, leg: KnownLeg) -> bool:
    """Whether the days are exactly those of the event; a year must be the event's where the text has one."""
    same_days = (span.first_month, span.first, span.last_month, span.last) == (
        *(leg.first_day.month, leg.first_day.day),
        *(leg.last_day.month, leg.last_day.day),
    )
    return same_days and span.year in {None, leg.first_day.year, leg.last_day.year}


def _days(legs: Iterable[KnownLeg]) -> str:
    return " or ".join(date_span(leg.first_day, leg.last_day) for leg in list(legs)[-2:])

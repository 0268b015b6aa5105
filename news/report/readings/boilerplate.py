"""The parts that end every page: where to watch, the season's calendar, the text about the series.

They are left out only where the site shows the same: dates and places are compared with its calendar, paragraphs about
the series with its own. What differs, or tells news, stays with a doubt.
"""

import re
from collections.abc import Iterator

from news.report.lines import boilerplate_patterns as patterns
from news.report.lines.dates import find_seasons, season_of_dates
from news.report.lines.known.calendar import difference
from news.report.lines.known.series_words import says_what_the_series_is
from news.report.lines.known.watch_words import says_where_to_watch
from news.report.lines.labels import ABOUT, CALENDAR, CALENDAR_TEXT, SUBHEAD, TEXT, WATCH
from news.report.lines.patterns import DATE_INSIDE, FULL_STOPS, OPENING, PLACE_OF_EVENT, RACE_WORDS, SCHEDULE_LINE
from news.report.lines.reading import LONG, is_prose
from news.report.readings.reading import Evidence, Facts, Reading, left_out, text_as
from news.report.source_text import SourceText

DIFFERS = "It was kept, since it is not the same as the site's calendar. {}"
OWN_HEADING = "It has a heading of its own."
NO_CALENDAR = "The site has none of that season, or the text doesn't say which it is."
OTHER_DISCIPLINE = "It names another discipline; the site names the series' own."
TIMES = "It names a time. It was kept: the site shows the times of the event's programme."
NEWS = "It may be more than the site says by itself; it was kept as text."
UNKNOWN_ABOUT = "The site's own text about the series says something else; it was kept."


def boilerplate(text: SourceText) -> Iterator[Reading]:
    for index, line in text.brief():
        if patterns.WATCH_HEAD.match(line):
            yield from _watch(text, index)
        elif patterns.ABOUT_HEAD.match(line):
            yield from _about(text, index)
        elif _may_head_calendar(line):
            yield from _calendar(text, index)


def _watch(text: SourceText, index: int) -> Iterator[Reading]:
    lines = text.following(index, _is_about_watching)
    said = [line for line in lines if patterns.WATCH_WORDS.search(text.text(line))]
    timed = [line for line in lines if patterns.CLOCK.search(text.text(line))]
    if not said and not timed:
        return
    own = [line for line in lines if line not in timed and not _says_more(text, text.text(line))]
    kept = [line for line in lines if line not in own]
    facts = Facts(trailing="watch")
    if not kept:
        yield left_out([index, *lines], WATCH, Evidence.CERTAIN, facts=facts)
        return
    if own:
        yield left_out(own, WATCH, Evidence.CERTAIN, facts=facts)
    for line in [index, *kept]:
        yield text_as(
            [line], TEXT, Evidence.STRONG, doubt=TIMES if line in timed or (line == index and timed) else NEWS
        )


def _is_about_watching(line: str) -> bool:
    if patterns.WATCH_WORDS.search(line) or patterns.FOLLOW_WORDS.search(line):
        return line[0] not in OPENING
    timed = SCHEDULE_LINE.match(line) or patterns.CLOCK.search(line)
    return len(line) <= 120 and bool(timed) and not RACE_WORDS.search(line)


def _says_more(text: SourceText, line: str) -> bool:
    """Whether a line about watching names a day, a place or news, or has any word that the site's own might not."""
    named = any(text.known.is_city(word) for word in re.findall(r"[^\W\d_]\w+", line))
    return bool(named or DATE_INSIDE.search(line) or patterns.NEWS.search(line) or not says_where_to_watch(line))


def _may_head_calendar(line: str) -> bool:
    return bool(len(line) <= LONG + 10 and patterns.CALENDAR_WORD.search(line) and not is_prose(line.rstrip(":")))


def _calendar(text: SourceText, index: int) -> Iterator[Reading]:
    """Dates below a heading that says nothing but that it is a calendar, each as the site's calendar has it."""
    lines = text.following(index, lambda line: _is_calendar_line(text, line))
    heading = text.text(index)
    is_plain = bool(patterns.CALENDAR_HEAD.fullmatch(heading))
    if not lines or not (is_plain or len(lines) >= 2):
        return
    season = next(find_seasons(heading), "") or season_of_dates(map(text.text, lines)) or _season_of(text, lines)
    legs = [leg for leg in text.known.calendar if leg.season == season]
    differences = [difference(text.text(line), legs) for line in lines]
    if is_plain and not any(differences):
        doubt = OTHER_DISCIPLINE if "short track" in heading.casefold() else ""
        shown = Facts(season=season, trailing="calendar")
        yield left_out([index, *lines], CALENDAR, Evidence.CERTAIN, doubt=doubt, facts=shown)
        return
    facts = Facts(season=season) if is_plain else None
    said = OWN_HEADING if not is_plain else next(filter(None, differences)) if legs else NO_CALENDAR
    what, doubt = SUBHEAD if is_plain else TEXT, DIFFERS.format(said)
    yield text_as([index], what, Evidence.STRONG, doubt=doubt, facts=facts, otherwise=doubt)
    for line, why in zip(lines, differences, strict=True):
        doubt = DIFFERS.format(why) if why and is_plain and legs else ""
        yield text_as([line], CALENDAR_TEXT, Evidence.STRONG, doubt=doubt, otherwise=doubt)


def _season_of(text: SourceText, lines: list[int]) -> str:
    """The one season whose calendar has all these days, which have no year; "" if none has or several have."""
    fitting = {
        season
        for season in {leg.season for leg in text.known.calendar}
        for legs in [[leg for leg in text.known.calendar if leg.season == season]]
        if not any(difference(text.text(line), legs) for line in lines)
    }
    return fitting.pop() if len(fitting) == 1 else ""


def _is_calendar_line(text: SourceText, line: str) -> bool:
    """A span of days and a place, in either order: not a programme, whose lines name distances."""
    span = DATE_INSIDE.search(line)
    if not span or len(line) > 120 or line.endswith((".", "!", "?", ":")) or RACE_WORDS.search(line):
        return False
    rest = (line[: span.start()] + line[span.end() :]).strip(" ,:–-\t•·*")
    parts = [part.strip(" –—-") for part in re.split(r"[,/()]|\s{2,9}|\s[–—-]\s", rest)]
    return bool(PLACE_OF_EVENT.search(rest)) or any(
        text.known.is_city(part) or text.known.is_country(part) for part in parts
    )


def _is_the_series(text: SourceText, line: str) -> bool:
    """Whether a paragraph says what the site's own about the series does, in whatever words."""
    return text.known.is_about(line) or (says_what_the_series_is(line) and not patterns.NEWS.search(line))


def _may_be_about(line: str) -> bool:
    return line[0] not in OPENING and (is_prose(line) or line.endswith(FULL_STOPS))


def _about(text: SourceText, index: int) -> Iterator[Reading]:
    """The paragraphs that say what the site's own do; one of news may stand between two of them."""
    below = text.following(index, _may_be_about)
    same = [line for line in below if _is_the_series(text, text.text(line))]
    like = [line for line in below if patterns.ABOUT_WORDS.search(text.text(line))]
    if same:
        kept = [line for line in range(index + 1, same[-1]) if line not in same]
        yield left_out([index, *same], ABOUT, Evidence.CERTAIN, facts=Facts(trailing="about"))
        after = [line for line in like if line > same[-1]]
        for line in [*kept, *after]:
            yield text_as([line], TEXT, Evidence.STRONG, doubt=UNKNOWN_ABOUT)
    elif below:
        is_about = like and like[0] == index + 1
        yield text_as([index], TEXT if is_about else SUBHEAD, Evidence.STRONG, doubt=UNKNOWN_ABOUT)
        for line in like if is_about else []:
            yield text_as([line], TEXT, Evidence.STRONG, doubt=UNKNOWN_ABOUT)

"""Lines that say something about the article: dateline, hashtags, date, byline, embargo; and what a web page adds."""

import re
from collections.abc import Iterator
from dataclasses import replace

from news.report.lines import page_furniture as page
from news.report.lines import patterns
from news.report.lines.boilerplate_patterns import CLOCK
from news.report.lines.datelines import place_and_date, run_in
from news.report.lines.embargoes import EMBARGO, embargo_end, has_clock, is_nothing_else
from news.report.lines.labels import BANNER, END_MARK, PAGE, TEXT
from news.report.lines.page_dates import (
    byline_of,
    date_of,
    dated_in,
    is_clock,
    is_date_line,
    is_published,
    place_of_byline,
    segments,
)
from news.report.parts import Verdict, VideoLink
from news.report.readings.reading import Evidence, Facts, LineAs, Reading, fact, left_out, text_as
from news.report.source_text import SourceText

_BARS = re.compile(r"\s[|·•]\s")
HASHTAGS = 4  # of one article
HASHTAG = 40  # letters
NO_END = "It doesn't say until when: day, year, time and zone. Set the planned moment yourself, or it is not held back."
IN_A_PARAGRAPH = "It begins like an embargo. Set the planned moment yourself, or the text is not held back."
WITHIN = "It stands within the text. Is it until then that this text is held back?"
UNKNOWN_PLACE = "The site doesn't know the place. Is it the dateline?"
MAY_BE_PAGE = "Is it a part of the web page, or does it belong to the text?"
LAST_STEP = "It was taken for the way to the page. Are its last words needed?"
IS_PAGE_HEAD = "It was taken for the head of a web page. Is anything of it needed?"
PLACE_LOST = "The place beside the name, {}, is not kept. Is it the dateline?"
IS_BYLINE = "Is it the byline, or does it belong to the text?"
IS_DAY = "Is it when the page was published, or a day of a programme?"
NO_DAY = "Which day is it? The site can't tell for certain."


def facts(text: SourceText) -> Iterator[Reading]:
    yield from _hashtags(text)
    for index, line in text.brief():
        is_around = index < text.head or index > text.last_prose
        yield from _anywhere(index, line)
        yield from _embargo(index, line, is_around=is_around)
        if is_around:
            yield from _around(text, index, line)


def _hashtags(text: SourceText) -> Iterator[Reading]:
    seen: tuple[str, ...] = ()
    for index, line in text.brief():
        if patterns.HASHTAG_LINE.fullmatch(line):
            tags = tuple(dict.fromkeys([*seen, *patterns.HASHTAG.findall(line)]))
            if len(tags) <= HASHTAGS and all(len(tag) <= HASHTAG for tag in tags):
                seen = tags
                yield fact(index, "hashtags", Evidence.CERTAIN, Facts(hashtags=tags))


def _anywhere(index: int, line: str) -> Iterator[Reading]:
    if patterns.BANNER_LINE.match(line):
        yield left_out([index], BANNER, Evidence.STRONG, facts=Facts(has_banner=True))
    if patterns.VIDEO.match(line):
        yield Reading((LineAs(index, Verdict.FACT, "a video"),), Evidence.CERTAIN, part=VideoLink(line))
    if page.is_advertising(line) or page.is_copyright(line):
        yield left_out([index], PAGE, Evidence.CERTAIN)
    if page.is_end_mark(line):
        yield left_out([index], END_MARK, Evidence.CERTAIN)


def _around(text: SourceText, index: int, line: str) -> Iterator[Reading]:
    """What stands above the lead or below the last paragraph."""
    if page.is_page_word(line) or page.is_breadcrumb(line):
        doubt = "" if page.is_page_word(line) or page.is_of_sections(line) else LAST_STEP
        evidence = Evidence.CERTAIN - 5 if index < text.lead or _ends_page(text, index) else Evidence.LITTLE
        yield left_out([index], PAGE, evidence, doubt=doubt, otherwise=MAY_BE_PAGE)
    if page.is_release_note(line):
        yield fact(index, "a note of release", Evidence.CERTAIN, Facts(is_release=True))
    if index < text.lead and not byline_of(line):
        yield from _dateline(text, index, line)
    for reading in _date_and_byline(index, line, in_head=index < text.head):
        yield reading if index < text.head else _below(text, index, reading)


def _below(text: SourceText, index: int, reading: Reading) -> Reading:
    """A date below the last paragraph is the page's if it has a year or says so; else it may head a programme's day."""
    line, said = text.text(index), reading.lines[0]
    after = text.text(index + 1) if index + 1 < len(text) else ""
    if said.what == "a date" and (not is_published(line) or CLOCK.search(after)):
        return text_as([index], TEXT, Evidence.CERTAIN, doubt=IS_DAY)
    if said.what == "the byline" and not said.doubt and re.match(r"(?:by|von|par|door|a[vf])\b", line, re.IGNORECASE):
        return replace(reading, lines=(replace(said, doubt=IS_BYLINE),))
    return reading


def _embargo(index: int, line: str, *, is_around: bool) -> Iterator[Reading]:
    """Within the text a line that begins like one is an embargo only if it names a time; it may be a subhead."""
    if EMBARGO.match(line) and not is_nothing_else(line):
        if has_clock(line):
            yield text_as([index], TEXT, Evidence.CERTAIN, doubt=IN_A_PARAGRAPH, facts=Facts(is_embargoed=True))
    elif EMBARGO.match(line) and (is_around or has_clock(line)):
        end = embargo_end(line)
        doubt = NO_END if not end else "" if is_around else WITHIN
        yield fact(index, "an embargo", Evidence.CERTAIN, Facts(embargo=end, is_embargoed=True), doubt=doubt)


def _ends_page(text: SourceText, index: int) -> bool:
    """Whether what follows below the text is a page's too, rather than what the line is a heading of."""
    after = text.text(index + 1) if index + 1 < len(text) else ""
    return not after or page.is_page_word(after) or page.is_breadcrumb(after) or page.is_copyright(after)


def _dateline(text: SourceText, index: int, line: str) -> Iterator[Reading]:
    before = run_in(f"{line} …", text.known)
    if before and before.end > len(line):
        what, doubt = "the dateline", "" if before.is_sure else UNKNOWN_PLACE
        yield fact(index, what, Evidence.CERTAIN, Facts(dateline=before.place, dated=date_of(line)), doubt=doubt)
        return
    place, is_known = place_and_date(line, text.known)
    if place:
        what = "the dateline" if place == line else "the dateline and a date"
        doubt = "" if is_known or what != "the dateline" else UNKNOWN_PLACE
        yield fact(index, what, Evidence.STRONG, Facts(dateline=place, dated=date_of(line)), doubt=doubt)


def _date_and_byline(index: int, line: str, *, in_head: bool) -> Iterator[Reading]:
    parts = segments(line)
    names = [byline_of(part) for part in parts]
    dates = [is_date_line(part) for part in parts]
    others = [page.is_page_word(part) for part in parts]
    if not parts or not all(any(of) for of in zip(names, dates, others, strict=True)):
        if in_head and _BARS.search(line) and any(map(_is_day_or_clock, parts)) and all(map(_is_short, parts)):
            yield fact(index, "a date", Evidence.STRONG, Facts(dated=dated_in(parts)), doubt=IS_PAGE_HEAD)
        return
    byline, dated = next(filter(None, names), ""), dated_in(parts)
    if byline:
        what = "the byline and a date" if any(dates) else "the byline"
        doubt = next((PLACE_LOST.format(place) for part in parts if (place := place_of_byline(part))), "")
        doubt = doubt or ("" if len(byline.split()) > 1 else IS_BYLINE)
        yield fact(index, what, Evidence.CERTAIN - 5, Facts(byline=byline, dated=dated), doubt=doubt)
    elif any(dates):
        yield fact(index, "a date", Evidence.CERTAIN - 5, Facts(dated=dated), doubt="" if dated else NO_DAY)


def _is_day_or_clock(part: str) -> bool:
    return is_date_line(part) or is_clock(part)


def _is_short(part: str) -> bool:
    return len(part) <= 30 and len(part.split()) <= 4

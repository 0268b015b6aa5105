"""Subheads: short lines of their own that a paragraph follows."""

import re
from collections.abc import Iterator

from news.report.lines import page_furniture as page
from news.report.lines import patterns
from news.report.lines.boilerplate_patterns import ABOUT_HEAD, WATCH_HEAD
from news.report.lines.credit_patterns import WORDED
from news.report.lines.credits import credited
from news.report.lines.datelines import place_and_date
from news.report.lines.labels import SUBHEAD
from news.report.lines.lists import is_bullet, is_numbered
from news.report.lines.picture_names import picture_line
from news.report.lines.reading import could_be_heading, is_prose
from news.report.lines.spoken.speakers import SAYS
from news.report.lines.spoken.speech import is_speech
from news.report.readings.reading import Evidence, Reading, text_as
from news.report.readings.standings import is_link
from news.report.source_text import SourceText

IN_A_ROW = 3  # subheads at most; more short lines are a list
ROLE = 3  # words at most behind a name that say who somebody is
IS_HEADING = "Is it a subhead?"
IS_SPEAKER = "Is it a subhead, or the name of somebody who speaks?"
IS_DATELINE = "Is it a subhead, or where and when the text below was written?"
IS_PAGE = "Is it a subhead, or a part of the web page?"
IS_QUOTE = "Is it a subhead, or what somebody says?"
FOR_EDITORS = "It speaks to editors rather than to readers; it was kept as text."
_ENDS = (patterns.STANDINGS_HEAD, WATCH_HEAD, ABOUT_HEAD)  # headings of what ends a page
_NAME = re.compile(r"[^\Wa-z\d_][\w'’.-]{1,30}(?: (?:(?:van|de|der|den|von) ){0,2}[^\Wa-z\d_][\w'’.-]{1,30}){1,3}")
_MARK = re.compile(r"[“”„«»‹›‟\"「」『』]|(?:^|\s)[‘'’](?=\w)")
# No subhead as a rule: results in one line, a handle, who wrote it, what is still to come
_OTHER = re.compile(
    r"(?<=\s)1\. |^@|^(?:by|par|von|door|av) (?:our|a|an|notre|unser\w*|onze|vår)\b|"
    r"^(?:propos )?recueillis? par\b|^propos recueillis\b|"
    r"^more (?:to (?:follow|come)|follows|soon)\b|\b(?:correspondent|korrespondent|correspondant)\b|"
    r"^(?:à suivre|mehr in kürze|mehr folgt|meer volgt|mer følger|wird fortgesetzt)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|\S@\S|\+\d\d ?\d")


def headings(text: SourceText) -> Iterator[Reading]:
    streak: list[int] = []
    for index in range(len(text) + 1):
        if index < len(text) and _stands_alone(text, index):
            streak.append(index)
            continue
        for position, line in enumerate(streak):
            yield _heading(text, line, last=position == len(streak) - 1, of=len(streak))
        streak = []


def _stands_alone(text: SourceText, index: int) -> bool:
    """Whether the line may be a subhead by itself, and is no part of several short lines without one between them."""
    line = text.text(index)
    if not could_be_heading(line) or patterns.EMBEDDED.match(line) or _is_one_of_links(text, index):
        return False
    if is_numbered(line) and any(is_numbered(near) for near in text.around(index)):
        return False  # an item; a number alone may stand before a subhead
    if is_numbered(line) and patterns.RESULT.search(line):
        return False
    if page.is_end_mark(line) or patterns.HASHTAG_LINE.fullmatch(line) or picture_line(line) or credited(line):
        return False
    return not (_belongs_to(text, index, index - 1) or _belongs_to(text, index, index + 1))


def _may_be_a_speaker(text: SourceText, index: int) -> bool:
    """A name alone: of somebody whom the site knows, or below speech of anybody."""
    line = text.text(index)
    name, comma, role = line.partition(",")
    if text.known.person(line) or (comma and text.known.person(name) and len(role.split()) <= ROLE):
        return True  # Ada Example; Ada Example, Sportlerin
    below_speech = index > 0 and (is_speech(text.text(index - 1)) or text.text(index - 1)[0] in patterns.OPENING)
    name = line.partition(",")[0].partition(" (")[0]
    return below_speech and bool(text.known.person(name) or _NAME.fullmatch(name))


def _is_one_of_links(text: SourceText, index: int) -> bool:
    """Whether the line looks like a link to standings, and stands among others or below their heading."""
    return is_link(text.text(index)) and any(
        is_link(line) or patterns.STANDINGS_HEAD.match(line) for line in text.around(index)
    )


def _heads_a_list(text: SourceText, index: int) -> bool:
    return index + 1 < len(text) and (is_bullet(text.text(index + 1)) or is_numbered(text.text(index + 1)))


def _belongs_to(text: SourceText, index: int, near: int) -> bool:
    """Whether a line right above or below, in the same run, is as short as this one."""
    if not 0 <= near < len(text) or text.run(near) != text.run(index):
        return False
    line = text.text(near)
    is_fact = credited(line) or picture_line(line) or patterns.HASHTAG_LINE.fullmatch(line)
    return not (is_prose(line) or is_bullet(line) or is_speech(line) or is_fact)


def _heading(text: SourceText, index: int, *, last: bool, of: int) -> Reading:
    doubt = _other_reading(text, index)
    evidence = Evidence.LITTLE if doubt else _evidence(text, index, last=last, of=of)
    return text_as([index], SUBHEAD, evidence, otherwise=doubt or IS_HEADING)


def _evidence(text: SourceText, index: int, *, last: bool, of: int) -> int:
    """How much speaks for a subhead, by what stands around the line."""
    line, above = text.text(index), text.text(index - 1) if index else ""
    if patterns.ENTRY_START.match(line) and (":" in line or "(" in line):
        return 0  # 500m: Ada Example (NOR)
    if above.endswith(":") and not is_link(above):
        # It is announced: an item, an embedded post
        return Evidence.LITTLE if _heads_a_list(text, index) else 0
    if of > IN_A_ROW:
        return Evidence.LITTLE if last else 0
    return Evidence.GOOD if _leads_on(text, index) else Evidence.LITTLE


def _other_reading(text: SourceText, index: int) -> str:
    """What else a line that stands like a subhead is likely to be, as a doubt; "" for nothing else."""
    line = text.text(index)
    if _ADDRESS.search(line) or patterns.RESULT_LINE.match(line) or WORDED.match(line):
        return IS_HEADING
    if _MARK.search(line) and SAYS.search(line):
        return IS_QUOTE
    if _OTHER.search(line) or _is_in_brackets(line):
        return IS_HEADING
    if page.may_be_of_page(line):
        return IS_PAGE
    if page.AFTER_END.fullmatch(line):
        return FOR_EDITORS
    if place_and_date(line, text.known)[0]:
        return IS_DATELINE
    return IS_SPEAKER if _may_be_a_speaker(text, index) else ""


def _is_in_brackets(line: str) -> bool:
    return line[0] in "([" and line[-1] in ")]"


def _leads_on(text: SourceText, index: int) -> bool:
    """Whether a paragraph, speech or a list follows, possibly after other subheads, pictures or links."""
    for after in range(index + 1, min(index + 12, len(text))):
        line = text.text(after)
        if patterns.EMBEDDED.match(line) or any(head.match(line) for head in _ENDS):
            return False
        if (
            is_prose(line)
            or is_speech(line)
            or is_bullet(line)
            or is_numbered(line)
            or line.endswith(patterns.FULL_STOPS)
        ):
            return True
        if not (_stands_alone(text, after) or is_link(line) or picture_line(line) or credited(line)):
            return not text.stands_apart(after)
    return False

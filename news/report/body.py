"""The body of a report: paragraphs, subheads, quotes, lists and tables, with pictures and links between them."""

from collections.abc import Iterator
from itertools import groupby

from news.report.lines import page_furniture as page
from news.report.lines import patterns
from news.report.lines.labels import (
    ABOUT,
    CALENDAR,
    END_MARK,
    LETTERED_LIST,
    LIST,
    NUMBERED_LIST,
    QUOTE,
    SUBHEAD,
    TABLE,
    WATCH,
)
from news.report.lines.lists import columns
from news.report.lines.reading import LONG
from news.report.lines.spoken.speech import closes_nothing, is_open
from news.report.listed import bullets, numbered
from news.report.marked_text import MarkedText
from news.report.paragraphs import paragraphs
from news.report.parts import Paragraph, Part, Quote, Subhead, Table
from news.report.readings.reading import Reading
from news.report.readings.structure import speaker_of

BELOW_END = "It stands below the text about the series; it was kept as text."
BELOW_END_MARK = "It stands below the end of the text; it was kept."
BELOW_LEFT_OUT = "It stands below a part that was left out; it was kept as text."
WAS_LINK = "It was a link: the text does not hold where it led."
ADDRESS = "It holds a web address, which readers will see as it is."
EMBEDDED = "Is it left over from a post that was shown here?"
MARKUP = "It holds signs of HTML, which readers will see."
FOR_EDITORS = "It speaks to editors rather than to readers; it was kept as text."
OF_PAGE = "Is it a part of the web page? It was kept as text."
ONE_MARK = "It has a quotation mark without its partner: where does the speech begin or end?"


def body_parts(marked: MarkedText) -> Iterator[Part]:
    """The parts after the lead, in order. Marks every remaining line."""
    below = ""
    for is_text, indexes in groupby(range(len(marked.source)), lambda index: index not in marked.marks):
        group = list(indexes)
        if is_text:
            yield from _text_parts(marked, group, below or _below_left_out(marked, group[0]))
            continue
        for index in group:
            if marked.is_left_out(index, ABOUT, END_MARK):
                below = BELOW_END if marked.marks[index].what == ABOUT else BELOW_END_MARK
            if index in marked.parts:
                yield marked.parts[index]


def _text_parts(marked: MarkedText, indexes: list[int], below: str) -> Iterator[Part]:
    """The parts of consecutive lines of text."""
    for _, lines in groupby(indexes, lambda index: id(marked.built(index))):
        group = list(lines)
        if reading := marked.built(group[0]):
            for index in group:
                marked.keep_as_text(
                    [index], reading.what, marked.doubt(index) or below or _doubt_of(marked.text(index))
                )
            yield from built_parts(marked, reading, group)
            continue
        for index in group:
            marked.keep_as_text(
                [index], marked.plainly(index), marked.doubt(index) or below or _doubt_in_text(marked.text(index))
            )
        yield from (Paragraph(paragraph) for paragraph in paragraphs(marked.source, group))


def built_parts(marked: MarkedText, reading: Reading, lines: list[int]) -> Iterator[Part]:
    """Lines of one reading as a subhead, a quote, a table or a list."""
    texts = [marked.text(index) for index in lines]
    match reading.what:
        case what if what == SUBHEAD:
            yield Subhead(texts[0])
        case what if what == QUOTE:
            yield Quote(tuple(texts), speaker_of(marked.source, tuple(lines)))
        case what if what == TABLE:
            yield Table(columns(texts) or ())
        case what if what == LIST:
            yield bullets(marked.source, lines)
        case what if what in {NUMBERED_LIST, LETTERED_LIST}:
            yield numbered(marked.source, lines)


def _below_left_out(marked: MarkedText, first: int) -> str:
    """The doubt about text directly below trailing parts."""
    return BELOW_LEFT_OUT if marked.is_left_out(first - 1, WATCH, CALENDAR) else ""


def _doubt_in_text(text: str) -> str:
    """Why a line of plain text should be looked at."""
    if patterns.ADDRESS.search(text):
        return ADDRESS
    if doubt := _doubt_of(text):
        return doubt
    if len(text) < LONG and page.AFTER_END.match(text):
        return FOR_EDITORS
    if len(text) < LONG and page.may_be_of_page(text):
        return OF_PAGE
    return ONE_MARK if is_open(text) or closes_nothing(text) else ""


def _doubt_of(text: str) -> str:
    if patterns.WAS_LINK.search(text):
        return WAS_LINK
    if patterns.EMBEDDED.match(text):
        return EMBEDDED
    return MARKUP if patterns.MARKUP.search(text) else ""

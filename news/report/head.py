"""The head of a report: its title if it has one, the dateline and the lead."""

from news.report.lines import patterns
from news.report.lines.reading import LONG, dateline, is_bullet, is_prose
from news.report.marked_text import MarkedText

IS_TITLE = "It has no mark of its own: is it the title?"
BEFORE_LEAD = "It stands before the lead: is it a title or a subtitle?"


def find_head(marked: MarkedText) -> list[int]:
    """Mark the lines up to and including the lead. Returns the indexes of the lead's lines."""
    lead = next((index for index in marked.free() if _is_lead(marked, index)), None)
    if lead is None:
        lead = next((index for index in marked.free() if not _is_dateline(marked, index)), None)
    before: list[int] = []
    for index in list(marked.free()):
        if lead is not None and index >= lead:
            break
        _find_head_line(marked, index, before)
    marked.keep_as_text(before, "the lead", BEFORE_LEAD)
    if lead is None:
        return before
    marked.keep_as_text([lead], "the lead")
    return [*before, lead]


def _is_dateline(marked: MarkedText, index: int) -> bool:
    return dateline(_without_date(marked.text(index)), marked.known)


def _without_date(text: str) -> str:
    """The text without its date: Hamar, Norway; the text itself if it is only a date."""
    return patterns.DATE_INSIDE.sub("", text).strip(" ,–—-|\t") or text if len(text) <= LONG else text


def _is_lead(marked: MarkedText, index: int) -> bool:
    return is_prose(marked.text(index)) and not _is_dateline(marked, index)


def _find_head_line(marked: MarkedText, index: int, before: list[int]) -> None:
    text = marked.text(index)
    if not marked.dateline and _is_dateline(marked, index):
        marked.dateline = _without_date(text)
        marked.mark_fact(index, "the dateline" if marked.dateline == text else "the dateline and a date")
    elif patterns.LONE_DATE.match(text):
        marked.mark_fact(index, "a date", "Articles are dated by their publication.")
    elif patterns.SECTION.match(text):
        marked.leave_out([index], "the name of a section: the site has its own")
    elif not marked.title and not before and len(text) <= 160 and not is_bullet(text):
        marked.title = text
        marked.mark_fact(index, "the title", IS_TITLE)
    else:
        before.append(index)

"""The head of a report: its title if it has one, and the lead."""

from news.report.lines import patterns
from news.report.lines.labels import LETTERED_LIST, LIST, NUMBERED_LIST, TABLE
from news.report.lines.lists import is_bullet
from news.report.lines.reading import is_prose
from news.report.marked_text import MarkedText
from news.report.parts import Verdict

IS_TITLE = "It has no mark of its own: is it the title?"
BEFORE_LEAD = "It stands before the lead: is it a title or a subtitle?"
IS_DATELINE = "Does it begin with a dateline?"
NO_PARAGRAPH = "No line looks like a paragraph: is it the lead, or the title?"
SECTION = 3  # words; fewer may be the name of a page's section
TITLE = 160  # characters


def find_head(marked: MarkedText) -> list[int]:
    """Mark the lines up to and including the lead. Returns the indexes of the lead's lines."""
    free = marked.free()
    fit = [index for index in free if _may_lead(marked, index)]
    lead = next((index for index in fit if is_prose(marked.text(index))), fit[0] if fit else None)
    if lead is None:
        return []
    before = [index for index in free if index < lead]
    title = _title(marked, before)
    if title is not None:
        before.remove(title)
        marked.title = marked.text(title)
        marked.mark(title, Verdict.FACT, "the title", IS_TITLE)
    marked.keep_as_text(before, "the lead", BEFORE_LEAD)
    run_in = patterns.RUN_IN.match(marked.text(lead))
    marked.keep_as_text(
        [lead], "the lead", IS_DATELINE if run_in and run_in["place"].isupper() else _doubt(marked, lead)
    )
    return [*before, lead]


def _may_lead(marked: MarkedText, index: int) -> bool:
    """Plain text, a subhead, or the first words of somebody's speech; no list and no table."""
    reading = marked.built(index)
    return reading is None or (
        index == reading.first and reading.what not in {LIST, NUMBERED_LIST, LETTERED_LIST, TABLE}
    )


def _title(marked: MarkedText, before: list[int]) -> int | None:
    """The first line that can be one; rather not one of so few words that it may be a menu's or a section's."""
    fit = [index for index in before if _may_be_title(marked, index)]
    wordy = (index for index in fit if len(marked.text(index).split()) >= SECTION or not marked.text(index).isascii())
    return next(wordy, fit[0] if fit else None)


def _may_be_title(marked: MarkedText, index: int) -> bool:
    return len(marked.text(index)) <= TITLE and _may_lead(marked, index) and not is_bullet(marked.text(index))


def _doubt(marked: MarkedText, lead: int) -> str:
    """What else the lead may be; it is no quote of somebody, whatever it begins with."""
    if not is_prose(marked.text(lead)):
        return NO_PARAGRAPH
    return "" if marked.built(lead) else marked.doubt(lead)

"""The head of a report: its title if it has one, the dateline and the lead."""

from news.report import patterns
from news.report.reading import LONG, dateline, is_bullet, is_prose
from news.report.sheet import Sheet

IS_TITLE = "It has no mark of its own: is it the title?"
BEFORE_LEAD = "It stands before the lead: is it a title or a subtitle?"


def find_head(sheet: Sheet) -> list[int]:
    """Mark what stands before the lead; return the lines of the lead."""
    lead = next((index for index in sheet.free() if _is_lead(sheet, index)), None)
    if lead is None:
        lead = next((index for index in sheet.free() if not _is_dateline(sheet, index)), None)
    before: list[int] = []
    for index in list(sheet.free()):
        if lead is not None and index >= lead:
            break
        _find_head_line(sheet, index, before)
    sheet.kept(before, "the lead", BEFORE_LEAD)
    if lead is None:
        return before
    sheet.kept([lead], "the lead")
    return [*before, lead]


def _is_dateline(sheet: Sheet, index: int) -> bool:
    return dateline(_without_date(sheet.text(index)), sheet.known)


def _without_date(text: str) -> str:
    """Hamar, Norway of "Hamar, Norway – December 12, 2025"; the text itself where nothing else would be left."""
    return patterns.DATE_INSIDE.sub("", text).strip(" ,–—-|\t") or text if len(text) <= LONG else text


def _is_lead(sheet: Sheet, index: int) -> bool:
    return is_prose(sheet.text(index)) and not _is_dateline(sheet, index)


def _find_head_line(sheet: Sheet, index: int, before: list[int]) -> None:
    text = sheet.text(index)
    if not sheet.dateline and _is_dateline(sheet, index):
        sheet.dateline = _without_date(text)
        sheet.fact(index, "the dateline" if sheet.dateline == text else "the dateline and a date")
    elif patterns.LONE_DATE.match(text):
        sheet.fact(index, "a date", "Articles are dated by their publication.")
    elif patterns.SECTION.match(text):
        sheet.leave_out([index], "the name of a section: the site has its own")
    elif not sheet.title and not before and len(text) <= 160 and not is_bullet(text):
        sheet.title = text
        sheet.fact(index, "the title", IS_TITLE)
    else:
        before.append(index)

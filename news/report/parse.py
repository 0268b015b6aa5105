"""From lines to parts: first what can be told for certain, wherever it stands; what is left is text."""

from news.report.body import body_parts
from news.report.boilerplate import find_boilerplate, find_hashtags_and_banner
from news.report.head import find_head
from news.report.parts import Picture, Report, Verdict
from news.report.pictures import find_pictures
from news.report.reading import Known, read_lines
from news.report.sheet import Sheet


def parse(text: str, known: Known | None = None, keep_links: bool = False) -> Report:
    """Take a report's text apart. `known` names places and people; without it datelines are not recognised.

    `keep_links`: links to standings in the middle of a body stay as text, where the site has no standings for them.
    """
    sheet = Sheet(read_lines(text), known or Known())
    find_hashtags_and_banner(sheet)
    find_boilerplate(sheet, keep_links)
    find_pictures(sheet)
    lead = find_head(sheet)
    hero = _take_hero(sheet, lead)
    body = tuple(body_parts(sheet))
    return Report(
        title=sheet.title,
        lead="\n".join(sheet.text(index) for index in lead),
        dateline=sheet.dateline,
        hashtags=tuple(sheet.hashtags),
        hero=hero,
        body=body,
        has_banner=sheet.has_banner,
        trailing=frozenset(sheet.trailing),
        season=sheet.season,
        lines=tuple(sheet.lines()),
    )


def _take_hero(sheet: Sheet, lead: list[int]) -> Picture | None:
    """The picture above the lead, or right below it."""
    if not sheet.pictures:
        return None
    first = min(sheet.pictures)
    between = range(lead[-1] + 1, first) if lead else range(0)
    if any(index not in sheet.marks or sheet.marks[index].verdict is Verdict.TEXT for index in between):
        return None
    return sheet.pictures.pop(first)

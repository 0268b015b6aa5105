"""Parses a report: certain parts are recognised first, wherever they are; the rest is text."""

from news.report.body import body_parts
from news.report.boilerplate import find_boilerplate, find_hashtags_and_banner
from news.report.head import find_head
from news.report.lines.known_names import KnownNames
from news.report.lines.reading import read_lines
from news.report.marked_text import MarkedText
from news.report.parts import Picture, Report, Verdict
from news.report.pictures import find_pictures


def parse(text: str, known: KnownNames | None = None, keep_links: bool = False) -> Report:
    """The report in a text. `known` has names of places and people; without it datelines are not recognised.

    `keep_links`: links to standings in the middle of a body stay text, for a report whose standings the site lacks.
    """
    marked = MarkedText(read_lines(text), known or KnownNames())
    find_hashtags_and_banner(marked)
    find_boilerplate(marked, keep_links)
    find_pictures(marked)
    lead = find_head(marked)
    hero = _take_hero(marked, lead)
    body = tuple(body_parts(marked))
    return Report(
        title=marked.title,
        lead="\n".join(marked.text(index) for index in lead),
        dateline=marked.dateline,
        hashtags=tuple(marked.hashtags),
        hero=hero,
        body=body,
        has_banner=marked.has_banner,
        trailing=frozenset(marked.trailing),
        season=marked.season,
        lines=tuple(marked.lines()),
    )


def _take_hero(marked: MarkedText, lead: list[int]) -> Picture | None:
    """The picture above the lead, or right below it."""
    if not marked.pictures:
        return None
    first = min(marked.pictures)
    between = range(lead[-1] + 1, first) if lead else range(0)
    if any(index not in marked.marks or marked.marks[index].verdict is Verdict.TEXT for index in between):
        return None
    return marked.pictures.pop(first)

"""Parses a report: all readings of its lines are weighed together, then its parts are put together."""

from news.report.body import body_parts
from news.report.head import find_head
from news.report.lines.known.names import KnownNames
from news.report.lines.reading import read_lines
from news.report.marked_text import MarkedText
from news.report.parted import parted
from news.report.parts import Picture, Report, Verdict
from news.report.readings.choice import choose
from news.report.readings.proposals import proposals
from news.report.source_text import SourceText
from news.report.standings_links import settle_standings


def parse(text: str, known: KnownNames | None = None, keep_links: bool = False) -> Report:
    """The report in a text. `known` has what the site knows; nothing is left out that its data don't agree with.

    `keep_links`: links to standings stay text, for a report whose standings the site lacks.
    """
    known = known or KnownNames()
    source = SourceText(parted(read_lines(text), known), known)
    marked = MarkedText(source, choose(source, proposals(source)))
    settle_standings(marked, keep_links)
    lead = find_head(marked)
    hero = _take_hero(marked, lead)
    facts = marked.facts
    body = tuple(body_parts(marked))
    return Report(
        title=marked.title,
        lead="\n".join(marked.text(index) for index in lead),
        dateline=facts.dateline,
        hashtags=facts.hashtags,
        hero=hero,
        body=body,
        has_banner=facts.has_banner,
        trailing=marked.trailing,
        season=facts.season,
        byline=facts.byline,
        dated=facts.dated,
        embargo=facts.embargo,
        is_embargoed=facts.is_embargoed,
        is_release=facts.is_release,
        lines=tuple(marked.lines()),
    )


def _take_hero(marked: MarkedText, lead: list[int]) -> Picture | None:
    """The picture above the lead, or right below it."""
    first = min((index for index, part in marked.parts.items() if isinstance(part, Picture)), default=None)
    if first is None:
        return None
    between = range(lead[-1] + 1, first) if lead else range(0)
    if any(index not in marked.marks or marked.marks[index].verdict is Verdict.TEXT for index in between):
        return None
    picture = marked.parts.pop(first)
    return picture if isinstance(picture, Picture) else None

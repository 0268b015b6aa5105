"""Links to standings: which lines they are, and which cups they name."""

import re
from collections.abc import Iterator

from news.report.lines import patterns
from news.report.lines.labels import STANDINGS
from news.report.lines.reading import could_be_heading, is_prose
from news.report.parts import CupLink, StandingsLinks, Verdict
from news.report.readings.reading import Evidence, Facts, LineAs, Reading
from news.report.source_text import SourceText


def standings(text: SourceText) -> Iterator[Reading]:
    """Links under a heading, or a link that says by itself that it leads to standings."""
    taken = -1
    for index, line in text.brief():
        if index <= taken:
            continue
        if patterns.STANDINGS_LINK.match(line):
            yield _links(text, [index])
        elif _may_head(line) and (links := _below(text, index)):
            taken = links[-1]
            yield _links(text, [index, *links])


def is_link(text: str) -> bool:
    """Whether the line looks like a link to the standings of one cup or several."""
    return bool(patterns.CUP_LINK.match(text) or patterns.CUP_LINKS.match(text) or patterns.STANDINGS_LINK.match(text))


def _may_head(line: str) -> bool:
    return bool(patterns.STANDINGS_HEAD.match(line)) or ("standings" in line.casefold() and could_be_heading(line))


def _below(text: SourceText, index: int) -> list[int]:
    links = text.following(index, lambda line: bool(patterns.CUP_LINK.match(line) or patterns.CUP_LINKS.match(line)))
    after = index + 1 + len(links)
    is_row = len(links) == 1 and patterns.CUP_LINKS.match(text.text(links[0]))
    alone = len(links) == 1 and not is_row and after < len(text) and is_prose(text.text(after))
    enough = len(links) >= (1 if patterns.STANDINGS_HEAD.match(text.text(index)) else 2)
    return links if enough and not alone else []  # a heading, and below it another one or a paragraph


def _links(text: SourceText, indexes: list[int]) -> Reading:
    found = [link for index in indexes for link in _cup_links(text.text(index))]
    said = {_category(text.text(index)) for index in indexes} - {""}
    category = said.pop() if len(said) == 1 else ""
    cups = tuple(CupLink(cup.category or category, cup.cup) for cup in found)
    return Reading(
        tuple(LineAs(index, Verdict.LEFT_OUT, STANDINGS) for index in indexes),
        Evidence.CERTAIN,
        part=StandingsLinks(category, cups),
        facts=Facts(trailing="standings"),
    )


def _category(text: str) -> str:
    """women or men, where a line of standings says so."""
    kinds = (patterns.STANDINGS_HEAD, patterns.STANDINGS_LINK, patterns.CUP_LINK, patterns.CUP_LINKS)
    found = next(filter(None, (kind.match(text) for kind in kinds)), None)
    word = ((found["first"] or found["last"] or "") if found else "").casefold()
    return {"women": "women", "ladies": "women", "men": "men"}.get(word, "")


# What a cup is called in addresses, by how its name begins
_CUPS = {
    "500": "500m",
    "1000": "1000m",
    "1500": "1500m",
    "3000": "long-distances",
    "5000": "long-distances",
    "10000": "long-distances",
    "long": "long-distances",
    "mass": "mass-start",
    "team p": "team-pursuit",
    "team s": "team-sprint",
}


def _cup_links(text: str) -> list[CupLink]:
    """The cups that a line links to; none for a heading and for cups that the site does not have."""
    found = patterns.STANDINGS_LINK.match(text) or patterns.CUP_LINK.match(text)
    if found:
        names = [found["cup"]]
    elif patterns.CUP_LINKS.match(text):
        names = re.split(r"[|,;·•]|(?<=\w)/(?=\s*[A-Za-z])", text.partition(":")[2] or text)
    else:
        return []
    category = _category(text)
    return [CupLink(category, cup) for name in names if (cup := _cup(name))]


def _cup(name: str) -> str | None:
    """long-distances of "3,000/5,000m"."""
    name = re.sub(r"(?<=\d)[.,](?=\d)", "", name.strip().casefold())
    figures = re.match(r"\d+", name)
    return _CUPS.get(figures[0]) if figures else next((_CUPS[key] for key in _CUPS if name.startswith(key)), None)

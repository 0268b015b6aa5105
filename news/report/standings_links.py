"""Links to standings in a report: which lines they are, and which cups they name."""

import re

from news.report.lines import patterns
from news.report.lines.labels import ABOUT, CALENDAR, POINTER, STANDINGS, WATCH
from news.report.lines.reading import is_prose
from news.report.marked_text import MarkedText
from news.report.parts import CupLink, StandingsLinks, Verdict


def find_standings(marked: MarkedText, index: int) -> None:
    links = marked.following(index, lambda text: bool(patterns.CUP_LINK.match(text) or patterns.CUP_LINKS.match(text)))
    after = index + 1 + len(links)
    is_row = len(links) == 1 and patterns.CUP_LINKS.match(marked.text(links[0]))
    alone = len(links) == 1 and not is_row and after < len(marked.sources) and is_prose(marked.text(after))
    if len(links) < (1 if patterns.STANDINGS_HEAD.match(marked.text(index)) else 2) or alone:
        return  # a heading, and below it another one or a paragraph
    take_standings(marked, [index, *links])


def take_standings(marked: MarkedText, indexes: list[int]) -> None:
    marked.leave_out(indexes, STANDINGS)
    found = [link for index in indexes for link in _cup_links(marked.text(index))]
    said = {_category(marked.text(index)) for index in indexes} - {""}
    category = said.pop() if len(said) == 1 else ""
    cups = tuple(CupLink(cup.category or category, cup.cup) for cup in found)
    marked.standings[indexes[0]] = StandingsLinks(category, cups)
    marked.trailing.add("standings")


def settle_standings(marked: MarkedText, keep_links: bool) -> None:
    """Links right after each other are one block; those that end the page are its trailing block."""
    groups: list[list[int]] = []
    for index in sorted(marked.standings):
        before = groups[-1][-1] if groups else None
        if before is not None and all(_is_standings(marked, line) for line in range(before, index)):
            groups[-1].append(index)
        else:
            groups.append([index])
    for first, *others in groups:
        links = [marked.standings[index] for index in (first, *others)]
        categories = {link.category for link in links}
        merged = StandingsLinks(
            categories.pop() if len(categories) == 1 else "", tuple(cup for link in links for cup in link.cups)
        )
        for index in others:
            del marked.standings[index]
        marked.standings[first] = merged
        if not _text_goes_on(marked, first):
            del marked.standings[first]
        elif keep_links:
            del marked.standings[first]
            while _is_standings(marked, first):
                del marked.marks[first]
                first += 1


def _is_standings(marked: MarkedText, index: int) -> bool:
    return index in marked.marks and marked.marks[index].what == STANDINGS


def _text_goes_on(marked: MarkedText, index: int) -> bool:
    """Whether the body goes on before the next of the parts that end a page."""
    for after in range(index, len(marked.sources)):
        mark = marked.marks.get(after)
        if mark is None:
            return True
        if mark.verdict is Verdict.LEFT_OUT and mark.what in {WATCH, CALENDAR, ABOUT, POINTER}:
            return False
    return False


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

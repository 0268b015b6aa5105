"""Which links to standings stand in the middle of a body, and which end the page."""

from news.report.lines.labels import ABOUT, CALENDAR, PAGE, POINTER, STANDINGS, WATCH
from news.report.marked_text import MarkedText
from news.report.parts import StandingsLinks, Verdict

NO_SEASON = "The site has no standings of that season; the line was kept as text."


def settle_standings(marked: MarkedText, keep_links: bool) -> None:
    """Links right after each other are one block; those that end the page are its trailing block."""
    groups: list[list[int]] = []
    for index in sorted(index for index, part in marked.parts.items() if isinstance(part, StandingsLinks)):
        before = groups[-1][-1] if groups else None
        if before is not None and all(marked.is_left_out(line, STANDINGS) for line in range(before, index)):
            groups[-1].append(index)
        else:
            groups.append([index])
    for group in groups:
        merged = _merged([marked.parts.pop(index) for index in group])
        if keep_links:
            _keep(marked, group[0])
        elif _text_goes_on(marked, group[0]):
            marked.parts[group[0]] = merged


def _merged(links: list[object]) -> StandingsLinks:
    found = [link for link in links if isinstance(link, StandingsLinks)]
    categories = {link.category for link in found}
    category = categories.pop() if len(categories) == 1 else ""
    return StandingsLinks(category, tuple(cup for link in found for cup in link.cups))


def _keep(marked: MarkedText, first: int) -> None:
    """The links are text: there are no standings that they could lead to."""
    while marked.is_left_out(first, STANDINGS):
        del marked.marks[first]
        marked.choice.by_line.pop(first, None)
        marked.choice.doubts[first] = NO_SEASON
        first += 1


def _text_goes_on(marked: MarkedText, index: int) -> bool:
    """Whether the body goes on before the next of the parts that end a page."""
    for after in range(index, len(marked.source)):
        mark = marked.marks.get(after)
        if mark is None:
            return True
        if mark.verdict is Verdict.LEFT_OUT and mark.what in {WATCH, CALENDAR, ABOUT, POINTER, PAGE}:
            return False
    return False

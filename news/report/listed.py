"""The items of a list and their levels."""

from news.report.lines.lists import is_bullet, is_numbered, without_bullet, without_number
from news.report.parts import Bullets
from news.report.source_text import SourceText

DEEPEST = 2  # levels below the first


def bullets(text: SourceText, lines: list[int], *, is_numbered: bool) -> Bullets:
    """The list, its items without bullets and numbers; what goes on in the next line is one item."""
    items: list[str] = []
    indents: list[int] = []
    for index in lines:
        line = text.text(index)
        if items and not _begins(line):
            items[-1] = f"{items[-1]} {line}"
            continue
        items.append(without_number(line) if is_numbered else without_bullet(line))
        indents.append(text.sources[index].indent)
    return Bullets(tuple(items), _levels(indents), is_numbered)


def _begins(line: str) -> bool:
    return is_bullet(line) or is_numbered(line)


def _levels(indents: list[int]) -> tuple[int, ...]:
    """How deep each item stands; () where all stand alike. An item is at most one level below its forerunner."""
    ranks = {indent: rank for rank, indent in enumerate(sorted(set(indents)))}
    levels: list[int] = []
    for indent in indents:
        deepest = min(levels[-1] + 1, DEEPEST) if levels else 0
        levels.append(min(ranks[indent], deepest))
    return tuple(levels) if any(levels) else ()

"""The items of a list and their levels."""

from news.report.lines.lists import as_written, is_bullet, is_numbered, without_bullet, without_mark
from news.report.parts import Bullets
from news.report.readings.items import levels_of
from news.report.source_text import SourceText

DEEPEST = 2  # levels below the first


def bullets(text: SourceText, lines: list[int]) -> Bullets:
    """The list, its items without bullets; what goes on in the next line is one item."""
    items: list[str] = []
    indents: list[int] = []
    for index in lines:
        line = text.text(index)
        if items and not (is_bullet(line) or is_numbered(line)):
            items[-1] = f"{items[-1]} {line}"
            continue
        items.append(without_bullet(line))
        indents.append(text.sources[index].indent)
    return Bullets(tuple(items), _levels(indents))


def numbered(text: SourceText, lines: list[int]) -> Bullets:
    """The list, its items without numbers and letters, which are kept beside them."""
    texts = [text.text(index) for index in lines]
    items = tuple(without_bullet(line) if is_bullet(line) else without_mark(line) for line in texts)
    numbers = tuple("" if is_bullet(line) else as_written(line) for line in texts)
    levels = tuple(min(level, DEEPEST) for level in levels_of(text, lines))
    return Bullets(items, levels if any(levels) else (), numbers)


def _levels(indents: list[int]) -> tuple[int, ...]:
    """How deep each item stands; () where all stand alike. An item is at most one level below its forerunner."""
    ranks = {indent: rank for rank, indent in enumerate(sorted(set(indents)))}
    levels: list[int] = []
    for indent in indents:
        deepest = min(levels[-1] + 1, DEEPEST) if levels else 0
        levels.append(min(ranks[indent], deepest))
    return tuple(levels) if any(levels) else ()

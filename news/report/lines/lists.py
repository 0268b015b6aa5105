"""Lines of lists and tables: their bullets, numbers and columns. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from news.report.lines import patterns

_NUMBER = re.compile(r"(?P<number>\d{1,3})[.)][ \t]{1,5}(?=\S)")
_MARK = re.compile(r"^\(?(?P<mark>\d{1,3}|[a-zA-Z]|[ivx]{2,5}|[IVX]{2,5})[.)][ \t]{1,5}(?=\S)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_SPACES = re.compile(r"\s{2,99}")
_RULE = re.compile(r"[\s|:+=-]+")


@dataclass(frozen=True)
class Mark:
    """The number or letter before an item: its kind as HTML calls it (1, a, A, i, I), and the how many-th it is."""

    kind: str
    number: int


def is_bullet(text: str) -> bool:
    return bool(patterns.BULLET.match(text))


def without_bullet(text: str) -> str:
    return patterns.BULLET.sub("", text)


def number_of(text: str) -> int | None:
    """3 of "3. Entries"; None of a line that has no number of a list."""
    found = _NUMBER.match(text)
    return int(found["number"]) if found else None


def is_numbered(text: str) -> bool:
    return number_of(text) is not None


def marks_of(text: str) -> list[Mark]:
    """All that the number or letter before the words may be: of "v) ", the fifth and the twenty-second."""
    found = _MARK.match(text)
    mark = found["mark"] if found else ""
    if mark.isdigit():
        return [Mark("1", int(mark))]
    is_small = mark.islower()
    marks = [Mark("a" if is_small else "A", ord(mark.lower()) - ord("a") + 1)] if len(mark) == 1 else []
    if mark.lower() in _ROMAN:
        marks.append(Mark("i" if is_small else "I", _ROMAN.index(mark.lower()) + 1))
    return marks


def as_written(text: str) -> str:
    """The number or letter before the words, without its signs."""
    found = _MARK.match(text)
    return found["mark"] if found else ""


def without_mark(text: str) -> str:
    return _MARK.sub("", text)


def columns(texts: Sequence[str]) -> tuple[tuple[str, ...], ...] | None:
    """The cells of lines that are rows of one table: by tabs, by bars, or by wide spaces; None if they are none."""
    if len(texts) < 2:
        return None
    if all("\t" in text for text in texts):
        is_list = all(is_bullet(text) or patterns.NUMBERED.match(text) for text in texts)
        return None if is_list else tuple(_cells(text.split("\t")) for text in texts)
    if all("|" in text for text in texts):
        return _of_one_width([_cells(text.strip("| ").split("|")) for text in texts if not _RULE.fullmatch(text)], 2)
    if any(is_bullet(text) for text in texts):
        return None
    return _of_one_width([_cells(_SPACES.split(text)) for text in texts], 3 if len(texts) < 3 else 2)


def by_spaces(texts: Sequence[str]) -> bool:
    return not any("\t" in text or "|" in text for text in texts)


def _cells(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.strip() for part in parts)


def _of_one_width(rows: list[tuple[str, ...]], at_least: int) -> tuple[tuple[str, ...], ...] | None:
    widths = {len(row) for row in rows}
    return tuple(rows) if len(rows) >= 2 and len(widths) == 1 and widths.pop() >= at_least else None

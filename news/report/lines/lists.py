"""Lines of lists and tables: their bullets, numbers and columns. Pure."""

import re
from collections.abc import Sequence

from news.report.lines import patterns

_NUMBER = re.compile(r"(?P<number>\d{1,3})[.)][ \t]{1,5}(?=\S)")
_SPACES = re.compile(r"\s{2,99}")
_RULE = re.compile(r"[\s|:+=-]+")


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


def without_number(text: str) -> str:
    return _NUMBER.sub("", text, count=1)


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

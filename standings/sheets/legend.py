"""The legend at the foot of a printed sheet, which explains the codes of its notes."""

import re
from collections.abc import Iterable, Sequence

from standings.sheets.document import Page, joined, text_lines
from standings.sheets.sheet import Meaning

# T25 : Serious obstructions of another skater (257.4.5)
_START = r"[A-Z]{1,3}\d{0,3}\s?:\s"
LEGEND = re.compile(r"(?P<code>[A-Z]{1,3}\d{0,3})\s?:\s(?P<words>\S.*)")
_NEXT = re.compile(rf"\s(?={_START})")  # a second code on the same line
_RULE = re.compile(r"\d{3}(?:\.\w{1,3}){1,4}")
LINES = 1.6  # of the type: how far below it the next line of the same words is
LONGEST = 200  # characters of the words; what is longer is no legend


def starts_legend(text: str) -> bool:
    return bool(LEGEND.match(text))


def read_legend(pages: Iterable[Page]) -> tuple[Meaning, ...]:
    """The codes that the sheet explains, each once, in its order."""
    found: dict[str, Meaning] = {}
    for page in pages:
        for code, words in _explanations(page):
            if 0 < len(words) <= LONGEST:
                found.setdefault(code, _meaning(code, words))
    return tuple(found.values())


def _explanations(page: Page) -> Iterable[tuple[str, str]]:
    """Codes and words of a page. Words may go on in lines directly below, in type of the same size."""
    open_: list[str] = []
    last, size = 0.0, 0.0
    for line in text_lines(page):
        text = joined(line)
        if starts_legend(text):
            yield from _parts(open_)
            open_ = [text]
        elif open_ and _goes_on(line[0].base - last, line[0].size, size):
            open_.append(text)
        else:
            yield from _parts(open_)
            open_ = []
        last, size = line[0].base, line[0].size
    yield from _parts(open_)


def _goes_on(below: float, this: float, before: float) -> bool:
    return below <= LINES * before and abs(this - before) < 0.5


def _parts(lines: Sequence[str]) -> Iterable[tuple[str, str]]:
    for part in _NEXT.split(" ".join(lines)) if lines else ():
        if match := LEGEND.fullmatch(part):
            yield match["code"], match["words"].strip()


def _meaning(code: str, words: str) -> Meaning:
    said, _, rule = words.rstrip(")").rpartition("(")
    return Meaning(code, said.strip(), rule) if said and _RULE.fullmatch(rule) else Meaning(code, words)

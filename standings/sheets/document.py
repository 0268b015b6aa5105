"""The words of a PDF with their positions, read in a separate process (`extract`)."""

from collections.abc import Iterable
from dataclasses import dataclass

from isuwc.files.confined.run import MB, Limits, UnreadableError, read
from isuwc.text.characters import composed
from standings.sheets.sheet import SheetError

MOST_BYTES = 10 << 20
LIMITS = Limits(memory=768 * MB, seconds=10, answer=64 * MB)
_WORDS = {
    "memory": "reading it takes too much memory; it is broken or no result sheet",
    "time": "reading it takes too long; it is broken or no result sheet",
    "damage": "it is broken",
    "late": "there was no time left for it after the files before it; hand it in again, with fewer at once",
    "machine": "it could not be read on this machine; the site's operators find the reason in its log",
    "wait": "other files are being read just now; hand it in again in a minute",
}


@dataclass(frozen=True)
class Word:
    """A word on a page: left and right edge, baseline from the top and size of the type, in points."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def center(self) -> float:
        return (self.left + self.right) / 2


Page = tuple[Word, ...]


def read_pages(data: bytes) -> list[Page]:
    """The pages of a PDF. Raises SheetError if it is not a PDF, or is encrypted, broken or too large."""
    if len(data) > MOST_BYTES:
        raise SheetError(f"it has more than {MOST_BYTES >> 20} MB")
    if b"%PDF-" not in data[:1024]:
        raise SheetError("it is neither a PDF nor a CSV file")
    try:
        pages = read("PDF", data, "standings.sheets.extract", "extract", limits=LIMITS).facts
    except UnreadableError as error:
        raise SheetError(_WORDS.get(error.reason, str(error))) from error
    return [tuple(Word(composed(text), *place) for text, *place in page) for page in pages]


def text_lines(words: Iterable[Word], apart: float = 3) -> list[list[Word]]:
    """Words by lines, top to bottom and left to right; baselines in a line differ by less than `apart` points."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.base):
        if lines and word.base - lines[-1][0].base < apart:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.left) for line in lines]


def joined(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)

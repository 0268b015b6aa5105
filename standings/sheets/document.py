"""The words of a PDF with their places, read in a process of its own (`extract`)."""

import json
import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from standings.sheets.sheet import SheetError

MOST_BYTES = 10 << 20
MOST_SECONDS = 20

_EXTRACT = Path(__file__).with_name("extract.py")


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
    """The pages of a PDF. Raises SheetError for anything that is none, or is encrypted, broken or huge."""
    if len(data) > MOST_BYTES:
        raise SheetError(f"it has more than {MOST_BYTES >> 20} MB")
    if b"%PDF-" not in data[:1024]:
        raise SheetError("it is neither a PDF nor a CSV file")
    try:
        done = subprocess.run(  # noqa: S603 - our own program, fed through its standard input
            [sys.executable, "-I", str(_EXTRACT)], input=data, capture_output=True, timeout=MOST_SECONDS, check=True
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise SheetError("reading it takes too long; it is broken or no result sheet") from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise SheetError("it is broken") from error
    if "refused" in answer:
        raise SheetError(answer["refused"])
    return [
        tuple(Word(unicodedata.normalize("NFC", text), *place) for text, *place in page) for page in answer["pages"]
    ]


def text_lines(words: Iterable[Word], apart: float = 3) -> list[list[Word]]:
    """Words by lines, from the top and from the left: a line ends where the baseline is `apart` points lower."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.base):
        if lines and word.base - lines[-1][0].base < apart:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.left) for line in lines]


def joined(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)

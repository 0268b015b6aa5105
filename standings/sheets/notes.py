"""Notes on a printed table: codes set small behind a name, time or status. Which words are notes, and of which line."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from standings.sheets.document import Word
from standings.spelling.marks import status_of

# Codes that sheets are known to use. Others are notes by their small type, or because the sheet explains them.
KNOWN = re.compile(r"T\d\d|F|RS|RW|N|Q")
CODE = re.compile(r"[A-Z]{1,2}\d{0,3}")
BETWEEN = re.compile(r"[,;/|+]")  # codes in one word
SMALL = 0.75  # of the table's type, beneath which type is a note's. Codes are set in 0.6 to 0.65, lanes in 0.8
RAISED = 3.5  # points that a note usually stands above the baseline of its line
LOWEST, HIGHEST = -1.5, 6.0  # points above a line within which its notes stand
FAR = 0.3  # cost of each point between a word and the note behind it, in points that the note is too high or low

IN_WORDS = ("name", "noc", "lane", "")  # columns of words, where capitals are no codes by themselves; "" beside them
THOUSANDTH = re.compile(r"\(\d\)")
RUN_TOGETHER = re.compile(r"([+(]?\d[\d:.,()]*+|DNF|DNS|DSQ|DQ|WDR|WD)([A-Z].*)")


def codes(text: str) -> list[str]:
    """The codes in a word: T02,RW has two."""
    return [code for code in BETWEEN.split(text) if code]


@dataclass(frozen=True)
class Setting:
    """How a sheet is set: which codes it explains itself, and how large the type of its table is."""

    codes: Collection[str]
    size: float

    def is_small(self, word: Word) -> bool:
        return word.size < SMALL * self.size

    def knows(self, text: str) -> bool:
        """Whether all codes in the text are explained on the sheet, or known from others."""
        parts = codes(text)
        return bool(parts) and all(part in self.codes or KNOWN.fullmatch(part) for part in parts)


class Lines:
    """Words of a table, by baseline: a table has few words near any of its lines."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._words = sorted(words, key=lambda word: word.base)
        self._bases = [word.base for word in self._words]

    def between(self, top: float, bottom: float) -> list[Word]:
        """The words whose baselines are from `top` to `bottom`."""
        return self._words[bisect_left(self._bases, top) : bisect_right(self._bases, bottom)]

    def beside(self, word: Word) -> list[Word]:
        """The other words on its line."""
        return [other for other in self.between(word.base - 1, word.base + 1) if other is not word]

    def holding(self, note: Word) -> list[Word]:
        """The words on whose line the note may stand, and which it doesn't stand before."""
        near = self.between(note.base + LOWEST, note.base + HIGHEST)
        return [word for word in near if word is not note and word.right <= note.left + 3]


def part_notes(columns: Mapping[str, Sequence[Word]], sheet: Setting) -> tuple[dict[str, list[Word]], list[Word]]:
    """The words of each column without notes, and the notes of all columns."""
    parted = {
        column: [part for word in words for part in _parts(word, column, sheet)] for column, words in columns.items()
    }
    everywhere = Lines(word for words in parted.values() for word in words)
    rest: dict[str, list[Word]] = {}
    notes: list[Word] = []
    for column, words in parted.items():
        lines = Lines(words)
        found = {word for word in words if _is_note(word, column, lines, everywhere, sheet)}
        notes += [word for word in words if word in found]
        rest[column] = [word for word in words if word not in found]
    return rest, notes


def _parts(word: Word, column: str, sheet: Setting) -> list[Word]:
    """The word, or the figure or status and the code that ran together in it: 3:42.69F."""
    match = RUN_TOGETHER.fullmatch(word.text)
    if column in IN_WORDS or not match or not sheet.knows(match[2]):
        return [word]
    edge = word.left + (word.right - word.left) * len(match[1]) / len(word.text)
    return [replace(word, text=match[1], right=edge), replace(word, text=match[2], left=edge)]


def _is_note(word: Word, column: str, lines: Lines, everywhere: Lines, sheet: Setting) -> bool:
    parts = codes(word.text)
    if status_of(word.text) or not parts:
        return False
    if not sheet.is_small(word):
        return sheet.knows(word.text) and _may_be_large(word, column, lines, sheet)
    if not all(CODE.fullmatch(code) for code in parts):
        # Whatever is small and behind a word of the table's type is a note, unless it is the thousandth of a time.
        return not THOUSANDTH.fullmatch(word.text) and _is_behind(word, lines if column else everywhere, sheet)
    if column not in IN_WORDS or _is_behind(word, lines if column == "lane" else everywhere, sheet):
        return True
    # A name or country that is in small type as a whole is no note.
    is_note = sheet.knows(word.text) or _is_behind(word, lines, sheet, apart=1_000)
    return is_note and not any(sheet.is_small(other) for other in lines.beside(word))


def _may_be_large(word: Word, column: str, lines: Lines, sheet: Setting) -> bool:
    """Whether a known code in the table's own type is a note: among figures always, of a name only at its end."""
    if column not in IN_WORDS:
        return True
    line = [other for other in lines.beside(word) if not sheet.is_small(other)]
    ends_it = bool(line) and word.left >= max(other.left for other in line)
    return column == "name" and ends_it and (word.text in sheet.codes or bool(re.fullmatch(r"T\d\d", word.text)))


def _is_behind(note: Word, lines: Lines, sheet: Setting, apart: float | None = None) -> bool:
    """Whether it follows a word of the table's type, at most `apart` points (default: its own size) to the right."""
    most = note.size if apart is None else apart
    return any(not sheet.is_small(word) and note.left - word.right < most for word in lines.holding(note))


def rows_of(notes: Iterable[Word], rows: Sequence[Iterable[Word]], bases: Sequence[float]) -> list[int]:
    """The row that each note belongs to: that of the word which it stands behind, raised a little above its baseline.

    The second line of a name may be lower than the next row's first, so words decide, with the rows they were assigned
    to. Only a note that stands behind no word goes by the baselines of the rows.
    """
    row_of = {word: row for row, words in enumerate(rows) for word in words}
    lines = Lines(row_of)
    found = []
    for note in notes:
        behind = [
            word for word in lines.holding(note) if not any(_is_between(o, word, note) for o in lines.beside(word))
        ]
        if behind:
            found.append(row_of[min(behind, key=lambda word: _distance(note, word))])
        else:
            found.append(min(range(len(bases)), key=lambda row: abs(bases[row] - note.base - RAISED)))
    return found


def _is_between(other: Word, word: Word, note: Word) -> bool:
    """Whether the word's line goes on where the note is, so that the note is behind another word."""
    return word.right <= other.left + 1 and other.left < note.right


def _distance(note: Word, word: Word) -> float:
    return abs(word.base - note.base - RAISED) / 2 + FAR * max(0, note.left - word.right)

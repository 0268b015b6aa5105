"""The words of a printed table, each where it stands on the page."""

from standings.sheets.document import Word

TYPE, SMALL = 10.0, 6.35  # points
LEFT = {"rank": 30, "bib": 55, "name": 80, "noc": 240, "pair": 275, "time": 300, "behind": 380, "points": 450}
HEADS = {
    "rank": "Rnk", "bib": "Nr", "name": "Name", "noc": "Ctry", "pair": "Pair", "time": "Time", "behind": "Behind",
    "points": "Points",
}  # fmt: skip
TOP = 290.0


def word(text: str, column: str, base: float, size: float = TYPE, further: float = 0) -> Word:
    """A word in a column, `further` points to the right of where the column begins."""
    left = LEFT[column] + further
    return Word(text, left, left + size * len(text) / 2, base, size)


def row(base: float, **cells: str) -> list[Word]:
    """One line of a table: the words of each column side by side."""
    return [each for column, text in cells.items() for each in words(text, column, base)]


def words(text: str, column: str, base: float) -> list[Word]:
    found: list[Word] = []
    for each in text.split():
        further = found[-1].right + TYPE / 4 - LEFT[column] if found else 0.0
        found.append(word(each, column, base, further=further))
    return found


def behind(last: Word, code: str, raised: float = 3.5, apart: float = 0.5, size: float = SMALL) -> Word:
    """A code set behind a word, `raised` points above its baseline."""
    left = last.right + apart
    return Word(code, left, left + size * len(code) / 2, last.base - raised, size)


# Times are as wide as their head.
HEAD = [*row(TOP, **{column: head for column, head in HEADS.items() if column != "time"})]
HEAD.append(Word(HEADS["time"], LEFT["time"], LEFT["time"] + 40, TOP, TYPE))

"""Pasted lines among those of the grid: each goes to whom it is of, or behind all, and nobody's correction is lost."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from isuwc.submissions.two_people.rows import Row, Rows
from isuwc.text.slugs import fold
from standings.models import Competitor
from standings.results.known_names import KnownNames
from standings.spelling.marks import status_of

Line = Mapping[str, str]  # what was pasted, by field, with the time and country as forms show them


@dataclass(frozen=True)
class Mark:
    """What a reading did to a row, which keeps it in its field `read`. `was` is None for a row that it made."""

    text: str  # the digest of what was read
    name: str  # as pasted
    was: Mapping[str, str] | None
    now: Mapping[str, str]

    @classmethod
    def of(cls, row: Row) -> "Mark | None":
        """None for a row that was not pasted, or whose mark is not one."""
        try:
            mark = cls(**json.loads(one(row, "read")))
        except (ValueError, TypeError, RecursionError):
            return None
        texts = isinstance(mark.text, str) and isinstance(mark.name, str)
        cells = [each for each in (mark.was, mark.now) if each is not None]
        is_whole = all(isinstance(each, dict) and all(isinstance(v, str) for v in each.values()) for each in cells)
        return mark if texts and is_whole and mark.now is not None else None

    def put(self, row: Row) -> None:
        row["read"] = [json.dumps(asdict(self), ensure_ascii=False)]

    def is_corrected(self, row: Row, names: Sequence[str]) -> bool:
        """Whether somebody has changed since what the reading put there, or has added to a row that it made."""
        compared = names if self.was is None else list(self.now)
        return one(row, "DELETE") != "" or any(_value(row, name) != self._value(name) for name in compared)

    def _value(self, name: str) -> str:
        return _plain(name, self.now.get(name, ""))


@dataclass(frozen=True)
class Placed:
    """How many lines are new and how many change a row; the names of whom the text has `twice`, which are not taken
    over, and those whose rows were `corrected` since the text was first read, which stay as they are."""

    new: int = 0
    changed: int = 0
    twice: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()


class Placing:
    """`cells` are the names of the grid's fields, `owners` the competitors' keys of the stored rows by their own."""

    def __init__(self, rows: Rows, cells: Sequence[str], names: KnownNames, owners: Mapping[str, int]) -> None:
        self.rows, self.cells, self.names, self.owners = rows, cells, names, owners
        self.answers: dict[str, str] = {}
        self.corrected: list[Row] = []

    def make_room(self, digest: str, is_typed: Callable[[Row], bool]) -> None:
        """Take back what a reading of the same text brought, but for what was corrected since."""
        new = []
        for row in [*self.rows.kept, *self.rows.new]:
            mark = Mark.of(row)
            is_stored = any(row is each for each in self.rows.kept)
            if mark and mark.text == digest and mark.is_corrected(row, self.cells):
                self.corrected.append(row)
            elif mark and mark.text == digest:
                self.answers[one(row, "who").partition(" ")[2]] = one(row, "who")
                if mark.was is None and not is_stored:
                    continue
                row |= {name: [value] for name, value in (mark.was or {}).items()}
                row.pop("read", None)
            if not is_stored and is_typed(row):
                new.append(row)
        self.rows.new = new

    def put(self, digest: str, lines: Sequence[Line], is_counted: bool) -> Placed:
        """`is_counted`: whether the places are no part of the text."""
        owners = [self._owner(line) for line in lines]
        counts = Counter(self._key(who, line["competitor"]) for who, line in zip(owners, lines, strict=True))
        there = self._there()
        new = changed = 0
        twice, kept = [], []
        for who, line in zip(owners, lines, strict=True):
            key, name = self._key(who, line["competitor"]), line["competitor"]
            row = there.get(key)
            if counts[key] > 1:
                twice.append(who.name if who else name)
            elif self._is_corrected(row, name):
                kept.append(who.name if who else name)
            elif row is not None:
                changed += self._change(row, line, is_counted, digest)
            else:
                new += 1
                self._add(who, line, digest)
        return Placed(new, changed, tuple(dict.fromkeys(twice)), tuple(kept))

    def _owner(self, line: Line) -> Competitor | None:
        return self.names.find(line["competitor"], self.names.countries.noc(line.get("country", ""))).competitor

    def _key(self, who: Competitor | None, name: str) -> str:
        return str(who.pk) if who else f"name {fold(name)}"

    def _there(self) -> dict[str, Row]:
        """The rows of the grid by whose they are."""
        there = {}
        for row in [*self.rows.kept, *self.rows.new]:
            name, own = one(row, "competitor"), self.owners.get(one(row, "id"))
            if own is not None and (not name or own not in self.names.all or name == self.names.text_of(own)):
                there[str(own)] = row
            elif name.strip():
                found = self.names.find(name, self.names.countries.noc(one(row, "country"))).competitor
                there[self._key(found, name)] = row
        return there

    def _is_corrected(self, row: Row | None, name: str) -> bool:
        return any(each is row or ((mark := Mark.of(each)) and mark.name == name) for each in self.corrected)

    def _change(self, row: Row, line: Line, is_counted: bool, digest: str) -> bool:
        """Whether the row is another one with the line's cells, which it gets."""
        cells = {name: value for name, value in line.items() if name != "competitor"}
        if is_counted and "time" not in cells and _value(row, "status"):
            cells.pop("rank", None)
        cells = self._with_status(cells, is_counted)
        was = {name: one(row, name) for name in cells}
        is_other = any(_value(row, name) != _plain(name, value) for name, value in cells.items())
        row |= {name: [value] for name, value in cells.items()}
        Mark(digest, line["competitor"], was, cells).put(row)
        return is_other

    def _add(self, who: Competitor | None, line: Line, digest: str) -> None:
        cells = self._with_status(line, is_counted=False)
        if who:
            cells["competitor"] = self.names.text_of(who.pk)
        row: Row = {name: [value] for name, value in cells.items()}
        if not who and (answer := self.answers.get(line["competitor"])):
            row["who"] = [answer]
        Mark(digest, line["competitor"], None, cells).put(row)
        self.rows.new.append(row)

    def _with_status(self, line: Line, is_counted: bool) -> dict[str, str]:
        """A status leaves neither place nor time, and who has a time or place is no longer without one."""
        cells = dict(line)
        if "status" not in self.cells:
            return cells
        if status_of(cells.get("status", "")):
            return {"rank": "", "time": "", **cells}
        if "time" in cells or ("rank" in cells and not is_counted):
            cells.setdefault("status", "OK")
        return cells


def one(row: Row, name: str) -> str:
    return row.get(name, [""])[-1]


def _value(row: Row, name: str) -> str:
    return _plain(name, one(row, name))


def _plain(name: str, value: str) -> Any:
    return "" if name == "status" and value == "OK" else " ".join(value.split())

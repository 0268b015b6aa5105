"""The content of a result sheet, from any kind of file."""

import datetime
import hashlib
import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from events.naming.race import FIELDS, RaceIdentity
from standings.spelling.times import time_text


class SheetError(Exception):
    """The file is not a readable result sheet; the message says why, in words for results staff."""


@dataclass(frozen=True)
class SheetLine:
    """One line, as printed: times in hundredths of a second with the thousandth digit, if any, apart."""

    rank: int | None
    name: str
    noc: str
    status: str = "OK"
    bib: int | None = None
    pair: int | None = None
    lane: str = ""
    hundredths: int | None = None
    thousandth: int | None = None
    laps: int | None = None
    sprint_points: tuple[int, ...] = ()
    race_points: int | None = None
    printed_points: int | None = None
    notes: str = ""

    @property
    def time_or_status(self) -> str:
        """1:07.01(2); without a time, the status."""
        if self.hundredths is None:
            return "" if self.status == "OK" else self.status
        return time_text(self.hundredths, self.thousandth)


@dataclass(frozen=True)
class Heading:
    """Which race a sheet is for. Clock times are venue time; a Final may have no number.

    A CSV may have season and event instead of a date.
    """

    date: datetime.date | None
    identity: RaceIdentity
    event_number: int | None = None
    race_number: int | None = None
    place: str = ""
    season: str = ""
    started: datetime.time | None = None
    ended: datetime.time | None = None


@dataclass(frozen=True)
class Meaning:
    """What a sheet says that a code means; the rule of the regulations is apart where it names one: 257.4.5."""

    code: str
    words: str
    rule: str = ""

    @property
    def text(self) -> str:
        """Serious obstructions of another skater (rule 257.4.5)."""
        return f"{self.words} (rule {self.rule})" if self.rule else self.words


@dataclass(frozen=True)
class ResultSheet:
    """A heading and its lines. `remarks` are observations made while reading, not content of the sheet.

    `legend` is what the sheet says that its codes mean. `is_table` is true of a CSV, which anybody may have typed, and
    false of a sheet as the timekeepers publish it. `created` is when the sheet says that it was made, by the venue's
    clocks.
    """

    heading: Heading
    lines: tuple[SheetLine, ...]
    remarks: tuple[str, ...] = ()
    legend: tuple[Meaning, ...] = ()
    is_table: bool = False
    created: datetime.datetime | None = None

    @property
    def unexplained(self) -> tuple[str, ...]:
        """Codes among the notes that its legend doesn't explain, in the order of the lines."""
        explained = {meaning.code for meaning in self.legend}
        codes = dict.fromkeys(code for line in self.lines for code in line.notes.split())
        return tuple(code for code in codes if code not in explained)

    @property
    def order(self) -> tuple[datetime.date, str, int, int]:
        """Sort key: day, season, event number, race number."""
        heading = self.heading
        day = heading.date or datetime.date.min
        return day, heading.season, heading.event_number or 0, heading.race_number or 0

    @property
    def digest(self) -> str:
        """A digest of the content, not of the file: equal for a sheet and its signed copy, whenever they were made."""
        said = {key: value for key, value in self.as_json().items() if key not in {"remarks", "created"}}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        said = asdict(self.heading)
        heading: dict[str, Any] = {
            key: value.isoformat() if isinstance(value, datetime.date | datetime.time) else value
            for key, value in (said.pop("identity") | said).items()
        }
        content: dict[str, Any] = {
            "heading": heading,
            "lines": [asdict(line) for line in self.lines],
            "remarks": [*self.remarks],
        }
        # Left out where they say nothing, so that sheets keep the digest that they had before these were read.
        if self.legend:
            content["legend"] = [asdict(meaning) for meaning in self.legend]
        if self.is_table:
            content["is_table"] = True
        if self.created:
            content["created"] = self.created.isoformat()
        return content

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "ResultSheet":
        """The sheet whose `as_json` this is."""
        said = dict(content["heading"])
        said["identity"] = RaceIdentity(**{name: said.pop(name) for name in FIELDS})
        said["date"] = datetime.date.fromisoformat(said["date"]) if said["date"] else None
        for moment in ("started", "ended"):
            said[moment] = datetime.time.fromisoformat(said[moment]) if said[moment] else None
        lines = [SheetLine(**{**line, "sprint_points": tuple(line["sprint_points"])}) for line in content["lines"]]
        known = {field.name for field in fields(Heading)}
        heading = Heading(**{name: value for name, value in said.items() if name in known})
        legend = tuple(Meaning(**meaning) for meaning in content.get("legend", ()))
        created = datetime.datetime.fromisoformat(content["created"]) if content.get("created") else None
        return cls(heading, tuple(lines), tuple(content["remarks"]), legend, content.get("is_table", False), created)

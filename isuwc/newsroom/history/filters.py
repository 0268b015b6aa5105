"""The choices above the list of the whole history."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import capfirst

from isuwc.history.acting import Way
from isuwc.history.models import Change, Entry, people
from isuwc.history.recorded import recorded
from isuwc.newsroom.history.entries import of_row, row_key
from isuwc.text.numbers import whole_number
from isuwc.text.search_terms import search_terms


@dataclass(frozen=True)
class Filters:
    """What was chosen; whatever makes no sense is taken as not chosen."""

    person: int | None
    way: str
    kind: str  # a table
    row: tuple[str, str] | None
    words: str  # in the name of the form, import or command
    until: datetime.date | None  # the last day
    seen: Sequence[str]  # the tables that the person may see

    @classmethod
    def of(cls, given: Mapping[str, Any], seen: Sequence[str]) -> "Filters":
        row = row_key(given.get("row", ""))
        return cls(
            person=whole_number(given.get("person", "")),
            way=given.get("way", "") if given.get("way") in Way.values else "",
            kind=given.get("kind", "") if given.get("kind") in seen else "",
            row=row if row and row[0] in seen else None,
            words=search_terms(given.get("q", "")).words,
            until=_day(given.get("until", "")),
            seen=seen,
        )

    @property
    def tables(self) -> Sequence[str]:
        return [self.kind] if self.kind else self.seen

    def entries(self) -> QuerySet[Entry]:
        changes = Change.objects.filter(entry=OuterRef("pk"), table__in=self.tables)
        found = Entry.objects.filter(Exists(changes.filter(of_row(*self.row)) if self.row else changes))
        if self.person is not None:
            found = found.filter(person_id=self.person)
        if self.way:
            found = found.filter(way=self.way)
        if self.until:
            start = datetime.datetime.combine(self.until, datetime.time(), datetime.UTC)
            found = found.filter(made_at__lt=start + datetime.timedelta(days=1))
        for word in self.words.split():
            found = found.filter(what__icontains=word)
        return found.order_by("-pk")

    @property
    def people(self) -> list[tuple[int, str]]:
        return sorted(people(self.seen).items(), key=lambda each: each[1].casefold())

    @property
    def ways(self) -> list[tuple[str, str]]:
        return [(str(value), str(label)) for value, label in Way.choices]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """Kinds of row that have a form or stand on one, by name."""
        found = [
            (table, capfirst(str(recorded()[table].model._meta.verbose_name_plural)))
            for table in self.seen
            if not recorded()[table].is_link
        ]
        return sorted(found, key=lambda each: each[1])

    @property
    def query(self) -> str:
        """For links to other pages of the same list."""
        given = {
            "person": self.person or "",
            "way": self.way,
            "kind": self.kind,
            "row": ":".join(self.row) if self.row else "",
            "q": self.words,
            "until": self.until.isoformat() if self.until else "",
        }
        return urlencode({name: value for name, value in given.items() if value})


def _day(text: str) -> datetime.date | None:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 < day.year < 9000 else None

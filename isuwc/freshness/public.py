"""Which tables public pages read, as each app declares them in its `models/public.py`.

Such a module has `PUBLIC`, a list of `Public`, and may have `next_moment`, a function that gives the next moment at
which time alone changes what pages make of these rows. A test names a table that a page reads and that isn't
declared, and one whose triggers in the database are not as declared.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps


@dataclass(frozen=True)
class Public:
    """A table that pages read, a scope of it, and what its triggers were made with (`triggers.watch`).

    A table whose columns belong to two scopes is declared twice; whoever reads it reads both.
    """

    table: str
    scope: str
    season: str = ""
    columns: tuple[str, ...] = ()

    def is_named_in(self, sql: str) -> bool:
        """Whether a statement that names the table may read a column of this scope."""
        if not self.columns or ".*" in sql or "SELECT *" in sql:
            return True
        # "events_stream"."source" is not a column of this table; without a table's name, or with an alias, it may be
        found = re.findall(rf'(?:"([a-z_]+)"\.)?"?\b(?:{"|".join(map(re.escape, self.columns))})\b', sql)
        return any(table in {"", self.table} for table in found)


def _modules() -> Iterator[object]:
    for config in apps.get_app_configs():
        name = f"{config.name}.models.public"
        if find_spec(f"{config.name}.models") and getattr(config.models_module, "__path__", None) and find_spec(name):
            yield import_module(name)


@cache
def public_tables() -> Mapping[str, Sequence[Public]]:
    """By the name of the table."""
    found: dict[str, list[Public]] = {}
    for module in _modules():
        for each in module.PUBLIC:  # type: ignore[attr-defined]
            found.setdefault(each.table, []).append(each)
    return found


@cache
def _all_tables() -> re.Pattern[str]:
    names = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)}, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


@lru_cache(maxsize=2_000)
def read_by(sql: str) -> tuple[frozenset[str], frozenset[tuple[str, bool]]]:
    """The site's tables that a statement names, and the scopes that it reads, each with whether it has seasons."""
    tables = frozenset(_all_tables().findall(sql))
    scopes: set[tuple[str, bool]] = set()
    for declared in filter(None, map(public_tables().get, tables)):
        # A statement that names no column counts rows, and rows that come and go mark every scope of the table
        named = [each for each in declared if each.is_named_in(sql)] or declared[:1]
        scopes.update((each.scope, bool(each.season)) for each in named)
    return tables, frozenset(scopes)


def next_moment(after: datetime.datetime) -> datetime.datetime:
    """When time alone may change a page next: a session that begins, a story that goes live, midnight at a venue.

    Later than `after` by a day at most. A few queries.
    """
    found = [moments(after) for module in _modules() if (moments := _moments_of(module))]
    a_day_later = after + datetime.timedelta(days=1)
    return min([a_day_later, *(each for each in found if each and each > after)])


def _moments_of(module: object) -> Callable[[datetime.datetime], datetime.datetime | None] | None:
    return getattr(module, "next_moment", None)

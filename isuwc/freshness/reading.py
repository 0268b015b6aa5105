"""Which scopes a page reads while it is made, and whether the time has a part in it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from isuwc.clock.shown import noticing
from isuwc.freshness.public import public_tables, read_by

_seasons: ContextVar[set[int] | None] = ContextVar("seasons", default=None)


@dataclass
class Read:
    """What was read: `scopes`, and the `tables` whose they are; tables that no scope has (`unknown`), of which nobody
    knows when they change; and whether the moment shown was asked for."""

    scopes: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    asks_the_time: bool = False


@contextmanager
def reading() -> Iterator[Read]:
    """Notes what is read through the default connection of this thread within the block."""
    read = Read()
    of_seasons: list[tuple[str, set[int]]] = []

    def note(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        seasons = _seasons.get()
        tables, scopes = read_by(sql if isinstance(sql, str) else sql.as_string())  # as put together by psycopg
        read.tables |= tables
        read.unknown |= tables - public_tables().keys()
        for scope, has_seasons in scopes:
            if has_seasons and seasons is not None:
                of_seasons.append((scope, seasons))
            else:
                read.scopes.add(scope)
        return execute(sql, params, many, context)

    with ExitStack() as stack:
        stack.enter_context(connection.execute_wrapper(note))
        asked = stack.enter_context(noticing())
        yield read
        read.asks_the_time = bool(asked)
        read.scopes.update(f"{scope}:{season}" for scope, seasons in of_seasons for season in seasons)


@contextmanager
def only_seasons(keys: Iterable[int] = ()) -> Iterator[set[int]]:
    """What is read within the block is of the seasons with these keys alone, as far as its tables know seasons.

    Gives the set of the keys, to which the seasons of the rows found are added where they weren't known before. Without
    this a page is taken to have read the results of all seasons, which is never wrong.
    """
    seasons = set(keys)
    token = _seasons.set(seasons)
    try:
        yield seasons
    finally:
        _seasons.reset(token)

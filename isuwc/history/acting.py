"""Who is acting, by which way: told to the database with every statement that writes.

The database learns it from a setting of the transaction (`isuwc.acting`), which is sent in front of the statement, in
the same round trip. Statements that read have nothing in front of them.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.db import models

Person = Any  # django.contrib.auth's User: this module is imported before any model may be


class Way(models.TextChoices):
    """How a change came about."""

    FORM = "form", "Form"
    IMPORT = "import", "Import"
    COMMAND = "command", "Command"
    UNDO = "undo", "Taken back"
    SQL = "sql", "Directly in the database"


@dataclass(frozen=True)
class Acting:
    """What all changes have in common that become one entry."""

    way: Way
    what: Callable[[], str]
    person: Callable[[], Person | None]
    takes_back: int | None = None
    command: str = ""  # within which it is done, as an import is
    key: str = field(default_factory=lambda: uuid4().hex)

    @property
    def setting(self) -> str:
        """As `history_find_entry()` reads it: the key, a space, the rest as JSON."""
        person = self.person()
        said = {
            "way": self.way.value,
            "what": self.what()[:300],
            "person": person.pk if person else None,
            "name": (person.get_full_name() or person.get_username()) if person else self.command,
            "takes_back": self.takes_back,
        }
        return f"{self.key} {json.dumps(said)}"


_now: ContextVar[Acting | None] = ContextVar("isuwc.history.acting", default=None)


@contextmanager
def acting(
    way: Way,
    what: str | Callable[[], str],
    person: Person | Callable[[], Person | None] | None = None,
    takes_back: int | None = None,
) -> Iterator[None]:
    """All that is written meanwhile is one entry. The person is that of the act around it where none is given."""
    outer = _now.get()
    if person is None and outer:
        person = outer.person
    now = Acting(way, _lazy(what), _lazy(person), takes_back, _command(way, outer))
    token = _now.set(now)
    try:
        yield
    finally:
        _now.reset(token)


@contextmanager
def nobody_acting() -> Iterator[None]:
    """For what is written while it is still found out who acts, such as the session by which they are known. Nothing
    that is recorded may be written meanwhile."""
    token = _now.set(None)
    try:
        yield
    finally:
        _now.reset(token)


def _command(way: Way, outer: Acting | None) -> str:
    """By which command an act within one came about: the command import_listings."""
    if outer is None or way == Way.COMMAND:
        return ""
    name = outer.what().partition(" ")[0]
    return f"the command {name}" if outer.way == Way.COMMAND and name else outer.command


def _lazy(value: Any) -> Callable[[], Any]:
    return value if callable(value) else lambda: value


def watch(sender: Any, connection: Any, **kwargs: Any) -> None:
    """Receiver of `connection_created`. In front of all others: these come and go in the order of a stack."""
    if _attach not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _attach)


WRITES = ("INSERT", "UPDATE", "DELETE", "WITH", "MERGE")


def _attach(execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """The statement, with who acts in front of it if it writes.

    Who acted before in the same transaction is taken back where nobody does any more.
    """
    connection, now = context["connection"], _now.get()
    if not isinstance(sql, str) or not sql.lstrip()[:6].upper().startswith(WRITES):
        return execute(sql, params, many, context)
    if now is None and not getattr(connection, "has_acted", False):
        return execute(sql, params, many, context)
    connection.has_acted = True
    literal = (now.setting if now else "").replace("'", "''")
    setting = f"SELECT set_config('isuwc.acting', '{literal}', true);"
    cursor = context["cursor"].cursor
    if many or connection.settings_dict["OPTIONS"].get("server_side_binding"):  # one statement at a time
        cursor.execute(setting)
        return execute(sql, params, many, context)
    if params is not None:
        setting = setting.replace("%", "%%")
    result = execute(f"{setting} {sql}", params, many, context)
    cursor.nextset()
    return result

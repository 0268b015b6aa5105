"""Statements for which a visitor waits long are named in the log, without values, which may be somebody's words.

Those of commands are not: an import may take its time.
"""

import logging
import re
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from isuwc.database.patience import limit

LONGEST = 600  # characters of a statement
_TEXT = re.compile(r"'(?:[^']|'')*+'")

logger = logging.getLogger("isuwc.queries")


def watch(connection: BaseDatabaseWrapper, **signal: Any) -> None:
    """Receives `connection_created`; a connection that is opened again keeps what it has. In front of all others, which
    come and go in the order of a stack: the connection may be opened while one of them is there."""
    if settings.SLOW_QUERY and note_slow not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, note_slow)


def note_slow(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    begun = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        taken = 1_000 * (time.perf_counter() - begun)
        if taken >= settings.SLOW_QUERY and limit() is not None:
            plain = _TEXT.sub("'…'", " ".join(str(sql).split()))
            shown = plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"
            logger.warning("slow query, %.0f ms: %s", taken, shown, extra={"facts": {"ms": round(taken, 1)}})

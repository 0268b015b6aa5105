"""Statements that take long are named in the log, without their values, which may be somebody's words."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

LONGEST = 600  # characters of a statement

logger = logging.getLogger("isuwc.queries")


def watch(connection: BaseDatabaseWrapper, **signal: Any) -> None:
    """Receives `connection_created`; a connection that is opened again keeps what it has."""
    if settings.SLOW_QUERY and note_slow not in connection.execute_wrappers:
        connection.execute_wrappers.append(note_slow)


def note_slow(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    begun = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        taken = 1_000 * (time.perf_counter() - begun)
        if taken >= settings.SLOW_QUERY:
            plain = " ".join(str(sql).split())
            shown = plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"
            logger.warning("slow query, %.0f ms: %s", taken, shown, extra={"facts": {"ms": round(taken, 1)}})

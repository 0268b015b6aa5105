"""How a line of the log reads: plain for people, JSON for programs, and one line alone while the database is away."""

import datetime
import json
import logging
from typing import Any

from isuwc.database.away import is_away
from isuwc.site.monitoring.asked import asked
from isuwc.site.monitoring.masks import masked

LONGEST = 8_000  # characters of a message; a traceback is as long as it is


class OneLine(logging.Filter):
    """A filter of the handler: every line knows whose request it belongs to, and none holds a secret.

    An error that only says that the database is away needs no traceback: it would be the same eighty lines for every
    visitor.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", None)
        if status is not None and says_nothing_new(record, status):
            return False
        if status is not None and status < 500:  # refused as it should be
            record.exc_info = record.exc_text = None
        if hasattr(record, "request") and isinstance(record.args, tuple):
            record.args = tuple(masked(each) if str(each).startswith("/") else each for each in record.args)
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and is_away(error):
            said = " ".join(str(error).split())
            record.msg, record.args = "the database is away, %s: %s", (record.getMessage(), said)
            record.exc_info = record.exc_text = None
        return True


def says_nothing_new(record: logging.LogRecord, status: int) -> bool:
    """What Django says of an answer's status, where the access log has said it: no page, or not ready."""
    return status == 404 or (status >= 500 and not record.exc_info)


def _time(record: logging.LogRecord) -> str:
    at = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _message(record: logging.LogRecord) -> str:
    message = record.getMessage()
    return message if len(message) <= LONGEST else f"{message[:LONGEST]}…"


class Plain(logging.Formatter):
    """`2025-11-15T20:20:00.123Z INFO isuwc.access 3f0c… GET /standings/ 200`: one line, but for a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        whose = asked()
        message = " ".join(_message(record).splitlines())
        line = f"{_time(record)} {record.levelname} {record.name} {whose.number if whose else '-'} {message}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class Json(logging.Formatter):
    """One object a line. `facts` of a line, such as the status and the milliseconds of a request, are its own keys."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": _time(record),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        if whose := asked():
            line |= {"request": whose.number, "client": whose.client}
        line |= getattr(record, "facts", {})
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)

"""How a line of the log reads: plain for people, JSON for programs, and one line alone while the database is away."""

import datetime
import json
import logging
from typing import Any

from isuwc.database.away import is_unreachable
from isuwc.site.monitoring.asked import asked
from isuwc.site.monitoring.masks import masked

LONGEST = 8_000  # characters of a message; a traceback is as long as it is


class News(logging.Filter):
    """A filter of the handler: what Django says of an answer's status, the access log has said already."""

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", None)
        return status is None or not (status == 404 or (status >= 500 and not record.exc_info))


class Line(logging.Formatter):
    """What all lines have in common: a message without secrets, and a traceback where it says more than the message.

    An error that only says that the database is away needs none: it would be the same eighty lines for every visitor.
    Nor does a request that was refused as it should be.
    """

    def message(self, record: logging.LogRecord) -> str:
        if hasattr(record, "request") and isinstance(record.args, tuple):
            said = str(record.msg) % tuple(
                masked(str(each)) if str(each).startswith("/") else each for each in record.args
            )
        else:
            said = record.getMessage()
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and is_unreachable(error):
            said = f"the database is away, {said}: {' '.join(str(error).split())}"
        return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"

    def traceback(self, record: logging.LogRecord) -> str:
        if not record.exc_info or is_unreachable(record.exc_info[1]) or getattr(record, "status_code", 500) < 500:
            return ""
        return self.formatException(record.exc_info)


def _time(record: logging.LogRecord) -> str:
    at = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Plain(Line):
    """`2025-11-15T20:20:00.123Z INFO isuwc.access 3f0c… GET /standings/ 200`: one line, but for a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        whose = asked()
        message = " ".join(self.message(record).splitlines())
        line = f"{_time(record)} {record.levelname} {record.name} {whose.number if whose else '-'} {message}"
        return f"{line}\n{traceback}" if (traceback := self.traceback(record)) else line


class Json(Line):
    """One object a line. `facts` of a line, such as the status and the milliseconds of a request, are its own keys."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": _time(record),
            "level": record.levelname,
            "logger": record.name,
            "message": self.message(record),
        }
        if whose := asked():
            line |= {"request": whose.number, "client": whose.client}
        line |= getattr(record, "facts", {})
        if traceback := self.traceback(record):
            line["traceback"] = traceback
        return json.dumps(line, ensure_ascii=False, default=str)

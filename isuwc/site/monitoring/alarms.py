"""Errors of the site are told to whoever runs it, once the request is answered and its transaction is over."""

import logging
from contextvars import ContextVar

from django.apps import apps
from django.db import Error

from isuwc.database.away import is_unreachable
from isuwc.site.monitoring.asked import asked

_waiting: ContextVar[tuple[logging.LogRecord, ...]] = ContextVar("waiting", default=())

logger = logging.getLogger("isuwc.alarms")


class Alarms(logging.Handler):
    """A handler of errors. Those of a request wait until it is answered: its transaction may be broken or read-only."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == logger.name or (hasattr(record, "status_code") and not record.exc_info):
            return  # its own, or an answer that was meant to be none, as of `/readyz`
        if not apps.models_ready:
            return  # the site does not start, which whoever starts it sees
        if asked():
            _waiting.set((*_waiting.get(), record))
        else:
            tell(record)


def raise_waiting() -> None:
    records = _waiting.get()
    _waiting.set(())
    for record in records:
        tell(record)


def tell(record: logging.LogRecord) -> None:
    """Nobody's letter or hook stands in the way of an answer: what can't be told is a line of the log."""
    from isuwc.outbox.alarms import alarm  # noqa: PLC0415 - logging is set up before there are models

    error = record.exc_info[1] if record.exc_info else None
    whose = asked()
    lines = [
        record.getMessage(),
        f"Request {whose.number}: the log has its lines." if whose else "The log says more.",
    ]
    if is_unreachable(error):
        subject = "The database is away"
        lines.insert(1, str(error))
    elif error is not None:
        subject = f"{type(error).__name__}{_place(error)}"
    else:
        subject = str(record.msg).partition(":")[0]  # without its values, so that the same is not told twice
    try:
        alarm(subject, "\n\n".join(lines), by_letter=not is_unreachable(error))
    except Error as failed:
        logger.warning("nobody could be told by letter: %s", failed)


def _place(error: BaseException) -> str:
    """Where it was raised: that and its kind tell one error from another. Never its words, which may be a visitor's."""
    trace = error.__traceback__
    if trace is None:
        return ""
    while trace.tb_next:
        trace = trace.tb_next
    code = trace.tb_frame.f_code
    return f" in {code.co_name} ({code.co_filename.rpartition('/')[2]}:{trace.tb_lineno})"

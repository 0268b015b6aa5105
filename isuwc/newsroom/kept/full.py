"""Whether an error means that there is no room left, that nothing can be written, or what the database refuses."""

from collections.abc import Iterator

from django.db import IntegrityError

from isuwc.files.uploads import NO_ROOM
from isuwc.files.whole import is_full
from isuwc.text.violations import violated_by

# Classes of Postgres's error codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
# Full, limit exceeded, read-only, input/output error
DATABASE = ("53100", "54000", "25006", "58030")
# Serialisation failure, deadlock, lock not available
BUSY = ("40001", "40P01", "55P03")


def why_refused(error: BaseException) -> str:
    """In words, for whoever wanted to save what others were saving or have saved; empty for every other error."""
    if isinstance(error, IntegrityError):
        return violated_by(error).words
    if any(str(getattr(each, "sqlstate", "")) in BUSY for each in _causes(error)):
        return "Somebody else was saving the same thing at that moment."
    return ""


def why_full(error: BaseException) -> str:
    """In words, for whoever wanted to save; empty for every other error."""
    for each in _causes(error):
        if is_full(each):
            return NO_ROOM
        if str(getattr(each, "sqlstate", "")) in DATABASE:
            return "The database is full or can't be written to."
    return ""


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__

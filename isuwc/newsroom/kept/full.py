"""Whether an error means that there is no room left, or that nothing can be written at all just now."""

from collections.abc import Iterator

from isuwc.files.uploads import NO_ROOM
from isuwc.files.whole import is_full

# Classes of Postgres's error codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
DATABASE = (
    "53100",
    "54000",
    "25006",
    "57P03",
    "58030",
)  # full, limit exceeded, read-only, not ready, input/output error


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

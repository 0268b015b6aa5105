"""Which errors mean that the database can't be asked now, and are no error of the site."""

from collections.abc import Iterator

import psycopg
from django.db import connection

from isuwc.database.servers import takes_changes

# https://www.postgresql.org/docs/current/errcodes-appendix.html: connection exceptions, shut down by an administrator
# or after a crash, starting up, its database dropped, idle too long in a transaction, too many connections
AWAY = ("08", "57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "53300")
READ_ONLY = "25006"
TOO_SLOW = "57014"  # longer than the limit of `patience`, or cancelled by an administrator


def is_away(error: BaseException | None) -> bool:
    """Whether the database could not be reached, went away, takes no changes now, or did not answer in time."""
    return any(_says_so(each) for each in _causes(error))


def is_unreachable(error: BaseException | None) -> bool:
    """Away, and not for one statement alone that took too long: that may be the statement's fault, and has a place in
    the code that somebody has to look at."""
    return is_away(error) and not any(getattr(each, "sqlstate", None) == TOO_SLOW for each in _causes(error))


def _says_so(error: BaseException) -> bool:
    """Not psycopg's InterfaceError: it is of a cursor that is closed or has no result, which is an error of ours."""
    if not isinstance(error, psycopg.Error):
        return False
    code = error.sqlstate
    if code == READ_ONLY:  # a standby, or a server that was told so; else the transaction is one that may not write
        return not takes_changes(connection.connection)
    if code:
        return code.startswith(AWAY) or code == TOO_SLOW
    return isinstance(error, psycopg.OperationalError)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__

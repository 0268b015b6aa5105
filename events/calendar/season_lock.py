"""Lets one writer at a time change a season's programme and results."""

from django.db import connection

from events.models import Season

# First half of the key of the advisory locks; the second is the season's id.
LOCK = 1_398_036_052


def hold(season: Season) -> None:
    """Take the season's lock, which the transaction holds until it ends.

    Take it before locking any row, so that there are no deadlocks.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, season.pk])

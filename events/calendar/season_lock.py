"""One writer at a time of a season's programme and results."""

from django.db import connection

from events.models import Season

# First half of the key of the advisory locks; the second is the season's id.
LOCK = 1_398_036_052


def hold(season: Season) -> None:
    """Wait until nobody else writes the season's programme or results, and keep others waiting until the transaction
    ends. Taken before any row is locked, so that two writers can't wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, season.pk])

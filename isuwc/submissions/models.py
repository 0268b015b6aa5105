"""Forms that were sent and what became of them, so that a form sent twice is one change."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models

KEPT = timedelta(days=7)
SWEPT_AT_ONCE = 100

# In one statement: whoever sends the same form at the same moment waits here until the other transaction has ended
CLAIM = """
WITH swept AS (
    DELETE FROM submissions_sent WHERE id IN (
        SELECT id FROM submissions_sent WHERE sent_at < %(until)s AND token <> %(token)s
        LIMIT %(most)s FOR UPDATE SKIP LOCKED
    )
)
INSERT INTO submissions_sent (user_id, token, digest, sent_at, outcome)
VALUES (%(user)s, %(token)s, %(digest)s, %(now)s, NULL)
ON CONFLICT (user_id, token) DO NOTHING
RETURNING id
"""


class SentQuerySet(models.QuerySet["Sent"]):
    def claim(self, user: int, token: str, digest: str, now: datetime) -> int | None:
        """The key of a new row for this form, or None for a form that was sent before. Some old rows go.

        Held until the transaction ends. One query.
        """
        values: dict[str, Any] = {
            "user": user, "token": token, "digest": digest, "now": now, "until": now - KEPT, "most": SWEPT_AT_ONCE,
        }  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(CLAIM, values)
            found = cursor.fetchone()
        return found[0] if found else None


class Sent(models.Model):
    """A form that somebody sent and that did something. A refused one leaves no row: it may be sent again."""

    # No relation: whoever deletes a user is not asked about a week's forms, and what is left goes by itself
    user_id = models.BigIntegerField()
    token = models.CharField(max_length=22)
    digest = models.CharField(max_length=64)  # of what was sent
    sent_at = models.DateTimeField(db_index=True)
    outcome = models.JSONField(null=True)  # `outcomes` writes and reads it; NULL only within the transaction

    objects = SentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user_id", "token"], name="submissions_sent_once")]

    def __str__(self) -> str:
        return f"{self.token[:6]} at {self.sent_at}"

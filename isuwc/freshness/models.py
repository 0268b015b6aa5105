"""The marks of the scopes. Triggers add them; nothing changes them."""

from django.db import connection, models


class Mark(models.Model):
    """That a transaction changed something of a scope: `programme`, or `results:7` of the season with the key 7.

    The state of a scope is the exclusive or of its marks, which are random. So transactions neither wait for each other
    nor lock anything, the state differs whenever another set of them is committed, however late, and marks can be
    folded into one without changing it.
    """

    scope = models.CharField(max_length=40)
    mark = models.BigIntegerField()
    made_in = models.BigIntegerField(help_text="The number of the transaction.")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["scope", "made_in"], name="mark_once_in_transaction")]

    def __str__(self) -> str:
        return f"{self.scope} {self.mark}"


# Those whose transactions were over before any that still runs: no mark of an older one can come late. The new mark
# is made in this transaction, and at the same time as the others go.
_FOLD = """
WITH gone AS (
    DELETE FROM freshness_mark
    WHERE made_in < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
      AND scope IN (SELECT scope FROM freshness_mark GROUP BY scope HAVING count(*) > 1)
    RETURNING scope, mark
), folded AS (
    INSERT INTO freshness_mark (scope, mark, made_in)
    SELECT scope, bit_xor(mark), pg_current_xact_id()::text::bigint FROM gone GROUP BY scope
    RETURNING 1
)
SELECT (SELECT count(*) FROM gone) - (SELECT count(*) FROM folded)
"""


def fold_marks() -> int:
    """Make one mark of the many of each scope; its state stays as it is. Gives how many rows fewer there are."""
    with connection.cursor() as cursor:
        cursor.execute(_FOLD)
        return int(cursor.fetchone()[0])


def count_foldable() -> int:
    """How many rows fewer there would be."""
    return Mark.objects.count() - Mark.objects.values("scope").distinct().count()

"""How the columns of a layout were matched when a table in it was applied last."""

from django.db import models


class Remembered(models.Model):
    """What was decided of a layout, for one whose tables have it, or for a whole kind of table (`of` is empty)."""

    kind = models.CharField(max_length=40)
    of = models.CharField(max_length=200, blank=True, help_text="A broadcaster, for example.")
    layout = models.CharField(max_length=64)  # a digest of the keys of its header
    columns = models.JSONField()  # our column by the key of theirs; empty for one that is not taken
    constants = models.JSONField()  # what was said for all rows, by our columns
    day_first = models.BooleanField(null=True)
    used_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "of", "layout"], name="tables_remembered_once")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.of or 'whosever'}, {self.used_at:%Y-%m-%d}"

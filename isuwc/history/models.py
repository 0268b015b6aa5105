"""Entries and their changes. Rows are written by the database's triggers, and by nothing ever changed or removed."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, models

from isuwc.history.acting import Way


class EntryQuerySet(models.QuerySet["Entry"]):
    def newest_first(self) -> "EntryQuerySet":
        return self.order_by("-pk")

    def of_tables(self, tables: Any) -> "EntryQuerySet":
        """Those with a change of one of the tables."""
        return self.filter(models.Exists(Change.objects.filter(entry=models.OuterRef("pk"), table__in=tables)))


class Entry(models.Model):
    """What one person, import or command did at once, or a transaction of plain SQL."""

    key = models.CharField(  # noqa: DJ001 - unique: plain SQL has none
        max_length=32, unique=True, null=True, help_text="Of the act, which may span transactions."
    )
    made_at = models.DateTimeField(db_index=True)
    way = models.CharField(max_length=8, choices=Way)
    what = models.CharField(max_length=300, blank=True, help_text="Which form, import or command.")
    # Not a foreign key: who did it stays known when the user is deleted
    person_id = models.BigIntegerField(null=True, db_index=True)
    person = models.CharField(
        max_length=320, blank=True, help_text="Their name then; of what a command did in passing, the command."
    )
    role = models.CharField(max_length=63, blank=True, help_text="The database's, for plain SQL.")
    takes_back = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="taken_back_by")

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.said}, {self.who}"

    @property
    def said(self) -> str:
        """Which form, import or command it was."""
        if self.way == Way.COMMAND:
            return f"Command {self.what}"
        if self.way == Way.SQL:
            return f"Directly in the database, as {self.role}"
        return self.what or self.get_way_display()

    @property
    def who(self) -> str:
        """For a list. Whoever runs a command is not signed in, nor is an import's or an undo's that a command makes."""
        is_ours = self.way in {Way.COMMAND, Way.IMPORT, Way.UNDO}
        return self.person or ("run on the server" if is_ours else "nobody signed in")

    @property
    def by_what(self) -> str:
        """For a sentence that says by what something was changed."""
        if self.way == Way.SQL:
            return "somebody directly in the database"
        return f"the command {self.what}" if self.way == Way.COMMAND else f"“{self.said}”"


class Deed(models.TextChoices):
    MADE = "made", "Added"
    CHANGED = "changed", "Changed"
    REMOVED = "removed", "Deleted"
    SAID = "said", "Noted"


class ChangeQuerySet(models.QuerySet["Change"]):
    def of_row(self, table: str, row: str) -> "ChangeQuerySet":
        """Of the row, and of the rows that are edited with it."""
        return self.filter(models.Q(table=table, row=row) | models.Q(owner_table=table, owner_row=row))


class Change(models.Model):
    """What happened to one row. `before` holds the whole row where it was removed, `after` where it was made, both the
    columns that differ where it was changed, as JSON of the database."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="changes")
    table = models.CharField(max_length=63)
    row = models.TextField(help_text="Its primary key.")
    owner_table = models.CharField(max_length=63, blank=True, help_text="Of the row on whose form it is edited.")
    owner_row = models.TextField(blank=True)
    deed = models.CharField(max_length=7, choices=Deed)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    words = models.TextField(blank=True, help_text="Of what was noted: it is no change of a row's columns.")

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["table", "row"], name="history_of_row"),
            models.Index(fields=["owner_table", "owner_row"], name="history_of_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.get_deed_display()}: {self.table} {self.row}"

    @property
    def columns(self) -> set[str]:
        return {*(self.before or ()), *(self.after or ())}


def note(row: models.Model, words: str) -> None:
    """Say of a row in its history what its columns don't, such as that an article was published."""
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO history_change (entry_id, "table", "row", owner_table, owner_row, deed, words) '
            "VALUES (history_find_entry(), %s, %s, '', '', 'said', %s)",
            [row._meta.db_table, str(row.pk), words],
        )


def people(tables: Sequence[str]) -> dict[int, str]:
    """Everybody who changed one of the tables and is still a user, by their key."""
    entries = Entry.objects.of_tables(tables).order_by().values("person_id").distinct()
    users = get_user_model()._default_manager.filter(pk__in=entries)
    return {user.pk: user.get_full_name() or user.get_username() for user in users}

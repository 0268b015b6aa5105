"""The copies of template databases that one process uses, each as its template again after a test that spoils it."""

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from psycopg import sql

from tests.databases import Template, copy, copy_name, use


def counted() -> dict[str, int]:
    """How many rows each table holds."""
    count = sql.SQL("SELECT {}, count(*) FROM {}")
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        counts = [count.format(sql.Literal(table), sql.Identifier(table)) for table in tables]
        cursor.execute(sql.SQL(" UNION ALL ").join(counts))
        return dict(cursor.fetchall())


class LeftError(Exception):
    """Tests have written for good without saying so; the message names their file and the tables."""


class Copies:
    """The databases of one process: a copy of each template that its tests ask for, and which of them is in use."""

    def __init__(self, anew: bool) -> None:
        self.anew = anew
        self.made: dict[str, Template] = {}
        self.whole: dict[str, dict[str, int]] = {}  # the rows of each when it was made
        self.spoilt: set[str] = set()
        self.file = ""

    def use(self, template: Template) -> None:
        name = copy_name(template.kind)
        is_new = name not in self.made
        if is_new:
            copy(template, name, self.anew)
            self.made[name] = template
        if connection.settings_dict["NAME"] != name:
            use(name)
        if is_new:
            self.whole[name] = counted()

    def spoil(self) -> None:
        """A test writes for good in the database that is in use."""
        self.spoilt.add(str(connection.settings_dict["NAME"]))

    def renew(self) -> None:
        """Another copy in place of each that is spoilt."""
        if not self.spoilt:
            return
        connection.close()
        for name in sorted(self.spoilt):
            copy(self.made[name], name)
        self.spoilt.clear()
        ContentType.objects.clear_cache()

    def check(self, file: str) -> None:
        """Called before each test, with its file: the file before must have left the database as it was. Raises
        LeftError once, and the copy is renewed."""
        before, self.file = self.file, file
        name = str(connection.settings_dict["NAME"])
        if before in {"", file} or name not in self.whole:
            return
        rows = counted()
        if left := sorted(table for table, number in self.whole[name].items() if rows[table] != number):
            self.spoil()
            raise LeftError(f"{before} has written for good in {', '.join(left)}.")

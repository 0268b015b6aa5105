"""Databases of a test's own, beside the one that all tests use."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import psycopg
from django.db import connections
from psycopg import sql


@contextmanager
def empty(name: str, django_db_blocker) -> Iterator[str]:
    """The DATABASE_URL of an empty database, which is gone afterwards."""
    with django_db_blocker.unblock():
        found = connections["default"].get_connection_params()
    server = {key: found[key] for key in ("host", "port", "user", "password") if found.get(key)}
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield f"postgres:///{name}?{urlencode(server)}"
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def execute(url: str, query: str) -> list[tuple]:
    with psycopg.connect(url) as connection:
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else []

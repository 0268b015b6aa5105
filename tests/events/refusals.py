"""What the database refuses, in the tests."""

import pytest
from django.db import IntegrityError, connection


def refused(name: str):
    """A context in which the database must refuse by the rule of that name, at once or at commit."""
    return pytest.raises(IntegrityError, match=name)


def commit() -> None:
    """Have the rules checked that wait for the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")

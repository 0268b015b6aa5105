"""Lines that are read ask the database for no more than what it checks of each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import events
from tests.factories import standings as factories
from tests.standings.lines.stage import pasted, rows, typed

pytestmark = pytest.mark.django_db


def queries(staff, race, names):
    text = "\n".join(f"{place}\t{name}\tNED\t37.{place:02}" for place, name in enumerate(names, 1))
    window = typed(staff, race)
    with CaptureQueriesContext(connection) as found:
        response = pasted(window, text)
    assert [row["competitor"] for row in rows(response)] == names
    return [query["sql"] for query in found.captured_queries]


def test_only_what_the_database_checks_is_asked_for_each_line(staff):
    names = [f"Skater {chr(65 + at // 6)}{chr(97 + at % 6)}x" for at in range(40)]
    for name in names:
        factories.skater(name)
    queries(staff, events.race(distance="1500"), names[:2])
    # Four constraints, each within a savepoint, and whether its competitor and country are there
    few = queries(staff, events.race(), names[:2])
    many = queries(staff, events.race(distance="1000"), names)
    assert len(many) - len(few) == 38 * 14
    assert sum(sql.startswith('SELECT "events_country"."noc"') for sql in few) == sum(
        sql.startswith('SELECT "events_country"."noc"') for sql in many
    )

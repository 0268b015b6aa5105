"""Whatever changes a public page changes the state of what it was made of, by which a stale page is known."""

from collections import defaultdict

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test import Client

from events.models import Race
from isuwc.freshness.marks import Marks, current_marks
from isuwc.freshness.models import Mark
from isuwc.freshness.public import public_tables
from isuwc.freshness.reading import Read, reading
from standings.models import Competitor, FormerAddress, Result
from tests.factories import standings
from tests.isuwc.hostile.test_public import public

# What no change of a row is to be expected to show in: kept by nobody, or the same for all time
FILES = ("media/", "^banners", "^q/", "q/", "news/preview/", "readyz")
# By the type of a column: another value than the one it has
OTHERS = {
    "boolean": "NOT {0}",
    "smallint": "{0} + 1",
    "integer": "{0} + 1",
    "bigint": "{0} + 1",
    "date": "{0} + 1",
    "timestamp with time zone": "{0} + interval '1 hour'",
    "time without time zone": "{0} + interval '1 hour'",
    "character varying": "{0} || 'x'",
    "text": "{0} || 'x'",
    "jsonb": "'[]'::jsonb",
    "ARRAY": "'{{}}'",
    "uuid": "gen_random_uuid()",
    "numeric": "{0} + 1",
    "double precision": "{0} + 1",
    "bytea": "{0} || 'x'::bytea",
    "tsvector": "{0}",
    "tstzrange": "tstzrange(lower({0}) + interval '1 second', upper({0}))",
}
IF_NULL = {
    "smallint": "1",
    "integer": "1",
    "bigint": "1",
    "date": "DATE '2025-11-10'",
    "timestamp with time zone": "TIMESTAMPTZ '2025-11-10T12:00Z'",
    "character varying": "'x'",
    "text": "'x'",
}


def made(address: str) -> tuple[Read, bytes]:
    with reading() as read:
        answer = Client().get(address)
        body = b"".join(answer) if answer.streaming else answer.content
    return read, str(answer.status_code).encode() + body


@pytest.fixture
def _rarer_things(visitor):
    """What the world of these tests has none of: a start list, a note on a result, a skater's former address."""
    race, skater = Race.objects.get(), Competitor.objects.skaters().first()
    standings.start_list(race, skater)
    Result.objects.filter(race=race).update(notes="T10")
    standings.note_meaning(race=race)
    FormerAddress.objects.create(slug="a-former-name", competitor=skater)


def pages() -> list[str]:
    return ["/skaters/a-former-name/", *_pages_of_routes()]


def _pages_of_routes() -> list[str]:
    return [route.address(values) for route, values in public() if not route.pattern.startswith(FILES)]


def test_every_table_that_a_page_reads_is_declared(_rarer_things):
    read = {address: made(address)[0] for address in pages()}
    assert {address: each.unknown for address, each in read.items() if each.unknown} == {}
    assert set().union(*(each.tables for each in read.values())) <= public_tables().keys()


def test_every_declared_table_is_read_by_some_page(_rarer_things):
    """A table that no page reads any more makes pages anew for nothing."""
    read = set().union(*(made(address)[0].tables for address in pages()))
    assert public_tables().keys() - read == set()


def columns() -> list[tuple[str, str, str]]:
    """Table, column and type of every public table, but for keys and what the database works out by itself."""
    keys = {model._meta.db_table: model._meta.pk.column for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns "
            "WHERE table_schema = 'public' AND table_name = ANY(%s) AND is_generated = 'NEVER' "
            "ORDER BY table_name, ordinal_position",
            [list(public_tables())],
        )
        return [row for row in cursor.fetchall() if row[1] != keys[row[0]]]


def change(table: str, column: str, kind: str) -> str:
    """The statement that gives one row of the table another value there."""
    name = f'"{column}"'
    other, of_null = OTHERS[kind].format(name), IF_NULL.get(kind, "NULL")
    value = f"CASE WHEN {name} IS NULL THEN {of_null} ELSE {other} END"
    return f'UPDATE "{table}" SET {name} = {value} WHERE ctid = (SELECT ctid FROM "{table}" LIMIT 1)'  # noqa: S608


def test_each_column_that_changes_a_page_changes_what_it_was_made_of(_rarer_things):
    before = {address: made(address) for address in pages()}
    readers = defaultdict(list)
    for address, (read, _) in before.items():
        for table in read.tables:
            readers[table].append(address)
    stale, changed, refused = [], set(), set()
    for table, column, kind in columns():
        with transaction.atomic():
            Mark.objects.all().delete()
            was = current_marks()
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(change(table, column, kind))
                    if cursor.rowcount == 0:
                        raise DatabaseError("no row")
            except DatabaseError:
                refused.add((table, column))
            else:  # a reference that leads nowhere is a change, too; it is rolled back before it is checked
                changed.add((table, column))
                stale += unnoticed(table, column, was, {address: before[address] for address in readers[table]})
            transaction.set_rollback(True)
    assert stale == []
    assert len(changed) > 2 * len(refused), refused


def unnoticed(table: str, column: str, was: Marks, pages: dict[str, tuple[Read, bytes]]) -> list[tuple[str, str, str]]:
    """Pages that read the table, are another one now, and were made of nothing that has changed."""
    now = current_marks()
    same = [address for address, (read, _) in pages.items() if was.of(read.scopes) == now.of(read.scopes)]
    return [(table, column, address) for address in same if made(address)[1] != pages[address][1]]

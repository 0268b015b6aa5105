"""A form that is saved at the very moment of an import of the same rows, whichever writes first: nothing is lost in
silence."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from events.broadcast.listings import apply as listings
from events.broadcast.listings.rows import TABLE as LISTINGS
from events.calendar.programme import apply as programmes
from events.calendar.programme.rows import TABLE as PROGRAMMES
from events.models import Event, Listing, Session
from isuwc.files.tables.spreadsheets import as_csv, read_table
from isuwc.files.tables.tabular import ChangedSinceError
from isuwc.tables.plans import apply
from tests.factories import events
from tests.isuwc.submissions.forms import Window, said
from tests.isuwc.submissions.people import address, person
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)
WAITING = """
SELECT count(*) FROM pg_locks
WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())
"""


@contextmanager
def held_before_writing(table: str, began: threading.Event) -> Iterator[None]:
    """What this thread writes first in the table waits until another connection waits for it, or for two seconds."""

    def hold(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not began.is_set() and re.search(rf'(UPDATE|INSERT INTO|DELETE FROM) "{table}"', sql):
            began.set()
            until = time.monotonic() + 2
            while time.monotonic() < until and not connection.connection.execute(WAITING).fetchone()[0]:
                time.sleep(0.02)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hold):
        yield


def in_turn(table: str, first: Callable[[], Any], second: Callable[[], Any]) -> list[Any]:
    """The second begins when the first has locked what it changes, and has written nothing of it yet."""
    began = threading.Event()

    def ahead() -> Any:
        with held_before_writing(table, began):
            return first()

    def behind() -> Any:
        assert began.wait(20), "the first has written nothing"
        return second()

    return together(ahead, behind)


def changed(kind: Any, rows: Any, was: str, now: str) -> Any:
    """The rows as they are exported, with one word changed."""
    text = as_csv(kind, rows)
    assert text.count(was.encode()) == 1
    return read_table(kind, text.replace(was.encode(), now.encode()), "table.csv")


@pytest.fixture
def listing():
    events.country("NOR")
    return events.listing(channel="Old channel", note="Old note")


def test_import_of_listings_while_a_listing_is_saved_says_that_it_was_changed_since(listing):
    window = Window(person("Anna"), address(Listing, "change", listing.pk)).type(note="New note")
    plan = listings.plan(changed(LISTINGS, listings.listing_rows(), "Old channel", "New channel"))
    answer, refused = in_turn("events_listing", window.send, lambda: apply(plan, what="Listings"))
    assert (answer.status_code, type(refused)) == (302, ChangedSinceError)
    assert Listing.objects.values_list("channel", "note").get() == ("Old channel", "New note")


def test_listing_that_is_saved_while_listings_are_imported_keeps_both_and_says_so(listing):
    window = Window(person("Anna"), address(Listing, "change", listing.pk)).type(note="New note")
    plan = listings.plan(changed(LISTINGS, listings.listing_rows(), "Old channel", "New channel"))
    done, answer = in_turn("events_listing", lambda: apply(plan, what="Listings"), window.send)
    assert (answer.status_code, isinstance(done, Exception)) == (302, False), done
    assert Listing.objects.values_list("channel", "note").get() == ("New channel", "New note")
    assert any("Channel: Old channel → New channel" in text for text in said(answer))


def test_listing_whose_field_is_imported_at_the_same_moment_is_asked_about(listing):
    window = Window(person("Anna"), address(Listing, "change", listing.pk)).type(channel="Mine")
    plan = listings.plan(changed(LISTINGS, listings.listing_rows(), "Old channel", "New channel"))
    _, answer = in_turn("events_listing", lambda: apply(plan, what="Listings"), window.send)
    assert (answer.status_code, window.form.values["channel"]) == (200, ["Mine"])
    assert Listing.objects.get().channel == "New channel"


@pytest.fixture
def event():
    found = events.event(plan_note="Old note")
    Session.objects.create(event=found, number=1, date=found.start_date, name="Old name")
    return found


def programme() -> Any:
    return programmes.plan(changed(PROGRAMMES, programmes.programme_rows(Event.objects.all()), "Old name", "New name"))


def test_import_of_a_programme_while_its_event_is_saved_says_that_it_was_changed_since(event):
    window = Window(person("Anna"), address(Event, "change", event.pk)).type(sessions__0__name="Mine")
    plan = programme()
    answer, refused = in_turn("events_session", window.send, lambda: apply(plan, what="Programme"))
    assert (answer.status_code, type(refused)) == (302, ChangedSinceError)
    assert Session.objects.get().name == "Mine"


def test_event_that_is_saved_while_its_programme_is_imported_keeps_both_and_says_so(event):
    window = Window(person("Anna"), address(Event, "change", event.pk)).type(plan_note="New note")
    plan = programme()
    done, answer = in_turn("events_session", lambda: apply(plan, what="Programme"), window.send)
    assert (answer.status_code, isinstance(done, Exception)) == (302, False), done
    assert (Session.objects.get().name, Event.objects.get().plan_note) == ("New name", "New note")
    assert any("Old name → New name" in text for text in said(answer))


def test_session_whose_field_is_imported_at_the_same_moment_is_asked_about(event):
    window = Window(person("Anna"), address(Event, "change", event.pk)).type(sessions__0__name="Mine")
    plan = programme()
    _, answer = in_turn("events_session", lambda: apply(plan, what="Programme"), window.send)
    assert (answer.status_code, window.form.values["sessions-0-name"]) == (200, ["Mine"])
    assert Session.objects.get().name == "New name"

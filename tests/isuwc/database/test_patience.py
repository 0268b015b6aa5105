"""A statement is given up where nothing comes back, and only then is the server taken for silent."""

import time

import psycopg
import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from psycopg.waiting import Ready

from isuwc.database import base
from isuwc.database.away import is_away, is_unreachable
from isuwc.database.outage import Outage
from isuwc.database.patience import ANSWERING, Limit, NoAnswerError, SilentError, limited, patience


def answers_never():
    while True:
        yield "waits"


def run(generator, times: int = 50):
    """As psycopg does while nothing comes, without the waiting."""
    next(generator)
    for _ in range(times):
        generator.send(Ready.NONE)


def test_generator_that_ends_is_passed_on_with_its_value():
    def answers():
        assert (yield "waits") == Ready.R
        return "rows"

    generator = limited(answers(), Limit(1, 1), is_alive=lambda: pytest.fail("nobody asks"))
    assert next(generator) == "waits"
    with pytest.raises(StopIteration) as done:
        generator.send(Ready.R)
    assert done.value.value == "rows"


def test_living_server_has_all_its_time_and_a_silent_one_has_not():
    with pytest.raises(NoAnswerError, match=r"did not answer within 0 seconds") as slow:
        run(limited(answers_never(), Limit(0, 9), is_alive=lambda: True))
    assert not isinstance(slow.value, SilentError)
    with pytest.raises(SilentError, match="no sign of life"):
        run(limited(answers_never(), Limit(9, 0), is_alive=lambda: False))
    run(limited(answers_never(), Limit(9, 0), is_alive=lambda: True))


@pytest.fixture
def own_outage(monkeypatch):
    found = Outage()
    monkeypatch.setattr(base, "outage", found)
    return found


def test_while_one_tries_the_others_are_told_at_once():
    outage = Outage()
    with outage.trying():
        pass
    outage.begins()
    with pytest.raises(psycopg.OperationalError, match="a moment ago"), outage.trying():
        pytest.fail("it is too early")
    outage._next_at = time.monotonic()
    with outage.trying(), pytest.raises(psycopg.OperationalError, match="a moment ago"), outage.trying():
        pytest.fail("somebody tries already")
    with outage.trying(), outage.trying():
        pass  # it answered: everybody may


def test_refused_connection_ends_the_silence_and_a_timeout_prolongs_it():
    outage = Outage()
    outage.begins()
    outage._next_at = 0
    with pytest.raises(psycopg.errors.ConnectionTimeout), outage.trying():
        raise psycopg.errors.ConnectionTimeout
    with pytest.raises(psycopg.OperationalError, match="a moment ago"), outage.trying():
        pytest.fail("it is too early")
    outage._next_at = 0
    with pytest.raises(psycopg.OperationalError, match="refused"), outage.trying():
        raise psycopg.OperationalError("refused")
    with outage.trying():
        pass


@pytest.mark.django_db(transaction=True)
def test_statement_of_a_visitor_is_given_up_and_the_next_one_connects_anew(own_outage):
    refused = pytest.raises(OperationalError, match=r"did not answer within 0\.2 seconds")
    with refused as error, patience(Limit(0.2, 9)), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(30)")
    assert is_away(error.value)
    assert not own_outage._is_silent
    connection.close_if_unusable_or_obsolete()
    with patience(ANSWERING), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
        assert cursor.fetchone() == ("20s", "10s")
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",), "a command takes its time"


@pytest.mark.django_db
def test_cursor_that_is_used_after_its_end_is_an_error_of_the_site():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    with pytest.raises(InterfaceError) as error:
        cursor.fetchone()
    assert not is_away(error.value)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("statement", "away", "unreachable"),
    [
        ("SET statement_timeout = 1; SELECT pg_sleep(1)", True, False),
        ("SELECT pg_terminate_backend(pg_backend_pid())", True, True),
        ("SELECT no_such_column", False, False),
        ("SELECT 1 / 0", False, False),
    ],
)
def test_error_of_the_site_is_not_taken_for_an_absence(statement, away, unreachable):
    with pytest.raises(DatabaseError) as error, connection.cursor() as cursor:
        cursor.execute(statement)
    assert is_away(error.value) is away
    assert is_unreachable(error.value) is unreachable
    assert not is_away(ValueError("x"))
    assert not is_away(None)
    connection.close()

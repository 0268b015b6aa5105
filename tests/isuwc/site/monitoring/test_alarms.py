"""Errors are told to ADMINS by letter and to ERROR_HOOK, once an hour each, and never instead of an answer."""

import http.server
import json
import logging
import sys
import threading

import pytest
from django.test import Client
from django.utils import timezone
from psycopg.errors import lookup

from isuwc.outbox import alarms
from isuwc.outbox.alarms import PAUSE, alarm, tells_somebody
from isuwc.outbox.models import Letter
from isuwc.site.monitoring.alarms import tell
from isuwc.site.monitoring.lines import Plain
from isuwc.site.views import about

pytestmark = pytest.mark.django_db


@pytest.fixture
def admins(settings):
    settings.ADMINS = [("", "ops@example.org"), ("", "chief@example.org")]
    settings.SENDS_MAIL = True


@pytest.fixture
def hook(settings, monkeypatch):
    """A hook on loopback, and what it was told."""
    told: list[dict[str, str]] = []
    came = threading.Event()

    class Hook(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()
            came.set()

        def log_message(self, *words):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Hook)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.ERROR_HOOK = f"http://127.0.0.1:{server.server_port}/hook"
    monkeypatch.setattr(alarms, "_told", {})
    yield told, came
    server.shutdown()
    thread.join()
    server.server_close()


def letters() -> list[tuple[str, str]]:
    return list(Letter.objects.values_list("to", "subject"))


def test_error_of_a_page_is_one_letter_to_each_however_often_it_comes(admins, monkeypatch):
    def fails(name):
        raise LookupError("Words of a visitor")

    monkeypatch.setattr(about.Series.objects, "prefetch_related", fails)
    client = Client(raise_request_exception=False)
    answers = [client.get("/about/") for _ in range(3)]
    assert {answer.status_code for answer in answers} == {500}
    assert "and we have been told" in answers[0].content.decode()
    assert [to for to, _ in letters()] == ["ops@example.org", "chief@example.org"]
    subjects = {subject for _, subject in letters()}
    assert len(subjects) == 1
    assert subjects.pop().startswith("[isuwc] LookupError in fails (test_alarms.py:")
    text = Letter.objects.first().text
    assert "Internal Server Error: /about/" in text
    assert answers[0]["X-Request-ID"] in text
    assert "Words of a visitor" not in text


def test_nobody_is_told_of_what_is_no_error(admins, client):
    client.get("/nothing/here/")
    assert letters() == []


def test_same_alarm_comes_again_after_an_hour_and_no_more_than_ten_do(admins, settings):
    settings.ADMINS = settings.ADMINS[:1]
    for _ in range(2):
        alarm("Disk", "full")
    assert len(letters()) == 1
    Letter.objects.update(made_at=timezone.now() - PAUSE)
    alarm("Disk", "full")
    assert len(letters()) == 2
    for number in range(20):
        alarm(f"Number {number}", "x")
    assert len(letters()) == 1 + 10


def test_hook_is_told_once(hook):
    told, came = hook
    for _ in range(3):
        alarm("The database is away", "It does not answer.", by_letter=False)
    assert came.wait(10)
    assert told == [{"text": "[isuwc] The database is away\nIt does not answer."}]


def test_hook_that_does_not_answer_is_a_line_of_the_log(settings, caplog):
    settings.ERROR_HOOK = "http://127.0.0.1:9/hook"
    alarms._ask_hook("Subject", "text")
    assert [message.partition(":")[0] for message in caplog.messages] == ["ERROR_HOOK could not be told"]


@pytest.mark.parametrize(
    ("admins", "mail", "hook", "told"),
    [
        ([], True, "", False),
        ([("", "ops@example.org")], False, "", False),
        ([("", "ops@example.org")], True, "", True),
        ([], False, "https://chat.example.org/", True),
    ],
)
def test_pages_say_that_somebody_is_told_only_where_somebody_is(settings, admins, mail, hook, told):
    settings.ADMINS, settings.SENDS_MAIL, settings.ERROR_HOOK = admins, mail, hook
    assert tells_somebody() is told


@pytest.mark.parametrize(("state", "told"), [("57014", True), ("57P01", False)])
def test_statement_that_took_too_long_is_told_by_letter_with_its_place(admins, state, told):
    """Readers are asked to come back, but the database is there, and the statement may be to blame."""
    error = lookup(state)("canceling statement due to statement timeout")
    try:
        raise error
    except Exception:
        record = logging.getLogger("x").makeRecord("x", logging.ERROR, "f", 1, "Page failed", (), sys.exc_info())
    tell(record)
    subjects = {subject for _, subject in letters()}
    place = "test_statement_that_took_too_long_is_told_by_letter_with_its_place (test_alarms.py:"
    assert [place in each for each in subjects] == [True] * told
    assert ("Traceback" in Plain().format(record)) is told

"""What an answer, its time or the log tells somebody who should not know it."""

import datetime
import logging
import re

import pytest
from django.conf import settings as site
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from isuwc.outbox.models import Letter
from isuwc.signin import hashing
from news.models import Edition
from tests.factories import news
from tests.isuwc.hostile.conftest import visitor, world  # noqa: F401 - fixtures
from tests.isuwc.site.monitoring.stage import json_lines, plain  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"


@pytest.mark.parametrize("account", ["unknown", "gone", "reader"])
def test_wrong_password_is_answered_alike_whoever_there_is(account, monkeypatch):
    """The same page, as many hashes and the same queries as for an account of staff."""
    for name, values in {
        "anna": {"is_staff": True},
        "gone": {"is_staff": True, "is_active": False},
        "reader": {},
    }.items():
        User.objects.create_user(name, password=PASSWORD, **values)
    hashed: list[str] = []
    real = hashing.PBKDF2PasswordHasher.encode
    monkeypatch.setattr(
        hashing.PBKDF2PasswordHasher, "encode", lambda *given: (hashed.append(given[1]), real(*given))[1]
    )

    def tried(name: str, address: str) -> tuple[str, int, list[str]]:
        hashed.clear()
        with CaptureQueriesContext(connection) as queries:
            values = {"username": name, "password": "wrong", "next": "/admin/"}
            answer = Client().post("/admin/login/", values, REMOTE_ADDR=address)
        assert answer.status_code == 200
        text = re.sub(r'value="\w{64}"|nonce-\S+', "", answer.content.decode()).replace(name, "")
        return text, len(hashed), [re.sub(r"\d+|'[^']*'", "?", query["sql"])[:60] for query in queries]

    tried("warm", "198.51.100.1")
    assert tried(account, "198.51.100.2") == tried("anna", "198.51.100.3")


def test_address_of_what_is_not_public_is_answered_as_one_that_is_not_there(client):
    """Drafts, what waits and what is under embargo can't be told from nothing, by words or headers."""
    news.edition(title="Live")
    year = Edition.objects.live().get().year
    news.article(title="Draft", slug="draft-gold")
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    waiting = news.edition(goes_live_at=tomorrow, title="Waits", slug="waits-gold")
    assert not Edition.objects.live().filter(pk=waiting.pk).exists()

    def asked(slug: str) -> tuple[int, dict[str, str], str]:
        answer = client.get(f"/news/{year}/{slug}/")
        head = {name: value for name, value in answer.headers.items() if name not in {"X-Request-ID", "Date"}}
        return answer.status_code, head, re.sub(r"nonce-[^' ]+", "", answer.content.decode().replace(slug, ""))

    nothing = asked("there-gold")
    assert nothing[0] == 404
    assert asked("draft-gold") == nothing
    assert asked("waits-gold") == nothing


@pytest.mark.usefixtures("plain", "json_lines")
def test_error_tells_no_secret_to_the_visitor_the_log_or_who_is_told(monkeypatch, settings, plain, json_lines):  # noqa: F811
    settings.ADMINS, settings.SENDS_MAIL = [("", "ops@example.org")], True
    secret, client = "correct horse battery", Client(raise_request_exception=False)

    def fails(*_, **__):
        raise RuntimeError(f"could not check {secret} with {site.SECRET_KEY}")

    monkeypatch.setattr("isuwc.signin.backend.attempt_of", fails)
    answer = client.post(
        "/admin/login/?token=of-the-query",
        {"username": "anna", "password": secret},
        HTTP_COOKIE="sessionid=of-a-session",
    )
    assert answer.status_code == 500
    page, letter = answer.content.decode(), Letter.objects.get().text
    log = "\n".join(plain.lines + json_lines.lines)
    assert "attempt_of" not in page and "Traceback" not in page
    assert "Internal Server Error: /admin/login/" in letter and "RuntimeError" in log
    for told in (page, letter, str(answer.headers)):
        assert [each for each in (secret, site.SECRET_KEY, "of-the-query", "of-a-session") if each in told] == []
    # The operator's log has the exception's own words, and nothing of the request beside its path
    assert [each for each in ("of-the-query", "of-a-session") if each in log] == []


def test_no_page_shows_settings_or_paths_of_the_server(visitor):  # noqa: F811
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    try:
        for address in (
            "/nothing/",
            "/news/2025/nothing/",
            "/admin/nothing/",
            "/media/nothing",
            reverse("admin:index"),
        ):
            for client in visitor.values():
                answer = client.get(address)
                text = answer.content.decode()
                wrong = [each for each in (site.SECRET_KEY, str(site.BASE_DIR), "URLconf", "Traceback") if each in text]
                assert (address, wrong) == (address, [])
    finally:
        logging.getLogger("django.request").setLevel(logging.NOTSET)

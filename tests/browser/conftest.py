"""The site as people meet it: its own processes on a port, the demo in a database of its own, a real Chromium."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
DATABASE = f"test_isuwc_browser_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"  # a site for each process
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",  # the tests' own pages are all that it opens; as root it would not start otherwise
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass(frozen=True)
class Site:
    url: str
    passwords: dict[str, str]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, django_db_blocker) -> Iterator[Site]:
    """The demo, served."""
    with served(tmp_path_factory.mktemp("site"), DATABASE, django_db_blocker, "demo") as found:
        yield found


@pytest.fixture(scope="session")
def winter(tmp_path_factory: pytest.TempPathFactory, django_db_blocker) -> Iterator[Site]:
    """A made-up season that is on, and one whose sessions are on the days on which clocks change."""
    fill = ("shell", "--no-imports", "-c", "from tests.browser.season_to_come import make; make()")
    with served(tmp_path_factory.mktemp("winter"), f"{DATABASE}_winter", django_db_blocker, *fill) as found:
        yield found


@contextmanager
def served(folder: Path, database: str, django_db_blocker, *fill: str) -> Iterator[Site]:
    """A site with a database of its own, which that command of manage.py fills; all of it is gone afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with django_db_blocker.unblock():
        server = connections["default"].get_connection_params()
    server = {key: server[key] for key in ("host", "port", "user", "password") if server.get(key)}
    environment = {
        **os.environ,
        "DATABASE_URL": address(server, database),
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "DEBUG": "false",
    }
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as connection:
        remake(connection, database)
        try:
            run(environment, "migrate", "--verbosity=0")
            said = run(environment, *fill)
            run(environment, "collectstatic", "--noinput", "--verbosity=0")
            process = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment)
            try:
                wait_until_it_answers(f"http://127.0.0.1:{port}/healthz", process)
                yield Site(f"http://127.0.0.1:{port}", dict(re.findall(r"^  (\w+) +(\S+)$", said, re.MULTILINE)))
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=20)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))


def address(server: dict[str, str], database: str) -> str:
    """That database on the server that all tests use, which may listen on a socket alone."""
    user, password = (quote(server.get(key, ""), safe="") for key in ("user", "password"))
    options = urlencode({key: server[key] for key in ("host", "port") if key in server})
    return f"postgres://{user}{':' if password else ''}{password}@/{database}?{options}"


def remake(connection: psycopg.Connection, database: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))
    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))


def run(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def wait_until_it_answers(url: str, process: subprocess.Popen) -> None:
    for _ in range(200):
        assert process.poll() is None, "the server has ended"
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A module's own: while Playwright runs, Django takes the thread for an asynchronous one."""
    assert CHROMIUM, "Chromium is not installed; `make test` says how to get it."
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@dataclass
class Visit:
    """A page that notes down whatever the browser complains about."""

    page: Page
    complaints: list[str]
    site: Site

    def open(self, path: str) -> Page:
        self.page.goto(self.site.url + path)
        return self.page


def visit(context: BrowserContext, site: Site) -> Visit:
    page = context.new_page()
    found = Visit(page, [], site)
    page.on("console", lambda m: found.complaints.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("response", lambda r: found.complaints.append(f"{r.status} {r.url}") if r.status >= 500 else None)
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((site.url, "data:", "blob:"))
            else found.complaints.append(f"asked {request.url}")
        ),
    )
    return found


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Visit]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        timezone_id="Asia/Kolkata",
        locale="en-GB",
        color_scheme="light",
    )
    yield visit(context, site)
    context.close()


@pytest.fixture
def desktop(browser: Browser, site: Site) -> Iterator[Visit]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, timezone_id="Europe/Amsterdam", locale="nl-NL", color_scheme="dark"
    )
    yield visit(context, site)
    context.close()


@pytest.fixture
def newsroom(browser: Browser, site: Site) -> Iterator[Visit]:
    """An editor, signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="en-GB")
    found = visit(context, site)
    sign_in(found, "editor")
    yield found
    context.close()


@pytest.fixture
def results_office(browser: Browser, site: Site) -> Iterator[Visit]:
    """Results staff, signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="en-GB")
    found = visit(context, site)
    sign_in(found, "results")
    yield found
    context.close()


@pytest.fixture
def broadcast_office(browser: Browser, site: Site) -> Iterator[Visit]:
    """Broadcast staff, signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="en-GB")
    found = visit(context, site)
    sign_in(found, "broadcast")
    yield found
    context.close()


def sign_in(found: Visit, role: str) -> None:
    page = found.open("/admin/")
    page.fill("#id_username", role)
    page.fill("#id_password", found.site.passwords[role])
    page.click("[type=submit]")
    page.wait_for_selector("#user-tools")

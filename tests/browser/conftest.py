"""The site as people meet it: its own processes on a port, the demo in a database of its own, a real Chromium."""

import fcntl
import io
import json
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
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import season_to_come
from tests.databases import (
    KEPT,
    MIGRATED,
    PLACE,
    ROOT,
    SEASONS,
    Template,
    copy,
    copy_name,
    digest,
    remove,
    server,
    using,
)

# The headless shell takes half the processor time of the whole browser.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
# What decides which static files are collected
COLLECTED = (
    "*/static/**/*", "*/*/static/**/*", "isuwc/site/stylesheets.py", "isuwc/settings/*.py", "requirements.txt",
)  # fmt: skip
FLAGS = [
    "--no-sandbox",  # the tests' own pages are all that it opens; as root it would not start otherwise
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


# How Chromium says that one goes from a page that glides over to the next to one that doesn't, as to the newsroom's
NO_TRANSITION = "ViewTransition opt-in disabled"


@dataclass(frozen=True)
class Site:
    url: str
    passwords: dict[str, str]


@pytest.fixture(scope="session")
def site(request, tmp_path_factory: pytest.TempPathFactory, django_db_blocker) -> Iterator[Site]:
    """The demo, served."""
    folder = tmp_path_factory.mktemp("site")
    with django_db_blocker.unblock():
        copy(DEMO, copy_name("demo"), request.config.getvalue("create_db"), folder)
    passwords = json.loads((folder / "passwords.json").read_text())
    with served(folder, copy_name("demo"), django_db_blocker) as url:
        yield Site(url, passwords)


@pytest.fixture(scope="session")
def winter(request, tmp_path_factory: pytest.TempPathFactory, django_db_blocker) -> Iterator[Site]:
    """A made-up season that is on, and one whose sessions are on the days on which clocks change."""
    database = copy_name("winter")
    with django_db_blocker.unblock():
        copy(MIGRATED, database, request.config.getvalue("create_db"))
        with using(database):
            season_to_come.make()
    with served(tmp_path_factory.mktemp("winter"), database, django_db_blocker) as url:
        yield Site(url, {})


def fill_demo() -> None:
    """What `manage.py demo` adds to the seasons; its pictures and passwords are kept beside the template."""
    for older in KEPT.glob(f"test_template_{PLACE}_demo_*"):
        shutil.rmtree(older)
    said = io.StringIO()
    with override_settings(MEDIA_ROOT=DEMO.folder / "media", PRIVATE_ROOT=DEMO.folder / "private"):
        call_command("demo", stdout=said, no_color=True)
    found = dict(re.findall(r"^  (\w+) +(\S+)$", said.getvalue(), re.MULTILINE))
    (DEMO.folder / "passwords.json").write_text(json.dumps(found))


DEMO = Template(
    "demo",
    ("tests/browser/conftest.py", "isuwc/site/demo/**/*", "news/**/*.py"),
    fill_demo,
    SEASONS,
    ("media", "passwords.json"),
)


@contextmanager
def served(folder: Path, database: str, django_db_blocker) -> Iterator[str]:
    """The address of a site on that database, which is gone afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with django_db_blocker.unblock():
        found = server()
    environment = {
        **os.environ,
        "DATABASE_URL": address(found, database),
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(static_files()),
        "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "DEBUG": "false",
    }
    process = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment)
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/healthz", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
        with django_db_blocker.unblock():
            remove(database)


def static_files() -> Path:
    """The collected static files, collected anew when one of them or a package changed."""
    folder = KEPT / f"static_{digest(*COLLECTED)}"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one process collects, the others wait
        if not folder.is_dir():
            for older in KEPT.glob("static_*"):  # one that was left half made is among them
                shutil.rmtree(older)
            half = KEPT / "static_half"
            run(
                {**os.environ, "STATIC_ROOT": str(half), "DEBUG": "false"},
                "collectstatic",
                "--noinput",
                "--verbosity=0",
            )
            half.rename(folder)
    return folder


def address(server: dict[str, Any], database: str) -> str:
    """That database on the server that all tests use, which may listen on a socket alone."""
    user, password = (quote(server.get(key, ""), safe="") for key in ("user", "password"))
    options = urlencode({key: value for key, value in server.items() if key not in {"user", "password"}})
    return f"postgres://{user}{':' if password else ''}{password}@/{database}?{options}"


def run(environment: dict[str, str], *command: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def wait_until_it_answers(url: str, process: subprocess.Popen) -> None:
    """Up to two minutes: where much else runs, even the first answer takes long."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        assert process.poll() is None, "the server has ended"
        with suppress(OSError), urllib.request.urlopen(url, timeout=10):  # noqa: S310 - our own server
            return
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
    page.on("pageerror", lambda error: None if NO_TRANSITION in str(error) else found.complaints.append(str(error)))
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

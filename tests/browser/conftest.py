"""The site as people meet it: its own processes on a port, the demo in a database of its own, a real Chromium."""

import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.browser import season_to_come
from tests.browser.chromium import Chromium
from tests.browser.serving import served
from tests.browser.sessions import session_of
from tests.databases import (
    KEPT,
    MIGRATED,
    PLACE,
    SEASONS,
    Template,
    copy,
    copy_name,
    using,
)
from tests.together import apart

# A page takes its time where three processes and their sites share two cores
expect.set_options(timeout=20_000)

# How Chromium says that one goes from a page that glides over to the next to one that doesn't, as to the newsroom's
NO_TRANSITION = "ViewTransition opt-in disabled"
# How Playwright says that a context has no service worker
NO_WORKER = "Service Worker registration blocked"


@dataclass(frozen=True)
class Site:
    url: str
    passwords: dict[str, str]
    new_session: Callable[[str], str]  # of somebody of that role; returns its key


class Sites:
    """The served sites of this process: each begins when a test asks for it, and all end with the last browser test in
    a row, since one that nobody visits goes on looking whether its pages are still true."""

    def __init__(self) -> None:
        self.running = ExitStack()
        self.served: dict[str, Site] = {}

    def started(self, name: str, begin: Callable[[], AbstractContextManager[Site]]) -> Site:
        if name not in self.served:
            self.served[name] = self.running.enter_context(begin())
        return self.served[name]

    def end(self) -> None:
        self.served.clear()
        self.running.close()


sites_of_process = pytest.StashKey[Sites]()


@pytest.fixture(scope="session")
def sites(request) -> Iterator[Sites]:
    found = request.config.stash[sites_of_process] = Sites()
    yield found
    found.end()


@pytest.fixture(scope="module")
def site(sites, request, tmp_path_factory: pytest.TempPathFactory, django_db_blocker) -> Site:
    """The demo, served."""
    return sites.started("demo", lambda: demo(request, tmp_path_factory.mktemp("site"), django_db_blocker))


@contextmanager
def demo(request: pytest.FixtureRequest, folder: Path, django_db_blocker) -> Iterator[Site]:
    with django_db_blocker.unblock():
        apart(lambda: copy(DEMO, copy_name("demo"), request.config.getvalue("create_db"), folder))
    passwords = json.loads((folder / "passwords.json").read_text())

    def new_session(role: str) -> str:
        with django_db_blocker.unblock():
            return apart(lambda: session_of(role, copy_name("demo")))

    with served(folder, copy_name("demo"), django_db_blocker) as url:
        yield Site(url, passwords, new_session)


@pytest.fixture(scope="module")
def winter(sites, request, tmp_path_factory: pytest.TempPathFactory, django_db_blocker) -> Site:
    """A made-up season that is on, and one whose sessions are on the days on which clocks change."""
    return sites.started("winter", lambda: made_up(request, tmp_path_factory.mktemp("winter"), django_db_blocker))


@contextmanager
def made_up(request: pytest.FixtureRequest, folder: Path, django_db_blocker) -> Iterator[Site]:
    database = copy_name("winter")

    def make() -> None:
        copy(MIGRATED, database, request.config.getvalue("create_db"))
        with using(database):
            season_to_come.make()

    with django_db_blocker.unblock():
        apart(make)
    with served(folder, database, django_db_blocker) as url:
        yield Site(url, {}, lambda role: "")


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
    ("media", "private", "passwords.json"),
)


of_process = pytest.StashKey[Chromium]()


@pytest.fixture(scope="session")
def chromium(request) -> Iterator[Chromium]:
    found = request.config.stash[of_process] = Chromium()
    yield found
    found.end()


@pytest.fixture(scope="module")
def browser(chromium) -> Browser:
    return chromium.started()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """After the test's own contexts have been closed."""
    if nextitem and nextitem.get_closest_marker("browser") is None:
        for key in (of_process, sites_of_process):
            if found := item.config.stash.get(key, None):
                found.end()


@dataclass
class Visit:
    """A page that notes down whatever the browser complains about."""

    page: Page
    complaints: list[str]
    site: Site

    def open(self, path: str) -> Page:
        self.page.goto(self.site.url + path)
        return self.page


def is_complaint(message: ConsoleMessage) -> bool:
    return message.type in {"error", "warning"} and NO_WORKER not in message.text


def visit(context: BrowserContext, site: Site) -> Visit:
    page = context.new_page()
    found = Visit(page, [], site)
    page.on("console", lambda m: found.complaints.append(m.text) if is_complaint(m) else None)
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


@contextmanager
def signed_in(browser: Browser, site: Site, role: str) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="en-GB")
    found = visit(context, site)
    sign_in(found, role)
    yield found
    context.close()


@pytest.fixture
def newsroom(browser: Browser, site: Site) -> Iterator[Visit]:
    """An editor, signed in."""
    with signed_in(browser, site, "editor") as found:
        yield found


@pytest.fixture
def results_office(browser: Browser, site: Site) -> Iterator[Visit]:
    """Results staff, signed in."""
    with signed_in(browser, site, "results") as found:
        yield found


@pytest.fixture
def broadcast_office(browser: Browser, site: Site) -> Iterator[Visit]:
    """Broadcast staff, signed in."""
    with signed_in(browser, site, "broadcast") as found:
        yield found


def sign_in(found: Visit, role: str) -> None:
    """In a session that was begun without the form; no page is opened yet."""
    name, key = settings.SESSION_COOKIE_NAME, found.site.new_session(role)
    found.page.context.add_cookies([{"name": name, "value": key, "url": found.site.url}])


def sign_in_with_password(found: Visit, role: str) -> None:
    page = found.open("/admin/")
    page.fill("#id_username", role)
    page.fill("#id_password", found.site.passwords[role])
    page.click("[type=submit]")
    page.wait_for_selector("#user-tools")

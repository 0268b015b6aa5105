"""What all tests share. The settings come first: pytest-django needs them before any test module is read."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings as site_settings
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from pytest_django.fixtures import validate_django_db
from pytest_django.plugin import blocking_manager_key
from xdist.scheduler import LoadScopeScheduling

from tests.strict_templates import make_strict, note_pages_alone

os.environ.setdefault("ENV_FILE", str(Path(__file__).resolve().parents[1] / "var" / "local.env"))
os.environ["DEMO_NOW"] = ""  # a demo's moment is no test's, not the file's either
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "isuwc.settings")
django.setup()
make_strict()
note_pages_alone()

# What reads models comes after the setup
from django.contrib.auth.models import User  # noqa: E402

from events.models import Season  # noqa: E402
from isuwc.signin.hashing import BoundedPBKDF2PasswordHasher  # noqa: E402
from tests.copies import Copies  # noqa: E402
from tests.databases import MIGRATED, SEASONS, THREE_EVENTS, drop_left, remove, use  # noqa: E402

# Pages name static files as they stand in the source; tests need no collectstatic.
site_settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
site_settings.WHITENOISE_AUTOREFRESH = True

# Nobody misses what a test commits when the machine fails: no commit waits for the disk.
site_settings.DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"

# What a hash costs is no test's subject.
BoundedPBKDF2PasswordHasher.iterations = 1

# After a test of real transactions Django would empty every table; its database is renewed instead.
TransactionTestCase._fixture_teardown = lambda self: None  # type: ignore[method-assign]

# The same examples in every run and no clock: a test that fails does so for everybody. HYPOTHESIS_PROFILE=search looks
# for new ones.
settings.register_profile(
    "fixed", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.register_profile("search", parent=settings.get_profile("fixed"), derandomize=False, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


@pytest.fixture
def admin_user(db) -> User:
    """In place of pytest-django's, without a password."""
    return User.objects.create(username="admin", password="!", is_staff=True, is_superuser=True)


@pytest.fixture
def media(settings, tmp_path) -> Path:
    """An empty folder where uploaded and drawn files go during this test; what is private goes beside it."""
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    return settings.MEDIA_ROOT


@pytest.fixture
def private(media, settings) -> Path:
    """The folder beside it in which originals go, and what the public may not see."""
    return settings.PRIVATE_ROOT


class Schedule(LoadScopeScheduling):
    """Files stay whole in one process. Those of where to watch stay together, as they share a served site of their own;
    every other browser test asks for the demo's, which each process serves for itself."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "where to watch" if file.startswith("tests/browser/test_where_to_watch") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Schedule:
    return Schedule(config, log)


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: the collector of garbage need not walk through it again. It
    comes more seldom, too: after every 700 objects, as by default, it took a twentieth of the tests' processor time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests first and then what else takes long, so that no process is left alone with it at the end.
    pytest-django has put what asks for no database last."""
    items.sort(key=lambda item: [item.get_closest_marker(name) is None for name in ("browser", "long")])


of_process = pytest.StashKey[Copies]()
SHIPPED = {"shipped": SEASONS, "shipped_three": THREE_EVENTS}  # by the fixture that a test asks for


@pytest.fixture(scope="session")
def copies(request, django_test_environment, django_db_blocker) -> Iterator[Copies]:
    """This process's databases, which are gone at the end."""
    with django_db_blocker.unblock():
        drop_left()
        found = Copies(request.config.getvalue("create_db"))
    request.config.stash[of_process] = found
    yield found  # outside: a test without a mark would write for good
    with django_db_blocker.unblock():
        connection.close()
        remove(*found.made)


@pytest.fixture(scope="session")
def django_db_setup(copies, django_db_blocker) -> Iterator[None]:
    """In place of pytest-django's: a copy of what migrations leave, instead of migrating."""
    with django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        copies.use(MIGRATED)
    yield
    with django_db_blocker.unblock():
        use(before)


@pytest.fixture(scope="session")
def shipped(django_db_setup, copies, django_db_blocker) -> None:
    """The seasons that come with the project, in a database of their own: whatever else the tests that ask for it write
    is rolled back to them. Tests that don't ask never see it."""
    with django_db_blocker.unblock():
        copies.use(SEASONS)


@pytest.fixture
def season(shipped, db) -> Season:
    """2025/26: the results of World Cup 1 to 4, of World Cup 5 single places, and who won the cups."""
    return Season.objects.get(slug="2025-26")


@pytest.fixture(scope="session")
def shipped_three(django_db_setup, copies, django_db_blocker) -> None:
    """Another of them, since to forget events takes as long as many a test."""
    with django_db_blocker.unblock():
        copies.use(THREE_EVENTS)


@pytest.fixture
def three_events(shipped_three, db) -> Season:
    """2025/26 as it was known after World Cup 3: of the last two events there is the calendar alone."""
    return Season.objects.get(slug="2025-26")


@pytest.fixture
def partial_season(shipped, db) -> Season:
    """2022/23 with parts of World Cup 1 and some published final places."""
    return Season.objects.get(slug="2022-23")


def commits(item: pytest.Item) -> bool:
    """Whether the test's transactions are real, by pytest-django's own rules."""
    mark = item.get_closest_marker("django_db")
    transaction, reset_sequences, *_ = validate_django_db(mark) if mark else (False, False)
    real = {"transactional_db", "live_server", "django_db_reset_sequences"}
    return transaction or reset_sequences or not real.isdisjoint(item.fixturenames)


def pytest_runtest_teardown(item: pytest.Item) -> None:
    if commits(item):
        item.config.stash[of_process].spoil()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Each test has the database that it asks for, renewed after a test of real transactions, which spoils it from its
    beginning, however it ends. The first test that asks for any comes before the fixtures, which begin with it. Browser
    tests have sites of their own, and in their thread Django may not speak to a database."""
    if item.get_closest_marker("browser"):
        return
    if found := item.config.stash.get(of_process, None):
        with item.config.stash[blocking_manager_key].unblock():
            found.renew()
            found.check(item.nodeid.partition("::")[0])
            asked = [template for name, template in SHIPPED.items() if name in item.fixturenames]
            found.use(asked[0] if asked else MIGRATED)
        if commits(item):
            found.spoil()

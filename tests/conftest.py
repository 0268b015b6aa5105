"""What all tests share. The settings come first: pytest-django needs them before any test module is read."""

import os
from pathlib import Path
from typing import Any

import django.apps
import environ
import pytest
from django.conf import settings as site_settings
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, settings
from pytest_django.plugin import blocking_manager_key
from xdist.scheduler import LoadScopeScheduling

from tests.strict_templates import make_strict

environ.Env.read_env(Path(__file__).resolve().parents[1] / "var" / "local.env")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "isuwc.settings")
django.setup()
make_strict()

# Pages name static files as they stand in the source; tests need no collectstatic.
site_settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
site_settings.WHITENOISE_AUTOREFRESH = True

# The same examples in every run and no clock: a test that fails does so for everybody. HYPOTHESIS_PROFILE=search looks
# for new ones.
settings.register_profile(
    "fixed", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.register_profile("search", parent=settings.get_profile("fixed"), derandomize=False, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


@pytest.fixture
def media(settings, tmp_path) -> Path:
    """An empty folder where uploaded and drawn files go during this test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


class Schedule(LoadScopeScheduling):
    """Files stay whole in one process, and all browser tests in one: they share served sites, and mostly wait."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "browser" if file.startswith("tests/browser/") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Schedule:
    return Schedule(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests first: they take longest, and pytest-django has put what asks for no database last."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


emptied = pytest.StashKey[bool]()


def pytest_runtest_teardown(item: pytest.Item) -> None:
    """A test of real transactions empties every table at its end."""
    mark = item.get_closest_marker("django_db")
    item.config.stash[emptied] = bool(mark and mark.kwargs.get("transaction"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Put back what migrations loaded. Before the next test: after the last one there is no test database any more."""
    if not item.config.stash.get(emptied, False):
        return
    item.config.stash[emptied] = False
    name = connection.settings_dict["NAME"]
    assert name.startswith("test_"), f"{name} is not a test's database"
    with item.config.stash[blocking_manager_key].unblock():
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
        django.apps.apps.get_model("contenttypes", "ContentType").objects.clear_cache()

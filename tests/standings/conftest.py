import pytest
from django.db import transaction

from events.calendar.season_data import load_calendar
from events.models import Season
from standings.seasons.season_data import load_results


@pytest.fixture(scope="module")
def _shipped(django_db_setup, django_db_blocker):
    """The seasons that come with the project, loaded once; every test of the module is rolled back to them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_calendar()
        for slug in ("2025-26", "2022-23"):
            load_results(slug)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def season(_shipped, db):
    """2025/26 with the results of World Cup 1 to 3."""
    return Season.objects.get(slug="2025-26")


@pytest.fixture
def partial_season(_shipped, db):
    """2022/23 with parts of World Cup 1 and some published final places."""
    return Season.objects.get(slug="2022-23")

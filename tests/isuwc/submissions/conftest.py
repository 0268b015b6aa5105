from collections.abc import Iterator

import pytest
from django.db import transaction

from standings.models import RaceSheet
from tests.isuwc.hostile.conftest import make_world
from tests.isuwc.submissions.people import PEOPLE, made


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """At least one row of every model that the admin knows, and the people who work on them."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_world()
        RaceSheet.objects.update(source="isu.org")  # without it no line of a result can be saved
        for name in PEOPLE:
            made(name)
        yield
        transaction.set_rollback(True)

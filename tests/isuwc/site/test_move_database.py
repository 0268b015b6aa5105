"""`move_database`: the site's database in an empty one on another server."""

import os
import re
from collections.abc import Iterator

import pytest
from django.core.management import call_command

from tests.isuwc.site.commands import command, using_address
from tests.isuwc.site.empty_databases import empty, execute
from tests.isuwc.site.programs import run

DATABASE = f"test_isuwc_move_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


@pytest.fixture
def other(django_db_blocker) -> Iterator[str]:
    with empty(DATABASE, django_db_blocker) as url, django_db_blocker.unblock():
        yield url


@pytest.fixture
def second(django_db_blocker) -> Iterator[str]:
    with empty(f"{DATABASE}_second", django_db_blocker) as url:
        yield url


def test_database_is_moved_to_the_address_that_is_handed_in_and_into_an_empty_one_alone(other, second, tmp_path):
    """The address is no word of the command, which everybody on the machine would see."""
    with using_address(other):
        call_command("migrate", "contenttypes", verbosity=0)
    execute(other, "INSERT INTO django_content_type (app_label, model) VALUES ('kept', 'word')")
    move = ("manage.py", "move_database")
    done = run(*move, typed=f"{second}\n", DATABASE_URL=other)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.match(
        rf"Copied the database {DATABASE} on .+ into the database {DATABASE}_second on .+: \d+ tables", done.stdout
    )
    kept = "SELECT app_label, model FROM django_content_type ORDER BY app_label"
    assert execute(second, kept) == execute(other, kept)
    status, said = command(other, tmp_path, "move_database", second)
    assert status == 1
    assert said.strip().endswith("is not empty. Nothing was copied.")
    none = run(*move, DATABASE_URL=other)
    assert (none.returncode, none.stderr.strip()) == (
        1,
        "CommandError: The address of a database begins with postgres://, as in DATABASE_URL.",
    )

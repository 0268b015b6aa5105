"""What `manage.py check --database` and `migrate` say of a database that the site can't use."""

import pytest
from django.core.checks import Tags, run_checks

from isuwc.site.checks import fitting_database, unfit


@pytest.mark.django_db
def test_our_own_database_fits():
    assert fitting_database(None, ["default"]) == []
    assert run_checks(tags=[Tags.database], databases=["default"]) == []


def test_nothing_is_asked_unless_a_database_is_named():
    assert fitting_database(None, None) == []


@pytest.mark.parametrize(
    ("encoding", "version", "said"),
    [
        ("UTF8", 150000, []),
        ("UTF8", 180006, []),
        ("SQL_ASCII", 150000, ["The database is in SQL_ASCII, not in UTF-8."]),
        ("UTF8", 149999, ["The database is Postgres 14; the site needs 15 or later."]),
        (
            "LATIN1",
            140000,
            ["The database is in LATIN1, not in UTF-8.", "The database is Postgres 14; the site needs 15 or later."],
        ),
    ],
)
def test_other_databases_are_refused(encoding, version, said):
    assert [each.msg for each in unfit(encoding, version)] == said

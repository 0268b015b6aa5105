"""What a plan and its application cost."""

import pytest

from isuwc.tables.plans import apply
from tests.events.calendar.programme.stage import EVENING, do, planned

pytestmark = pytest.mark.django_db

# Numbers of queries


@pytest.mark.parametrize("number", [1, 40])
def test_plan_costs_the_same_queries_whatever_its_length(event, django_assert_num_queries, number):
    given = [{"distance": d, "ordinal": str(o)} for d in ("500", "1000") for o in range(1, 21)][:number]
    do(event, *given)
    with django_assert_num_queries(3):
        assert planned(event, *given).unchanged == number + 1
    with django_assert_num_queries(13):  # what may refer to a race is looked for where one would go
        assert planned(event, {"distance": "1500"}).removed == number


@pytest.mark.parametrize("number", [2, 40])
def test_applying_costs_the_same_queries_whatever_its_length(event, django_assert_num_queries, number):
    given = [{"distance": d, "ordinal": str(o)} for d in ("500", "1000") for o in range(1, 21)][:number]
    do(event, *({**row, "race": str(n)} for n, row in enumerate(given, 1)))
    back = planned(event, *({**row, "race": str(number + 1 - n), **EVENING} for n, row in enumerate(given, 1)))
    # Savepoint, locks and plan as above, with what is on record of the session that moves; then the session, and races
    # into their places.
    with django_assert_num_queries(13):
        apply(back)

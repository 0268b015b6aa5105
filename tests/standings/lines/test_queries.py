"""Lines that are read or saved ask the database for no more than their competitors, whose history they become."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standings.models import Result
from tests.factories import events
from tests.factories import standings as factories
from tests.standings.lines.stage import TEXT, pasted, rows, typed
from tests.standings.starts import stage as start_lists

pytestmark = pytest.mark.django_db


@pytest.fixture
def names():
    found = [f"Skater {chr(65 + at // 6)}{chr(97 + at % 6)}x" for at in range(40)]
    for name in found:
        factories.skater(name)
    return found


def text_of(names):
    return "\n".join(f"{place}\t{name}\tNED\t37.{place:02}" for place, name in enumerate(names, 1))


def reading(window, names):
    """How many queries it takes to read the pasted lines."""
    with CaptureQueriesContext(connection) as found:
        response = pasted(window, text_of(names))
    assert [row["competitor"] for row in rows(response)] == names
    return len(found)


def test_result_is_read_in_as_many_queries_whatever_its_length(staff, names):
    reading(typed(staff, events.race(distance="1500")), names[:2])  # what is loaded once
    counts = {
        count: reading(typed(staff, events.race(distance=distance)), names[:count])
        for count, distance in ((1, "500"), (20, "1000"), (40, "3000"))
    }
    assert counts == {1: 50, 20: 50, 40: 50}


def test_start_list_is_read_in_as_many_queries_whatever_its_length(staff, names):
    reading(start_lists.page(staff, events.race(distance="1500")), names[:2])
    counts = {
        count: reading(start_lists.page(staff, events.race(distance=distance)), names[:count])
        for count, distance in ((1, "500"), (20, "1000"), (40, "3000"))
    }
    assert counts == {1: 38, 20: 38, 40: 38}


def test_saving_takes_one_statement_a_line(staff, names):
    def saving(count, distance):
        window = typed(staff, events.race(distance=distance))
        pasted(window, text_of(names[:count]))
        with CaptureQueriesContext(connection) as found:
            assert window.type(source="A sheet").send().status_code == 302
        return len(found)

    saving(2, "1500")
    few, many = saving(20, "1000"), saving(40, "3000")
    assert many - few == 20
    assert Result.objects.count() == 62


def test_line_that_the_database_would_refuse_is_still_refused(staff, race, three):
    window = typed(staff, race)
    response = window.type(pasted=TEXT).send("_read")
    assert response.status_code == 200
    window.type(**{"results-0-line": "0", "results-1-rank": "0"})
    response = window.type(source="A sheet").send()
    assert response.status_code == 200
    formset = response.context["inline_admin_formsets"][0].formset
    assert [form.errors for form in formset.forms[:3]] == [
        {"line": ["Lines are numbered from 1."]}, {"rank": ["Ranks begin at 1."]}, {},
    ]  # fmt: skip
    assert not race.results.exists()

"""A form of the admin takes all rows that there are and as many new ones as anybody needs, and says no to more."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from events.models import Event
from isuwc.newsroom.rows import MOST_NEW
from tests.factories import events
from tests.factories import standings as factories
from tests.isuwc.submissions.forms import Window
from tests.markup import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def window(client) -> Window:
    event = events.event()
    for number in (1, 2):
        events.session(event=event, number=number)
    client.force_login(User.objects.create(username="admin", password="!", is_staff=True, is_superuser=True))
    return Window(client, reverse("admin:events_event_change", args=[event.pk]))


@pytest.mark.parametrize(
    ("most", "total", "is_refused"), [(3, 5, False), (3, 6, True), (1, 3, False), (1, 99999, True)]
)
def test_form_says_where_it_has_too_many_rows(window, monkeypatch, most, total, is_refused):
    """Two rows are stored."""
    monkeypatch.setattr("isuwc.newsroom.rows.MOST_NEW", most)
    answer = window.type(sessions__TOTAL_FORMS=total, plan_note="Mine").send()
    said = f"Please submit at most {most + 2} forms." in answer.content.decode()
    assert (answer.status_code, said) == ((200, True) if is_refused else (302, False))
    assert Event.objects.get().plan_note == ("" if is_refused else "Mine")


def test_bound_is_well_above_what_anybody_types():
    assert MOST_NEW == 500


@pytest.mark.parametrize(
    ("results", "said"),
    [
        (1, "result Skater 0: 1 depends on it"),
        (3, "result Skater 0: 1 and result Skater 1: 2 and result Skater 2: 3 depend on it"),
        (4, "4 results depend on it"),
    ],
)
def test_row_on_which_others_depend_says_how_many(window, results, said):
    event = Event.objects.get()
    race = events.race(event=event, session=event.sessions.get(number=1), result_state="official", source="isu.org")
    for number in range(results):
        skater = factories.skater(f"Skater {number}")
        factories.result(race, skater, rank=number + 1, line=number + 1)
    window = Window(window.client, window.address)
    answer = window.type(races__0__DELETE=True).send()
    assert answer.status_code == 200
    assert f"can’t be deleted: {said}. Delete or move them first." in flat(answer.text)

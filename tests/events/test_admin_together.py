"""Two who save the same event's form at once."""

import datetime
from functools import partial

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.events.test_admin import complaints, form_of
from tests.factories import events as factories
from tests.factories.people import sign_in
from tests.together import together

DAY = datetime.date(2025, 11, 14)


@pytest.mark.django_db(transaction=True)
def test_second_of_two_who_give_one_race_number_is_answered_in_words():
    """Numbers may be exchanged, so the database checks them only when it commits: too late for a form."""
    event = factories.event(start_date=DAY)
    session = factories.session(event=event, date=DAY)

    def add(client: Client, distance: str) -> HttpResponse:
        race = {"number": 1, "session": session.pk, "category": "women", "distance": distance, "division": "A"}
        data = {
            **form_of(event),
            "sessions-TOTAL_FORMS": 0,
            "sessions-INITIAL_FORMS": 0,
            "races-TOTAL_FORMS": 1,
            "races-INITIAL_FORMS": 0,
            **{f"races-0-{name}": value for name, value in race.items()},
        }
        return client.post(reverse("admin:events_event_change", args=[event.pk]), data)

    clients = [Client() for _ in range(2)]
    for client in clients:
        sign_in(client, "Results")
    answers = together(partial(add, clients[0], "500"), partial(add, clients[1], "1000"))
    saved, refused = sorted(answers, key=lambda each: -each.status_code)
    assert (saved.status_code, event.races.count()) == (302, 1)
    assert complaints(refused) == ["The event has a race of this number already."]


@pytest.mark.django_db
def test_races_exchange_their_numbers_in_the_form(client):
    sign_in(client, "Results")
    event = factories.event(start_date=DAY)
    session = factories.session(event=event, date=DAY)
    races = [factories.race(session=session, number=n, distance=d) for n, d in ((1, "500"), (2, "1000"))]
    data = {**form_of(event), "sessions-TOTAL_FORMS": 0, "sessions-INITIAL_FORMS": 0}
    data |= {"races-TOTAL_FORMS": 2, "races-INITIAL_FORMS": 2}
    for place, race in enumerate(races):
        values = {"id": race.pk, "number": 2 - place, "session": session.pk, "category": "women"}
        values |= {"distance": race.distance, "division": "A"}
        data |= {f"races-{place}-{name}": value for name, value in values.items()}
    response = client.post(reverse("admin:events_event_change", args=[event.pk]), data)
    assert response.status_code == 302, complaints(response)
    connection.check_constraints()
    assert list(event.races.order_by("number").values_list("distance", flat=True)) == ["1000", "500"]

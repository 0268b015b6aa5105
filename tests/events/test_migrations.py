"""Migrations of this app that change rows, on rows that are there: forward, back and forward again."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection

from events.models import Session, Showing
from tests.factories import events as factories

pytestmark = pytest.mark.django_db

START = datetime.datetime(2025, 11, 14, 13, 45, tzinfo=datetime.UTC)


def migrate(*to: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no check may wait while a table is altered
    call_command("migrate", *to, verbosity=0)


def test_showings_that_stand_are_of_the_sessions_as_they_are():
    event = factories.event(start_date=START.date())
    timed = factories.session(event=event, date=START.date(), starts_at=START)
    other = factories.session(event=event, date=START.date())
    listing = factories.listing()
    for session in (timed, other):
        Showing.objects.create(listing=listing, session=session)
    Session.objects.filter(pk=timed.pk).update(starts_at=START + datetime.timedelta(hours=1))
    assert Showing.objects.unconfirmed().count() == 1
    migrate("events", "0010")
    migrate()
    assert list(Showing.objects.order_by("session__number").values_list("known_date", "known_start")) == [
        (START.date(), START + datetime.timedelta(hours=1)),
        (START.date(), None),
    ]
    assert not Showing.objects.unconfirmed().exists()
    Session.objects.filter(pk=timed.pk).update(starts_at=START)
    assert Showing.objects.unconfirmed().count() == 1

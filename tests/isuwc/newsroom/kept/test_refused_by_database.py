"""What forms found right, and the database or the site did not take: in words, with what was typed."""

import logging
import re

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import connection
from django.db.models.signals import pre_save

from events.models import Venue
from isuwc.submissions.sending.page import ONCE
from tests.factories import events
from tests.factories.people import sign_in
from tests.isuwc.submissions.forms import Window
from tests.markup import flat

pytestmark = pytest.mark.django_db

WORDS = {"name": "Vikingskipet", "slug": "v", "city": "Hamar", "country": "NOR", "time_zone": "Europe/Oslo"}
TRIGGER = """
CREATE FUNCTION in_the_way() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {} END $$;
CREATE TRIGGER in_the_way BEFORE INSERT ON events_venue FOR EACH ROW EXECUTE FUNCTION in_the_way();
"""


def sent(client, data: dict[str, str] | None = None) -> tuple[int, str, dict[str, str]]:
    """The answer's status and sentence, and what it gives back of what was typed."""
    window = Window(client, "/admin/events/venue/add/").type(**WORDS)
    answer = client.post(window.address, data or {**window.form.values, "_save": "1"})
    page = flat(answer.content.decode())
    back = dict(re.findall(r'name="(name|slug|city|country|time_zone)" value="([^"]*)"', page))
    return answer.status_code, page.partition('class="kept"><p>')[2].partition(" <strong>")[0], back


@pytest.fixture
def staff(client):
    events.country("NOR")
    sign_in(client, "Results")
    return client


@pytest.mark.parametrize(
    ("raised", "why"),
    [
        (
            "RAISE EXCEPTION 'key exists' USING ERRCODE = 'unique_violation', CONSTRAINT = 'venue_once_in_city';",
            "The city has a venue of this name already.",
        ),
        (
            "RAISE EXCEPTION 'the ice is not ready' USING ERRCODE = 'check_violation', CONSTRAINT = 'ice_is_ready';",
            "The ice is not ready.",
        ),
        (
            "INSERT INTO events_listingsrevision (id, changed_at) VALUES (2, now()); RETURN NEW;",
            "It doesn’t fit to what is stored by now.",
        ),
        (
            "INSERT INTO events_series (name, slug, discipline, hashtag, first_year, about, website) "
            "SELECT 'a', 'a', '', '', 1985, '', '' FROM generate_series(1, 2); RETURN NEW;",
            "Something that may exist only once was saved at that moment.",
        ),
    ],
)
def test_refusal_of_the_database_is_said_to_a_program_with_what_it_sent(staff, raised, why):
    """What comes without a form's token is not asked again."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGER.format(raised))
    assert sent(staff, WORDS) == (409, why, WORDS)
    assert not Venue.objects.exists()


def test_error_of_the_site_gives_back_what_was_typed_and_is_reported(staff, caplog):
    def fail(**kwargs):
        raise RuntimeError("a fault")

    staff.raise_request_exception = False
    pre_save.connect(fail, sender=Venue)
    try:
        with caplog.at_level(logging.ERROR, "django.request"):
            assert sent(staff) == (500, "The site made an error, and its log has it.", WORDS)
    finally:
        pre_save.disconnect(fail, sender=Venue)
    assert [(each.getMessage(), str(each.exc_info[1])) for each in caplog.records] == [
        ("Internal Server Error: /admin/events/venue/add/", "a fault")
    ]
    assert not Venue.objects.exists()


def test_what_django_refuses_is_no_error_of_the_site(staff):
    def fail(**kwargs):
        raise SuspiciousOperation("not so")

    pre_save.connect(fail, sender=Venue)
    try:
        status, why, _ = sent(staff)
    finally:
        pre_save.disconnect(fail, sender=Venue)
    assert (status, why) == (400, "")


def test_error_of_the_site_is_nothing_to_give_back_to_a_program(staff):
    """It may have saved a part of what it was sent."""

    def fail(**kwargs):
        raise RuntimeError("a fault")

    staff.raise_request_exception = False
    pre_save.connect(fail, sender=Venue)
    try:
        answer = staff.post("/admin/events/venue/add/", WORDS)
    finally:
        pre_save.disconnect(fail, sender=Venue)
    assert (answer.status_code, ONCE in WORDS, "Vikingskipet" in answer.content.decode()) == (500, False, False)

"""What somebody else saves between the checks of a form and its writing is said at the field, with what was typed."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.http import HttpResponse

from events.models import Event, LinkWord, Listing, Venue
from isuwc.submissions.sending.last_moment import asked_again, violated_of
from isuwc.submissions.two_people.change_lists import FORM as LIST
from news.models import Photo
from standings.models import NoteMeaning, RaceSheet
from tests.factories import events, standings
from tests.factories.images import picture_file
from tests.isuwc.submissions.forms import Window, form_in, said
from tests.isuwc.submissions.people import address, person
from tests.markup import flat
from tests.together import together

UNFIT = "Nothing was saved. It doesn’t fit to what is stored by now."
VENUE = {"name": "Vikingskipet", "slug": "vikingskipet", "city": "Hamar", "country": "NOR", "time_zone": "Europe/Oslo"}


@contextmanager
def just_before(table: str, act: Callable[[], Any]) -> Iterator[None]:
    """Somebody else does that, for good, when this thread is about to write in the table for the first time."""
    done: list[Any] = []

    def meanwhile(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not done and re.search(rf'(UPDATE|INSERT INTO|DELETE FROM) "{table}"', sql):
            done.append(None)
            done[:] = together(act)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile):
        yield
    assert done, f"nothing was written in {table}"
    assert not isinstance(done[0], Exception), done


def errors(response: Any) -> dict[str, list[str]]:
    """What the page says is wrong, by the name of the field in it; of a set of rows, by its prefix."""
    context = response.context
    sets = [each.formset for each in context["inline_admin_formsets"]]
    forms = [context["adminform"].form, *(form for each in sets for form in each)]
    found = {form.add_prefix(name): [*words] for form in forms for name, words in form.errors.items()}
    return found | {each.prefix: [*each.non_form_errors()] for each in sets if each.non_form_errors()}


def led_to(response: Any) -> list[tuple[str, str]]:
    """What stands above the form: the field of the page that each line leads to, and its words."""
    section = flat(response.content.decode()).partition('id="form-trouble"')[2].partition("</section>")[0]
    return re.findall(r'<a href="#([^"]+)">([^<]+)</a>', section)


@pytest.mark.django_db(transaction=True)
def test_row_that_somebody_adds_at_that_moment_is_named_at_its_field():
    events.country("NOR")
    anna, bert = (Window(person(name), address(Venue, "add")) for name in ("Anna", "Bert"))
    anna.type(**VENUE | {"slug": "the-other"})
    bert.type(**VENUE)
    with just_before("events_venue", anna.send):
        refused = bert.send()
    assert refused.status_code == 409
    assert errors(refused) == {"__all__": [UNFIT], "name": ["The city has a venue of this name already."]}
    assert led_to(refused) == [("id_name", "Name:")]
    assert {name: bert.form.values[name] for name in VENUE} == {name: [value] for name, value in VENUE.items()}
    assert bert.type(name="Hamar Arena").send().status_code == 302
    assert sorted(Venue.objects.values_list("name", "slug")) == [
        ("Hamar Arena", "vikingskipet"), ("Vikingskipet", "the-other"),
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_value_of_one_field_that_somebody_takes_at_that_moment_is_named_there():
    """A constraint that has no words of its own."""
    events.country("NOR")
    anna, bert = (Window(person(name), address(Venue, "add")) for name in ("Anna", "Bert"))
    anna.type(**VENUE | {"name": "The other"})
    bert.type(**VENUE)
    with just_before("events_venue", anna.send):
        refused = bert.send()
    assert errors(refused) == {"__all__": [UNFIT], "slug": ["Venue with this Slug already exists."]}
    assert led_to(refused) == [("id_slug", "Slug:")]


@pytest.mark.django_db(transaction=True)
def test_word_on_a_link_that_somebody_says_at_that_moment_is_named_at_the_link():
    """Its constraint is of a digest, of which the database says no value."""
    anna, bert = (Window(person(name), address(LinkWord, "add")) for name in ("Anna", "Bert"))
    for each in (anna, bert):
        each.type(address="https://example.org/live", failed_on="01/11/2025")
    with just_before("events_linkword", anna.send):
        refused = bert.send()
    assert errors(refused) == {"__all__": [UNFIT], "address": ["This address is here already."]}
    assert LinkWord.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_row_of_a_form_that_is_like_one_saved_at_that_moment_is_named_at_its_field():
    """The database checks numbers when it commits, since rows may exchange them."""
    race = standings.result(events.race()).race
    bert = Window(person("Bert"), address(RaceSheet, "change", race.pk))
    bert.type(source="isu.org", note_meanings__TOTAL_FORMS=1, note_meanings__0__code="T1", note_meanings__0__words="A")
    imported = partial(NoteMeaning.objects.create, race=race, code="T1", words="Theirs")
    with just_before("events_race", imported):
        refused = bert.send()
    assert refused.status_code == 409
    assert errors(refused) == {
        "__all__": [UNFIT],
        "note_meanings-1-code": ["This code is explained already."],
    }
    assert led_to(refused) == [("id_note_meanings-1-code", "Meaning of a note 2, Code:")]
    assert list(race.note_meanings.values_list("words", flat=True)) == ["Theirs"]


@pytest.mark.django_db(transaction=True)
def test_choice_that_somebody_deletes_at_that_moment_is_named_at_its_field():
    listing = events.listing()
    gone = events.broadcaster("Gone TV")
    bert = Window(person("Bert"), address(Listing, "change", listing.pk)).type(broadcaster=gone.pk)
    with just_before("events_listing", gone.delete):
        refused = bert.send()
    assert refused.status_code == 409
    assert errors(refused) == {
        "__all__": [UNFIT],
        "broadcaster": ["Choose one from the list: what was chosen is not in it, or no longer."],
    }
    assert Listing.objects.get().broadcaster_id == listing.broadcaster_id


# What checks of a form don't know is said in the database's words

RAISES = """
CREATE FUNCTION in_the_way() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION {} END $$;
CREATE TRIGGER in_the_way BEFORE INSERT OR UPDATE ON {} FOR EACH ROW EXECUTE FUNCTION in_the_way();
"""


def raise_on(table: str, raised: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(RAISES.format(raised, table))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("raised", "found"),
    [
        (
            "'key exists' USING ERRCODE = 'unique_violation', CONSTRAINT = 'venue_once_in_city';",
            {"__all__": [UNFIT], "name": ["The city has a venue of this name already."]},
        ),
        (
            "'the ice is not ready' USING ERRCODE = 'check_violation', TABLE = 'events_venue', COLUMN = 'city';",
            {"__all__": [UNFIT], "city": ["The ice is not ready."]},
        ),
        (
            "'the ice is not ready' USING ERRCODE = 'check_violation', TABLE = 'events_venue', COLUMN = 'id';",
            {"__all__": ["Nothing was saved. The ice is not ready."]},
        ),
        (
            "'the ice is not ready' USING ERRCODE = 'check_violation', TABLE = 'events_season', COLUMN = 'note';",
            {"__all__": ["Nothing was saved. The ice is not ready."]},
        ),
        (
            "'the ice is not ready' USING ERRCODE = 'check_violation', CONSTRAINT = 'ice_is_ready';",
            {"__all__": ["Nothing was saved. The ice is not ready."]},
        ),
    ],
)
def test_refusal_that_names_a_field_is_said_there_and_any_other_above_the_form(raised, found):
    events.country("NOR")
    raise_on("events_venue", raised)
    window = Window(person("Anna"), address(Venue, "add")).type(**VENUE)
    response = window.send()
    assert (response.status_code, errors(response)) == (409, found)
    assert {name: window.form.values[name] for name in VENUE} == {name: [value] for name, value in VENUE.items()}
    assert not Venue.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("detail", "place"),
    [
        ("Key (event_id, number)=({event}, 2) already exists.", "sessions-1-number"),
        ("Key (event_id, number)=({event}, 7) already exists.", "sessions"),
        ("Key (event_id, number)=(0, 2) already exists.", "sessions"),
        ("", "sessions"),
    ],
)
def test_refusal_of_a_row_is_said_at_the_row_that_it_is_about(detail, place):
    leg = events.event()
    for _ in range(2):
        events.session(event=leg)
    window = Window(person("Anna"), address(Event, "change", leg.pk))
    window.type(sessions__0__name="First", sessions__1__name="Second")
    raise_on(
        "events_session",
        f"'key exists' USING ERRCODE = 'unique_violation', CONSTRAINT = 'session_number_once_in_event', "
        f"DETAIL = '{detail.format(event=leg.pk)}';",
    )
    response = window.send()
    words = ["The event has a session of this number already."]
    assert (response.status_code, errors(response)) == (409, {"__all__": [UNFIT], place: words})
    where = "Session “" if place != "sessions" else "Session:"
    assert any(words.startswith(where) for _, words in led_to(response)), led_to(response)


@pytest.mark.django_db
def test_refusal_of_a_list_is_said_above_its_rows_with_what_was_typed():
    listing = events.listing(channel="Old")
    anna, where = person("Anna"), address(Listing, "changelist")
    window = Window(anna, where, form_in(anna.get(where), LIST)).type(form__0__channel="New")
    raise_on("events_listing", "'not today' USING ERRCODE = 'check_violation';")
    response = window.client.post(window.address, {**window.form.values, "_save": "1"})
    assert response.status_code == 409
    assert "Nothing was saved. Not today." in flat(response.content.decode())
    assert form_in(response, LIST).values["form-0-channel"] == ["New"]
    listing.refresh_from_db()
    assert listing.channel == "Old"


@pytest.mark.django_db
def test_file_that_was_sent_is_read_once_more_and_has_to_be_chosen_again(media):
    raise_on("news_photo", "'not today' USING ERRCODE = 'check_violation';")
    window = Window(person("Anna"), address(Photo, "add"))
    window.type(caption="A start.", credit="Example", alt="Two skaters at the line")
    response = window.send(upload=SimpleUploadedFile("start.jpg", picture_file()))
    assert (response.status_code, errors(response)) == (409, {"__all__": ["Nothing was saved. Not today."]})
    assert "Choose the file again (start.jpg)" in flat(response.content.decode())
    assert window.form.values["caption"] == ["A start."]


# A page that knows nothing of it is asked again, and answers what it finds by then


@pytest.fixture
def request_of_a_page(rf):
    request = rf.post("/", {"file": SimpleUploadedFile("a.txt", b"words")})
    request.session = {}
    request._messages = messages.storage.default_storage(request)
    assert request.FILES
    return request


def test_second_try_begins_as_the_first_did(request_of_a_page):
    request, tries = request_of_a_page, []

    def answer() -> HttpResponse:
        tries.append((violated_of(request), request.FILES["file"].read(), getattr(request, "noted", None)))
        messages.info(request, f"Try {len(tries)}.")
        request.noted = "by the first try"
        if len(tries) == 1:
            raise IntegrityError
        return HttpResponse()

    messages.info(request, "Of before.")
    response = asked_again(request, answer)
    first, second = tries
    assert first == (None, b"words", None)
    assert (second[0].words, *second[1:]) == ("It doesn’t fit to what is stored by now.", b"words", None)
    assert (response.status_code, said(type("", (), {"wsgi_request": request}))) == (409, ["Of before.", "Try 2."])


@pytest.mark.parametrize("status", [200, 302])
def test_first_try_that_is_taken_is_the_answer(request_of_a_page, status):
    response = asked_again(request_of_a_page, lambda: HttpResponse(status=status))
    assert (response.status_code, violated_of(request_of_a_page)) == (status, None)


def test_second_try_that_leads_on_has_saved(request_of_a_page):
    answers = iter([IntegrityError(), HttpResponse(status=302)])

    def answer() -> HttpResponse:
        found = next(answers)
        if isinstance(found, Exception):
            raise found
        return found

    assert asked_again(request_of_a_page, answer).status_code == 302


def test_second_try_that_is_refused_as_well_is_left_to_others(request_of_a_page):
    tries = []

    def answer() -> HttpResponse:
        tries.append(None)
        raise IntegrityError(f"try {len(tries)}")

    with pytest.raises(IntegrityError, match="try 2"):
        asked_again(request_of_a_page, answer)
    assert len(tries) == 2

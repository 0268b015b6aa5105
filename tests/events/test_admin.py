"""Every rule of the database answers as a message on the form."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from events.models import Country, Event, Session, Venue
from tests.factories import events as factories
from tests.factories import standings

pytestmark = pytest.mark.django_db

DAY = datetime.date(2025, 11, 14)


def sessions(*rows: dict) -> dict:
    """The session formset, and an empty one of races."""
    kept = sum("id" in row for row in rows)
    data = {"sessions-TOTAL_FORMS": len(rows), "sessions-INITIAL_FORMS": kept}
    for number, row in enumerate(rows):
        data |= {f"sessions-{number}-{field}": value for field, value in row.items()}
    return {**data, "races-TOTAL_FORMS": 0, "races-INITIAL_FORMS": 0}


def session_row(number: int, date: datetime.date = DAY, start: str = "", end: str = "", **values) -> dict:
    return {
        "number": number,
        "date": date,
        "starts_at": start,
        "ends_at": end,
        "name": "",
        **values,
    }


def form_of(event: Event, **changes) -> dict:
    values = {
        "season": event.season_id,
        "number": event.number,
        "venue": event.venue_id,
        "start_date": event.start_date,
        "end_date": event.end_date,
        "slug": event.slug,
    }
    return {**values, **changes}


def complaints(response) -> list[str]:
    """Every message on the form and its formsets; the page is a form and no error of the server."""
    assert response.status_code == 200
    context = response.context
    found = [text for errors in context["adminform"].form.errors.values() for text in errors]
    for inline in context["inline_admin_formsets"]:
        found += inline.formset.non_form_errors()
        found += [text for errors in inline.formset.errors for texts in errors.values() for text in texts]
    return found


@pytest.fixture
def event():
    return factories.event(start_date=DAY)


def save(client, event, **data):
    return client.post(reverse("admin:events_event_change", args=[event.pk]), {**form_of(event), **data})


def test_event_is_saved_with_its_sessions(admin_client, event):
    response = save(admin_client, event, **sessions(session_row(1, start="17:30", end="19:00"), session_row(2)))
    assert response.status_code == 302
    assert [(row.number, row.starts_at and row.starts_at.hour) for row in event.sessions.all()] == [(1, 16), (2, None)]


def test_address_is_made_of_number_and_city(admin_client, event):
    values = form_of(event, number=2, slug="", start_date=DAY.replace(day=21), end_date=DAY.replace(day=23))
    assert admin_client.post(reverse("admin:events_event_add"), {**values, **sessions()}).status_code == 302
    assert Event.objects.get(number=2).slug == "2-stavanger"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"end_date": "2025-11-13"}, "The last day is before the first."),
        (
            {"start_date": "2024-11-14", "end_date": "2024-11-16"},
            "The season 2025/26 runs from 2025-07-01 to 2026-06-30.",
        ),
    ],
)
def test_impossible_days_are_explained(admin_client, event, changes, message):
    assert message in complaints(save(admin_client, event, **changes, **sessions()))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([session_row(1, DAY.replace(day=20))], "The event is on 14–16 November 2025."),
        (
            [session_row(1, start="17:00", end="19:00"), session_row(2, start="18:59", end="20:00")],
            "Sessions 1 and 2 can't be on at the same time.",
        ),
        ([session_row(1, start="17:00", end="16:00")], "16:00 is before the session starts, at 17:00."),
        ([session_row(1, start="17:00", end="17:00")], "The session ends when it starts."),
        ([session_row(1, end="17:00")], "A session with an end needs a start."),
    ],
    ids=["outside", "overlapping", "ends first", "no length", "no start"],
)
def test_impossible_sessions_are_explained(admin_client, event, rows, message):
    assert any(message in each for each in complaints(save(admin_client, event, **sessions(*rows))))
    assert Session.objects.count() == 0


def test_event_can_not_move_away_from_its_sessions_but_with_them(admin_client, event):
    session = factories.session(event=event, date=DAY)
    later = DAY.replace(day=21)
    days = {"start_date": later, "end_date": later}
    left = sessions(session_row(1, DAY, id=session.pk, event=event.pk))
    assert complaints(save(admin_client, event, **days, **left)) == ["The event is on 21 November 2025."]
    moved = sessions(session_row(1, later, id=session.pk, event=event.pk))
    assert save(admin_client, event, **days, **moved).status_code == 302
    assert Session.objects.get().date == later


def test_zone_that_would_move_a_session_out_of_its_event_s_days_is_explained(admin_client, event):
    event.end_date = event.start_date
    event.save()
    start = datetime.datetime(2025, 11, 14, 12, tzinfo=datetime.UTC)
    factories.session(event=event, date=DAY, starts_at=start)
    venue = event.venue
    values = {"name": venue.name, "slug": venue.slug, "city": venue.city, "country": venue.country_id}
    response = admin_client.post(
        reverse("admin:events_venue_change", args=[venue.pk]),
        {**values, "time_zone": "Pacific/Auckland", "at_new_zone": "moments"},
    )
    assert complaints(response) == [
        f"Session 1 of {event} would be on 15 November 2025, and the event is on {event.dates}. "
        "Change its time, or the event’s days, first."
    ]
    assert Venue.objects.get().time_zone == "Europe/Oslo"


def test_listing_without_territory_is_explained(admin_client, event):
    values = {
        "broadcaster": factories.broadcaster().pk,
        "series": event.season.series_id,
        "platform": "tv",
        "ways": "live",
        "source": "A contract",
        "showings-TOTAL_FORMS": 0,
        "showings-INITIAL_FORMS": 0,
    }
    listing = factories.listing()
    response = admin_client.post(reverse("admin:events_listing_change", args=[listing.pk]), values)
    assert complaints(response) == ["A listing is for a country or for a group of countries."]
    listing.refresh_from_db()
    assert listing.country_id == "NOR"


def test_event_with_results_can_not_be_deleted(admin_client, event):
    standings.result(factories.race(event=event))
    address = reverse("admin:events_event_delete", args=[event.pk])
    assert admin_client.get(address).context["protected"] != []
    admin_client.post(address, {"post": "yes"})
    assert Event.objects.filter(pk=event.pk).exists()


def test_key_visual_is_encoded_anew_and_rubbish_is_refused(admin_client, event, media):
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "blue").save(buffer, "PNG")
    upload = SimpleUploadedFile("visual.png", buffer.getvalue(), "image/png")
    assert save(admin_client, event, art=upload, **sessions()).status_code == 302
    event.refresh_from_db()
    assert event.art.name.endswith(".jpg")
    svg = SimpleUploadedFile("visual.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")
    assert len(complaints(save(admin_client, event, art=svg, **sessions()))) == 1


def test_country_that_staff_add_is_found_by_its_other_names(admin_client):
    form = {"noc": "XKX", "iso": "", "name": "Upper Ice", "other_names": "Ice Major\r\nOber-Eis", "regions": "Fjord"}
    assert admin_client.post(reverse("admin:events_country_add"), form).status_code == 302
    names = Country.objects.names()
    assert [names.noc("ober-eis"), names.noc("Ice Major"), names.noc("Fjord")] == ["XKX", "XKX", ""]
    assert "Fjord" in Country.objects.in_datelines()
    refused = admin_client.post(reverse("admin:events_country_change", args=["NOR"]), {"name": "Ober-Eis"})
    assert complaints(refused) == ["“Ober-Eis” is already a name of Upper Ice."]

"""Clock times in the admin's forms: by the venue's clocks, with a choice where they show a time twice."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Session, Showing, Venue
from tests.events.broadcast.listings.form.form import posted
from tests.events.test_admin import complaints, save, session_row, sessions
from tests.factories import events as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

AUTUMN = datetime.date(2025, 10, 26)  # clocks in Norway are put back at 03:00 to 02:00
SPRING = datetime.date(2026, 3, 29)  # and forward at 02:00 to 03:00
TWICE = (
    "Clocks in Europe/Oslo are put back on 26 October 2025 and show 02:30 twice: UTC+02:00 (00:30 UTC) and UTC+01:00 "
    "(01:30 UTC). Choose which of the two is meant."
)


def utc(hour: int, minute: int = 0, day: datetime.date = AUTUMN) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(hour, minute), datetime.UTC)


@pytest.fixture
def autumn():
    return factories.event(start_date=AUTUMN)


@pytest.fixture
def spring():
    return factories.event(start_date=SPRING)


def test_skipped_time_of_a_session_is_refused(admin_client, spring):
    response = save(admin_client, spring, **sessions(session_row(1, SPRING, start="02:30")))
    assert complaints(response) == ["Clocks in Europe/Oslo are put forward on 29 March 2026 and never show 02:30."]
    assert not Session.objects.exists()


def test_repeated_time_of_a_session_is_asked_and_kept(admin_client, autumn):
    response = save(admin_client, autumn, **sessions(session_row(1, AUTUMN, start="02:30")))
    assert complaints(response) == [TWICE]
    assert 'name="sessions-0-starts_at_which"' in flat(response.text)
    assert ">the second, UTC+01:00 (01:30 UTC)</option>" in flat(response.text)
    assert 'name="sessions-0-ends_at_which"' not in flat(response.text)
    for which, hour in (("first", 0), ("second", 1)):
        Session.objects.all().delete()
        row = session_row(1, AUTUMN, start="02:30", starts_at_which=which)
        assert save(admin_client, autumn, **sessions(row)).status_code == 302
        assert Session.objects.get().starts_at == utc(hour, 30)
    page = admin_client.get(reverse("admin:events_event_change", args=[autumn.pk]))
    assert '<option value="second" selected>' in flat(page.text)


def test_end_of_a_session_in_the_repeated_hour_is_the_one_after_its_start(admin_client, autumn):
    row = session_row(1, AUTUMN, start="02:45", starts_at_which="first", end="02:30")
    assert save(admin_client, autumn, **sessions(row)).status_code == 302
    session = Session.objects.get()
    assert (session.starts_at, session.ends_at) == (utc(0, 45), utc(1, 30))


def test_end_after_midnight_is_on_the_next_day(admin_client, autumn):
    row = session_row(1, AUTUMN, start="20:00", end="00:30")
    assert save(admin_client, autumn, **sessions(row)).status_code == 302
    assert Session.objects.get().ends_at == utc(23, 30)


def test_untouched_time_stays_to_the_second(admin_client, autumn):
    session = factories.session(event=autumn, date=AUTUMN, starts_at=utc(12) + datetime.timedelta(seconds=30))
    row = session_row(1, AUTUMN, start="13:00", id=session.pk, event=autumn.pk, name="Evening")
    data = {**sessions(row), "sessions-INITIAL_FORMS": 1}
    assert save(admin_client, autumn, **data).status_code == 302
    session.refresh_from_db()
    assert (session.name, session.starts_at) == ("Evening", utc(12) + datetime.timedelta(seconds=30))


def test_sessions_exchange_their_times_in_the_form(admin_client, autumn):
    first = factories.session(event=autumn, date=AUTUMN, starts_at=utc(10), ends_at=utc(12))
    second = factories.session(event=autumn, date=AUTUMN, starts_at=utc(14), ends_at=utc(16))
    rows = (
        session_row(1, AUTUMN, start="15:00", end="17:00", id=first.pk, event=autumn.pk),
        session_row(2, AUTUMN, start="11:00", end="13:00", id=second.pk, event=autumn.pk),
    )
    assert save(admin_client, autumn, **sessions(*rows)).status_code == 302
    assert list(Session.objects.values_list("starts_at", "revision")) == [(utc(14), 1), (utc(10), 1)]


def test_wrong_row_with_a_time_is_explained(admin_client, autumn):
    response = save(admin_client, autumn, **sessions(session_row("x", AUTUMN, start="12:00", end="soon")))
    assert complaints(response) == ["Enter a whole number.", "Write the time as 18:30."]


def test_showing_in_the_repeated_hour_is_asked_and_kept(admin_client, autumn):
    session = factories.session(event=autumn, date=AUTUMN)
    listing = factories.listing(season=autumn.season, broadcaster=factories.broadcaster("Example TV"))
    address = reverse("admin:events_listing_change", args=[listing.pk])
    row = {"session": session.pk, "is_shown": "on", "starts_at": "26/10/2025 02:30"}
    response = admin_client.post(address, posted(autumn.season, [row]))
    assert complaints(response) == [
        "Clocks in Europe/Oslo are put back on 26 October 2025 and show 02:30 twice: UTC+02:00 (00:30 UTC) and "
        "UTC+01:00 (01:30 UTC). Write 02:30+02:00 or 02:30+01:00."
    ]
    assert 'name="showings-0-starts_at" value="26/10/2025 02:30"' in flat(response.text)
    response = admin_client.post(address, posted(autumn.season, [{**row, "starts_at": "26/10/2025 02:30+01:00"}]))
    assert response.status_code == 302
    assert Showing.objects.get().starts_at == utc(1, 30)
    assert 'name="showings-0-starts_at" value="Sun 26 Oct 02:30+01:00"' in flat(admin_client.get(address).text)


def test_row_of_a_moved_session_says_so(admin_client, autumn):
    session = factories.session(event=autumn, date=AUTUMN, starts_at=utc(12))
    listing = factories.listing(season=autumn.season)
    Showing.objects.create(listing=listing, session=session, starts_at=utc(13))
    address = reverse("admin:events_listing_change", args=[listing.pk])
    moved = "The session was moved from Sun 26 Oct 13:00 to Sun 26 Oct 15:00 (clocks in Stavanger)."
    assert moved not in flat(admin_client.get(address).text)
    Session.objects.update(starts_at=utc(14))
    assert moved in flat(admin_client.get(address).text)


def test_row_typed_before_its_session_moved_is_shown_again(admin_client, autumn):
    session = factories.session(event=autumn, date=AUTUMN, starts_at=utc(12))
    listing = factories.listing(season=autumn.season, broadcaster=factories.broadcaster("Example TV"))
    showing = Showing.objects.create(listing=listing, session=session, starts_at=utc(13))
    address = reverse("admin:events_listing_change", args=[listing.pk])
    seen = f'name="showings-0-seen" value="{AUTUMN} {utc(12).isoformat()}"'
    assert seen in flat(admin_client.get(address).text)
    Session.objects.update(starts_at=utc(14))
    row = {
        "id": showing.pk, "listing": listing.pk, "session": session.pk, "is_shown": "on",
        "starts_at": "2025-10-26T14:30", "seen": f"{AUTUMN} {utc(12).isoformat()}",
    }  # fmt: skip
    response = admin_client.post(address, posted(autumn.season, [row], 1))
    assert complaints(response) == ["The session was moved in the meantime. Check whether what you typed still holds."]
    now = f"{AUTUMN} {utc(14).isoformat()}"
    assert f'name="showings-0-seen" value="{now}"' in flat(response.text)
    assert Showing.objects.unconfirmed().count() == 1
    assert admin_client.post(address, posted(autumn.season, [{**row, "seen": now}], 1)).status_code == 302
    assert not Showing.objects.unconfirmed().exists()


# A venue whose zone is corrected


@pytest.fixture
def held(autumn):
    session = factories.session(event=autumn, date=AUTUMN, starts_at=utc(12), ends_at=utc(14))
    factories.race(session=session, starts_at=utc(12, 15))
    return session


def correct(client, venue: Venue, zone: str, answer: str = ""):
    values = {"name": venue.name, "slug": venue.slug, "city": venue.city, "country": venue.country_id}
    address = reverse("admin:events_venue_change", args=[venue.pk])
    return client.post(address, {**values, "time_zone": zone, "at_new_zone": answer}, follow=True)


def times(session: Session) -> tuple[datetime.datetime | None, ...]:
    session.refresh_from_db()
    return session.starts_at, session.ends_at, session.races.get().starts_at


@pytest.mark.parametrize(
    ("answer", "after"),
    [
        ("", (utc(12), utc(14), utc(12, 15))),
        ("moments", (utc(12), utc(14), utc(12, 15))),
        ("clocks", (utc(11), utc(13), utc(11, 15))),
    ],
)
def test_corrected_zone_asks_what_becomes_of_programmes(admin_client, held, answer, after):
    response = correct(admin_client, held.event.venue, "Europe/Helsinki", answer)
    if not answer:
        assert complaints(response) == ["Clocks show other times there. Say what becomes of the programmes."]
    assert times(held) == after
    held.event.venue.refresh_from_db()
    assert held.event.venue.time_zone == ("Europe/Helsinki" if answer else "Europe/Oslo")
    said = [str(message) for message in response.context["messages"]]
    assert ("Moved so that they keep their times of day: sessions 1, races 1." in said) == (answer == "clocks")


def test_corrected_zone_with_the_same_clocks_asks_nothing(admin_client, held):
    correct(admin_client, held.event.venue, "Europe/Berlin")
    held.event.venue.refresh_from_db()
    assert (held.event.venue.time_zone, times(held)) == ("Europe/Berlin", (utc(12), utc(14), utc(12, 15)))


def test_session_that_stays_at_its_moment_goes_to_its_day_by_the_new_clocks(admin_client):
    """15:00 in Stavanger is midnight in Petropavlovsk: as a move on the event's form, it takes the date along."""
    event = factories.event(start_date=AUTUMN)
    evening = factories.session(event=event, date=AUTUMN, starts_at=utc(14), ends_at=utc(16))
    noon = factories.session(event=event, date=AUTUMN, starts_at=utc(9), ends_at=utc(10))
    response = correct(admin_client, event.venue, "Asia/Kamchatka", "moments")
    assert next(str(message) for message in response.context["messages"]) == (
        "Sessions that are on another day by the new clocks: 1."
    )
    for session, day in ((evening, AUTUMN + datetime.timedelta(days=1)), (noon, AUTUMN)):
        before = session.starts_at
        session.refresh_from_db()
        assert (session.date, session.starts_at) == (day, before)


def test_session_that_would_be_outside_its_event_s_days_by_the_new_clocks_is_named(admin_client):
    event = factories.event(start_date=AUTUMN, end_date=AUTUMN)
    session = factories.session(event=event, date=AUTUMN, starts_at=utc(14))
    response = correct(admin_client, event.venue, "Asia/Kamchatka", "moments")
    assert complaints(response) == [
        f"Session 1 of {event} would be on 27 October 2025, and the event is on 26 October 2025. "
        "Change its time, or the event’s days, first."
    ]
    session.refresh_from_db()
    event.venue.refresh_from_db()
    assert (session.date, event.venue.time_zone) == (AUTUMN, "Europe/Oslo")


def test_time_that_the_new_clocks_skip_is_named(admin_client):
    event = factories.event(start_date=SPRING)
    factories.session(event=event, date=SPRING, starts_at=utc(2, 30, SPRING) - datetime.timedelta(hours=1))
    Venue.objects.update(time_zone="Etc/UTC")
    event.venue.refresh_from_db()
    response = correct(admin_client, event.venue, "Europe/London", "clocks")
    assert complaints(response) == [
        "Session 1: Clocks in Europe/London are put forward on 29 March 2026 and never show 01:30. "
        "Change its time first."
    ]


def test_zone_that_there_is_not_is_refused_in_words(admin_client, held):
    response = correct(admin_client, held.event.venue, "Mars/Olympus")
    assert complaints(response) == ["Mars/Olympus is not an IANA time zone such as Europe/Oslo."]


def test_seasons_are_held_while_a_zone_is_corrected(admin_client, held):
    """From before the rows are read: an import of a programme waits, and is told to look again."""
    with CaptureQueriesContext(connection) as asked:
        correct(admin_client, held.event.venue, "Europe/Helsinki", "clocks")
    said = [each["sql"] for each in asked]
    locked = next(n for n, sql in enumerate(said) if "pg_advisory_xact_lock" in sql)
    reads = [n for n, sql in enumerate(said) if 'FROM "events_session"' in sql and "FOR UPDATE" in sql]
    written = next(n for n, sql in enumerate(said) if 'UPDATE "events_session"' in sql)
    assert locked < reads[0] < written


# Who only looks


@pytest.mark.parametrize("role", ["Journalist", "Editor", "Broadcast"])
def test_who_only_looks_sees_the_venue_s_clocks(client, held, role):
    sign_in(client, role)
    page = client.get(reverse("admin:events_event_change", args=[held.event.pk]))
    assert (page.status_code, page.text.count(">13:00<"), page.text.count(">13:15<")) == (200, 1, 1)
    assert "at_new_venue" not in flat(page.text)
    assert client.get(reverse("admin:events_venue_change", args=[held.event.venue_id])).status_code == 200

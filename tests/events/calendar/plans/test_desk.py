"""What the desk shows of moved sessions, and how broadcast staff confirm it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from events.broadcast.desk import Desk
from events.models import Session, Showing
from tests.events.calendar.plans.stage import DAY, FRIDAY, SHOWINGS, button, by_form, by_table, desk, fans, utc
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "mark", "fan"),
    [
        ("Early TV", "moves", "Early TV: live from Fri 16:30"),
        ("Late TV", "right", "Late TV: delayed from Fri 20:00"),
        ("Short TV", "moves", "Short TV: highlights from Sat 00:00"),
    ],
)
def test_one_click_confirms_and_fans_have_the_time_again(client, event, name, mark, fan):
    by_table(client, event, session_start="16:45", session_end="20:30")
    said = button(client, event, name, mark)
    assert "confirmed since the session was moved" in said
    assert [each for each in fans(event) if each.startswith(name)] == [fan]
    assert name not in [each.partition(",")[0] for each in desk(event)]
    assert len(desk(event)) == len(SHOWINGS) - 1


def test_click_confirms_no_time_at_which_the_broadcast_can_t_begin(client, event):
    """A delayed broadcast from before its session; moved along it would fit."""
    by_table(client, event, session_start="20:45", session_end="22:30")
    assert button(client, event, "Late TV", "right") == (
        "Nothing was confirmed. A delayed broadcast can't begin before the session, Fri 14 November 20:45, so not on "
        "Fri 14 November 20:00. Change its time in the listing."
    )
    assert "Late TV: delayed at a time not confirmed" in fans(event)
    assert len(desk(event)) == len(SHOWINGS)
    assert "confirmed since the session was moved" in button(client, event, "Late TV", "moves")
    assert "Late TV: delayed from Sat 02:00" in fans(event)


@pytest.mark.parametrize("mark", ["", "wrong"])
def test_click_that_says_nothing_is_answered(client, event, mark):
    by_table(client, event, session_start="16:45", session_end="20:30")
    assert button(client, event, "Late TV", mark) == "Choose Still right or Moves along."
    assert len(desk(event)) == len(SHOWINGS)


@pytest.mark.parametrize("way", ["form", "table"])
def test_live_broadcast_from_after_the_end_of_a_shortened_session_has_no_time(client, event, way):
    Showing.objects.filter(listing__broadcaster__name="Early TV").update(starts_at=utc(16, 30))
    event.races.all().delete()
    assert "Early TV: live from Fri 17:30" in fans(event)
    if way == "form":
        assert by_form(client, event, sessions__0__ends_at="17:00") == []
    else:
        assert by_table(client, event, session_end="17:00") == []
    assert "Early TV: live at a time that does not fit" in fans(event)
    assert desk(event) == []
    (odd,) = Desk(event.season, FRIDAY).odd_times()
    assert (str(odd.listing), odd.why) == (
        "Early TV: Norway",
        "A live broadcast must begin from two hours before the session until it is over, Fri 14 November 12:45 to "
        "Fri 14 November 17:00, not on Fri 14 November 17:30.",
    )


def test_click_on_what_has_moved_again_changes_nothing(client, event):
    by_table(client, event, session_start="16:45", session_end="20:30")
    row = Desk(event.season, FRIDAY).moved()[0]
    by_table(client, event, session_start="16:00", session_end="20:30")
    sign_in(client, "Broadcast")
    address = reverse("admin:events_listing_sessions_mark", args=[row.showing.pk])
    response = client.post(address, {"mark": "right", "seen": row.state, "next": "/admin/broadcast/"}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Nothing was changed because the session, or what is shown of it, changed in the meantime."
    ]
    assert len(desk(event)) == len(SHOWINGS)


def test_words_that_change_are_of_the_session_as_it_is(client, event):
    by_table(client, event, session_start="16:45", session_end="20:30")
    late = Showing.objects.get(listing__broadcaster__name="Late TV")
    late.note = "Asked them."
    late.save()
    assert "Late TV: delayed from Fri 20:00" in fans(event)
    assert len(desk(event)) == len(SHOWINGS) - 1


@pytest.mark.parametrize("role", ["Journalist", "Editor", "Results"])
def test_others_confirm_nothing(client, event, role):
    by_table(client, event, session_start="16:45", session_end="20:30")
    row = Desk(event.season, FRIDAY).moved()[0]
    sign_in(client, role)
    address = reverse("admin:events_listing_sessions_mark", args=[row.showing.pk])
    assert client.post(address, {"mark": "right", "seen": row.state}).status_code == 403
    assert len(desk(event)) == len(SHOWINGS)


def test_queryset_and_engine_agree_on_what_is_unconfirmed(event):
    session = event.sessions.get(number=1)
    for date, starts_at in (
        (session.date, session.starts_at), (session.date, None), (session.date, utc(10)), (FRIDAY + DAY, None),
    ):  # fmt: skip
        for known in ((session.date, session.starts_at), (session.date, None), (FRIDAY + DAY, None)):
            Session.objects.filter(pk=session.pk).update(date=date, starts_at=starts_at, ends_at=None)
            for zone in ("Europe/Oslo", "Europe/Berlin", "America/Edmonton"):
                Showing.objects.update(known_date=known[0], known_start=known[1], known_zone=zone)
                by_engine = {each.pk for each in Showing.objects.with_words() if each.is_unconfirmed}
                assert set(Showing.objects.unconfirmed().values_list("pk", flat=True)) == by_engine


def test_time_on_another_day_than_the_session_s_is_said_with_its_date(client, event):
    """A broadcast a week later is not one of the same evening."""
    late = Showing.objects.with_words().get(listing__broadcaster__name="Late TV")
    assert late.words == "delayed from Fri 20:00"
    late.starts_at += 7 * DAY
    late.save()
    assert late.words == "delayed from Fri 21 Nov 20:00"
    by_table(client, event, session_start="16:45", session_end="20:30")
    assert "Late TV, or Fri 21 Nov 22:00" in desk(event)


def test_known_session_is_the_database_s(event):
    session = event.sessions.get(number=1)
    showing = Showing.objects.get(listing__broadcaster__name="Late TV")
    assert (showing.known_date, showing.known_start) == (FRIDAY, session.starts_at)
    assert showing.known_zone == "Europe/Oslo"
    with pytest.raises(ValidationError):
        Showing(listing=showing.listing, session=session).full_clean()

"""A session removed, with what hangs on it."""

import pytest

from events.models import Listing, Showing
from tests.events.calendar.plans.stage import LATE, SHOWINGS, by_form, by_table
from tests.markup import flat

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("way", ["form", "table"])
def test_session_under_a_broadcast_is_not_removed_and_says_whose_it_is(client, event, way):
    event.races.all().delete()
    for name in SHOWINGS:
        if name != "Late TV":
            Showing.objects.get(listing__broadcaster__name=name).delete()
    late = LATE.format(Listing.objects.get(broadcaster__name="Late TV").pk)
    if way == "form":
        assert by_form(client, event, sessions__0__DELETE="on") == [
            f"Session 1 can’t be deleted: showing {late} depends on it. Delete or move them first."
        ]
    else:
        assert by_table(client, event, session=None) == [
            f"programme.csv: Session 1 of {event} is in no row, and can't be removed: broadcasters are on record for "
            f"it ({late}). Keep its row and set it to cancelled on the event's form, or have broadcast staff remove "
            "these first."
        ]
    assert event.sessions.count() == 2
    assert Showing.objects.count() == 1


@pytest.mark.parametrize("way", ["form", "table"])
def test_session_under_no_broadcast_is_removed(client, event, way):
    event.races.all().delete()
    Showing.objects.all().delete()
    complaints = (
        by_form(client, event, sessions__0__DELETE="on") if way == "form" else by_table(client, event, session=None)
    )
    assert complaints == []
    assert [session.number for session in event.sessions.all()] == [2]


def test_session_is_not_removed_from_under_its_races_by_the_form(client, event):
    Showing.objects.all().delete()
    assert (
        by_form(client, event, sessions__0__DELETE="on")
        == ["Session 1 is removed: choose another, or remove the race too."] * 3
    )
    other = event.sessions.get(number=2)
    rest = {"sessions__0__DELETE": "on", "races__0__DELETE": "on", "races__0__starts_at": ""}
    moved = {f"races__{n}__session": other.pk for n in (1, 2)}
    before = set(event.races.exclude(category="women", distance="500").values_list("pk", flat=True))
    assert by_form(client, event, **rest, **moved) == []
    assert set(event.races.values_list("pk", flat=True)) == before
    assert list(event.sessions.values_list("number", flat=True)) == [2]


@pytest.mark.parametrize("way", ["form", "table"])
def test_race_with_a_result_card_is_kept_whatever_becomes_of_its_session(client, event, story, way):
    address = story.get_absolute_url()
    assert "1000m Women" in flat(client.get(address).text)
    if way == "form":
        assert by_form(client, event, sessions__0__date="2025-11-15") == []
        (said, *_) = by_form(client, event, races__2__DELETE="on")
        assert said.startswith("1000m Women can’t be deleted: ")
    else:
        assert by_table(client, event, date="2025-11-15") == []
        said, *_ = by_table(client, event, session=None)
        assert said.partition(" of ")[0] == "programme.csv: 1000m Women Division A"
    assert "1000m Women" in flat(client.get(address).text)

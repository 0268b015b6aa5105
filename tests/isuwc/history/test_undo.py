"""What was made goes, what was removed returns; refused in words, and never done in part."""

import pytest
from django.core.exceptions import PermissionDenied

from events.models import Broadcaster, Event, Listing, Race, Session, Showing
from isuwc.history.models import Entry, note
from isuwc.history.undo import ALREADY, NOTHING, plan, take_back
from standings.models import Result
from tests.factories import events
from tests.factories import standings as factories
from tests.factories.people import staff
from tests.isuwc.history.undoing import act, entry, refused, since

pytestmark = pytest.mark.django_db


def test_change_goes_back_as_a_new_change_of_who_took_it_back():
    person, listing = staff("Broadcast"), events.listing(channel="One")
    with act("form"):
        Listing.objects.update(channel="Two")
    undo = take_back(entry("form"), person)
    assert Listing.objects.get().channel == "One"
    assert (undo.way, undo.what, undo.person, undo.takes_back) == (
        "undo", "Took back: form", "broadcast", entry("form"),
    )  # fmt: skip
    assert [(each.row, each.before, each.after) for each in undo.changes.all()] == [
        (str(listing.pk), {"channel": "Two"}, {"channel": "One"})
    ]


def test_taken_back_once_and_the_taking_back_too():
    events.listing(channel="One")
    with act("form"):
        Listing.objects.update(channel="Two")
    undo = take_back(entry("form"), None)
    assert refused("form") == [ALREADY]
    take_back(undo, None)
    assert Listing.objects.get().channel == "Two"
    take_back(entry("form"), None)
    assert Listing.objects.get().channel == "One"


def test_later_change_of_the_same_field_stands_in_the_way_and_names_who_made_it():
    listing = events.listing(channel="One", note="")
    with act("first"):
        Listing.objects.update(channel="Two")
    with act("second", staff("Broadcast", "bela")):
        Listing.objects.update(channel="Three", note="New")
    assert refused("first") == [f"Listing “{listing}”: Channel was changed since, {since('second')}."]
    take_back(entry("second"), None)
    take_back(entry("first"), None)
    assert list(Listing.objects.values_list("channel", "note")) == [("One", "")]


def test_later_change_that_ends_at_the_same_value_stands_in_the_way_all_the_same():
    events.listing(channel="One")
    with act("first"):
        Listing.objects.update(channel="Two")
    with act("second"):
        Listing.objects.update(channel="Three")
        Listing.objects.update(channel="Two", note="Checked")
    assert [words.partition(", by")[0] for words in refused("first")] == [
        f"Listing “{Listing.objects.get()}”: Channel was changed since"
    ]


def test_later_change_of_another_field_stays():
    events.listing(channel="One", note="")
    with act("first"):
        Listing.objects.update(channel="Two")
    with act("second"):
        Listing.objects.update(note="New")
    take_back(entry("first"), None)
    assert list(Listing.objects.values_list("channel", "note")) == [("One", "New")]


def test_what_was_made_is_not_taken_back_once_it_was_changed():
    with act("first"):
        listing = events.listing(channel="One")
    with act("second"):
        Listing.objects.update(channel="Two")
    named = Listing.objects.get(pk=listing.pk)
    assert refused("first") == [f"Listing “{named}” was changed since, {since('second')}."]


def test_row_that_refers_to_what_was_made_stands_in_the_way():
    listing = events.listing()
    with act("first"):
        session = events.session()
    with act("second"):
        Showing.objects.create(listing=listing, session=session, note="Said")
    (words,) = [each for each in refused("first") if "refer" in each]
    assert words == (f"1 showing refers to what was added (session “{session}”): {Showing.objects.get()}.")
    assert Session.objects.exists()


def test_result_of_a_race_that_was_made_stands_in_the_way():
    session = events.session()
    with act("first"):
        race = events.race(session=session, event=session.event)
    with act("second"):
        Result.objects.create(
            race=race, competitor=factories.skater("Anna Example"), country=events.country("NED"), line=1, rank=1
        )
    assert refused("first") == ["1 result refers to what was added (race “500m Women”): Anna Example: 1."]


def test_nothing_is_taken_back_in_part():
    one, two = events.listing(channel="One"), events.listing(channel="One")
    with act("first"):
        Listing.objects.update(channel="Two")
    with act("second"):
        Listing.objects.filter(pk=two.pk).update(channel="Three")
    refused("first")
    assert list(Listing.objects.order_by("pk").values_list("channel", flat=True)) == ["Two", "Three"]
    take_back(entry("first"), None, ("events_listing", str(one.pk)))
    assert list(Listing.objects.order_by("pk").values_list("channel", flat=True)) == ["One", "Three"]
    take_back(entry("second"), None)
    take_back(entry("first"), None)  # the rest of it
    assert list(Listing.objects.order_by("pk").values_list("channel", flat=True)) == ["One", "One"]


def test_many_to_many_links_go_back():
    listing = events.listing()
    with act("form"):
        listing.except_events.add(events.event())
    take_back(entry("form"), None)
    assert list(listing.except_events.all()) == []
    undo = Entry.objects.newest_first()[0]
    take_back(undo, None)
    assert list(listing.except_events.all()) == list(Event.objects.all())


def test_who_may_change_a_kind_of_row_may_take_its_changes_back():
    events.listing(channel="One")
    with act("form"):
        Listing.objects.update(channel="Two")
    with pytest.raises(PermissionDenied):
        take_back(entry("form"), staff("Journalist"))
    assert Listing.objects.get().channel == "Two"
    take_back(entry("form"), staff("Broadcast"))
    assert Listing.objects.get().channel == "One"


def test_rows_that_others_may_not_change_are_not_taken_back_with_those_that_they_may():
    events.listing(channel="One")
    race = events.race()
    with act("form"):
        Listing.objects.update(channel="Two")
        Race.objects.update(source="A sheet")
    with pytest.raises(PermissionDenied):
        take_back(entry("form"), staff("Broadcast"))
    assert Race.objects.get(pk=race.pk).source == "A sheet"


def test_what_the_database_refuses_is_said_and_changes_nothing():
    broadcaster = events.broadcaster("One")
    with act("removed"):
        broadcaster.delete()
    events.broadcaster("One")
    (words,) = refused("removed")
    assert words.startswith("The database refuses it: duplicate key value violates unique constraint")
    assert Broadcaster.objects.count() == 1


def test_row_that_a_removed_one_refers_to_must_be_there():
    listing = events.listing()
    with act("first"):
        listing.delete()
    with act("second"):
        Broadcaster.objects.get().delete()
    (words,) = refused("first")
    assert "violates foreign key constraint" in words
    take_back(entry("second"), None)
    take_back(entry("first"), None)
    assert Listing.objects.count() == 1


def test_words_alone_are_nothing_to_take_back():
    broadcaster = events.broadcaster()
    with act("form"):
        note(broadcaster, "Said.")
    assert refused("form") == [NOTHING]


def test_plan_says_what_would_be_taken_back_and_changes_nothing():
    events.listing(channel="One")
    with act("form"):
        Listing.objects.update(channel="Two")
    found = plan(entry("form"))
    assert ([change.table for change in found.changes], found.problems) == (["events_listing"], ())
    assert Listing.objects.get().channel == "Two"


def test_column_that_a_trigger_sets_stays_as_it_is():
    """The day and start that words were said for: the session was moved since, and moving it back ends that."""
    session = events.session(starts_at="2025-11-14T18:00Z")
    Showing.objects.create(listing=events.listing(), session=session, note="One")
    with act("words"):
        Showing.objects.update(note="Two")
    with act("moved"):
        Session.objects.update(starts_at="2025-11-14T19:00Z")
    take_back(entry("words"), None)
    assert Showing.objects.get().is_unconfirmed
    take_back(entry("moved"), None)
    assert not Showing.objects.get().is_unconfirmed

"""What hangs on sessions, races and events: what a deletion does to it."""

import pytest
from django.db import models
from django.urls import reverse

from events.models import Event, Listing, Race, Session
from tests.events.calendar.plans.stage import LATE, SHOWINGS
from tests.factories import events as factories
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


HANGS = {
    (Session, "events.Race", "session"): "goes: of the same staff, and named by form and table; with a result it stays",
    (Session, "events.Showing", "session"): "refused: broadcast staff's",
    (Race, "news.LiveEntry", "race"): "refused: a journalist's",
    (Race, "news.ResultBlock", "race"): "refused: a journalist's",
    (Race, "standings.Correction", "race"): "goes: it tells of a result, and with a result the race stays",
    (Race, "standings.EarlierSkate", "race"): "refused",
    (Race, "standings.NoteMeaning", "race"): "goes: it explains codes of a result, and with a result the race stays",
    (Race, "standings.Result", "race"): "refused",
    (Race, "standings.SheetImport", "race"): "refused",
    (Race, "standings.Start", "race"): "refused",
    (Race, "standings.StartList", "race"): "refused",
    (Race, "standings.Standing", "race"): "goes: computed from results, without which there is none",
    (Event, "news.Article", "event"): "refused: a journalist's",
    (Event, "news.Banner", "event"): "refused: an editor's",
    (Event, "news.Edition", "event"): "refused: a journalist's",
    (Event, "news.Photo", "event"): "refused: a journalist's",
    (Event, "news.QRCode", "event"): "refused: an editor's",
    (Event, "news.WatchBlock", "event"): "refused: a journalist's",
    (Event, "events.Listing_events", "event"): "refused: broadcast staff's",
    (Event, "events.Listing_except_events", "event"): "refused: broadcast staff's",
    (Event, "events.StreamBlock_events", "event"): "refused: broadcast staff's",
    (Event, "events.Race", "event"): "goes: of the same staff, and named before; with a result it stays",
    (Event, "events.Session", "event"): "goes: of the same staff, and named before; under a broadcast it stays",
    (Event, "standings.NameDecision", "event"): "goes: it waits for sheets of the event, which its results keep",
    (Event, "standings.CupScale", "event"): "goes: of the same staff, and named before",
    (Event, "standings.PublishedStanding", "event"): "goes: of the same staff, and named before",
}
ACTIONS = {"refused": models.PROTECT, "goes": models.CASCADE}


def test_whatever_hangs_on_sessions_races_and_events_is_known_with_what_a_deletion_does():
    """A new relation must be decided on, here."""
    found = {
        (model, relation.related_model._meta.label, relation.field.name): relation.on_delete
        for model in (Session, Race, Event)
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and not relation.many_to_many
    }
    assert found == {key: ACTIONS[why.partition(":")[0]] for key, why in HANGS.items()}


@pytest.mark.parametrize("field", ["events", "except_events"])
def test_event_that_a_listing_names_is_not_deleted_and_says_whose_listing_it_is(client, event, field):
    other = factories.event(season=event.season)
    listing = Listing.objects.get(broadcaster__name="Late TV")
    getattr(listing, field).add(other)
    sign_in(client, "Results")
    address = reverse("admin:events_event_delete", args=[other.pk])
    (protected,) = client.get(address).context["protected"]
    word = "is for" if field == "events" else "excepts"
    assert str(protected).endswith(f": Late TV: Norway (listing {listing.pk}) {word} {other}")
    client.post(address, {"post": "yes"})
    assert Event.objects.filter(pk=other.pk).exists()


def test_event_under_a_broadcast_is_not_deleted_and_says_whose_it_is(client, event):
    Race.objects.all().delete()
    sign_in(client, "Results")
    address = reverse("admin:events_event_delete", args=[event.pk])
    protected = [str(each) for each in client.get(address).context["protected"]]
    late = LATE.format(Listing.objects.get(broadcaster__name="Late TV").pk)
    assert len(protected) == len(SHOWINGS)
    assert [each for each in protected if each.endswith(late)]
    client.post(address, {"post": "yes"})
    assert Event.objects.filter(pk=event.pk).exists()

"""Real transactions: two who take back the same at once, flush, migrations there and back."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from events.models import Broadcaster, Listing
from isuwc.history.acting import Way, acting
from isuwc.history.models import Change, Entry
from isuwc.history.undo import CantTakeBackError, take_back
from standings.models import Competitor
from tests.factories import events, news
from tests.factories import standings as factories
from tests.isuwc.history import stage
from tests.isuwc.history.test_recorded import triggers
from tests.migrating import models_when_asked_for
from tests.together import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


def test_of_two_who_take_back_the_same_at_once_one_does():
    events.country(), events.listing(channel="One")
    with acting(Way.FORM, "form"):
        Listing.objects.update(channel="Two")
        events.broadcaster("Made")
    entry = Entry.objects.get(what="form")
    found = together(*[lambda: take_back(entry, None)] * 3)
    assert [type(each) for each in found if not isinstance(each, Entry)] == [CantTakeBackError] * 2
    assert (Listing.objects.get().channel, Broadcaster.objects.filter(name="Made").exists()) == ("One", False)


def test_each_transaction_of_plain_sql_is_an_entry():
    events.broadcaster("One")
    events.broadcaster("Two")
    assert [(entry.way, entry.changes.count()) for entry in Entry.objects.filter(changes__deed="made").distinct()
            if entry.changes.first().table == "events_broadcaster"] == [("sql", 1), ("sql", 1)]  # fmt: skip


def test_act_over_several_transactions_is_one_entry():
    with acting(Way.COMMAND, "command"):
        events.broadcaster("One")
        events.broadcaster("Two")
    assert [entry.changes.count() for entry in Entry.objects.filter(what="command")] == [2]


def test_flush_is_refused_and_nothing_is_emptied():
    events.broadcaster()
    with pytest.raises(CommandError):
        call_command("flush", interactive=False, verbosity=0)
    assert (Broadcaster.objects.count(), Entry.objects.exists()) == (1, True)


def migrate(*targets: tuple[str, str | None]) -> None:
    with models_when_asked_for():
        MigrationExecutor(connection).migrate(list(targets))


def before_the_history() -> list[tuple[str, str | None]]:
    """The last migration of each app that has rows recorded, before they were."""
    nodes = MigrationExecutor(connection).loader.graph.node_map
    own = [key for key in nodes if key[1].endswith("_history") and key[0] != "history"]
    parents = [parent.key for key in own for parent in nodes[key].parents if parent.key[0] == key[0]]
    assert len(parents) == 4
    return [*parents, ("history", None)]


def test_migrations_go_back_and_forth_on_rows_that_are_there():
    events.country("NED"), events.country("NOR"), events.country("SWE")
    factories.result(events.race())
    news.article(text="Words.")
    held = {name: rows for name, rows in stage.rows().items() if not name.startswith("auth_")}
    assert triggers() != {}
    migrate(*before_the_history())
    assert triggers() == {}
    Competitor.objects.update(given_name="Unseen")
    Competitor.objects.update(given_name="Skater")
    migrate(*MigrationExecutor(connection).loader.graph.leaf_nodes())
    assert {name: rows for name, rows in stage.rows().items() if not name.startswith("auth_")} == held
    changes = Change.objects.exclude(table__startswith="auth_")  # migrations give roles their rights
    assert changes.count() == 0
    Competitor.objects.update(given_name="Seen")
    assert [change.after for change in changes.all()] == [{"given_name": "Seen"}]


def test_what_the_admin_has_logged_is_taken_over():
    user = User.objects.create(username="anna", first_name="Anna", last_name="Example", password="!")
    events.country("NOR")
    listing = events.listing()
    migrate(*before_the_history())
    kind = ContentType.objects.get_for_model(Listing)
    log = {"user": user, "content_type": kind, "object_id": str(listing.pk), "object_repr": "A listing"}
    LogEntry.objects.create(action_flag=CHANGE, change_message='[{"changed": {"fields": ["Channel", "Note"]}}]', **log)
    LogEntry.objects.create(action_flag=CHANGE, change_message="Checked today.", **log)
    migrate(*MigrationExecutor(connection).loader.graph.leaf_nodes())
    found = Change.objects.filter(table="events_listing", row=str(listing.pk)).select_related("entry")
    assert [(each.deed, each.words, each.entry.person, each.entry.way) for each in found] == [
        ("said", "A listing: Changed Channel and Note.", "Anna Example", "form"),
        ("said", "A listing: Checked today.", "Anna Example", "form"),
    ]
    assert LogEntry.objects.count() == 2

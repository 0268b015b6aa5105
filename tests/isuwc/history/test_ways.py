"""By which way a change came: a form, an import, a command, plain SQL; and that nobody changes what was recorded."""

import io

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.urls import reverse

from events.models import Broadcaster, Listing
from isuwc.history.acting import Way, acting
from isuwc.history.models import Change, Entry, note
from standings.results.apply import apply_sheets, hand_in_sheet
from standings.sheets.pdf import read_pdf
from tests.factories import events, sheets
from tests.factories import standings as factories
from tests.factories.people import sign_in, staff

pytestmark = pytest.mark.django_db


def next_transaction() -> None:
    """What a test has made so far counts as committed: plain SQL from here on is another transaction's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('isuwc.entry', '', true)")


def made() -> QuerySet[Entry]:
    """The entries of a test, without those of migrations that give roles their rights."""
    return Entry.objects.exclude(changes__table__startswith="auth_").order_by("pk")


def last() -> tuple:
    entry = Entry.objects.newest_first()[0]
    changes = entry.changes.order_by("pk").values_list("table", "deed", "before", "after")
    return entry.way, entry.what, entry.person, list(changes)


def test_form_is_an_entry_with_person_form_and_values(client):
    user = sign_in(client, "Broadcast")
    listing = events.listing(channel="One", note="")
    given = {
        "name": "Renamed", "slug": listing.broadcaster.slug, "website": "https://example.org/",
    }  # fmt: skip
    answer = client.post(reverse("admin:events_broadcaster_change", args=[listing.broadcaster_id]), given)
    assert answer.status_code == 302
    assert last() == (
        "form",
        "Broadcaster form",
        user.username,
        [("events_broadcaster", "changed", {"name": "Example Sports", "website": ""},
          {"name": "Renamed", "website": "https://example.org/"})],
    )  # fmt: skip


def test_form_that_changes_nothing_is_no_entry(client):
    sign_in(client, "Broadcast")
    broadcaster = events.broadcaster()
    before = Entry.objects.count()
    client.post(
        reverse("admin:events_broadcaster_change", args=[broadcaster.pk]),
        {"name": broadcaster.name, "slug": broadcaster.slug, "website": ""},
    )
    assert Entry.objects.count() == before


def test_import_in_the_admin_is_one_entry_with_person_and_file(client):
    user = sign_in(client, "Broadcast")
    events.season()
    page = reverse("admin:events_listing_import")
    events.broadcaster("Example One"), events.series()
    text = "broadcaster,country,source\nExample One,NOR,Contract\nExample One,SWE,Contract\n"
    shown = client.post(page, {"text": text}).context["plan"]
    assert client.post(page, {"text": text, "shown": shown.fingerprint, "_apply": "1"}).status_code == 302
    way, what, person, changes = last()
    assert (way, what, person) == ("import", "Listings, pasted", user.username)
    assert [(table, deed, after["country_id"]) for table, deed, _, after in changes] == [
        ("events_listing", "made", "NOR"), ("events_listing", "made", "SWE"),
    ]  # fmt: skip
    assert list(Listing.objects.order_by("pk").values_list("country_id", flat=True)) == ["NOR", "SWE"]


def test_import_by_command_says_file_and_command(tmp_path):
    events.broadcaster("Example One"), events.series()
    file = tmp_path / "contracts.csv"
    file.write_text("broadcaster,country,source\nExample One,NOR,Contract\n")
    call_command("import_listings", file, stdout=io.StringIO())
    way, what, person, changes = last()
    assert (way, what, person, len(changes)) == (
        "import", "Listings, contracts.csv", "the command import_listings", 1,
    )  # fmt: skip


def test_sheets_of_one_batch_are_one_entry_of_who_applied_them():
    user = staff("Results", "anna")
    cup = factories.cup()
    events.event(season=cup.season, number=1, venue=events.venue(city="Salt Lake City", time_zone="America/Denver"))
    sheet = hand_in_sheet(read_pdf(sheets.WOMEN_500.pdf()), "sheet.pdf", user)
    apply_sheets([sheet], user)
    way, what, person, changes = last()
    assert (way, what, person) == ("import", "Result sheets: 1st 500m Women", "anna")
    tables = [(table, deed) for table, deed, _, _ in changes]
    assert tables.count(("standings_result", "made")) == 5
    assert tables.count(("events_race", "made")) == 1
    assert tables.count(("standings_sheetimport", "changed")) == 1
    assert not Change.objects.filter(table__in=["standings_standing", "standings_score"]).exists()


def test_command_names_itself(tmp_path):
    factories.result()
    call_command("recompute_standings")
    with acting(Way.COMMAND, "shell"):
        events.broadcaster("By command")
    assert last()[:3] == ("command", "shell", "")


def test_plain_sql_is_recorded_with_the_role_of_the_database():
    broadcaster = events.broadcaster()
    next_transaction()
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        (role,) = cursor.fetchone()
        cursor.execute("UPDATE events_broadcaster SET name = 'By hand' WHERE id = %s", [broadcaster.pk])
    entry = Entry.objects.newest_first()[0]
    assert (entry.way, entry.person, entry.said) == ("sql", "", f"Directly in the database, as {role}")
    assert [(each.before, each.after) for each in entry.changes.all()] == [
        ({"name": "Example Sports"}, {"name": "By hand"})
    ]


def test_after_an_act_its_transaction_is_nobodys():
    with acting(Way.COMMAND, "first"):
        events.broadcaster("One")
    events.broadcaster("Two")
    with acting(Way.COMMAND, "second"):
        events.broadcaster("Three")
    assert [(entry.way, entry.what) for entry in made()] == [
        ("command", "first"), ("sql", ""), ("command", "second"),
    ]  # fmt: skip


def test_act_that_goes_on_is_the_same_entry():
    with acting(Way.FORM, "outer"):
        events.broadcaster("One")
        with acting(Way.IMPORT, "inner"):
            events.broadcaster("Two")
        events.broadcaster("Three")
    assert [(entry.what, entry.changes.count()) for entry in made()] == [
        ("outer", 2), ("inner", 1),
    ]  # fmt: skip


def test_what_is_rolled_back_leaves_no_entry():
    with acting(Way.FORM, "form"):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            events.broadcaster("One")
            raise ZeroDivisionError
        assert not made().exists()
        events.broadcaster("Two")
    assert [entry.changes.count() for entry in made()] == [1]


@pytest.mark.parametrize("words", ["it's 100% “so”", "%s", "{}", "\\'; DROP TABLE x; --", "日本"])
def test_any_words_name_an_act(words):
    with acting(Way.COMMAND, words):
        broadcaster = events.broadcaster("A % B")
        Broadcaster.objects.filter(pk=broadcaster.pk).update(name="C")
    assert [entry.what for entry in made()] == [words]


def test_answers_of_statements_are_their_own():
    """The setting in front of them has an answer too."""
    with acting(Way.COMMAND, "any"):
        made = Broadcaster.objects.bulk_create([Broadcaster(name=name, slug=name) for name in ("a", "b")])
        assert [each.pk is not None for each in made] == [True, True]
        assert Broadcaster.objects.update(website="https://example.org/") == 2
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM events_broadcaster RETURNING name")
            assert sorted(cursor.fetchall()) == [("a",), ("b",)]
            assert cursor.rowcount == 2


def test_reading_costs_no_statement_more(django_assert_num_queries):
    with acting(Way.FORM, "form"), django_assert_num_queries(1):
        list(Broadcaster.objects.all())


def test_words_are_noted_of_a_row():
    broadcaster = events.broadcaster()
    with acting(Way.FORM, "form"):
        note(broadcaster, "Confirmed.")
    change = Change.objects.get(deed="said")
    assert (change.table, change.row, change.words, change.entry.what) == (
        "events_broadcaster", str(broadcaster.pk), "Confirmed.", "form",
    )  # fmt: skip


def test_passwords_are_not_kept():
    user = staff("Results", "anna")
    next_transaction()
    user.set_password("a long and secret one")
    user.save()
    assert [(each.before, each.after) for each in Change.objects.filter(table="auth_user", deed="changed")] == [
        ({"password": "•••"}, {"password": "•••"})
    ]
    made = Change.objects.get(table="auth_user", deed="made")
    assert (made.after["password"], made.after["username"]) == ("•••", "anna")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history_change SET words = 'x'",
        "DELETE FROM history_change",
        "UPDATE history_entry SET person = 'x'",
        "DELETE FROM history_entry",
        "TRUNCATE history_change",
        "TRUNCATE history_entry CASCADE",
    ],
)
def test_history_is_only_added_to(statement):
    events.broadcaster()
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)
    assert Change.objects.count() > 0


@pytest.mark.parametrize(
    ("way", "person", "who", "by"),
    [
        (Way.FORM, "", "nobody signed in", "“A thing”"),
        (Way.FORM, "Anna", "Anna", "“A thing”"),
        (Way.COMMAND, "", "run on the server", "the command A thing"),
        (Way.IMPORT, "", "run on the server", "“A thing”"),
        (Way.IMPORT, "Anna", "Anna", "“A thing”"),
        (Way.SQL, "", "nobody signed in", "somebody directly in the database"),
    ],
)
def test_entry_says_who_and_by_what(way, person, who, by):
    entry = Entry(way=way, what="A thing", person=person)
    assert (entry.who, entry.by_what) == (who, by)

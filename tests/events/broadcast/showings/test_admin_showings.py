"""Single sessions by the table in the admin: import, export, and who may."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import Listing, Showing
from isuwc.tables.matching.decided import UNKNOWN
from tests.events.broadcast.showings.tables import table
from tests.factories import events as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

HEAD = "/admin/events/listing/sessions/"
IMPORT = f"{HEAD}import/"
ADDRESSES = [IMPORT, f"{HEAD}export.csv", f"{HEAD}export.xlsx"]
ROLES = ("Journalist", "Editor", "Results", "Broadcast")


def calgary():
    """An event with two sessions, and Example TV's listing of it in Norway."""
    oval = factories.venue("Calgary", country=factories.country("CAN"), time_zone="America/Edmonton")
    event = factories.event(venue=oval)
    for _ in range(2):
        factories.session(event=event)
    factories.listing(season=event.season, broadcaster=factories.broadcaster("Example TV"))
    return event


@pytest.fixture
def event(client):
    """Signed in as broadcast staff."""
    sign_in(client, "Broadcast")
    return calgary()


def said(response):
    return [str(message) for message in response.context["messages"]]


def text(*rows):
    return table(*rows).decode()


def test_pasted_table_is_shown_and_then_applied(client, event):
    page = client.post(
        IMPORT, {"text": text({"day": "2025-11-14", "start": "12:30"}, {"session": "2", "shown": "no"}), "_look": "1"}
    )
    plan = page.context["plan"]
    assert (plan.counts.created, Showing.objects.count()) == (2, 0)
    assert "Single sessions: 2 new, 0 changed, 0 removed, 0 unchanged" in flat(page.text)
    assert f"<h3>Example TV, NOR (listing {Listing.objects.get().pk})</h3>" in flat(page.text)
    assert f"<strong>{event}, Session 1</strong> <em>new:</em> start: Fri 14 November 12:30" in flat(page.text)
    post = {"text": page.context["form"].initial["text"], "shown": plan.fingerprint, "_apply": "1"}
    done = client.post(IMPORT, post, follow=True)
    assert done.redirect_chain == [("/admin/events/listing/", 302)]
    assert said(done) == ["Single sessions: 2 created, 0 updated, 0 unchanged."]
    assert list(Showing.objects.order_by("session").values_list("is_shown", "starts_at")) == [
        (True, datetime.datetime(2025, 11, 14, 19, 30, tzinfo=datetime.UTC)),
        (False, None),
    ]


def test_what_goes_is_shown_as_removed(client, event):
    Showing.objects.create(listing=Listing.objects.get(), session=event.sessions.first(), is_shown=False)
    page = client.post(IMPORT, {"text": text({"remove": "yes"}), "_look": "1"})
    assert f'<li class="is-removed"><strong>{event}, Session 1</strong> <em>removed</em> left out</li>' in flat(
        page.text
    )


def test_exported_files_come_back_without_a_change(client, event):
    for session in event.sessions.all():
        Showing.objects.create(listing=Listing.objects.get(), session=session, note="=1+1")
    for kind in ("csv", "xlsx"):
        file = client.get(f"{HEAD}export.{kind}")
        assert file["Content-Disposition"] == f'attachment; filename="single-sessions.{kind}"'
        upload = SimpleUploadedFile(f"sessions.{kind}", file.content)
        plan = client.post(IMPORT, {"file": upload, "_look": "1"}).context["plan"]
        assert (plan.changes, plan.errors, plan.unchanged) == ((), (), 2)
    assert b",'=1+1," in client.get(f"{HEAD}export.csv").content
    assert client.get(f"{HEAD}export.pdf").status_code == 404


def test_error_is_shown_with_row_and_column_and_nothing_can_be_applied(client, event):
    given = text({}, {"session": "2", "timing": "x", "link": "x"})
    page = client.post(IMPORT, {"text": given, "_apply": "1", "shown": "anything"})
    assert "2 errors: nothing can be applied" in flat(page.text)
    assert "pasted, row 3, column timing: &#x27;x&#x27; is not live, delayed, on demand or highlights" in flat(
        page.text
    )
    assert "pasted, row 3, column link: &#x27;x&#x27; is not an address" in flat(page.text)
    assert "Apply what is shown" not in flat(page.text)
    assert not Showing.objects.exists()


def test_cells_are_shown_again_as_they_were_typed(client, event):
    page = client.post(IMPORT, {"text": text({"timing": "LIVE", "season": "2025/26", "shown": "YES"}), "_look": "1"})
    assert page.context["plan"].errors == ()
    assert page.context["form"].initial["text"].splitlines()[1] == (",example-tv,NOR,,,,2025/26,1,1,YES,,,LIVE,,,,")


def test_what_has_changed_since_is_not_applied(client, event):
    shown = client.post(IMPORT, {"text": text({"note": "x"}), "_look": "1"}).context["plan"].fingerprint
    Showing.objects.create(listing=Listing.objects.get(), session=event.sessions.first(), is_shown=False)
    again = client.post(IMPORT, {"text": text({"note": "x"}), "_apply": "1", "shown": shown})
    assert said(again) == ["Nothing was applied because the data changed in the meantime. Review the changes again."]
    assert [each.words for each in again.context["plan"].changes] == [("shown: no → yes", "note: none → x")]
    client.post(IMPORT, {"text": text({"note": "y"}), "_apply": "1", "shown": shown})
    assert list(Showing.objects.values_list("is_shown", "note")) == [(False, "")]


def test_text_that_is_no_table_says_why(client, event):
    page = client.post(IMPORT, {"text": "hello"})
    assert (page.context["plan"], page.context["matching"].handed_in.problems[0]) == (None, UNKNOWN)
    assert "It is empty." in flat(client.post(IMPORT, {}).text)


@pytest.mark.parametrize("number", [1, 20])
def test_looking_costs_the_same_queries_whatever_the_length(client, event, django_assert_num_queries, number):
    for _ in range(number):
        factories.session(event=event)
    given = text(*({"session": str(each)} for each in range(1, number + 1)))
    # Session, user, permissions of user and groups; six of what may be named and was decided; the plan’s seven; then
    # the answers before and after, five each, and what is written between them and undone.
    with django_assert_num_queries(34):
        client.post(IMPORT, {"text": given, "_look": "1"})


# Who may


@pytest.mark.parametrize("role", ROLES)
def test_broadcast_staff_alone_bring_single_sessions_in_and_out(client, role):
    calgary()
    sign_in(client, role)
    may = role == "Broadcast"
    for address in ADDRESSES:
        assert (address, client.get(address).status_code) == (address, 200 if may else 403)
    shown = client.post(IMPORT, {"text": text({}), "_look": "1"})
    assert shown.status_code == (200 if may else 403)
    post = {"text": text({}), "_apply": "1", "shown": shown.context["plan"].fingerprint if may else ""}
    assert client.post(IMPORT, post).status_code == (302 if may else 403)
    assert client.post(ADDRESSES[1]).status_code == (200 if may else 403)
    assert Showing.objects.exists() == may


@pytest.mark.parametrize("role", ROLES)
def test_buttons_are_above_the_listings_for_those_who_may(client, role):
    sign_in(client, role)
    page = flat(client.get("/admin/events/listing/").text)
    assert [address in page for address in ADDRESSES] == [role == "Broadcast"] * 3


@pytest.mark.parametrize(
    "missing", ["add_listing", "change_listing", "add_showing", "change_showing", "delete_showing"]
)
def test_every_permission_is_needed(client, missing):
    sign_in(client, "Broadcast")
    group = Group.objects.get(name="Broadcast")
    group.permissions.remove(*group.permissions.filter(codename=missing))
    assert [client.get(address).status_code for address in ADDRESSES] == [403] * 3
    assert client.post(IMPORT, {"text": text({})}).status_code == 403
    page = flat(client.get("/admin/events/listing/").text)
    assert [address in page for address in ADDRESSES] == [False] * 3


def test_stranger_is_led_to_sign_in(client):
    for address in ADDRESSES:
        assert client.get(address).headers["Location"].startswith("/admin/login/")

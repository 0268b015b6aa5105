"""The history in the admin: of a row, of everything, in the words of forms; and taking back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Listing, Session
from isuwc.history.acting import Way, acting
from isuwc.history.models import Entry
from isuwc.newsroom.history.entries import Shown
from tests.factories import blocks, events, news
from tests.factories import standings as factories
from tests.factories.people import sign_in, staff

pytestmark = pytest.mark.django_db


def act(what: str = "form", person: object = None, way: Way = Way.FORM):
    return acting(way, what, person)


def said(shown: Shown) -> list[tuple]:
    """Each row of an entry: what happened to it, and its fields with both values."""
    return [(row.said, [(line.label, line.before, line.after) for line in row.lines]) for row in shown.rows]


def history(client, model: str, row: object) -> list[Shown]:
    return client.get(reverse(f"admin:{model}_history", args=[getattr(row, "pk", row)])).context["entries"]


def test_history_of_a_listing_is_in_the_words_of_its_form(client):
    sign_in(client, "Broadcast")
    listing = events.listing(channel="One", timing="live", note="")
    title = str(listing)
    with act("Listing form", staff("Broadcast", "bela")):
        Listing.objects.filter(pk=listing.pk).update(
            channel="Two", timing="delayed", is_exclusive=True, country="SWE", checked_on="2025-11-14"
        )
        listing.except_held_in.add(events.country("NED"))
    newest, _ = history(client, "events_listing", listing)
    assert (newest.entry.said, newest.entry.who, newest.may_take_back) == ("Listing form", "bela", True)
    title = str(Listing.objects.get())
    assert said(newest) == [
        (
            f"Listing “{title}”: changed",
            [
                ("Country", "Norway", "Sweden"),
                ("Channel", "One", "Two"),
                ("Timing", "Live", "Delayed"),
                ("Exclusive", "No", "Yes"),
                ("Checked on", "nothing", "Fri 14 Nov 2025"),
            ],
        ),
        ("Except held in “Netherlands”: added", [("Except held in", "", "Netherlands")]),
    ]


def test_history_of_an_event_has_its_sessions_and_races_by_the_venue_s_clocks(client):
    sign_in(client, "Results")
    session = events.session(starts_at="2025-11-14T18:30Z")
    race = events.race(session=session, event=session.event)
    with act("Programme, table.csv", way=Way.IMPORT):
        Session.objects.update(starts_at="2025-11-14T19:00Z", name="Division A")
        race.delete()
    newest, *_ = history(client, "events_event", session.event)
    assert newest.entry.said == "Programme, table.csv"
    assert [row.owner for row in newest.rows] == [str(session.event)] * 2
    (moved, removed) = said(newest)
    assert moved == (
        "Session “Session 1, Division A”: changed",
        [
            ("Name", "nothing", "Division A"),
            ("Starts at", "Fri 14 Nov 2025 19:30 (Oslo)", "Fri 14 Nov 2025 20:00 (Oslo)"),
        ],
    )
    assert removed[0] == "Race “500m Women”: deleted"
    assert ("Distance", "500m", "") in removed[1]
    assert ("Session", "Session 1, Division A", "") in removed[1]


def test_history_of_a_result_sheet_has_its_lines_with_times(client):
    sign_in(client, "Results")
    result = factories.result(hundredths=3734)
    with act("Result sheet form"):
        type(result).objects.update(hundredths=7560, status="DNF", rank=None)
    newest, *_ = history(client, "standings_racesheet", result.race)
    assert said(newest) == [
        (
            f"Result “{result.competitor}: DNF”: changed",
            [("Rank", "1", "nothing"), ("Status", "Finished", "Did not finish"), ("Time", "37.34", "1:15.60")],
        )
    ]


def test_history_of_an_article_has_its_blocks_and_galleries_photos(client):
    sign_in(client, "Editor")
    article = news.article(text="<p>Old <em>words</em>.</p>")
    gallery = blocks.gallery(article)
    photo = gallery.entries.first()
    with act("Article form"):
        article.news_textblock_set.update(text="<p>New words.</p>")
        photo.delete()
    newest, *_ = history(client, "news_article", article)
    assert [(row.deed, row.kind) for row in newest.rows] == [("changed", "text"), ("removed", "gallery photo")]
    assert said(newest)[0][1] == [("Text", "Old words.", "New words.")]


def test_history_of_what_is_gone_is_there(client):
    sign_in(client, "Broadcast")
    broadcaster = events.broadcaster("Gone TV")
    key = broadcaster.pk
    with act("Broadcaster deletion"):
        broadcaster.delete()
    answer = client.get(reverse("admin:events_broadcaster_history", args=[key]))
    assert answer.context["title"] == "History: Gone TV"
    assert "Broadcaster “Gone TV” has been deleted" in answer.text
    assert said(answer.context["entries"][0]) == [
        ("Broadcaster “Gone TV”: deleted", [("Name", "Gone TV", ""), ("Slug", "gone-tv", ""), ("Example", "No", "")])
    ]


@pytest.mark.parametrize("key", ["99999", "x", "1_2F", "0"])
def test_history_of_what_never_was_is_not_found(client, key):
    sign_in(client, "Broadcast")
    assert client.get(f"/admin/events/broadcaster/{key}/history/").status_code == 404


def test_history_of_a_row_is_for_those_who_may_see_it(client):
    broadcaster, user = events.broadcaster(), sign_in(client, "Results")
    user.groups.clear()
    assert client.get(reverse("admin:events_broadcaster_history", args=[broadcaster.pk])).status_code == 403


def test_words_of_a_step_are_in_the_history_of_its_row(client):
    sign_in(client, "Results")
    event = events.event(programme_is_whole=False)
    client.post(reverse("admin:standings_event_results", args=[event.pk]), {"_whole": "1"})
    newest, *_ = history(client, "events_event", event)
    assert said(newest) == [
        (f"Event “{event}”: changed", [("The programme is complete", "No", "Yes")]),
        (f"Event “{event}”: noted", [("", "", "Marked the programme as complete.")]),
    ]


@pytest.fixture
def past():
    """Entries of several ways, people and kinds of row. Returns the listing."""
    listing, skater = events.listing(), factories.skater()
    with act("Listing form", staff("Broadcast", "bela")):
        Listing.objects.update(note="By form")
    with act("Listings, table.csv", staff("Broadcast", "carla"), Way.IMPORT):
        Listing.objects.update(note="By import")
    with act("Competitor form", staff("Results", "bela")):
        type(skater).objects.update(given_name="Femke Maria")
    with act("Role form", staff("Results", "bela")):
        staff("Results", "dora").groups.clear()
    return listing


def names(client, **given: object) -> list[str]:
    entries = client.get(reverse("admin:history"), given).context["entries"]
    return [each.entry.said for each in entries if each.entry.way != Way.SQL]


def test_whole_history_is_narrowed_by_person_way_kind_row_and_name(client, past):
    sign_in(client, "Results").user_permissions.clear()
    bela = staff("Results", "bela").pk
    assert names(client) == ["Competitor form", "Listings, table.csv", "Listing form"]
    assert names(client, person=bela) == ["Competitor form", "Listing form"]
    assert names(client, way="import") == ["Listings, table.csv"]
    assert names(client, kind="standings_competitor") == ["Competitor form"]
    assert names(client, row=f"events_listing:{past.pk}") == ["Listings, table.csv", "Listing form"]
    assert names(client, q="listing form") == ["Listing form"]
    assert names(client, until="2000-01-01") == []
    assert names(client, person="x", way="y", kind="z", row="1", until="2025-99-99", p="q") == names(client)


def test_people_are_in_the_history_of_who_may_see_people_alone(client, past, admin_client):
    sign_in(client, "Results")
    assert "Role form" not in names(client)
    assert "Role form" in names(admin_client)
    entry = Entry.objects.get(what="Role form")
    assert client.get(reverse("admin:history-entry", args=[entry.pk])).status_code == 404
    assert client.get(reverse("admin:history-take-back", args=[entry.pk])).status_code == 404
    assert admin_client.get(reverse("admin:history-entry", args=[entry.pk])).status_code == 200


def test_history_is_for_staff_with_something_to_see(client):
    sign_in(client, "Results").groups.clear()
    assert client.get(reverse("admin:history")).status_code == 403


def test_person_takes_back_what_was_shown(client):
    user = sign_in(client, "Broadcast")
    listing = events.listing(channel="One")
    with act("Listing form"):
        Listing.objects.update(channel="Two")
    page = reverse("admin:history-take-back", args=[Entry.objects.get(what="Listing form").pk])
    asked = client.get(page)
    assert [row.said for row in asked.context["rows"]] == [f"Listing “{Listing.objects.get()}”: changed"]
    assert "Channel: Two → One" in " ".join(asked.text.split())
    answer = client.post(page, follow=True)
    assert [str(each) for each in answer.context["messages"]] == [
        "Took back: Listing form. Anything calculated from it was recalculated."
    ]
    assert Listing.objects.get().channel == "One"
    newest, *_ = history(client, "events_listing", listing)
    assert (newest.entry.said, newest.entry.who) == ("Took back: Listing form", user.username)


def test_person_is_told_what_stands_in_the_way(client):
    sign_in(client, "Broadcast")
    events.listing(channel="One")
    with act("first"):
        Listing.objects.update(channel="Two")
    with act("second"):
        Listing.objects.update(channel="Three")
    page = reverse("admin:history-take-back", args=[Entry.objects.get(what="first").pk])
    asked = client.get(page)
    assert "It can’t be taken back, and nothing was changed" in asked.text
    answer = client.post(page)
    (told,) = [str(each) for each in answer.context["messages"]]
    assert told.startswith(f"Listing “{Listing.objects.get()}”: Channel was changed since, by “second” (")
    assert Listing.objects.get().channel == "Three"


def test_part_of_one_row_is_taken_back_from_its_history(client):
    sign_in(client, "Broadcast")
    one, two = events.listing(channel="One"), events.listing(channel="One")
    with act("Listings, table.csv", way=Way.IMPORT):
        Listing.objects.update(channel="Two")
    page = client.get(reverse("admin:events_listing_history", args=[one.pk]))
    entry = Entry.objects.get(what="Listings, table.csv")
    address = f"{reverse('admin:history-take-back', args=[entry.pk])}?row=events_listing%3A{one.pk}"
    assert address in page.text
    client.post(address, {"row": f"events_listing:{one.pk}"})
    assert list(Listing.objects.order_by("pk").values_list("channel", flat=True)) == ["One", "Two"]
    assert two.pk > one.pk


def test_who_may_not_change_it_is_not_offered_to_take_it_back(client):
    sign_in(client, "Journalist")
    events.listing(channel="One")
    with act("Listing form"):
        Listing.objects.update(channel="Two")
    entry = Entry.objects.get(what="Listing form")
    shown = client.get(reverse("admin:history-entry", args=[entry.pk]))
    assert shown.context["shown"].may_take_back is False
    assert "Take this back" not in shown.text
    assert client.post(reverse("admin:history-take-back", args=[entry.pk])).status_code == 403
    assert Listing.objects.get().channel == "Two"


def test_large_entry_is_cut_on_the_list_with_the_number_of_what_is_left(client):
    sign_in(client, "Broadcast")
    with act("Listings, table.csv", way=Way.IMPORT):
        for number in range(15):
            events.broadcaster(f"Broadcaster {number}")
    (shown, *_) = client.get(reverse("admin:history")).context["entries"]
    assert (len(shown.rows), shown.others) == (12, 3)
    whole = client.get(reverse("admin:history-entry", args=[shown.entry.pk])).context["shown"]
    assert (len(whole.rows), whole.others) == (15, 0)


def test_newsroom_s_first_page_has_what_the_person_did_last(client):
    user = sign_in(client, "Broadcast")
    with act("Listing form", user):
        events.listing()
    with act("Listing form", staff("Broadcast", "bela")):
        Listing.objects.update(note="Other")
    page = client.get(reverse("admin:index"))
    assert [shown.entry.person_id for shown in page.context["own_entries"]] == [user.pk]


def test_many_rows_that_are_gone_cost_no_queries_more(client):
    sign_in(client, "Results")
    race = events.race()
    counts = []
    for number in (2, 12):
        for _ in range(number):
            factories.result(race)
        with act(f"Removed {number}"):
            race.results.all().delete()
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("admin:history-entry", args=[Entry.objects.get(what=f"Removed {number}").pk]))
        assert [row.title for row in page.context["shown"].rows][-1].endswith(f": {number}")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_history_asks_a_fixed_number_of_queries(client, django_assert_num_queries, past):
    sign_in(client, "Results")
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("admin:history"))
    for number in range(5):
        with act(f"Listing form {number}", staff("Broadcast", "bela")):
            Listing.objects.update(note=f"By form {number}")
    with django_assert_num_queries(len(queries)):
        client.get(reverse("admin:history"))

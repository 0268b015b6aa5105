"""Who may do what, role by role, as the documentation says; and what whoever may not is told."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from events.models import Listing
from isuwc.history.acting import Way, acting
from isuwc.history.models import Entry
from isuwc.newsroom.rights import in_words, roles_with
from isuwc.newsroom.roles import everything
from tests.factories import events, news
from tests.factories import standings as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

C, J, E, R, B = ROLES = ("Contributor", "Journalist", "Editor", "Results", "Broadcast")
# Page by page, who may open it. The words are those of docs/operators.md, where the roles are described
PAGES = {
    "import a programme": ("admin:events_event_programme", "event", {R}),
    "mark programmes as complete": ("admin:standings_open_programmes", None, {R}),
    "add an event": ("admin:events_event_add", None, {R}),
    "add a season": ("admin:events_season_add", None, {R}),
    "add a venue": ("admin:events_venue_add", None, {R}),
    "hand in sheets": ("admin:standings_sheetimport_hand_in", None, {R}),
    "apply sheets": ("admin:standings_sheetimport_preview", None, {R}),
    "see an event’s results desk": ("admin:standings_event_results", "event", {R}),
    "copy a season’s rules": ("admin:standings_cup_copy", None, {R}),
    "change a season’s rules": ("admin:standings_cup_grid", None, {R}),
    "compare a ranking": ("admin:standings_check", None, {R}),
    "correct a result": ("admin:standings_after_the_fact", "race", {R}),
    "add a skater": ("admin:standings_competitor_add", None, {R}),
    "see a skater": ("admin:standings_competitor_change", "skater", {C, J, E, R}),
    "see a result sheet": ("admin:standings_racesheet_change", "race", {C, J, E, R}),
    "see imported sheets": ("admin:standings_sheetimport_changelist", None, {R}),
    "add a listing": ("admin:events_listing_add", None, {B}),
    "see listings": ("admin:events_listing_changelist", None, {C, J, E, R, B}),
    "see the broadcast desk": ("broadcast-desk", None, {B}),
    "see the matrix": ("admin:events_listing_matrix", None, {B}),
    "import listings": ("admin:events_listing_import", None, {B}),
    "import single sessions": ("admin:events_listing_sessions_import", None, {B}),
    "add a broadcaster": ("admin:events_broadcaster_add", None, {B}),
    "change a stream": ("admin:events_stream_add", None, {B}),
    "write an article": ("admin:news_article_add", None, {C, J, E}),
    "write an article from text": ("admin:news_article_from_text", None, {C, J, E}),
    "publish an article": ("admin:news_article_publish", "article", {J, E}),
    "write a live blog": ("admin:news_article_live", "article", {J, E}),
    "review an article": ("admin:news_article_review", "article", {C, J, E}),
    "compare versions of an article": ("admin:news_article_compare", "article", {C, J, E}),
    "withdraw an article": ("admin:news_article_withdraw", "article", {E}),
    "add a photo": ("admin:news_photo_add", None, {C, J, E}),
    "add a banner": ("admin:news_banner_add", None, {E}),
    "choose the lead story": ("admin:news_leadstory_add", None, {E}),
    "keep old addresses": ("admin:news_oldaddress_add", None, {E}),
    "keep users": ("admin:auth_user_changelist", None, set()),
    "add a series": ("admin:events_series_add", None, set()),
}


@pytest.fixture
def rows():
    race = factories.result().race
    skater = race.results.get().competitor
    return {"event": race.event.pk, "race": race.pk, "skater": skater.pk, "article": news.edition().article_id}


@pytest.mark.parametrize("does", PAGES)
def test_page_is_open_to_the_roles_whose_work_it_is_and_the_others_are_told_who_can(does, rows):
    name, row, allowed = PAGES[does]
    address = reverse(name, args=[rows[row]] if row else [])
    found = {}
    for role in ROLES:
        client = Client()
        sign_in(client, role)
        found[role] = client.get(address)
    assert {role for role, page in found.items() if page.status_code != 403} == allowed
    for role in set(ROLES) - allowed:
        words = flat(found[role].text)
        who = (
            f"Who can: <strong>{', '.join(sorted(allowed))}</strong>, and administrators."
            if allowed
            else ("Who can: administrators.")
        )
        assert who in words
        assert f"Your role is {role}." in words
        assert '<a href="/admin/">To the newsroom</a>' in words


# What journalists see, in the words of docs/operators.md, and the tables that it is in the admin
SEEN = {
    "banners": {"news.banner", "news.qrcode"},
    "the lead story": {"news.leadstory"},
    "old addresses": {"news.oldaddress"},
    "the calendar": {"events.series", "events.season", "events.event", "events.venue"},
    "countries": {"events.country", "events.countrygroup"},
    "broadcasters": {"events.broadcaster"},
    "listings": {"events.listing"},
    "streams": {"events.stream", "events.streamblock"},
    "competitors": {"standings.competitor"},
    "the rules of seasons": {"standings.cup", "standings.scale"},
    "published standings": {"standings.publishedstanding"},
    "result sheets": {"standings.racesheet"},
    "start lists": {"standings.startsheet"},
}


def test_journalists_see_what_the_documentation_says_and_nothing_else(client):
    row = next(
        line for line in (settings.BASE_DIR / "docs/operators.md").read_text().splitlines() if "| Journalist |" in line
    )
    _, _, said = row.rstrip(" |").partition("; see ")
    assert set(re.split(", | and ", said)) == set(SEEN)
    sign_in(client, J)
    apps = client.get("/admin/").context["app_list"]
    found = {f"{app['app_label']}.{each['object_name'].lower()}" for app in apps for each in app["models"]}
    assert found - {"news.article", "news.photo"} == set().union(*SEEN.values())


@pytest.mark.parametrize(("role", "moves"), [(J, False), (E, False), (R, True), (B, False)])
def test_only_results_staff_move_a_session(client, role, moves):
    event = events.race().event
    sign_in(client, role)
    page = client.get(reverse("admin:events_event_change", args=[event.pk]))
    assert (page.status_code, 'name="sessions-0-plan"' in page.text) == (200, moves)
    assert client.post(reverse("admin:events_event_change", args=[event.pk]), {}).status_code == (200 if moves else 403)


def test_refusal_says_what_the_page_takes_and_leads_back(client):
    sign_in(client, R)
    came_from = "http://testserver/admin/events/listing/"
    page = client.get(reverse("admin:events_listing_import"), headers={"referer": came_from})
    words = flat(page.text)
    assert page.status_code == 403
    assert "It takes the right to <strong>add and change listings</strong>." in words
    assert f'<a href="{came_from}">Back to where you were</a>' in words
    stranger = client.get(reverse("admin:events_listing_import"), headers={"referer": "http://elsewhere.test/"})
    assert "Back to where you were" not in stranger.text


def test_who_has_the_right_where_nobody_can_is_not_sent_to_anybody(client):
    sign_in(client, R)
    race = factories.result().race
    page = client.post(reverse("admin:standings_sheetimport_add"), {}, follow=True)
    assert page.status_code == 200  # leads to where sheets are handed in
    words = flat(client.post(reverse("admin:standings_racesheet_delete", args=[race.pk]), {"post": "yes"}).text)
    assert "This page doesn’t do that, or not with what it is about: nobody can do it here." in words
    assert "Who can" not in words
    words = flat(client.get("/admin/standings/racesheet/add/").text)
    assert ("nobody can do it here" in words, "Who can" in words) == (True, False)
    client.force_login(User.objects.create_superuser("admin"))
    refused = client.post(reverse("admin:standings_racesheet_delete", args=[race.pk]), {"post": "yes"})
    assert refused.status_code == 403
    assert "nobody can do it here" in flat(refused.text)


def test_what_takes_no_certain_right_names_nobody(client):
    client.force_login(User.objects.create_user("new", is_staff=True))
    words = flat(client.get(reverse("admin:history")).text)
    assert "It takes a right that you don’t have. Ask an administrator." in words
    assert "Who can" not in words


def test_who_may_not_take_something_back_is_told_who_may(client):
    with acting(Way.FORM, "Listing form"):
        events.listing()
    sign_in(client, J)
    words = flat(client.get(reverse("admin:history-take-back", args=[Entry.objects.get(what="Listing form").pk])).text)
    assert "Who can: administrators." in words  # whoever takes back countries and seasons that came with it
    with acting(Way.FORM, "Other form"):
        Listing.objects.update(note="Other")
    words = flat(client.get(reverse("admin:history-take-back", args=[Entry.objects.get(what="Other form").pk])).text)
    assert "It takes the right to <strong>change listings</strong>. Who can: <strong>Broadcast</strong>" in words


def test_scripts_get_no_page(client):
    sign_in(client, B)
    answer = client.get(reverse("admin:standings_sheetimport_hand_in"), headers={"accept": "application/json"})
    assert (answer.status_code, "Who can" in answer.text) == (403, False)


def test_somebody_without_a_role_is_told_so(client):
    client.force_login(User.objects.create_user("new", is_staff=True))
    assert "You have no role yet." in flat(client.get(reverse("admin:events_season_add")).text)


@pytest.mark.parametrize(
    ("permissions", "words"),
    [
        ((), ""),
        (("events.view_season",), "see seasons"),
        (("events.add_listing", "events.change_listing"), "add and change listings"),
        (("standings.add_cup", "standings.add_scale"), "add cups and scales"),
        (("events.change_event", "news.publish_article"), "change events and publish articles"),
        (("events.ride_bicycle",), "ride bicycle"),
    ],
)
def test_permissions_in_words(permissions, words):
    assert in_words(permissions) == words


def test_many_permissions_are_one_query(django_assert_num_queries):
    models = ("listing", "showing", "broadcaster", "stream", "countrygroup")
    with django_assert_num_queries(1):
        assert roles_with([f"events.{each}" for each in everything(*models)]) == [B]


def test_role_has_to_have_all_of_the_permissions():
    assert roles_with(["events.view_listing"]) == sorted(ROLES)
    assert roles_with(["events.view_listing", "events.add_season"]) == [R]
    assert roles_with(["events.add_season", "events.add_listing"]) == []
    assert roles_with([]) == []
    Group.objects.get(name=R).permissions.clear()
    assert roles_with(["events.add_season"]) == []

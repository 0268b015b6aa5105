"""A new name or link has a day from which it holds; finished events keep what they had, in public and for good."""

import datetime
from functools import partial

import pytest
from django.contrib.messages import get_messages
from django.core.management import CommandError, call_command
from django.utils import timezone

from events.broadcast.listings.apply import plan
from events.broadcast.listings.rows import TABLE
from events.models import BroadcasterWas, LinkWord, Listing, ListingWas
from isuwc.files.tables.spreadsheets import read_table
from isuwc.history.models import Entry
from isuwc.history.undo import take_back
from isuwc.tables.plans import apply
from isuwc.text.asked import DAY
from tests.factories import events as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

OLD, NEW = "https://eurosport.no/live", "https://tnt.no/live"


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


@pytest.fixture
def listing():
    """Of a season with an event that is over, one that ends today and one to come."""
    season = factories.season(days(0).year if days(0).month > 6 else days(0).year - 1)
    for number, start in ((1, -14), (2, -2), (3, 14)):
        event = factories.event(season=season, number=number, start_date=days(start), end_date=days(start + 2))
        for day in event.days():
            factories.session(event=event, date=day, number=1 + event.sessions.count())
    broadcaster = factories.broadcaster("Eurosport", website="https://eurosport.no/")
    return factories.listing(season=season, broadcaster=broadcaster, link=OLD)


def seen(client):
    """The broadcaster and its link at each event, in the JSON."""
    answers = client.get("/where-to-watch/nor.json").json()["answers"]
    return [(each["broadcasters"][0]["name"], each["broadcasters"][0]["link"]) for each in answers]


def renamed(client, broadcaster, **values):
    fields = {"name": broadcaster.name, "slug": broadcaster.slug, "website": broadcaster.website, **values}
    return client.post(f"/admin/events/broadcaster/{broadcaster.pk}/change/", fields)


def changed(client, listing, **values):
    fields = {
        "broadcaster": listing.broadcaster_id, "country": "NOR", "series": listing.series_id,
        "season": listing.season_id, "platform": "tv", "ways": ["live"], "source": "A contract",
        "showings-TOTAL_FORMS": 0, "showings-INITIAL_FORMS": 0, **values,
    }  # fmt: skip
    return client.post(f"/admin/events/listing/{listing.pk}/change/", fields)


def test_second_change_on_a_day_says_what_is_kept_of_the_first(client, listing):
    sign_in(client, "Broadcast")
    for name in ("TNT Sports", "TNT"):
        response = renamed(client, listing.broadcaster, name=name, holds_from=days(0).isoformat())
        listing.broadcaster.refresh_from_db()
    words = f"Events that are over before {days(0).day} {days(0):%B %Y} keep the former name, Eurosport."
    assert [str(each) for each in get_messages(response.wsgi_request) if "keep" in str(each)] == [words, words]
    assert list(BroadcasterWas.objects.values_list("was", flat=True)) == ["Eurosport"]


def test_new_name_holds_from_today_and_finished_events_keep_theirs(client, listing):
    staff = sign_in(client, "Broadcast")
    response = renamed(client, listing.broadcaster, name="TNT Sports", holds_from=days(0).isoformat())
    assert response.status_code == 302
    assert seen(client) == [("Eurosport", OLD), ("TNT Sports", OLD), ("TNT Sports", OLD)]
    said = [str(each) for each in get_messages(response.wsgi_request)]
    today = f"{days(0).day} {days(0):%B %Y}"
    assert said[0] == f"Events that are over before {today} keep the former name, Eurosport."
    page = flat(client.get("/where-to-watch/nor/").text)
    assert (page.count("Eurosport</a>"), page.count("TNT Sports</a>")) == (1, 2)
    calendar = client.get("/where-to-watch/nor/calendar.ics").text
    assert ("Eurosport" in calendar, "TNT Sports" in calendar) == (True, True)
    take_back(Entry.objects.order_by("-pk").first(), staff)
    assert seen(client) == [("Eurosport", OLD)] * 3
    assert not BroadcasterWas.objects.exists()


def test_new_link_holds_from_the_day_that_is_typed(client, listing):
    sign_in(client, "Broadcast")
    assert changed(client, listing, link=NEW, holds_from=days(5).isoformat()).status_code == 302
    assert seen(client) == [("Eurosport", OLD), ("Eurosport", OLD), ("Eurosport", NEW)]
    assert changed(client, listing, link=OLD + "2", holds_from=days(-10).isoformat()).status_code == 302
    assert seen(client) == [("Eurosport", OLD), ("Eurosport", OLD + "2"), ("Eurosport", OLD + "2")]
    assert list(ListingWas.objects.values_list("was", "before")) == [(OLD, days(-10))]


def test_correction_holds_for_finished_events_too(client, listing):
    sign_in(client, "Broadcast")
    changed(client, listing, link=NEW, holds_from="")
    renamed(client, listing.broadcaster, name="TNT Sports", holds_from="")
    assert seen(client) == [("TNT Sports", NEW)] * 3
    assert not ListingWas.objects.exists()


@pytest.mark.parametrize("first", ["", OLD])
def test_first_link_is_no_replacement_and_one_that_is_taken_out_is(client, listing, first):
    sign_in(client, "Broadcast")
    Listing.objects.update(link=first)
    changed(client, listing, link="" if first else NEW, holds_from=days(0).isoformat())
    site = "https://eurosport.no/"
    assert [link for _, link in seen(client)] == ([OLD, site, site] if first else [NEW] * 3)


def test_new_website_holds_from_a_day_and_dead_former_links_are_left_out(client, listing):
    sign_in(client, "Broadcast")
    Listing.objects.update(link="")
    renamed(client, listing.broadcaster, website="https://tnt.no/", holds_from=days(0).isoformat())
    assert [link for _, link in seen(client)] == ["https://eurosport.no/", "https://tnt.no/", "https://tnt.no/"]
    LinkWord.objects.create(address="https://eurosport.no/", failed_on=days(0))
    assert [link for _, link in seen(client)] == ["", "https://tnt.no/", "https://tnt.no/"]


def test_form_offers_today_and_nothing_where_nothing_was(client, listing):
    sign_in(client, "Broadcast")
    for address in (f"listing/{listing.pk}", f"broadcaster/{listing.broadcaster_id}"):
        form = client.get(f"/admin/events/{address}/change/").context["adminform"].form
        assert form["holds_from"].value() == days(0)
    for name in ("listing", "broadcaster"):
        assert 'name="holds_from"' not in client.get(f"/admin/events/{name}/add/").text


def test_bad_day_is_refused_at_its_field(client, listing):
    sign_in(client, "Broadcast")
    response = changed(client, listing, link=NEW, holds_from="soon")
    assert response.context["adminform"].form.errors == {"holds_from": [DAY]}


def test_table_gives_new_links_the_day(client, listing):
    sign_in(client, "Broadcast")
    text = f"id,broadcaster,country,season,source,link\n{listing.pk},Eurosport,NOR,{listing.season.slug},A,{NEW}\n"
    values = {"text": text, "holds_from": days(0).isoformat()}
    shown = client.post("/admin/events/listing/import/", {**values, "_look": "1"})
    plan = shown.context["plan"]
    assert f"link: {OLD} → {NEW} from {days(0).day} {days(0):%B %Y} on" in plan.changes[0].words
    other = {**values, "holds_from": "", "_apply": "1", "shown": plan.fingerprint}
    assert client.post("/admin/events/listing/import/", other).status_code == 200  # not what was shown
    applied = client.post("/admin/events/listing/import/", {**values, "_apply": "1", "shown": plan.fingerprint})
    assert applied.status_code == 302
    assert [link for _, link in seen(client)] == [OLD, NEW, NEW]


def test_table_costs_the_same_queries_however_many_links_are_replaced(listing, django_assert_num_queries):
    """Up to one batch of changes, with former links that are kept, added, and left out as they would hold later."""
    made = [listing, *(factories.listing(broadcaster=listing.broadcaster, link=OLD) for _ in range(249))]
    for each in (made[0], made[-1]):
        each.formers.create(was="https://eurosport.no/zero", before=days(-30))
        each.formers.create(was="https://eurosport.no/later", before=days(30))

    def applied(count, link):
        lines = [f"{each.pk},Eurosport,NOR,{link},A" for each in made[:count]]
        rows = read_table(TABLE, "\n".join(["id,broadcaster,country,link,source", *lines]).encode(), "links.csv")
        return partial(apply, plan(rows, days(0)))

    for count, link in ((1, NEW), (250, NEW + "2")):
        work = applied(count, link)
        with django_assert_num_queries(22):
            work()
    both = [("https://eurosport.no/zero", days(-30)), ("https://eurosport.no/later", days(0))]
    wanted = [both, *([(OLD, days(0))] for _ in made[1:-1]), both]
    assert [list(each.formers.values_list("was", "before")) for each in made] == wanted


@pytest.mark.parametrize(
    ("option", "links"),
    [([], [OLD, NEW, NEW]), (["--links-from", "always"], [NEW] * 3), (["--links-from", "2999-01-01"], [OLD] * 3)],
)
def test_command_gives_new_links_the_day(client, listing, tmp_path, option, links):
    file = tmp_path / "listings.csv"
    file.write_text(
        f"id,broadcaster,country,season,source,link\n{listing.pk},Eurosport,NOR,{listing.season.slug},A,{NEW}\n"
    )
    call_command("import_listings", str(file), *option, verbosity=0)
    assert [link for _, link in seen(client)] == links
    with pytest.raises(CommandError, match="soon is not a date such as 2026-01-01, today or always"):
        call_command("import_listings", str(file), "--links-from", "soon")


def test_former_ones_cost_no_query(client, listing, django_assert_num_queries):
    def queries():
        with django_assert_num_queries(6) as found:
            client.get("/where-to-watch/nor.json")
        return len(found)

    before = queries()
    for number in range(9):
        ListingWas.objects.create(listing=listing, was=f"https://x.no/{number}", before=days(-number))
        BroadcasterWas.objects.create(
            broadcaster=listing.broadcaster, what="name", was=f"Name {number}", before=days(-number)
        )
    assert queries() == before

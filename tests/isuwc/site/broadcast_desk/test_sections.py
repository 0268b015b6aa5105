"""The broadcast desk: each of its sections with both sides of its boundary, and what the page costs."""

import datetime

import pytest
from django.test import Client

from events.models import CountryGroup, Session, Showing
from tests.factories import events as factories
from tests.factories.people import sign_in
from tests.isuwc.site.broadcast_desk.desk import DESK, days, listing, ranked, section
from tests.markup import flat

pytestmark = pytest.mark.django_db
SECTIONS = ["ending", "expired", "contradictions", "without_link", "unanswered", "unchecked"]


# What ends


def test_right_that_ends_within_thirty_days_is_told_soonest_first(client, season):
    last = listing(ends_on=days(30))
    listing(ends_on=days(31))
    today = listing(ends_on=days(0))
    listing()
    assert section(client, "ending") == [today, last]


def test_right_that_ended_since_the_last_event_is_told_latest_first(client, season):
    event = season.events.get(number=1)
    factories.event(season=season, number=3, start_date=days(-5), plan="cancelled")
    on_it = listing(ends_on=event.start_date)
    yesterday = listing(ends_on=days(-1))
    listing(ends_on=event.start_date - datetime.timedelta(days=1))
    listing(ends_on=days(0))
    context = client.get(DESK).context
    assert (context["last_event"], context["expired"], context["expired_count"]) == (event, [yesterday, on_it], 2)


def test_last_event_may_be_one_of_another_season(client, season):
    season.events.get(number=1).delete()
    assert section(client, "last_event") is None
    other = factories.event(season=factories.season(season.start_year - 1), start_date=days(-200))
    ended = listing(ends_on=days(-100))
    context = client.get(DESK, {"season": season.slug}).context
    assert (context["last_event"], context["expired"]) == (other, [ended])


# What contradicts


def test_contradiction_names_both_listings_countries_and_events(client, season):
    group = CountryGroup.objects.create(name="Nordic")
    group.countries.set(["NOR", "SWE"])
    first = factories.listing(group=group, is_exclusive=True)
    second = listing("SWE", broadcaster=factories.broadcaster("Example Two"))
    second.events.set([season.events.get(number=2)])
    listing("NED", broadcaster=factories.broadcaster("Example Three"))
    (found,) = section(client, "contradictions")
    assert (found.first, found.second, found.problem, found.countries, found.events) == (
        first,
        second,
        "Example TV holds exclusive rights, but Example Two shows it too.",
        ["Sweden"],
        ["World Cup 2"],
    )
    page = flat(client.get(DESK).text)
    assert [page.count(f"/admin/events/listing/{each.pk}/change/") > 0 for each in (first, second)] == [True, True]


# Countries of skaters


def unanswered(client):
    return [(each.country.noc, each.why) for each in section(client, "unanswered")]


# What is due for a check


def test_listing_unchecked_for_half_a_year_is_told_never_checked_ones_first(client, season):
    listing(checked_on=days(-180))
    old = listing(checked_on=days(-181))
    older = listing(checked_on=days(-400))
    never = listing(checked_on=None)
    listing(checked_on=None, ends_on=days(-1))
    assert section(client, "unchecked") == [never, older, old]


def test_long_list_is_cut_and_says_so(client, season):
    for _ in range(51):
        listing(checked_on=None)
    page = client.get(DESK)
    assert len(page.context["unchecked"]) == 51
    assert page.text.count("The first 50 of 51 are shown.") == 1


# The page


def test_empty_desk_says_so_in_every_section(client, season):
    context = client.get(DESK).context
    assert [list(context[name]) for name in SECTIONS] == [[]] * 6
    links = context["links"]
    assert (links.dead, links.doubted, links.odd, context["link_count"]) == ([], [], [], 0)
    assert [each.address for each in links.others] == ["https://www.isu.org/live"]
    page = flat(client.get(DESK).text)
    for words in (
        "No right ends within 30 days.",
        "No right has ended since then.", "No two rights contradict or repeat each other.",
        "No link is known to fail.", "The command finds no other link failing.",
        "Every address is well-formed.", "Every listing has a link.",
        "Every country with a skater in the standings has an answer.", "Every listing was checked recently.",
    ):  # fmt: skip
        assert words in page


def test_other_season_is_asked_for_by_its_name(client, season):
    other = factories.season(2020)
    factories.event(season=other)
    listing(season=other, checked_on=None)
    assert section(client, "season") == season
    assert section(client, "unchecked") == []
    assert len(section(client, "unchecked", season="2020-21")) == 1
    assert client.get(DESK, {"season": "1999-00"}).status_code == 404


def test_site_without_events_has_an_empty_desk(client, season):
    season.events.all().delete()
    page = client.get(DESK)
    assert page.context["season"] is None
    assert "No season has events yet." in flat(page.text)


@pytest.mark.parametrize("number", [1, 30])
def test_desk_costs_the_same_queries_whatever_its_size(client, season, django_assert_num_queries, number):
    ranked(season, *["NOR"] * number)
    for n in range(number):
        broadcaster = factories.broadcaster(f"Example {n}")
        made = listing(broadcaster=broadcaster, ends_on=days(n), checked_on=None, link="http://nos.nl/")
        made.events.set(season.events.all())
        Showing.objects.create(listing=made, session=season.events.first().sessions.first(), is_shown=False)
        listing(broadcaster=broadcaster, is_exclusive=True)
        listing(ends_on=days(-1), broadcaster=broadcaster)
    session = season.events.first().sessions.first()
    Session.objects.filter(pk=session.pk).update(date=session.date + datetime.timedelta(days=1))
    assert len(client.get(DESK).context["moved"]) == number
    with django_assert_num_queries(24):
        client.get(DESK)


def test_desk_is_found_from_listings_matrix_and_the_first_page_by_who_may(client, season):
    for address in ("/admin/", "/admin/events/listing/", "/admin/events/listing/matrix/"):
        assert f'href="{DESK}' in flat(client.get(address).text)
    sign_in(client, "Results")
    for address in ("/admin/", "/admin/events/listing/"):
        assert DESK not in flat(client.get(address).text)


def test_desk_only_reads_and_sends_strangers_to_sign_in(client, season):
    assert client.post(DESK).status_code == 405
    response = Client().get(DESK)
    assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={DESK}")


# Times of single sessions


def test_broadcast_that_no_longer_fits_its_session_is_named_until_the_session_is_over(client, season):
    venue_noon = datetime.datetime.combine(days(14), datetime.time(11), datetime.UTC)  # 12:00 in Stavanger
    session = season.events.last().sessions.get()
    session.starts_at = venue_noon
    session.save()
    made = listing()
    showing = Showing.objects.create(listing=made, session=session, starts_at=venue_noon, timing="delayed")
    assert section(client, "odd_times") == []
    Showing.objects.update(starts_at=venue_noon - datetime.timedelta(minutes=1))
    (odd,) = section(client, "odd_times")
    assert (odd.listing, odd.session) == (made, session)
    assert odd.why.startswith("A delayed broadcast can't begin before the session, ")
    assert "Example TV: Norway</a>" in flat(client.get(DESK).text)
    past = season.events.first().sessions.get()
    past.starts_at = venue_noon - datetime.timedelta(days=28)
    past.save()
    Showing.objects.filter(pk=showing.pk).update(session=past, starts_at=past.starts_at - datetime.timedelta(hours=1))
    assert section(client, "odd_times") == []


def test_long_section_shows_as_many_rows_as_it_says(client, season, monkeypatch):
    """One figure for the rows and for the words below them."""
    monkeypatch.setattr("isuwc.site.views.broadcast_desk.MAX_ROWS", 2)
    for number in range(3):
        listing(channel=f"Channel {number}", ends_on=days(1))
        listing(channel=f"Link {number}", link=f"http://example.org/{number}")
    page = client.get(DESK)
    for rows, part in ((page.context["ending"], "expiring"), (page.context["links"].odd, "links")):
        shown = page.text.partition(f'id="{part}"')[2].partition("</section>")[0]
        total = len(rows)
        assert total > 2
        assert f"The first 2 of {total} are shown." in shown
    expiring = page.text.partition('id="expiring"')[2].partition("</section>")[0]
    assert expiring.count("<tr>") == 1 + 2  # with the table's head

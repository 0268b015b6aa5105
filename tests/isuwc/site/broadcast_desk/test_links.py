"""The desk's links: each address once, with all that lead to it, a person's word and what the command found."""

import datetime

import pytest
from django.utils import timezone

from events.models import LinkTry, LinkWord, Showing
from tests.factories import events as factories
from tests.isuwc.site.broadcast_desk.desk import DESK, days, listing, section
from tests.markup import flat

pytestmark = pytest.mark.django_db


def failing(address, since=-3, **values):
    at = timezone.now()
    known = {"state": "fails", "outcome": "page not found (404)", "failures": 4, "tried_at": at}
    return LinkTry.objects.create(address=address, failing_since=at + datetime.timedelta(since), **known | values)


def answering(address, ago=0):
    at = timezone.now() - datetime.timedelta(ago)
    return LinkTry.objects.create(address=address, state="answers", outcome="answers (200)", tried_at=at)


def addresses(found):
    return [each.address for each in found]


def test_address_in_fifteen_listings_a_session_a_website_and_the_stream_is_one_thing(client, season):
    address = "https://nos.nl/"
    made = [listing(channel=f"Channel {number}", link=address) for number in range(15)]
    Showing.objects.create(listing=made[0], session=season.events.last().sessions.get(), link=address)
    season.stream.link = address
    season.stream.save()
    (found,) = section(client, "links").others
    titles = ["Example TV: Norway"] * 15 + ["Example TV: Norway, World Cup 2, Session 1", "Example TV, its website"]
    assert [each.title for each in found.users] == [*titles, str(season.stream)]
    page = flat(client.get(DESK).text)
    links = page.partition('id="links"')[2].partition("</section>")[0]
    assert links.count('value="https://nos.nl/"') == 2  # its two buttons
    assert "<summary>and 17 more</summary>" in links


def test_addresses_stand_where_they_most_need_somebody(client, season):
    for number in range(1, 8):
        listing(channel=str(number), link=f"https://nos.nl/{number}")
    listing(link="https://nos.nl/over", ends_on=days(-1))
    LinkWord.objects.create(address="https://nos.nl/1", failed_on=days(-1))
    LinkWord.objects.create(address="https://nos.nl/2", failed_on=days(-9))
    LinkWord.objects.create(address="https://nos.nl/over", failed_on=days(-9))
    failing("https://nos.nl/2")
    failing("https://nos.nl/3", since=-1)
    failing("https://nos.nl/4", since=-5)
    LinkWord.objects.create(address="https://nos.nl/4", answered_on=days(-2))
    LinkWord.objects.create(address="https://nos.nl/5", answered_on=days(-7))
    answering("https://nos.nl/6")
    found = section(client, "links")
    assert addresses(found.dead) == ["https://nos.nl/2", "https://nos.nl/1"]
    assert addresses(found.doubted) == ["https://nos.nl/4", "https://nos.nl/3"]
    assert addresses(found.others) == [
        "https://nos.nl/", "https://nos.nl/6", "https://nos.nl/7", "https://www.isu.org/live", "https://nos.nl/5",
    ]  # fmt: skip
    assert section(client, "link_count") == 4


def test_listing_without_link_and_website_is_told(client, season):
    bare = listing(broadcaster=factories.broadcaster("Example Two"))
    listing()  # its broadcaster has a website
    listing(broadcaster=factories.broadcaster("Example Three"), link="https://three.nl/")
    assert section(client, "without_link") == [bare]


@pytest.mark.parametrize(
    ("word", "found", "expected"),
    [
        ({}, None, ""),
        ({"answered_on": days(0)}, None, ""),
        ({"answered_on": days(0)}, answering, ""),
        (
            {"answered_on": days(0)},
            failing,
            "The command finds otherwise than was said. Your word counts: open it again.",
        ),
        ({"failed_on": days(0)}, failing, ""),
        (
            {"failed_on": days(0)},
            answering,
            "The command had an answer. Open it: pages don't lead to it as long as you don't say that it answers.",
        ),
    ],
)
def test_both_are_said_where_they_differ(client, season, word, found, expected):
    listing(link="https://nos.nl/live")
    if word:
        LinkWord.objects.create(address="https://nos.nl/live", **word)
    if found:
        found("https://nos.nl/live")
    links = section(client, "links")
    (shown,) = (
        each
        for part in (links.dead, links.doubted, links.others)
        for each in part
        if each.address.endswith("/live") and "nos" in each.address
    )
    assert shown.differs == expected
    assert flat(client.get(DESK).text).count("desk-differs") == bool(expected)


def test_older_finding_does_not_speak_against_a_newer_word(client, season):
    listing(link="https://nos.nl/live")
    LinkWord.objects.create(address="https://nos.nl/live", failed_on=days(0))
    answering("https://nos.nl/live", ago=2)
    (shown,) = section(client, "links").dead
    assert shown.differs == ""


def test_finding_is_said_with_its_day_and_where_it_led(client, season):
    listing(link="https://nos.nl/live")
    failing("https://nos.nl/live", redirected_to="https://nos.nl/gone")
    page = flat(client.get(DESK).text)
    today, since = (f"{day.day} {day:%B %Y}" for day in (days(0), days(-3)))
    assert f"The command, on {today}: page not found (404), 4 times in a row since {since}." in page
    assert 'It led to <span class="desk-address">https://nos.nl/gone</span>' in page


def test_addresses_that_are_not_well_formed_are_told_with_what_is_wrong(client, season):
    listing(link="http://nos.nl/")
    listing("SWE", link="https://nos.nl/live")
    listing("FIN", link="https://example.org/", is_example=True)
    listing("DEN", link="http://nos.nl/", ends_on=days(-1))
    placeholder = factories.broadcaster("Example Two", website="https://example.com/")
    shown = listing("NED", broadcaster=placeholder)
    Showing.objects.create(listing=shown, session=season.events.first().sessions.first(), link="https://nos.nl:80/")
    season.stream.link = "https://localhost/"
    season.stream.save()
    assert [(each.address, each.faults) for each in section(client, "links").odd] == [
        ("http://nos.nl/", ["It does not begin with https://."]),
        ("https://nos.nl:80/", ["It contains a port."]),
        ("https://example.com/", ["example.com is a placeholder."]),
        ("https://localhost/", ["localhost is not a host that readers can reach."]),
    ]


def test_broken_address_is_shown_as_text_and_not_to_be_clicked(client, season):
    listing(broadcaster=factories.broadcaster("Example Two", website="https://tv.localhost/<b>"))
    page = flat(client.get(DESK).text)
    assert '<code class="desk-address">https://tv.localhost/&lt;b&gt;</code>' in page
    assert 'href="https://tv.localhost' not in page


def test_section_stays_open_after_a_click_in_it(client, season):
    listing(link="https://nos.nl/live")
    closed = flat(client.get(DESK).text)
    assert closed.count("<details open>") == 0
    next_page = f"{DESK}?season={season.slug}&links=all#links"
    assert f'value="{next_page.replace("&", "&amp;")}"' in closed
    response = client.post(
        "/admin/events/listing/links/mark/", {"fails": "https://nos.nl/live", "next": next_page}, follow=True
    )
    assert response.redirect_chain == [(next_page, 302)]
    assert "<details open>" in flat(response.text)
    assert addresses(response.context["links"].dead) == ["https://nos.nl/live"]

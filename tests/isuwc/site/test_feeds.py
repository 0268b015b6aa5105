"""Feeds by what they are about: what is in them, in every format, and what is not."""

import datetime
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from news.editions.publishing import publish, withdraw
from news.pages.feeds import ENTRIES
from standings.models import Correction, FormerAddress, SheetImport
from tests.factories import events, news, standings

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
ATOM, MEDIA = "{http://www.w3.org/2005/Atom}", "{http://search.yahoo.com/mrss/}"


@pytest.fixture
def raced():
    """A race with a result of three, skated in Hamar on 14 November 2025."""
    event = events.event(venue=events.venue("Hamar"))
    race = events.race(event=event, result_state="official", starts_at=None)
    for rank, (name, noc, time) in enumerate(
        [("Femke Kok", "NED", 3700), ("Jutta Leerdam", "NED", 3710), ("Erin Jackson", "USA", 3725)], start=1
    ):
        skater = standings.skater(name, country=events.country(noc))
        standings.result(race, skater, rank=rank, hundredths=time)
    return race


def titles(client, address: str) -> list[str]:
    answer = client.get(f"{address}.json")
    assert answer["Content-Type"] == "application/feed+json"
    assert [answer.status_code, answer.json()["feed_url"]] == [200, f"http://127.0.0.1:8000{address}.json"]
    return [item["title"] for item in answer.json()["items"]]


def test_result_is_an_entry_with_its_podium(client, raced, django_assert_num_queries):
    with django_assert_num_queries(2):
        feed = client.get("/feeds/results.json").json()
    (entry,) = feed["items"]
    assert entry["title"] == f"{raced.title}, Hamar: Kok 37.00, Leerdam 37.10, Jackson 37.25"
    assert entry["content_text"].split("\n\n") == [
        "1. Femke Kok (NED), 37.00\n2. Jutta Leerdam (NED), +0.10\n3. Erin Jackson (USA), +0.25",
        f"{raced.title}. World Cup 1 in Hamar, {raced.session.date.day} November 2025.",
    ]
    assert entry["url"] == f"http://127.0.0.1:8000{raced.get_absolute_url()}"
    assert entry["id"] == f"http://127.0.0.1:8000/feeds/#race-{raced.pk}"


@pytest.mark.parametrize(
    ("state", "title", "sentence"),
    [
        ("unofficial", "Hamar (unofficial): Kok 37.00", "This result is unofficial"),
        ("partial", "Hamar (partial): 1st Kok 37.00", "Only the places that reports gave"),
    ],
)
def test_result_says_how_sure_it_is(client, raced, state, title, sentence):
    raced.result_state = state
    raced.save()
    (entry,) = client.get("/feeds/results.json").json()["items"]
    assert title in entry["title"]
    assert entry["content_text"].startswith(sentence)


def test_race_without_a_result_is_no_entry_and_one_taken_back_leaves(client, raced):
    for number, state in enumerate(("none", "cancelled", "not-held", "abandoned"), start=2):
        events.race(event=raced.event, number=number, distance="1000", ordinal=number, result_state=state)
    assert len(titles(client, "/feeds/results")) == 1
    type(raced).objects.filter(pk=raced.pk).update(result_state="none")
    assert titles(client, "/feeds/results") == []


def test_result_is_dated_by_its_sheets_and_corrections(client, raced):
    def dated() -> tuple[str, str]:
        (item,) = client.get("/feeds/results.json").json()["items"]
        return item["date_published"], item["date_modified"]

    noon = datetime.datetime.combine(raced.session.date, datetime.time(12), raced.event.venue.zone)
    assert dated() == (noon.astimezone(datetime.UTC).isoformat(),) * 2
    first, second = timezone.now() - 3 * HOUR, timezone.now() - 2 * HOUR
    for at in (first, second):
        SheetImport.objects.create(
            file_name="a.pdf", digest="a", content={}, state="applied", race=raced, decided_at=at
        )
    SheetImport.objects.create(file_name="b.pdf", digest="b", content={}, race=raced)  # waits
    assert dated() == (first.isoformat(), second.isoformat())
    corrected = Correction.objects.create(race=raced, words=["A time was wrong."], made_at=timezone.now() - HOUR)
    assert dated() == (first.isoformat(), corrected.made_at.isoformat())


def test_newest_result_stands_first(client, raced):
    later = events.race(event=raced.event, number=2, distance="1000", result_state="official", starts_at=None)
    assert [each[:5] for each in titles(client, "/feeds/results")] == [later.title[:5], raced.title[:5]]
    now = timezone.now()
    SheetImport.objects.create(file_name="a.pdf", digest="a", content={}, state="applied", race=raced, decided_at=now)
    assert [each[:5] for each in titles(client, "/feeds/results")] == [raced.title[:5], later.title[:5]]


def test_results_of_a_skater_a_nation_and_an_event(client, raced):
    elsewhere = events.event(season=raced.event.season, number=2)
    events.race(event=elsewhere, result_state="official")
    assert titles(client, "/feeds/results/skaters/jutta-leerdam") == [f"Jutta Leerdam 2nd, 37.10: {raced.title}, Hamar"]
    assert titles(client, "/feeds/results/nations/ned") == [
        f"Femke Kok 1st, 37.00; Jutta Leerdam 2nd, 37.10: {raced.title}, Hamar"
    ]
    address = f"/feeds/results/events/{raced.event.season.slug}/{raced.event.slug}"
    assert titles(client, address) == [f"{raced.title}, Hamar: Kok 37.00, Leerdam 37.10, Jackson 37.25"]
    assert len(titles(client, "/feeds/results")) == 2


def test_stories_of_a_skater_a_nation_an_event_and_a_tag(client, raced):
    told = news.edition(title="It was Femke Kok’s day", hashtags=["SpeedSkating"], event=raced.event)
    news.edition(title="Another story")
    withdrawn = news.edition(title="Femke Kok, withdrawn", hashtags=["SpeedSkating"], event=raced.event)
    withdraw(withdrawn.article, by=None)
    waiting = news.article(title="Femke Kok, embargoed", hashtags=["SpeedSkating"], event=raced.event)
    publish(waiting, by=None, goes_live_at=timezone.now() + HOUR)
    news.article(title="Femke Kok, a draft", hashtags=["SpeedSkating"], event=raced.event)
    event = f"{raced.event.season.slug}/{raced.event.slug}"
    for about in ("skaters/femke-kok", "nations/ned", f"events/{event}", "tags/speedskating"):
        assert titles(client, f"/feeds/stories/{about}") == [told.title]
    assert titles(client, "/feeds/stories/skaters/erin-jackson") == []


def test_feed_is_bounded(client):
    for number in range(ENTRIES + 1):
        news.edition(title=f"Story {number}", hashtags=["Ice"])
    assert len(titles(client, "/feeds/stories/tags/ice")) == ENTRIES


@pytest.mark.parametrize("format", ["rss", "atom", "json"])
def test_same_entries_in_each_format_with_pictures_and_their_credit(client, format):
    photo = news.photo_with_file(alt="Two skaters\x02", credit="ISU", caption="")
    news.edition(title="With <a> picture", hashtags=["Ice"], hero=photo)
    answer = client.get(f"/feeds/stories/tags/ice.{format}")
    if format == "json":
        (item,) = answer.json()["items"]
        assert item["_picture"] == {"alt": "Two skaters", "credit": "© ISU"}
        assert item["image"].startswith("http://127.0.0.1:8000/media/photos/")
        return
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    head = answer.text.splitlines()[:2]
    assert '<?xml-stylesheet href="/static/isuwc/feeds.css" media="all" type="text/css"?>' in "".join(head)
    tree = ElementTree.fromstring(answer.content)  # noqa: S314 - our own
    (entry,) = tree.iter("item" if format == "rss" else f"{ATOM}entry")
    assert entry.findtext("title" if format == "rss" else f"{ATOM}title") == "With <a> picture"
    (content,) = entry.iter(f"{MEDIA}content")
    assert content.attrib["url"].startswith("http://127.0.0.1:8000/media/photos/")
    assert (content.findtext(f"{MEDIA}description"), content.findtext(f"{MEDIA}credit")) == ("Two skaters", "© ISU")
    links = [each.attrib["href"] for each in tree.iter("{http://www.w3.org/1999/xhtml}a")]
    assert links == ["http://127.0.0.1:8000/feeds/", "http://127.0.0.1:8000/news/tag/ice/"]


def test_who_has_it_is_told_that_nothing_is_new(client, raced):
    tag = client.get("/feeds/results.rss")["ETag"]
    assert client.get("/feeds/results.rss", headers={"If-None-Match": tag}).status_code == 304
    raced.results.filter(rank=1).update(hundredths=3699)
    assert "Kok 36.99" in client.get("/feeds/results.rss", headers={"If-None-Match": tag}).text


def test_earlier_and_other_addresses_lead_on(client, raced):
    skater = raced.results.get(rank=1).competitor
    FormerAddress.objects.create(competitor=skater, slug="f-kok")
    for old, new in {
        "results/skaters/f-kok": "results/skaters/femke-kok",
        "stories/skaters/f-kok": "stories/skaters/femke-kok",
        "results/nations/NED": "results/nations/ned",
        "stories/tags/SpeedSkating": "stories/tags/speedskating",
    }.items():
        answer = client.get(f"/feeds/{old}.atom")
        assert (answer.status_code, answer["Location"]) == (301, f"/feeds/{new}.atom")


def test_what_is_not_there_has_no_feed(client, raced):
    standings.team("NED")
    events.country("BRA")
    for address in (
        "results/skaters/nobody", "stories/skaters/nobody", "stories/skaters/team-ned-women", "results/nations/xyz",
        "results/nations/bra", "stories/nations/bra", "results/events/2025-26/9-nowhere", "stories/tags/nothing",
    ):  # fmt: skip
        assert client.get(f"/feeds/{address}.rss").status_code == 404
    assert client.get("/feeds/results.xml").status_code == 404


def test_page_lists_feeds_and_pages_name_their_own(client, raced, django_assert_num_queries):
    cup = standings.cup(season=raced.event.season)
    standings.standing(cup=cup, race=raced, competitor=raced.results.get(rank=1).competitor, is_newest=True)
    news.edition(title="A story", hashtags=["SpeedSkating"])
    with django_assert_num_queries(6):
        page = client.get("/feeds/").text
    event, skater = raced.event, raced.results.get(rank=1).competitor
    of_event, of_skater = f"events/{event.season.slug}/{event.slug}", "skaters/femke-kok"
    own = {
        event.get_absolute_url(): [f"/feeds/stories/{of_event}.rss", f"/feeds/results/{of_event}.rss"],
        skater.get_absolute_url(): [f"/feeds/stories/{of_skater}.rss", f"/feeds/results/{of_skater}.rss"],
        "/nations/ned/": ["/feeds/stories/nations/ned.rss", "/feeds/results/nations/ned.rss"],
        "/news/tag/speedskating/": ["/feeds/stories/tags/speedskating.rss"],
    }
    for address, feeds in own.items():
        head = client.get(address).text
        for feed in feeds:
            assert f'href="{feed}"' in head
            assert f'href="{feed}"' in page
            assert client.get(feed).status_code == 200


def test_page_of_an_empty_site_has_the_feeds_of_all(client):
    page = client.get("/feeds/").text
    assert all(each in page for each in ("/news/rss/", "/news/atom/", "/feeds/results.json"))
    assert titles(client, "/feeds/results") == []

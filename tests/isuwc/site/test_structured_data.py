"""What pages tell search engines (schema.org), read back from the pages: no more than they show."""

import datetime
import json
import re

import pytest

from events.models import Listing
from events.models.planned import Plan
from tests.factories import events, news, standings

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


def found(client, address: str) -> dict:
    """The page's structured data by type."""
    page = client.get(address).text
    parts = [json.loads(each) for each in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]
    assert all(each["@context"] == "https://schema.org" for each in parts)
    every = [each for part in parts for each in part.get("@graph", [part])]
    return {each["@type"]: each for each in every}


def visible_crumbs(client, address: str) -> list[str]:
    (nav,) = re.findall(r'<nav class="breadcrumb".*?</nav>', client.get(address).text, re.DOTALL)
    return re.findall(r"<li><(?:a|span)[^>]*>(.*?)</", nav)


@pytest.fixture
def raced():
    """A race of the women's 500m with a result, in Hamar."""
    cup = standings.cup()
    event = events.event(season=cup.season, venue=events.venue("Hamar"))
    race = events.race(event=event, result_state="official")
    standings.result(race, standings.skater())
    return race


def test_breadcrumb_says_what_the_page_shows(client, raced):
    news.edition(title="A story", hashtags=["Ice"])
    year = datetime.datetime.now(datetime.UTC).year
    for address in (raced.get_absolute_url(), raced.event.get_absolute_url(), "/skaters/femke-kok/", "/nations/ned/",
                    "/standings/2025-26/women/500m/", "/news/tag/ice/", f"/news/{year}/", "/feeds/"):  # fmt: skip
        items = found(client, address)["BreadcrumbList"]["itemListElement"]
        assert [each["name"] for each in items] == visible_crumbs(client, address)
        assert [each["position"] for each in items] == list(range(1, len(items) + 1))
        assert all(each["item"].startswith(f"{SITE}/") for each in items[:-1])
        assert "item" not in items[-1]


def test_event_has_its_sessions_and_their_races(client, raced):
    start = datetime.datetime(2025, 11, 14, 18, 0, tzinfo=datetime.UTC)
    type(raced.session).objects.filter(pk=raced.session_id).update(starts_at=start, date=start.date())
    event = found(client, raced.event.get_absolute_url())["SportsEvent"]
    (session,) = event["subEvent"]
    (race,) = session["subEvent"]
    assert session["startDate"] == "2025-11-14T19:00:00+01:00"
    assert (race["name"], race["url"]) == (f"{raced.title}, {raced.event}", SITE + raced.get_absolute_url())
    assert {each["location"]["name"] for each in (event, session, race)} == {raced.event.venue.name}


@pytest.mark.parametrize(
    ("plan", "of_event", "of_session"),
    [
        (Plan.KEPT, "EventScheduled", "EventCancelled"),
        (Plan.MOVED, "EventRescheduled", "EventCancelled"),
        (Plan.POSTPONED, "EventPostponed", "EventCancelled"),
        (Plan.CANCELLED, "EventCancelled", "EventCancelled"),
    ],
)
def test_status_of_what_was_changed(client, plan, of_event, of_session):
    """An event that took place as planned has no other status in schema.org than one to come."""
    event = events.event(plan=plan)
    race = events.race(event=event, session=events.session(event=event, plan=Plan.CANCELLED))
    said = found(client, event.get_absolute_url())["SportsEvent"]
    assert said["eventStatus"] == f"https://schema.org/{of_event}"
    assert said["subEvent"][0]["eventStatus"] == f"https://schema.org/{of_session}"
    assert found(client, race.get_absolute_url())["SportsEvent"]["eventStatus"] == f"https://schema.org/{of_session}"


def test_event_of_which_all_is_kept_is_scheduled(client, raced):
    said = found(client, raced.get_absolute_url())["SportsEvent"]
    assert said["eventStatus"] == "https://schema.org/EventScheduled"
    assert said["superEvent"]["url"] == SITE + raced.event.get_absolute_url()
    type(raced).objects.filter(pk=events.race(event=raced.event, number=2, distance="1000").pk).update(
        result_state="cancelled"
    )
    other = raced.event.races.get(number=2)
    assert found(client, other.get_absolute_url())["SportsEvent"]["eventStatus"] == "https://schema.org/EventCancelled"


def test_race_that_was_held_is_not_cancelled_with_the_rest_of_its_event(client, raced):
    other = events.race(event=raced.event, number=2, distance="1000", session=raced.session)
    type(raced.event).objects.update(plan=Plan.CANCELLED)
    said = [found(client, race.get_absolute_url())["SportsEvent"]["eventStatus"] for race in (raced, other)]
    assert said == ["https://schema.org/EventScheduled", "https://schema.org/EventCancelled"]


def test_race_moves_with_its_session(client):
    race = events.race(session=events.session(plan=Plan.MOVED))
    said = found(client, race.get_absolute_url())["SportsEvent"]["eventStatus"]
    assert said == "https://schema.org/EventRescheduled"


def test_result_and_standing_are_data_sets_with_their_files(client, raced):
    pages = [raced.get_absolute_url(), "/standings/2025-26/women/500m/"]
    files = [(f"{pages[0]}result.csv", f"{pages[0]}result.json"), (f"{pages[1][:-1]}.csv", f"{pages[1][:-1]}.json")]
    for page, addresses in zip(pages, files, strict=True):
        said = found(client, page)["Dataset"]
        assert said["url"] == SITE + page
        assert len(said["description"]) >= 50  # as search engines want it
        assert "license" not in said
        assert [each["contentUrl"] for each in said["distribution"]] == [SITE + each for each in addresses]
        for each in said["distribution"]:
            answer = client.get(each["contentUrl"].removeprefix(SITE))
            assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (200, each["encodingFormat"])
    assert "Dataset" not in found(client, events.race(event=raced.event, number=2, distance="1000").get_absolute_url())


def test_broadcast_is_one_that_a_listing_has_for_all_of_an_event(client):
    season = events.season(datetime.datetime.now(datetime.UTC).year + 1)
    event = events.event(season=season)
    for noc, values in {"NOR": {}, "SWE": {"is_example": True}, "FIN": {"competitors": "women"}}.items():
        shown_by = events.broadcaster(f"Sports {noc}")
        events.listing(country=events.country(noc), season=season, broadcaster=shown_by, **values)
    later = events.listing(country=events.country("DEN"), season=season, broadcaster=events.broadcaster("Sports DEN"))
    Listing.objects.filter(pk=later.pk).update(timing="highlights")
    nocs = ("swe", "fin", "den")
    assert [found(client, f"/where-to-watch/{noc}/").get("BroadcastEvent") for noc in nocs] == [None] * 3
    said = found(client, "/where-to-watch/nor/")["BroadcastEvent"]
    assert (said["isLiveBroadcast"], said["publishedOn"]["name"]) == (True, "Sports NOR")
    assert said["broadcastOfEvent"]["url"] == SITE + event.get_absolute_url()
    assert said["publishedOn"]["areaServed"] == {"@type": "Country", "name": "Norway"}
    event.plan = Plan.CANCELLED
    event.save()
    assert "BroadcastEvent" not in found(client, "/where-to-watch/nor/")


def test_skater_has_a_nationality(client, raced):
    said = found(client, "/skaters/femke-kok/")["Person"]
    assert (said["name"], said["nationality"]) == ("Femke Kok", {"@type": "Country", "name": "Netherlands"})


def test_story_says_whose_its_photo_is(client):
    photo = news.photo_with_file(credit="Getty Images", photographer="Ann Lens", caption="On the ice")
    edition = news.edition(title="A story", hero=photo)
    image = found(client, f"/news/{edition.made_at.year}/{edition.slug}/")["NewsArticle"]["image"]
    assert image["copyrightNotice"] == "© Getty Images/Ann Lens"
    assert (image["creditText"], image["caption"]) == ("Getty Images/Ann Lens", "On the ice")
    assert image.keys().isdisjoint({"license", "acquireLicensePage"})


def test_lists_name_what_they_show_in_its_order(client, raced):
    first, second = (news.edition(title=f"Story {number}", hashtags=["Ice"]) for number in (1, 2))
    year = first.made_at.year
    stories = [f"{SITE}/news/{year}/{each.slug}/" for each in (second, first)]
    lists = {
        "/news/": stories,
        f"/news/{year}/": stories,
        "/news/tag/ice/": stories,
        "/standings/": [f"{SITE}/standings/2025-26/women/500m/"],
        "/standings/2025-26/": [f"{SITE}/standings/2025-26/women/500m/"],
        "/events/2025-26/": [SITE + raced.event.get_absolute_url()],
        "/nations/": [f"{SITE}/nations/ned/"],
    }
    for address, urls in lists.items():
        assert [each["url"] for each in found(client, address)["ItemList"]["itemListElement"]] == urls

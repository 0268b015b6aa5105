import datetime

import pytest
from django.utils import timezone

from events.models import Event
from news.editions.publishing import publish, withdraw
from news.models import (
    CalendarBlock,
    PhotoBlock,
    QuoteBlock,
    ResultBlock,
    StandingsBlock,
    TableBlock,
    TextBlock,
    VideoBlock,
    WatchBlock,
)
from standings.models import Cup
from tests.factories import events as calendar
from tests.factories import news as factories
from tests.markup import flat

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def put(article, *blocks):
    for number, block in enumerate(blocks, start=1):
        block.parent, block.region, block.ordering = article, "body", number * 10
        block.save()
    return article


def full_article(season, times: int = 1):
    """An article with every kind of block, `times` over."""
    event = season.events.get(number=1)
    article = factories.article(event=event, hero=factories.photo(), hashtags=["SpeedSkating"])
    blocks = []
    for _ in range(times):
        blocks += [
            TextBlock(text="<p>Words.</p>"),
            PhotoBlock(photo=factories.photo()),
            QuoteBlock(text="“Spoken.”", speaker_name="Example Speaker"),
            VideoBlock(youtube_id="abcdefghijk", title="A video"),
            TableBlock(source="a | b\n1 | 2"),
            ResultBlock(race=event.races.get(slug="women-500m-1")),
            StandingsBlock(cup=Cup.objects.get(season=season, category="women", slug="500m")),
            StandingsBlock(season=season, category="men"),
            WatchBlock(event=season.events.get(number=2)),
            CalendarBlock(season=season),
        ]
    return put(article, *blocks)


@pytest.mark.parametrize("times", [1, 4])
def test_article_asks_at_most_thirteen_queries_whatever_is_in_it(client, django_assert_num_queries, season, times):
    edition = publish(full_article(season, times), by=None)
    with django_assert_num_queries(13):  # one for which files its pictures have
        response = client.get(edition.get_absolute_url())
    kinds = [block.kind for block in response.context["page"].blocks]
    assert (
        kinds
        == [
            "text",
            "photo",
            "quote",
            "video",
            "table",
            "result",
            "cup",
            "standings",
            "watch",
            "calendar",
        ]
        * times
    )


def test_race_without_a_podium_is_named_at_the_cost_of_a_query(client, django_assert_num_queries):
    race = calendar.race()
    edition = publish(put(factories.article(), ResultBlock(race=race)), by=None)
    with django_assert_num_queries(5):  # edition, podiums, race, related, banner
        page = flat(client.get(edition.get_absolute_url()).text)
    assert f'<a href="{race.get_absolute_url()}">{race.title}</a>' in page
    assert "No result yet." in page


def test_trailing_blocks_come_from_the_event_and_are_ticked_off_one_by_one(client, season):
    event = season.events.get(number=1)
    edition = factories.edition(event=event)
    page = client.get(edition.get_absolute_url()).context["page"]
    assert [block.kind for block in page.trailing] == ["standings", "watch", "calendar", "about"]
    other = factories.edition(event=event, shows_watch=False, shows_about=False)
    page = client.get(other.get_absolute_url()).context["page"]
    assert [block.kind for block in page.trailing] == ["standings", "calendar"]


def test_standings_links_are_complete_and_the_calendar_names_the_right_discipline(client, season):
    page = client.get(factories.edition(event=season.events.get(number=1)).get_absolute_url())
    links = page.context["page"].trailing[0].columns
    assert {category: [cup.slug for cup in cups] for category, cups in links.items()} == {
        category: ["500m", "1000m", "1500m", "long-distances", "mass-start", "team-pursuit", "team-sprint"]
        for category in ("Women", "Men")
    }
    assert "Speed Skating World Cup events 2025/26" in page.content.decode()


def test_article_without_event_has_no_trailing_blocks(client):
    page = client.get(factories.edition().get_absolute_url()).context["page"]
    assert page.trailing == []


def test_session_times_are_printed_or_said_to_be_unpublished_until_the_event_is_over(client, monkeypatch):
    moment = datetime.datetime(2025, 11, 10, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    event = calendar.event()
    edition = factories.edition(event=event, goes_live_at=moment - datetime.timedelta(days=1))
    session = calendar.session(event=event)
    address = edition.get_absolute_url()
    assert "are not yet published" in client.get(address).text
    session.starts_at = datetime.datetime(2025, 11, 14, 17, 30, tzinfo=datetime.UTC)
    session.save()
    assert ">Fri 18:30</time> in Stavanger" in client.get(address).text
    moment += datetime.timedelta(days=30)
    after = client.get(address).text
    assert "It was held on 14–16 November 2025:" in after
    assert "18:30" not in after


def test_picture_has_its_credit_from_data_and_one_that_is_awaited_has_a_frame_alone(client):
    hero = factories.photo(caption="Blue ice.", credit="ISU", photographer="A. Example")
    text = client.get(factories.edition(hero=hero).get_absolute_url()).content.decode()
    assert "© ISU/A. Example" in text
    awaited = factories.photo(file="", caption="Still to come.", credit="ISU")
    text = client.get(factories.edition(hero=awaited).get_absolute_url()).content.decode()
    assert 'class="awaited"' in text
    assert ("Still to come." in text, "© ISU" in text) == (False, False)


def test_nothing_of_google_is_on_the_page_before_somebody_presses_play(client):
    article = put(factories.article(), VideoBlock(youtube_id="abcdefghijk", title="A video"))
    text = client.get(publish(article, by=None).get_absolute_url()).content.decode()
    assert "<iframe" not in text
    assert "ytimg" not in text
    assert 'href="https://www.youtube.com/watch?v=abcdefghijk"' in text


def test_old_address_leads_to_the_new_one_for_ever(client):
    article = factories.article(slug="first")
    old = publish(article, by=None).get_absolute_url()
    article.slug = "second"
    article.save()
    new = publish(article, by=None).get_absolute_url()
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, new)


def test_address_of_an_edition_under_embargo_is_not_known(client):
    article = factories.article(slug="first")
    now = publish(article, by=None)
    article.slug = "secret"
    article.save()
    later = publish(article, by=None, goes_live_at=timezone.now() + HOUR)
    assert client.get(now.get_absolute_url()).status_code == 200
    assert client.get(later.get_absolute_url()).status_code == 404


def test_withdrawn_article_says_so_at_each_of_its_addresses_and_leads_on(client):
    article = factories.article(slug="first", title="What was wrong", event=calendar.event())
    first = publish(article, by=None)
    article.slug = "second"
    article.save()
    second = publish(article, by=None)
    withdraw(article, by=None)
    for each in (first, second):
        gone = client.get(each.get_absolute_url())
        assert gone.status_code == 410
        assert "This story was withdrawn" in gone.text
        assert f'href="{article.event.get_absolute_url()}"' in gone.text
        assert '<meta name="robots" content="noindex">' in gone.text
        assert "What was wrong" not in gone.text
    assert client.get(first.get_absolute_url().replace("first", "third")).status_code == 404
    back = publish(article, by=None)
    assert client.get(first.get_absolute_url())["Location"] == back.get_absolute_url()
    assert client.get(back.get_absolute_url()).status_code == 200


def test_list_has_pages_and_types_and_nothing_beyond(client, django_assert_num_queries):
    reports = [factories.edition(type="report") for _ in range(20)]
    preview = factories.edition(type="preview")
    with django_assert_num_queries(3):  # which, of which years, the banner
        first = client.get("/news/").context["page"]
    assert first.editions == [preview, *reversed(reports[3:])]
    second = client.get("/news/?page=2", follow=True).context["page"]
    assert second.editions == list(reversed(reports[:3]))
    assert client.get("/news/?type=preview").context["page"].editions == [preview]
    for path in ("/news/?page=3", "/news/?page=0", "/news/?page=x", "/news/?type=gossip"):
        assert client.get(path).status_code == 404


def test_hashtags_list_is_found_however_it_is_written(client):
    edition = factories.edition(hashtags=["SpeedSkating"])
    assert client.get("/news/tag/speedskating/").context["page"].editions == [edition]
    assert client.get("/news/tag/SpeedSkating/")["Location"] == "/news/tag/speedskating/"
    assert client.get("/news/tag/nothing/").status_code == 404


SECRETS = {
    "title": "Zzsecrettitle",
    "lead": "Zzsecretlead of it.",
    "dateline": "Zzsecretplace",
    "byline": "Zzsecretname",
    "hashtags": ["Zzsecrettag"],
    "text": "<p>Zzsecretbody.</p>",
}


@pytest.fixture
def everywhere(season):
    """Every public address that could show an article."""
    event = Event.objects.with_place().get(season=season, number=1)
    return [
        "/",
        "/news/",
        "/news/?type=report",
        "/news/rss/",
        "/news/atom/",
        "/news/feed.json",
        "/feeds/",
        "/feeds/results.rss",
        f"/feeds/stories/events/{season.slug}/{event.slug}.rss",
        "/feeds/stories/skaters/femke-kok.atom",
        "/feeds/stories/nations/ned.json",
        "/search/suggestions.json?q=Zzsecret",
        "/events/",
        season.get_absolute_url(),
        event.get_absolute_url(),
        "/standings/",
        "/skaters/femke-kok/",
        "/search/?q=Zzsecret",
        "/search/?q=Zzsecrettitle",
        "/about/",
        "/sitemap.xml",
        "/sitemap-newest.xml",
        f"/sitemap-stories-{timezone.now().year}.xml",
        "/events/calendar.ics",
    ]


@pytest.mark.parametrize("state", ["draft", "embargoed", "withdrawn", "unpublished edit"])
def test_no_word_of_what_is_not_public_is_at_any_address(client, everywhere, season, state):
    event = season.events.get(number=1)
    known = factories.edition(event=event, title="A story that everybody may read")
    if state == "unpublished edit":
        article = known.article
        for field in ("title", "lead", "dateline", "byline", "hashtags"):
            setattr(article, field, SECRETS[field])
        article.save()
        put(article, TextBlock(text=SECRETS["text"]))
    else:
        article = factories.article(event=event, **SECRETS)
    if state == "embargoed":
        publish(article, by=None, goes_live_at=timezone.now() + HOUR)
    if state == "withdrawn":
        publish(article, by=None)
        withdraw(article, by=None)
    shown = {}
    for path in [*everywhere, known.get_absolute_url()]:
        # A search page prints its question again, which is all that may be there.
        question = path.partition("q=")[2]
        text = client.get(path).content.decode()
        shown[path] = "zzsecret" in (text.replace(question, "") if question else text).lower()
    assert [path for path, found in shown.items() if found] == []
    story = client.get(f"/news/{timezone.now().year}/zzsecrettitle/")
    assert story.status_code == (410 if state == "withdrawn" else 404)
    assert [part for part in SECRETS.values() if str(part) in story.text] == []
    assert client.get("/news/tag/zzsecrettag/").status_code == 404
    assert "A story that everybody may read" in client.get("/").content.decode()


def test_feeds_hold_the_newest_live_editions(client):
    edition = factories.edition(title="Żurek wins", hashtags=["SpeedSkating"])
    for path in ("/news/rss/", "/news/atom/"):
        assert "Żurek wins" in client.get(path).content.decode()
    entry = client.get("/news/feed.json").json()["items"][0]
    assert (entry["title"], entry["tags"]) == ("Żurek wins", ["SpeedSkating"])
    assert entry["url"].endswith(edition.get_absolute_url())

"""What readers see, in each state of what it prints."""

from django.db import transaction
from django.template.loader import render_to_string
from django.test import Client

from events.models import Event, Listing, Race, Season
from news.editions.live_blog import Words, correct, end, pin, post
from news.editions.publishing import publish
from news.models import (
    Article,
    CalendarBlock,
    Edition,
    GalleryBlock,
    PhotoBlock,
    QuoteBlock,
    ResultBlock,
    StandingsBlock,
    TableBlock,
    TextBlock,
    VideoBlock,
    WatchBlock,
)
from news.pages.live_blog import PER_PAGE
from standings.models import Competitor, Cup
from tests.events.broadcast.test_watch_states import first_day
from tests.factories import news


def ok(client: Client, *addresses: str) -> None:
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def put(article: Article, *blocks) -> Article:
    for number, block in enumerate(blocks, start=1):
        block.parent, block.region, block.ordering = article, "body", number * 10
        block.save()
    return article


def stories(season: Season) -> list[str]:
    """The addresses of articles with every kind of block in every state, with pictures and without."""
    event, cup = season.events.get(number=1), Cup.objects.get(season=season, category="women", slug="500m")
    skater = Competitor.objects.skaters().first()
    gallery = GalleryBlock(title="Some pictures")
    full = put(
        news.article(event=event, hero=news.photo(), hashtags=["SpeedSkating"], type="report"),
        TextBlock(text="<p>Words.</p>"),
        PhotoBlock(photo=news.photo(), caption="Another caption"),
        PhotoBlock(photo=news.photo(is_decorative=True, caption="")),
        PhotoBlock(photo=news.photo(file="")),
        gallery,
        QuoteBlock(text="“Spoken.”", speaker_name="Example Speaker", role="Coach"),
        QuoteBlock(text="“Spoken.”", speaker=skater),
        VideoBlock(youtube_id="abcdefghijk", title="A video"),
        VideoBlock(youtube_id="abcdefghijk", title="A video", poster=news.photo()),
        TableBlock(source="a | b\n1 | 2", caption="A table"),
        TableBlock(source="a | b", has_header=False),
        ResultBlock(race=event.races.get(slug="women-500m-1")),
        ResultBlock(race=event.races.get(slug="women-500m-1"), fixed=True),
        StandingsBlock(cup=cup),
        StandingsBlock(cup=cup, fixed=True),
        StandingsBlock(season=season),
        WatchBlock(event=season.events.get(number=2)),
        WatchBlock(event=Event.objects.filter(season__slug="2022-23").first()),
        CalendarBlock(season=season),
    )
    for position in (1, 2):
        gallery.photos.add(news.photo(), through_defaults={"position": position})
    plain = [news.article(), news.article(event=event), news.article(event=event, hero=news.photo(file=""))]
    corrected = publish(full, by=None)
    full.title, full.related, full.live_blog = "Corrected", [each.pk for each in plain], True
    full.save()
    publish(full, by=None, correction="Another name was right.")
    race = event.races.get(slug="women-500m-1")
    live = news.edition(title="Live", live_blog=True)  # without an event
    entries = [post(full, Words(f"Entry {number}", photo=news.photo()), None) for number in range(PER_PAGE + 2)]
    entries.append(post(live.article, Words("", "<p>Words.</p>", race=race), None))
    pin(entries[-2], None)
    correct(entries[-1], Words("Right"), 1, None)
    end(live.article, None)
    live_pages = [live.get_absolute_url(), f"{corrected.get_absolute_url()}?from={entries[1].pk}"]
    live_pages += [f"{live.get_absolute_url()}entries/", news.edition(live_blog=True).get_absolute_url()]
    return [corrected.get_absolute_url(), *live_pages, *(publish(each, by=None).get_absolute_url() for each in plain)]


def with_state(client: Client, state) -> None:
    """The pages of an event to come whose answer in Norway is in that state."""
    sid = transaction.savepoint()
    Listing.objects.all().delete()
    event = state(first_day("to come")).event
    ok(client, f"/where-to-watch/nor/?season={event.season.slug}", event.get_absolute_url())
    transaction.savepoint_rollback(sid)


def public_pages(client: Client, season: Season, written: list[str]) -> None:
    client.raise_request_exception = False
    assert client.get("/nowhere/").status_code == 404
    for template in ("500.html", "503.html"):
        for is_told in (True, False):
            render_to_string(template, {"is_told": is_told})
    request = client.get("/about/").wsgi_request
    steps = [{"address": "/admin/news/article/add/", "words": "Article", "more": "The first story"}]
    render_to_string("includes/_new_site.html", {"first_steps": steps}, request)
    render_to_string("too_large.html", {"words": "It is too large."}, request)
    render_to_string("signin/full.html", {"seconds": 5}, request)
    render_to_string("too_much.html", {"why": "It has too many fields."}, request)
    searches = [f"/search/?q={words}" for words in ("", "k", "kok", "norway", "corrected", "hamar", "zzzz")]
    year = max(year for year, _ in Edition.objects.live().years_and_types())
    lists = ["/news/", "/news/?type=report", "/news/tag/speedskating/", f"/news/{year}/"]
    ok(
        client,
        "/",
        "/about/",
        "/about/this-site/",
        "/data/",
        "/api/v1/",
        "/opensearch.xml",
        "/offline/",
        *lists,
        *written,
        *searches,
    )
    embeds = ["next-event/", "where-to-watch/", "where-to-watch/ned/"]
    ok(
        client,
        *(f"/embed/{each}?theme=dark" for each in embeds),
        "/embed/",
        "/embed/?url=/standings/",
        "/embed/?url=/events/",
    )
    ok(client, "/events/", "/events/2025-26/?category=women&distance=500", "/events/2022-23/", "/where-to-watch/ned/")
    some = [*season.events.all(), Event.objects.filter(season__slug="2022-23").first()]
    ok(client, "/where-to-watch/", *(each.get_absolute_url() for each in some))
    first = Event.objects.filter(season__slug="2022-23", races__result_state="partial").first()
    of_each_kind = Race.objects.with_event().filter(event=season.events.get(number=1)).order_by("distance", "pk")
    races = [*of_each_kind.distinct("distance"), first.races.with_event().filter(result_state="partial").first()]
    ok(client, *(each.get_absolute_url() for each in races), *(f"/embed{each.get_absolute_url()}" for each in races))
    ok(client, *(f"/embed{each.get_absolute_url()}" for each in some))
    cups = [each.get_absolute_url() for each in Cup.objects.filter(category="women").select_related("season")]
    ok(client, "/standings/", "/standings/2025-26/", "/standings/2022-23/", "/champions/", "/feeds/", *cups)
    ok(client, *(f"/embed{each}" for each in cups))
    ok(
        client,
        "/skaters/",
        "/skaters/?q=kok",
        "/skaters/?q=zzzz",
        "/nations/",
        "/nations/ned/",
        "/nations/ned/?season=2022-23",
    )
    one, other = Competitor.objects.skaters().filter(name__in=("Femke Kok", "Jutta Leerdam"))
    ok(client, f"/skaters/{one.slug}/against/{other.slug}/", "/skaters/?category=women", "/skaters/?letter=k")
    ok(
        client,
        *(each.get_absolute_url() for each in [*Competitor.objects.skaters()[:5], *Competitor.objects.teams()[:2]]),
    )

"""Every template of ours is rendered strictly, in each state of what it prints (see tests/strict_templates.py)."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.template.loader import render_to_string
from django.test import Client
from django.test.signals import template_rendered
from django.urls import reverse
from django.utils import timezone

from events.models import Broadcaster, Event, Listing, Race, Season
from isuwc.history.acting import Way, acting
from isuwc.history.models import Entry, note
from isuwc.newsroom.kept.answers import given_back, not_taken
from isuwc.signin.kept.marks import mark_of
from isuwc.signin.models import KeptForm
from news.editions.publishing import publish
from news.models import (
    Article,
    CalendarBlock,
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
from standings.corrections.deeds import Verdict, carry_out
from standings.corrections.withdrawn import withdraw
from standings.models import Competitor, Cup, EarlierSkate, Result
from tests.events.broadcast.showings.tables import table as showings
from tests.events.broadcast.test_watch_states import STATES, first_day
from tests.events.calendar.programme.tables import table as programme
from tests.factories import events, news, sheets, standings
from tests.factories.images import picture_file, scene
from tests.isuwc.submissions.forms import Window
from tests.markup import flat
from tests.strict_templates import name_of

pytestmark = pytest.mark.django_db

TEMPLATES = Path(settings.BASE_DIR) / "templates"
OURS = {f"templates/{path.relative_to(TEMPLATES).as_posix()}" for path in TEMPLATES.rglob("*.html")}
REPORT = (Path(__file__).resolve().parent / "data" / "reports" / "01-report-of-a-day.txt").read_text()


def test_no_line_of_a_template_is_longer_than_120_characters():
    lines = {
        f"{path.relative_to(TEMPLATES)}:{number}": len(line)
        for path in TEMPLATES.rglob("*.html")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
    }
    assert {place: length for place, length in lines.items() if length > 120} == {}


@pytest.fixture
def rendered() -> Iterator[set[str]]:
    """The templates of ours that were rendered since, by their paths within the project."""
    found: set[str] = set()

    def note(template, **_):
        found.add(name_of(template.origin))

    template_rendered.connect(note)
    yield found
    template_rendered.disconnect(note)


def put(article: Article, *blocks) -> Article:
    for number, block in enumerate(blocks, start=1):
        block.parent, block.region, block.ordering = article, "body", number * 10
        block.save()
    return article


def ok(client: Client, *addresses: str) -> None:
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


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
    full.title = "Corrected"
    full.save()
    publish(full, by=None)
    return [corrected.get_absolute_url(), *(publish(each, by=None).get_absolute_url() for each in plain)]


def test_every_template_of_ours_is_rendered_and_knows_all_its_names(client, admin_client, season, media, rendered):
    written = stories(season)
    news.banner(event=season.events.get(number=2))
    public_pages(client, season, written)
    for state in STATES:
        with_state(client, state)
    broadcast_pages(admin_client, season)
    results_pages(admin_client, season)
    newsroom_pages(admin_client, season)
    forms_that_are_refused(admin_client)
    history_pages(admin_client)
    kept_pages(admin_client)
    assert sorted(OURS - rendered) == []


def forms_that_are_refused(client: Client) -> None:
    """One that somebody else changed meanwhile, and wrong besides; one of a result sheet whose race is gone."""
    race = events.race(event=events.event(season=events.season(2019)))
    listing = events.listing(season=None)
    sheet = Window(client, f"/admin/standings/racesheet/{race.pk}/change/")
    window = Window(client, f"/admin/events/listing/{listing.pk}/change/")
    Listing.objects.filter(pk=listing.pk).update(channel="Theirs", note="Theirs")
    assert window.type(channel="Mine", link="no address").send().status_code == 200
    race.delete()
    gone = client.post(sheet.address, sheet.type(source="Mine").form.values)
    assert "What you typed is kept for you" in flat(gone.text)


def with_state(client: Client, state) -> None:
    """The pages of an event to come whose answer in Norway is in that state."""
    sid = transaction.savepoint()
    Listing.objects.all().delete()
    event = state(first_day("to come")).event
    ok(client, f"/where-to-watch/nor/?season={event.season.slug}", event.get_absolute_url())
    transaction.savepoint_rollback(sid)


def kept_pages(client: Client) -> None:
    """What becomes of a form that is sent when the session has ended, and of those that can't be taken."""
    address = reverse("admin:news_photo_add")
    request = client.get("/admin/").wsgi_request
    upload = SimpleUploadedFile("ice.jpg", b"x")
    words = {"caption": "Ice.", "token": "x", "upload": upload, "a-0-b": "Line", "made_for": mark_of(request.user)}
    session = client.cookies.pop("sessionid")
    ok(client, client.post(address, words)["Location"])
    client.cookies["sessionid"] = session
    ok(client, "/admin/", "/admin/kept/", *(f"/admin/kept/{kept.pk}/" for kept in KeptForm.objects.all()))
    kept = KeptForm.objects.latest("until")
    for template in ("no_right.html", "gone.html", "of_another.html", "stale.html"):
        not_taken(request, template, 403, kept=kept)
    not_taken(request, "of_another.html", 403, kept=None, why="there is no room")
    for template in ("not_kept.html", "no_room.html", "busy.html", "error.html"):
        given_back(request, kept.submission, template, 403, "There is no room.")
    kept.sent_at = timezone.now()
    kept.save()
    ok(client, "/admin/kept/", f"/admin/kept/{kept.pk}/")
    client.post(f"/admin/kept/{kept.pk}/")
    ok(client, "/admin/kept/")


def public_pages(client: Client, season: Season, written: list[str]) -> None:
    client.raise_request_exception = False
    assert client.get("/nowhere/").status_code == 404
    render_to_string("500.html")
    request = client.get("/about/").wsgi_request
    render_to_string("too_large.html", {"words": "It is too large."}, request)
    render_to_string("signin/full.html", {"seconds": 5}, request)
    render_to_string("too_much.html", {"why": "It has too many fields."}, request)
    searches = [f"/search/?q={words}" for words in ("", "k", "kok", "norway", "corrected", "hamar", "zzzz")]
    ok(client, "/", "/about/", "/news/", "/news/?type=report", "/news/tag/speedskating/", *written, *searches)
    ok(client, "/events/", "/events/2025-26/?category=women&distance=500", "/events/2022-23/", "/where-to-watch/ned/")
    some = [*season.events.all(), Event.objects.filter(season__slug="2022-23").first()]
    ok(client, "/where-to-watch/", *(each.get_absolute_url() for each in some))
    first = Event.objects.filter(season__slug="2022-23", races__result_state="partial").first()
    of_each_kind = Race.objects.with_event().filter(event=season.events.get(number=1)).order_by("distance", "pk")
    races = [*of_each_kind.distinct("distance"), first.races.with_event().filter(result_state="partial").first()]
    ok(client, *(each.get_absolute_url() for each in races))
    cups = [each.get_absolute_url() for each in Cup.objects.filter(category="women").select_related("season")]
    ok(client, "/standings/", "/standings/2025-26/", "/standings/2022-23/", *cups)
    ok(
        client,
        "/skaters/",
        "/skaters/?q=kok",
        "/skaters/?q=zzzz",
        "/nations/",
        "/nations/ned/",
        "/nations/ned/?season=2022-23",
    )
    ok(
        client,
        *(each.get_absolute_url() for each in [*Competitor.objects.skaters()[:5], *Competitor.objects.teams()[:2]]),
    )


def broadcast_pages(client: Client, season: Season) -> None:
    event = season.events.get(number=1)
    own = events.session(
        event=event, number=99, date=event.end_date, starts_at=event.span[1] - datetime.timedelta(hours=4)
    )
    events.listing(season=season, broadcaster=events.broadcaster("Example TV"), is_exclusive=True)
    events.listing(
        season=season, broadcaster=events.broadcaster("Other TV", website=""), is_exclusive=True, link="http://x.org"
    )
    for day in ("-1", "3"):
        ends_on = timezone.localdate() + datetime.timedelta(days=int(day))
        events.listing(broadcaster=events.broadcaster(f"TV {day}"), country=events.country("NED"), ends_on=ends_on)
    ok(client, "/admin/", "/admin/broadcast/", "/admin/broadcast/?season=2025-26", "/admin/events/listing/")
    ok(client, "/admin/events/listing/matrix/?season=2025-26", "/admin/events/listing/copy/")
    ok(client, "/admin/events/listing/copy/?from=2025-26&into=2022-23", "/admin/events/listing/import/")
    ok(client, f"/admin/events/event/{event.pk}/change/", f"/admin/events/event/{event.pk}/programme/")
    row = {"session": str(own.number), "note": "x"}
    for rows in ([row], [{**row, "timing": "sometimes"}]):
        client.post("/admin/events/listing/sessions/import/", {"text": showings(*rows).decode(), "_look": "1"})
    client.post(
        f"/admin/events/event/{event.pk}/programme/", {"text": programme({"start": "18:00"}).decode(), "_look": "1"}
    )


def results_pages(client: Client, season: Season) -> None:
    paper = sheets.WOMEN_500
    hand_in, preview = "/admin/standings/sheetimport/hand-in/", "/admin/standings/sheetimport/preview/"
    ok(client, hand_in, preview)
    standings.skater("Anna Exemple")
    client.post(hand_in, {"sheets": SimpleUploadedFile("sheet.pdf", paper.pdf(), "application/pdf")})
    ok(client, preview, "/admin/standings/sheetimport/", "/admin/standings/racesheet/", "/admin/standings/cup/")
    for button in ("_decide", "_all_new"):  # one name is answered, then all others
        asked = client.get(preview).context["questions"]
        answers = {f"key-{each.position}": each.doubt.form_key for each in asked}
        answers |= {f"noc-{each.position}": each.noc for each in asked} | {f"name-{asked[0].position}": "new"}
        client.post(preview, {button: "1", **answers})
        ok(client, preview)
    rules_pages(client, season)
    ok(client, "/admin/standings/cup/check/", "/admin/standings/racesheet/printed-points/")
    shown = (
        season.events.get(number=1),
        Event.objects.filter(season__slug="2022-23", races__result_state="partial")[0],
    )
    ok(client, *(reverse("admin:standings_event_results", args=[each.pk]) for each in shown))
    ok(client, reverse("admin:events_event_changelist"), reverse("admin:standings_open_programmes"))
    client.post("/admin/standings/cup/check/", {"text": "1 Femke KOK NED 60\n2 Nobody KNOWN USA 54\n"})
    after_the_fact(client, season)


def after_the_fact(client: Client, season: Season) -> None:
    """Somebody disqualified, who may count again; then the race skated again, cancelled and held after all."""
    race = Race.objects.with_event().filter(event__season=season, distance="1000", result_state="official")[0]
    who = race.results.get(line=1).competitor_id
    page = reverse("admin:standings_after_the_fact", args=[race.pk])
    ok(client, reverse("admin:standings_racesheet_change", args=[race.pk]), page, f"{page}?line={who}")
    carry_out(race, Verdict(who, why="Decision of the referee", note="T07"))
    ok(client, page, f"{page}?line={who}", race.get_absolute_url())
    for why in EarlierSkate.Why.values:
        withdraw(race, why, "Fog")
        ok(client, page, race.get_absolute_url())


def rules_pages(client: Client, season: Season) -> None:
    """Of people and rules: records that can and can't be merged, a season copied, the grid, a note out of date."""
    kok = Competitor.objects.get(slug="femke-kok")
    address = reverse("admin:standings_competitor_merge", args=[kok.pk])
    ok(client, address, f"{address}?other=nobody", f"{address}?other=anna-exemple", f"{address}?other=jutta-leerdam")
    ok(client, reverse("admin:standings_competitor_change", args=[kok.pk]))
    into = events.season(2026)
    for query in ("", f"?from={season.slug}&into={season.slug}", f"?from={season.slug}&into={into.slug}"):
        ok(client, f"{reverse('admin:standings_cup_copy')}{query}")
    ok(client, reverse("admin:standings_cup_grid"), f"{reverse('admin:standings_cup_grid')}?season={into.slug}")
    Cup.objects.filter(season=season, slug="500m").update(note="No sheet is at hand.")
    with acting(Way.FORM, "A result"):
        Result.objects.filter(race__event__season=season, race__distance="500").update(notes="T10")
    ok(client, "/admin/standings/cup/")


def history_pages(client: Client) -> None:
    """Of rows of every deed, of a row that is gone, of pages of entries, taken back and refused."""
    broadcaster = events.broadcaster("Gone TV")
    for number in range(30):
        with acting(Way.FORM, f"Form {number}"):
            events.broadcaster(f"Channel {number}")
    gone = broadcaster.pk
    with acting(Way.FORM, "Changed"):
        note(broadcaster, "Said.")
        Broadcaster.objects.filter(pk=broadcaster.pk).update(name="Renamed TV")
        broadcaster.delete()
    with acting(Way.FORM, "Changed again"):
        Broadcaster.objects.filter(name="Channel 1").update(name="Channel one")
    ok(client, "/admin/history/", "/admin/history/?p=2&until=2100-01-01&q=form")
    ok(client, f"/admin/events/broadcaster/{gone}/history/")
    for what in ("Changed", "Changed again", "Form 1"):
        entry = Entry.objects.get(what=what)
        ok(client, f"/admin/history/{entry.pk}/take-back/")
        client.post(f"/admin/history/{entry.pk}/take-back/")
        ok(client, f"/admin/history/{entry.pk}/", "/admin/history/")
    ok(client, f"/admin/history/{Entry.objects.newest_first()[0].pk}/")


def newsroom_pages(client: Client, season: Season) -> None:
    ok(client, "/admin/news/article/", "/admin/news/article/add/", "/admin/news/photo/add/")
    article = Article.objects.get(title="Corrected")
    ok(
        client,
        *(
            f"/admin/news/article/{article.pk}/{step}/"
            for step in ("change", "preview", "publish", "withdraw", "versions")
        ),
    )
    later = publish(news.revise(article), by=None, goes_live_at=timezone.now() + datetime.timedelta(days=1))
    numbers = (later.number, later.number - 1)  # one that waits, and one that does not
    ok(client, *(f"/admin/news/article/{article.pk}/waiting/{number}/" for number in numbers))
    photo = news.photo_with_file()
    ok(client, f"/admin/news/photo/{photo.pk}/change/", "/admin/news/article/from-text/")
    for status in (302, 200):  # the second is in the library already
        scene_again = SimpleUploadedFile("scene.png", picture_file("PNG", scene(1)))
        values = {"focal_x": "0.5", "focal_y": "0.4", "upload": scene_again}
        assert client.post("/admin/news/photo/add/", values).status_code == status
    shown = article.hero
    ok(client, f"/admin/news/photo/{shown.pk}/corrections/", f"/admin/news/photo/{photo.pk}/corrections/")
    shown.credit = "Another holder"
    shown.save()
    ok(client, f"/admin/news/photo/{shown.pk}/corrections/", f"/admin/news/photo/{shown.pk}/change/")
    given = [SimpleUploadedFile("x.jpg", b"picture"), SimpleUploadedFile("empty.jpg", b"")]
    client.post("/admin/news/article/from-text/", {"text": REPORT, "pictures": given, "_look": "1"})
    ok(client, "/news/?at=2026-02-15T12:00Z&page=1")
    assert client.get("/news/?at=yesterday").status_code == 400
    client.get("/news/?at=")  # back to now

"""The pages of the newsroom, its history and its kept forms, in each state of what they print."""

import datetime
from pathlib import Path

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.models import Broadcaster, Listing, Race, Season
from isuwc.history.acting import Way, acting
from isuwc.history.models import Entry, note
from isuwc.newsroom.kept.answers import given_back, not_taken, readable
from isuwc.newsroom.rights import Refusal
from isuwc.signin.kept.marks import mark_of
from isuwc.signin.models import KeptForm
from news.editions.live_blog import Words, correct
from news.editions.publishing import publish, withdraw
from news.editions.versions.keeping import keep_version
from news.models import BLOCKS, Article, PhotoBlock, QuoteBlock, TextBlock
from tests.factories import events, news
from tests.factories.images import picture_file, scene
from tests.isuwc.submissions.forms import Window
from tests.markup import flat
from tests.news.admin.open_forms import opened, post
from tests.templates.public import ok

REPORT = (Path(__file__).resolve().parents[1] / "data" / "reports" / "01-report-of-a-day.txt").read_text()


def reports_from_results(client: Client, season: Season) -> None:
    """Of an event with results, drafted and not yet, and of one without any race."""
    event, empty = season.events.get(number=4), events.event(season=season, number=9)
    address = f"/admin/news/article/from-results/{event.pk}/"
    assert client.post(address, {"session": event.sessions.first().pk}).status_code == 302
    ok(client, address, f"/admin/news/article/from-results/{empty.pk}/")
    empty.delete()


def newsroom_pages(client: Client, season: Season) -> None:
    ok(
        client,
        "/admin/news/article/",
        "/admin/news/article/add/",
        "/admin/news/photo/add/",
        "/admin/news/leadstory/add/",
    )
    article = Article.objects.get(title="Corrected")
    ok(
        client,
        *(
            f"/admin/news/article/{article.pk}/{step}/"
            for step in ("change", "preview", "publish", "withdraw", "versions", "review", "links", "compare", "live")
        ),
    )
    form = {name: value for name, value in opened(client, article).values.items() if name != "_once"}
    assert "html" in post(client, f"/admin/news/article/{article.pk}/beside/", **form).json()
    live_blogs(client, article)
    versions_of(client, article)
    half = news.article(title="Half a story")
    QuoteBlock.objects.create(parent=half, ordering=10)
    ok(client, f"/admin/news/article/{half.pk}/change/")
    later = publish(news.revise(article), by=None, goes_live_at=timezone.now() + datetime.timedelta(days=1))
    withdraw(article, None, timezone.now() + datetime.timedelta(days=2))
    draft = news.article(
        title="A draft that may go", slug=article.slug, not_before=timezone.now(), text="<p>Words.</p>"
    )
    month = f"{timezone.now():%Y-%m}"
    ok(
        client,
        f"/admin/news/article/{article.pk}/withdraw/",
        f"/admin/news/article/{draft.pk}/publish/",
        f"/admin/news/article/{draft.pk}/delete/",
        "/admin/news/article/scheduled/",
        *(f"/admin/news/article/calendar/?month={each}" for each in (month, f"{month}&as=list", "2025-11", "1999-01")),
        "/admin/",
    )
    reports_from_results(client, season)
    hero = article.hero
    assert client.post(f"/admin/news/photo/{hero.pk}/delete/", {"post": "yes"}).status_code == 200
    chosen = {"action": "delete_selected", "_selected_action": [hero.pk]}
    assert client.post("/admin/news/photo/", chosen).status_code == 200
    numbers = (later.number, later.number - 1)  # one that waits, and one that does not
    ok(client, *(f"/admin/news/article/{article.pk}/waiting/{number}/" for number in numbers))
    photo = news.photo_with_file()
    ok(client, f"/admin/news/photo/{photo.pk}/change/", "/admin/news/article/from-text/")
    library(client)
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
    link_to_a_version(client, article)
    ok(client, "/news/?at=2026-02-15T12:00Z&type=report", "/?at=2025-11-16T12:00Z")
    assert client.get("/news/?at=yesterday").status_code == 400
    client.get("/news/?at=")  # back to now


def library(client: Client) -> None:
    """The lists and the page of many, with photos in every state, one and none."""
    waiting = [
        news.photo(is_checked=False, file_doubts={"caption": "Torn."}, said_by_file={"caption": "x"}, caption="x"),
        news.photo(is_checked=False, file="", rights_until=timezone.now()),
    ]
    pages = ["/admin/news/photo/", "/admin/news/photo/facts/", "/admin/news/photo/many/"]
    ok(client, *pages, "/admin/news/photo/?q=nothing-like-it", "/admin/news/photo/?wants=check")
    ok(client, f"/admin/news/photo/{waiting[0].pk}/change/", f"/admin/news/photo/{waiting[1].pk}/change/")
    form = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": waiting[0].pk, "form-0-rights_from_0": "x"}
    assert client.post("/admin/news/photo/facts/", {**form, "_save": "1"}).status_code == 200
    for photo in waiting:
        photo.delete()
    ok(client, "/admin/news/photo/facts/?whose=mine")


def live_blogs(client: Client, article: Article) -> None:
    """In each state: live, ended, not public, no live blog; an entry refused, and one that two corrected."""
    waits, plain = news.article(live_blog=True), news.article()
    ended = Article.objects.get(title="Live")
    ok(client, *(f"/admin/news/article/{each.pk}/live/" for each in (waits, plain, ended)))
    for empty in (article, ended):
        assert client.post(f"/admin/news/article/{empty.pk}/live/", {"_post": "1"}).status_code == 200
    assert client.post(f"/admin/news/article/{ended.pk}/live/", {"_pin": "0"}).status_code == 200
    assert (
        client.post(f"/admin/news/article/{article.pk}/live/", {"_restore": "1", "heading": "Kept"}).status_code == 200
    )
    entry = ended.live_entries.get()
    address = f"/admin/news/article/{ended.pk}/live/{entry.pk}/"
    ok(client, address)
    race = entry.race_id or Race.objects.first().pk
    correct(entry, Words("Theirs", photo=news.photo(), race=Race.objects.get(pk=race)), 2, None)
    assert client.post(address, {"heading": "Mine", "seen": "2"}).status_code == 200


def link_to_a_version(client: Client, article: Article) -> None:
    """Made, opened, revoked and opened again; and the address of a story that was withdrawn."""
    if not article.revisions.filter(version=article.version).exists():
        keep_version(article, None)
    sent = {"_make": "1", "given_to": "Radio", "days": "3", "version": article.version}
    assert client.post(f"/admin/news/article/{article.pk}/links/", sent).status_code == 302
    link = article.preview_links.get()
    ok(client, f"/news/preview/{link.token}/", f"/admin/news/article/{article.pk}/links/")
    link.revoke(None)
    assert client.get(f"/news/preview/{link.token}/").status_code == 410
    gone = news.edition(event=article.event)
    withdraw(gone.article, by=None)
    assert client.get(gone.get_absolute_url()).status_code == 410


def versions_of(client: Client, article: Article) -> None:
    """Compared and restored: with everything in them and with nothing, and with a photo that is gone."""
    article = Article.objects.get(pk=article.pk)
    photo = news.photo(name="Gone")
    PhotoBlock.objects.create(parent=article, photo=photo, ordering=1000)
    keep_version(article, None)
    for model in BLOCKS:
        model._default_manager.filter(parent=article).delete()
    photo.delete()
    changes = {"lead": "Else.", "hero": None, "hero_caption": "", "byline": "Somebody"}
    keep_version(news.revise(article, **changes), User.objects.first())
    keys = ("v1", "v2", "e1", "now")
    compare = reverse("admin:news_article_compare", args=[article.pk])
    ok(client, *(f"{compare}?from={one}&to={other}" for one in keys for other in keys))
    restore = reverse("admin:news_article_restore", args=[article.pk])
    ok(
        client,
        reverse("admin:news_article_versions", args=[article.pk]),
        *(f"{restore}?version={key}" for key in keys[:3]),
    )
    assert client.post(restore, {"version": "v1", "seen": "0"}).status_code == 200  # somebody saved meanwhile
    assert client.post(restore, {"version": "v1", "seen": "2"}).status_code == 302


def forms_that_are_refused(client: Client) -> None:
    """One that somebody else changed meanwhile, and wrong besides; one of a result sheet whose race is gone."""
    race = events.race(event=events.event(season=events.season(2019)))
    listing = events.listing(season=None)
    sheet = Window(client, f"/admin/standings/racesheet/{race.pk}/change/")
    window = Window(client, f"/admin/events/listing/{listing.pk}/change/")
    Listing.objects.filter(pk=listing.pk).update(channel="Theirs", note="Theirs")
    assert window.type(channel="Mine", link="no address").send().status_code == 200
    article_of_two(client)
    race.delete()
    gone = client.post(sheet.address, sheet.type(source="Mine").form.values)
    assert "What you typed is kept for you" in flat(gone.text)


def article_of_two(client: Client) -> None:
    """An article whose lead and quote both changed, and of which one removed a block that the other wrote in."""
    article = news.article(lead="Before.")
    quote = QuoteBlock.objects.create(parent=article, text="“Before.”", ordering=5)
    for place in (10, 20, 30):
        TextBlock.objects.create(parent=article, text=f"<p>{place}</p>", ordering=place)
    window = Window(client, f"/admin/news/article/{article.pk}/change/")
    Article.objects.filter(pk=article.pk).update(lead="Theirs.")
    QuoteBlock.objects.filter(pk=quote.pk).update(text="“Theirs.”", role="Coach")
    TextBlock.objects.filter(ordering=10).update(ordering=40)
    TextBlock.objects.filter(ordering=20).delete()
    window.type(lead="Mine.", news_quoteblock_set__0__text="“Mine.”", news_textblock_set__1__text="<p>Mine.</p>")
    response = window.type(news_textblock_set__0__ordering=35).send()
    assert flat(response.text).count('class="form-question"') == 3


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
    for template in ("no_right.html", "gone.html", "of_another.html"):
        not_taken(request, template, 403, kept=kept)
    not_taken(request, "stale.html", 403, shown=None, submission=None)
    not_taken(request, "stale.html", 403, shown=readable(request, kept.submission), submission=kept.submission)
    not_taken(request, "no_right.html", 403, kept=kept, refusal=Refusal("see cups", ["Results"], [], False, False))
    not_taken(request, "of_another.html", 403, kept=None, why="there is no room")
    for template in ("not_kept.html", "no_room.html", "busy.html", "error.html", "away.html"):
        given_back(request, kept.submission, template, 403, "There is no room.")
    for given in (kept.submission, None):
        shown = readable(request, given) if given else None
        longest = "Note" if given else None
        not_taken(request, "too_much.html", 413, why="It is too long.", shown=shown, submission=given, longest=longest)
    kept.sent_at = timezone.now()
    kept.save()
    ok(client, "/admin/kept/", f"/admin/kept/{kept.pk}/")
    client.post(f"/admin/kept/{kept.pk}/")
    ok(client, "/admin/kept/")


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

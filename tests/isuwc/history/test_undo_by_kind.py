"""What hangs on rows of one kind goes back with them: standings, calendars, versions, files, secrets."""

from pathlib import PurePath

import pytest
from django.db import connection

from events.models import Event, Race, Session
from isuwc.history.undo import take_back
from news.editions.photos.files import remove_unshown
from news.editions.publishing import publish
from news.editions.snapshot import content_of
from news.models import Article, Photo, QRCode, Revision
from standings.models import Alias, Competitor, Result, SheetImport, Standing
from standings.results.apply import apply_sheets, hand_in_sheet
from standings.scoring.recompute import recompute
from standings.sheets.pdf import read_pdf
from tests.factories import blocks, events, news, sheets
from tests.factories import standings as factories
from tests.factories.people import staff
from tests.isuwc.history.undoing import act, entry, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch():
    """A sheet, applied: with its race, session, skaters and aliases."""
    cup = factories.cup()
    event = events.event(
        season=cup.season, number=1, venue=events.venue(city="Salt Lake City", time_zone="America/Denver")
    )
    sheet = hand_in_sheet(read_pdf(sheets.WOMEN_500.pdf()), "sheet.pdf")
    apply_sheets([sheet])
    return event


def test_whole_import_of_sheets_goes_back_with_all_that_it_made(batch):
    assert (Result.objects.count(), Standing.objects.count()) == (5, 5)
    take_back(entry("Result sheets: 1st 500m Women"), None)
    assert [model.objects.count() for model in (Result, Race, Session, Competitor, Standing)] == [0, 0, 0, 0, 0]
    assert list(SheetImport.objects.values_list("state", "race", "changes")) == [("waiting", None, [])]
    assert Event.objects.get().programme_is_whole is True
    apply_sheets(SheetImport.objects.all())
    assert (Result.objects.count(), Standing.objects.count()) == (5, 5)


def test_results_staff_take_an_import_of_sheets_back(batch):
    take_back(entry("Result sheets: 1st 500m Women"), staff("Results"))
    assert not Result.objects.exists()


def test_alias_of_a_skater_whom_an_import_made_stands_in_its_way(batch):
    skater = Competitor.objects.get(name="Anna Example")
    with act("second"):
        Alias.objects.create(competitor=skater, name="A. EXAMPLE", country=skater.country, category="women")
    assert refused("Result sheets: 1st 500m Women") == [
        "1 alias refers to what was added (competitor “Anna Example”): A. EXAMPLE (NED)."
    ]
    assert Alias.objects.exists()


def test_published_article_that_shows_a_race_stands_in_its_way(batch):
    article = news.article(title="A report", text="Words.")
    blocks.result(article)
    block = article.news_resultblock_set.get()
    block.race = Race.objects.get(number=12)
    block.save()
    publish(article, None)
    block.delete()
    assert refused("Result sheets: 1st 500m Women") == ["The published article “A report” shows what was added (race)."]


def test_standings_are_computed_anew():
    cup = factories.cup()
    race = events.race(event=events.event(season=cup.season))
    first, second = factories.result(race), factories.result(race)
    recompute(cup.season)
    with act("sql"):
        Result.objects.filter(pk=first.pk).update(rank=3)
    recompute(cup.season)
    assert Standing.objects.newest().order_by("rank").first().competitor == second.competitor
    take_back(entry("sql"), None)
    assert list(Standing.objects.newest().order_by("rank").values_list("competitor", "total")) == [
        (first.competitor_id, 60), (second.competitor_id, 54),
    ]  # fmt: skip


def test_entry_of_calendars_that_goes_back_is_a_later_revision():
    session = events.session(name="A")
    with act("changed"):
        Session.objects.update(name="B")
    with act("removed"):
        Session.objects.get().delete()
    assert session.revision == 0
    take_back(entry("removed"), None)
    returned = Session.objects.get()
    assert (returned.pk, returned.uid, returned.name, returned.revision) == (session.pk, session.uid, "B", 2)
    take_back(entry("changed"), None)
    assert list(Session.objects.values_list("name", "revision")) == [("A", 3)]


def test_article_taken_back_is_a_new_version_that_is_kept():
    person = staff("Editor")
    article = news.article(lead="Old.", text="Words.")
    news.revise(article)
    version = Article.objects.get().version
    with act("form"):
        Article.objects.filter(pk=article.pk).update(lead="New.")
        article.news_textblock_set.all().delete()
    take_back(entry("form"), person)
    found = Article.objects.get()
    assert (found.version, found.changed_by, found.news_textblock_set.count()) == (version + 1, person, 1)
    last = Revision.objects.filter(article=article).order_by("-version")[0]
    assert (last.version, last.made_by, last.content["lead"]) == (version + 1, person, found.lead)


def test_gallery_goes_back_with_its_photos():
    article = news.article()
    gallery = blocks.gallery(article)
    chosen = list(gallery.entries.values_list("photo", flat=True))
    with act("form"):
        gallery.delete()
    take_back(entry("form"), None, ("news_article", str(article.pk)))
    assert list(article.news_galleryblock_set.get().entries.values_list("photo", flat=True)) == chosen


def test_deleted_article_returns_with_its_versions():
    article = news.article(text="Words.")
    Revision.objects.create(article=article, version=article.version, content={**content_of(article), "lead": "Old."})
    versions = list(article.revisions.values_list("version", "content"))
    assert versions
    with act("form"):
        Article.objects.get().delete()
    assert not Revision.objects.exists()
    take_back(entry("form"), None)
    returned = Article.objects.get()
    assert list(returned.revisions.order_by("-version").values_list("version", "content"))[1:] == versions
    assert returned.news_textblock_set.get().text == "Words."


def test_article_that_was_made_goes_with_its_versions():
    with act("form"):
        article = news.article()
        Revision.objects.create(article=article, version=article.version, content=content_of(article))
    undo = take_back(entry("form"), None)
    assert not Article.objects.exists()
    take_back(undo, None)
    assert Revision.objects.filter(article=article.pk).count() == 2  # the former, and that of its return


def test_publication_is_not_taken_back_here():
    article = news.article(text="Words.")
    with act("publish"):
        publish(article, None)
    assert refused("publish") == [
        "What was published, planned or withdrawn is not taken back here, but on the article’s page."
    ]
    assert Article.objects.get().state == "published"


def test_photo_returns_with_its_picture_while_its_files_are_kept(client, media, django_capture_on_commit_callbacks):
    photo = news.photo_with_file()
    address = photo.picture.src
    with django_capture_on_commit_callbacks(execute=True), act("form"):
        photo.delete()
    assert (list((media / "photos").iterdir()), client.get(address).status_code) == ([], 404)
    with django_capture_on_commit_callbacks(execute=True):
        take_back(entry("form"), None)
    assert Photo.objects.get().picture.src == address
    assert (media / address.removeprefix("/media/")).exists()


def test_photo_whose_files_are_gone_does_not_return(media, django_capture_on_commit_callbacks):
    photo = news.photo_with_file()
    name = photo.file.name
    with django_capture_on_commit_callbacks(execute=True), act("form"):
        photo.delete()
    remove_unshown(PurePath(name).stem)
    title = str(Photo(caption="Caption"))
    assert refused("form") == [f"Photo “{title}”: its previous file is no longer kept ({name})."]


def test_code_returns_with_its_scans():
    code = QRCode.objects.create(path="/news/", label="Poster")
    code.count_scan()
    code.count_scan()
    with act("form"):
        QRCode.objects.get().delete()
    take_back(entry("form"), None)
    assert list(QRCode.objects.get().scans.values_list("count", flat=True)) == [2]


def test_password_can_not_be_put_back_and_a_deleted_user_returns_without():
    user = staff("Broadcast", "anna")
    with act("changed"):
        user.set_password("a long and secret one")
        user.save()
    assert refused("changed") == ["User “anna”: the previous password is not kept, so it can't be put back."]
    with act("removed"):
        user.delete()
    take_back(entry("removed"), None)
    returned = type(user).objects.get(username="anna")
    assert (returned.password, [group.name for group in returned.groups.all()]) == ("!", ["Broadcast"])


def test_race_numbers_that_were_exchanged_go_back():
    first = events.race(number=1)
    second = events.race(event=first.event, session=first.session, distance="1000", number=2)
    with act("form"), connection.cursor() as cursor:
        cursor.execute("UPDATE events_race SET number = 3 - number")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    take_back(entry("form"), None)
    assert list(Race.objects.order_by("number").values_list("pk", flat=True)) == [first.pk, second.pk]

"""What was made goes, what was removed returns, what is computed follows; refused in words, and never done in part."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from events.models import Broadcaster, Event, Listing, Race, Session, Showing
from isuwc.history.acting import Way, acting
from isuwc.history.models import Change, Entry, note
from isuwc.history.undo import ALREADY, NOTHING, CantTakeBackError, plan, take_back
from news.editions.publishing import publish
from news.models import Article, Photo, QRCode, Revision
from standings.models import Alias, Competitor, Result, SheetImport, Standing
from standings.results.apply import apply_sheets, hand_in_sheet
from standings.scoring.recompute import recompute
from standings.sheets.pdf import read_pdf
from tests.factories import blocks, events, news, sheets
from tests.factories import standings as factories
from tests.factories.people import staff

pytestmark = pytest.mark.django_db


def act(what: str = "form", person: object = None):
    return acting(Way.FORM, what, person)


def entry(what: str) -> Entry:
    return Entry.objects.get(what=what)


def refused(what: str, row: tuple[str, str] | None = None) -> list[str]:
    """The problems; and nothing was changed."""
    before = Change.objects.count()
    with pytest.raises(CantTakeBackError) as error:
        take_back(entry(what), None, row)
    assert Change.objects.count() == before
    return error.value.problems


def since(what: str) -> str:
    found = entry(what)
    return f"by {found.who} ({found.said}, {found.made_at:%d %b %Y %H:%M} UTC)"


def test_change_goes_back_as_a_new_change_of_who_took_it_back():
    person, listing = staff("Broadcast"), events.listing(channel="One")
    with act("form"):
        Listing.objects.update(channel="Two")
    undo = take_back(entry("form"), person)
    assert Listing.objects.get().channel == "One"
    assert (undo.way, undo.what, undo.person, undo.takes_back) == (
        "undo", "Took back: form", "broadcast", entry("form"),
    )  # fmt: skip
    assert [(each.row, each.before, each.after) for each in undo.changes.all()] == [
        (str(listing.pk), {"channel": "Two"}, {"channel": "One"})
    ]


def test_taken_back_once_and_the_taking_back_too():
    events.listing(channel="One")
    with act("form"):
        Listing.objects.update(channel="Two")
    undo = take_back(entry("form"), None)
    assert refused("form") == [ALREADY]
    take_back(undo, None)
    assert Listing.objects.get().channel == "Two"
    take_back(entry("form"), None)
    assert Listing.objects.get().channel == "One"


def test_later_change_of_the_same_field_stands_in_the_way_and_names_who_made_it():
    listing = events.listing(channel="One", note="")
    with act("first"):
        Listing.objects.update(channel="Two")
    with act("second", staff("Broadcast", "bela")):
        Listing.objects.update(channel="Three", note="New")
    assert refused("first") == [f"Listing “{listing}”: Channel was changed since, {since('second')}."]
    take_back(entry("second"), None)
    take_back(entry("first"), None)
    assert list(Listing.objects.values_list("channel", "note")) == [("One", "")]


def test_later_change_that_ends_at_the_same_value_stands_in_the_way_all_the_same():
    events.listing(channel="One")
    with act("first"):
        Listing.objects.update(channel="Two")
    with act("second"):
        Listing.objects.update(channel="Three")
        Listing.objects.update(channel="Two", note="Checked")
    assert [words.partition(", by")[0] for words in refused("first")] == [
        f"Listing “{Listing.objects.get()}”: Channel was changed since"
    ]


def test_later_change_of_another_field_stays():
    events.listing(channel="One", note="")
    with act("first"):
        Listing.objects.update(channel="Two")
    with act("second"):
        Listing.objects.update(note="New")
    take_back(entry("first"), None)
    assert list(Listing.objects.values_list("channel", "note")) == [("One", "New")]


def test_what_was_made_is_not_taken_back_once_it_was_changed():
    with act("first"):
        listing = events.listing(channel="One")
    with act("second"):
        Listing.objects.update(channel="Two")
    named = Listing.objects.get(pk=listing.pk)
    assert refused("first") == [f"Listing “{named}” was changed since, {since('second')}."]


def test_row_that_refers_to_what_was_made_stands_in_the_way():
    listing = events.listing()
    with act("first"):
        session = events.session()
    with act("second"):
        Showing.objects.create(listing=listing, session=session, note="Said")
    (words,) = [each for each in refused("first") if "refer" in each]
    assert words == (f"1 showing refers to what was made (session “{session}”): {Showing.objects.get()}.")
    assert Session.objects.exists()


def test_result_of_a_race_that_was_made_stands_in_the_way():
    session = events.session()
    with act("first"):
        race = events.race(session=session, event=session.event)
    with act("second"):
        Result.objects.create(
            race=race, competitor=factories.skater("Anna Example"), country=events.country("NED"), line=1, rank=1
        )
    assert refused("first") == ["1 result refers to what was made (race “500m Women”): Anna Example: 1."]


def test_nothing_is_taken_back_in_part():
    one, two = events.listing(channel="One"), events.listing(channel="One")
    with act("first"):
        Listing.objects.update(channel="Two")
    with act("second"):
        Listing.objects.filter(pk=two.pk).update(channel="Three")
    refused("first")
    assert list(Listing.objects.order_by("pk").values_list("channel", flat=True)) == ["Two", "Three"]
    take_back(entry("first"), None, ("events_listing", str(one.pk)))
    assert list(Listing.objects.order_by("pk").values_list("channel", flat=True)) == ["One", "Three"]
    take_back(entry("second"), None)
    take_back(entry("first"), None)  # the rest of it
    assert list(Listing.objects.order_by("pk").values_list("channel", flat=True)) == ["One", "One"]


def test_many_to_many_links_go_back():
    listing = events.listing()
    with act("form"):
        listing.except_events.add(events.event())
    take_back(entry("form"), None)
    assert list(listing.except_events.all()) == []
    undo = Entry.objects.newest_first()[0]
    take_back(undo, None)
    assert list(listing.except_events.all()) == list(Event.objects.all())


def test_who_may_change_a_kind_of_row_may_take_its_changes_back():
    events.listing(channel="One")
    with act("form"):
        Listing.objects.update(channel="Two")
    with pytest.raises(PermissionDenied):
        take_back(entry("form"), staff("Journalist"))
    assert Listing.objects.get().channel == "Two"
    take_back(entry("form"), staff("Broadcast"))
    assert Listing.objects.get().channel == "One"


def test_rows_that_others_may_not_change_are_not_taken_back_with_those_that_they_may():
    events.listing(channel="One")
    race = events.race()
    with act("form"):
        Listing.objects.update(channel="Two")
        Race.objects.update(source="A sheet")
    with pytest.raises(PermissionDenied):
        take_back(entry("form"), staff("Broadcast"))
    assert Race.objects.get(pk=race.pk).source == "A sheet"


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
        "1 alias refers to what was made (competitor “Anna Example”): A. EXAMPLE (NED)."
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
    assert refused("Result sheets: 1st 500m Women") == ["The published article “A report” shows what was made (race)."]


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
    Revision.objects.create(article=article, version=article.version, content={"lead": "Old."})
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
        Revision.objects.create(article=article, version=article.version, content={})
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


def test_photo_whose_file_is_gone_does_not_return(media, django_capture_on_commit_callbacks):
    photo = news.photo_with_file()
    name = photo.file.name
    with django_capture_on_commit_callbacks(execute=True), act("form"):
        photo.delete()
    title = str(Photo(caption="Caption"))
    assert refused("form") == [f"Photo “{title}”: its former file is no longer kept ({name})."]


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
    assert refused("changed") == ["User “anna”: nobody keeps the former password, so it can't be put back."]
    with act("removed"):
        user.delete()
    take_back(entry("removed"), None)
    returned = type(user).objects.get(username="anna")
    assert (returned.password, [group.name for group in returned.groups.all()]) == ("!", ["Broadcast"])


def test_what_the_database_refuses_is_said_and_changes_nothing():
    broadcaster = events.broadcaster("One")
    with act("removed"):
        broadcaster.delete()
    events.broadcaster("One")
    (words,) = refused("removed")
    assert words.startswith("The database refuses it: duplicate key value violates unique constraint")
    assert Broadcaster.objects.count() == 1


def test_row_that_a_removed_one_refers_to_must_be_there():
    listing = events.listing()
    with act("first"):
        listing.delete()
    with act("second"):
        Broadcaster.objects.get().delete()
    (words,) = refused("first")
    assert "violates foreign key constraint" in words
    take_back(entry("second"), None)
    take_back(entry("first"), None)
    assert Listing.objects.count() == 1


def test_words_alone_are_nothing_to_take_back():
    broadcaster = events.broadcaster()
    with act("form"):
        note(broadcaster, "Said.")
    assert refused("form") == [NOTHING]


def test_race_numbers_that_were_exchanged_go_back():
    first = events.race(number=1)
    second = events.race(event=first.event, session=first.session, distance="1000", number=2)
    with act("form"), connection.cursor() as cursor:
        cursor.execute("UPDATE events_race SET number = 3 - number")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    take_back(entry("form"), None)
    assert list(Race.objects.order_by("number").values_list("pk", flat=True)) == [first.pk, second.pk]


def test_plan_says_what_would_be_taken_back_and_changes_nothing():
    events.listing(channel="One")
    with act("form"):
        Listing.objects.update(channel="Two")
    found = plan(entry("form"))
    assert ([change.table for change in found.changes], found.problems) == (["events_listing"], ())
    assert Listing.objects.get().channel == "Two"


def test_column_that_a_trigger_sets_stays_as_it_is():
    """The day and start that words were said for: the session was moved since, and moving it back ends that."""
    session = events.session(starts_at="2025-11-14T18:00Z")
    Showing.objects.create(listing=events.listing(), session=session, note="One")
    with act("words"):
        Showing.objects.update(note="Two")
    with act("moved"):
        Session.objects.update(starts_at="2025-11-14T19:00Z")
    take_back(entry("words"), None)
    assert Showing.objects.get().is_unconfirmed
    take_back(entry("moved"), None)
    assert not Showing.objects.get().is_unconfirmed

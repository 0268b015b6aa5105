"""Entries of live blogs: what may be posted, corrected, pinned and withdrawn, by whom, and when readers see it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from isuwc.history.acting import Way, acting
from isuwc.history.models import Change, Entry
from isuwc.history.undo import CantTakeBackError, take_back
from news.admin.photos.corrections import deletion_obstacles
from news.editions import live_blog, publishing
from news.editions.live_blog import EntryRefusedError, Words
from news.editions.photos.corrections import drafts_with
from news.models import Article, Edition, LiveEntry, Photo
from news.pages.live_blog import live_blog_of
from tests.factories import events
from tests.factories import news as factories
from tests.factories.people import staff
from tests.migrating import migrate

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def story() -> Article:
    """A live blog that has been live for an hour."""
    article = factories.article(title="Race day", live_blog=True)
    publishing.publish(article, None, timezone.now() - HOUR)
    return article


def post(article: Article, heading: str = "Gold", **options) -> LiveEntry:
    return live_blog.post(article, Words(heading, **options), None)


def public(article: Article, at: datetime.datetime | None = None) -> list[str]:
    """What readers see at that moment, in order."""
    edition = Edition.objects.live(at).filter(article=article).first()
    return [str(each) for each in LiveEntry.objects.of_edition(edition, at)] if edition else []


def refused(act, *args, **options) -> list[str]:
    with pytest.raises(EntryRefusedError) as error:
        act(*args, **options)
    return error.value.problems


def test_entry_is_public_from_its_second_on(story):
    now = timezone.now()
    entry = live_blog.post(story, Words("Gold", "<p>For <b>Kok</b><script>x</script></p>"), None, now=now)
    assert entry.text == "<p>For <strong>Kok</strong></p>"
    assert (public(story, now - SECOND), public(story, now)) == ([], ["Gold"])


def test_entries_wait_for_their_story_and_go_with_it():
    article = factories.article(live_blog=True)
    post(article, "Early")
    assert public(article) == []
    moment = timezone.now() + HOUR
    publishing.publish(article, None, moment)
    post(article, "Still early")
    assert public(article, moment - SECOND) == []
    assert public(article, moment) == ["Still early", "Early"]
    publishing.withdraw(article, None, now=moment + HOUR)
    assert public(article, moment + HOUR - SECOND) == ["Still early", "Early"]
    assert public(article, moment + HOUR) == []


def test_edition_that_is_no_live_blog_shows_none(story):
    post(story)
    publishing.publish(factories.revise(story, live_blog=False), None)
    assert public(story) == []
    assert live_blog_of(Edition.objects.live().get()) is None


def test_correction_says_when_and_the_history_keeps_the_old_words(story):
    entry = post(story, "Gold", text="<p>36.90</p>")
    at = entry.posted_at + HOUR
    words = Words("Gold", "<p>36.09</p>")
    assert live_blog.correct(entry, words, 1, None, now=at) is True
    entry.refresh_from_db()
    assert (entry.text, entry.corrected_at, entry.changed_at, entry.version) == ("<p>36.09</p>", at, at, 2)
    assert live_blog.correct(entry, words, 2, None) is False
    change = Change.objects.of_row("news_liveentry", str(entry.pk)).latest("pk")
    assert (change.before["text"], change.after["text"]) == ("<p>36.90</p>", "<p>36.09</p>")
    assert (change.owner_table, change.owner_row) == ("news_article", str(story.pk))
    meanwhile = "Somebody corrected this entry meanwhile. Its words are below now; yours are still here."
    assert refused(live_blog.correct, entry, Words("Silver"), 1, None) == [meanwhile]


def test_one_is_pinned_at_most(story):
    first, second = post(story, "First"), post(story, "Second")
    live_blog.pin(first, None)
    page = live_blog_of(Edition.objects.live().get())
    assert (page.pinned.entry, [each.entry for each in page.entries]) == (first, [second])
    live_blog.pin(second, None)
    assert list(LiveEntry.objects.filter(is_pinned=True)) == [second]
    with pytest.raises(IntegrityError), transaction.atomic():
        LiveEntry.objects.filter(pk=first.pk).update(is_pinned=True)
    live_blog.unpin(second, None)
    assert live_blog_of(Edition.objects.live().get()).pinned is None


def test_withdrawn_entry_is_gone_for_readers_and_nothing_is_done_to_it(story):
    entry = post(story)
    live_blog.pin(entry, None)
    live_blog.withdraw(entry, None)
    assert public(story) == []
    entry.refresh_from_db()
    assert (entry.heading, entry.is_pinned) == ("Gold", False)
    gone = ["Somebody withdrew this entry meanwhile."]
    for act in (live_blog.pin, live_blog.unpin, live_blog.withdraw):
        assert refused(act, entry, None) == gone
    assert refused(live_blog.correct, entry, Words("Silver"), 1, None) == gone


def test_what_has_ended_takes_no_entry_until_it_goes_on(story):
    entry, now = post(story), timezone.now()
    live_blog.end(story, None, now=now)
    live_blog.end(story, None, now=now + HOUR)  # the first end counts
    assert refused(post, story) == ["This live blog has ended. Go on with it first."]
    assert live_blog_of(Edition.objects.live().get()).ended_at == now
    live_blog.correct(entry, Words("Silver"), 1, None)
    live_blog.go_on(story, None)
    post(story, "More")
    assert public(story) == ["More", "Silver"]


def test_what_can_not_be_posted_is_refused_in_words(story):
    nothing = ["Write something, or choose a photo or a result."]
    assert refused(post, story, " ") == nothing
    assert refused(post, story, "", text="<p> </p><p><br></p>") == nothing
    photo = factories.photo(name="Kok", credit="", alt="")
    assert refused(post, story, "Gold", photo=photo) == [
        "The photo “Kok” has no credit holder.",
        "The photo “Kok” has no alternative text. Say what it shows, or mark it as decorative.",
    ]
    plain = factories.edition().article
    assert refused(post, plain) == ["This story is no live blog. Switch that on in its form, save and publish it."]
    assert not LiveEntry.objects.exists()
    post(story, "", photo=factories.photo(), race=events.race())
    with pytest.raises(IntegrityError), transaction.atomic():
        LiveEntry.objects.create(article=story)


@pytest.mark.parametrize(
    ("role", "may"),
    [("Contributor", False), ("Journalist", True), ("Editor", True), ("Results", False), ("Broadcast", False)],
)
def test_who_may_publish_may_do_all_of_it(story, role, may):
    entry, by = post(story), staff(role)
    deeds = [
        lambda: live_blog.post(story, Words("New"), by),
        lambda: live_blog.correct(entry, Words("Other"), 1, by),
        lambda: live_blog.pin(entry, by),
        lambda: live_blog.unpin(entry, by),
        lambda: live_blog.withdraw(entry, by),
        lambda: live_blog.end(story, by),
        lambda: live_blog.go_on(story, by),
    ]
    for deed in deeds:
        if may:
            deed()
        else:
            with pytest.raises(PermissionDenied):
                deed()
    assert LiveEntry.objects.filter(version=1, withdrawn_at=None).count() == 1
    assert LiveEntry.objects.count() == (2 if may else 1)


def test_withdrawal_that_is_taken_back_is_a_change_for_feeds(story):
    entry, by = post(story), staff("Editor")
    with acting(Way.FORM, "Live", by):
        live_blog.withdraw(entry, by)
    withdrawn = LiveEntry.objects.get().changed_at
    take_back(Entry.objects.newest_first()[0], by)
    entry.refresh_from_db()
    assert (entry.withdrawn_at, public(story)) == (None, ["Gold"])
    assert entry.changed_at > withdrawn


@pytest.mark.parametrize("others", [0, 1])
def test_date_of_feeds_goes_on_where_the_posting_of_an_entry_is_undone(story, others):
    by = staff("Editor")
    for _ in range(others):
        post(story)
    with acting(Way.FORM, "Posted", by):
        post(story)
    posted, before = LiveEntry.objects.changed_at(), Article.objects.values("version", "changed_at").get()
    take_back(Entry.objects.get(what="Posted"), by)
    assert LiveEntry.objects.count() == others
    assert LiveEntry.objects.changed_at() > posted
    assert Article.objects.values("version", "changed_at").get() == before, "its words are the same"
    undone = Entry.objects.newest_first()[0]
    assert {change.table for change in undone.changes.all()} == {LiveEntry._meta.db_table}, "a date is no change"


def test_photo_of_an_entry_is_in_use_and_left_out_while_it_has_no_credit(story):
    photo = factories.photo()
    post(story, photo=photo)
    assert drafts_with(photo) == [story]
    edition = Edition.objects.live().get()
    assert [block.kind for block in live_blog_of(edition).entries[0].blocks] == ["photo"]
    Photo.objects.update(credit="")
    shown = live_blog_of(edition).entries[0]
    assert (shown.blocks, shown.picture) == ([], None)
    with pytest.raises(ProtectedError):
        photo.delete()
    live_blog.withdraw(LiveEntry.objects.get(), None)
    assert drafts_with(photo) == []
    [obstacle] = deletion_obstacles(photo)
    assert "It was withdrawn, which can be taken back" in obstacle


def test_photo_of_an_entry_is_shown_within_its_rights_alone(story):
    photo = factories.photo()
    post(story, photo=photo)
    edition = Edition.objects.live().get()
    for rights, kinds in (
        ({"rights_until": timezone.now()}, []),
        ({"rights_until": timezone.now() + HOUR}, ["photo"]),
        ({"rights_from": timezone.now() + HOUR / 2}, []),
    ):
        Photo.objects.update(**rights)
        assert [block.kind for block in live_blog_of(edition).entries[0].blocks] == kinds
    photo.refresh_from_db()
    [problem] = refused(post, story, photo=photo)
    assert "may not be shown yet: its rights begin on" in problem


def test_migrations_can_be_taken_back_and_done_again_on_a_full_database(story):
    post(story)
    publishing.publish(factories.revise(story, related=[story.pk]), None, correction="It was wrong.")
    migrate("news", "0064")
    migrate("news")
    edition = Edition.objects.live().get(article=story)
    assert (edition.number, edition.correction, edition.related, edition.live_blog) == (2, "", [], False)
    assert not LiveEntry.objects.exists()


def test_story_with_entries_is_not_taken_back_to_one_without(story):
    editor = staff("Editor")
    plain = factories.article()
    with acting(Way.FORM, "Made it a live blog", editor):
        plain.live_blog = True
        plain.save()
    entry = post(plain)
    step = Entry.objects.filter(what="Made it a live blog").get()
    with pytest.raises(CantTakeBackError, match="It has entries, which readers would lose"):
        take_back(step, editor)
    entry.delete()
    take_back(step, editor)
    plain.refresh_from_db()
    assert plain.live_blog is False


def test_step_that_is_taken_back_is_noticed_by_whoever_corrects_the_entry(story):
    editor = staff("Editor")
    first, second = (live_blog.post(story, Words(heading), None) for heading in ("Gold", "Silver"))
    with acting(Way.FORM, "Corrected", editor):
        live_blog.correct(first, Words("Bronze"), 1, editor)
    take_back(Entry.objects.filter(what="Corrected").get(), editor)
    first.refresh_from_db()
    assert (first.heading, first.version) == ("Gold", 3)
    with pytest.raises(EntryRefusedError, match="Somebody corrected this entry meanwhile"):
        live_blog.correct(first, Words("Copper"), 2, editor)
    # Pinned, withdrawn, and taken back when another one is pinned: one is pinned at most
    live_blog.pin(first, editor)
    with acting(Way.FORM, "Withdrew", editor):
        live_blog.withdraw(first, editor)
    live_blog.pin(second, editor)
    with pytest.raises(CantTakeBackError, match=r"The entry “Silver” is pinned by now\. Unpin it first\."):
        take_back(Entry.objects.filter(what="Withdrew").get(), editor)
    live_blog.unpin(second, editor)
    take_back(Entry.objects.filter(what="Withdrew").get(), editor)
    with acting(Way.FORM, "Pinned the other", editor):
        live_blog.pin(second, editor)
    take_back(Entry.objects.filter(what="Pinned the other").get(), editor)
    assert list(LiveEntry.objects.standing().values_list("heading", "is_pinned")) == [("Silver", False), ("Gold", True)]

"""An earlier version comes back as it was, and what can't is named."""

import pytest
from django.contrib.auth.models import User
from hypothesis import given
from hypothesis import strategies as st

from news.blocks.pasted import parse_table
from news.blocks.table import TableFacts
from news.editions.publishing import publish
from news.editions.refusals import AlreadyPublishedError
from news.editions.snapshot import content_of, content_of_edition, load_blocks
from news.editions.versions.keeping import keep_version
from news.editions.versions.restoring.restore import ChangedMeanwhileError, plan, restore
from news.editions.versions.restoring.tables import source_of
from news.models import (
    Article,
    CalendarBlock,
    GalleryPhoto,
    PhotoBlock,
    QuoteBlock,
    Revision,
    StandingsBlock,
    TableBlock,
    TextBlock,
    WatchBlock,
)
from news.models.blocks import Block
from tests.factories import events, standings
from tests.factories import news as factories
from tests.factories.blocks import FACTORIES

pytestmark = pytest.mark.django_db


def version_of(article: Article):
    """What is there now, kept as the newest version."""
    article = Article.objects.get(pk=article.pk)
    article.version += 1
    article.save()
    return keep_version(article, None).content


def emptied(article: Article) -> Article:
    """Saved with other words, and without its blocks."""
    for block in load_blocks(article):
        block.delete()
    article = Article.objects.get(pk=article.pk)
    article.title, article.slug, article.lead, article.byline, article.hashtags = "Other", "other", "Else.", "X", []
    article.event = article.season = article.hero = None
    article.hero_caption, article.shows_watch = "", not article.shows_watch
    article.save()
    version_of(article)
    return Article.objects.get(pk=article.pk)


def restored(article: Article, content) -> list[str]:
    article = Article.objects.get(pk=article.pk)
    return list(restore(article, content, None, article.version).losses)


def now(article: Article):
    return content_of(Article.objects.get(pk=article.pk))


def whole() -> Article:
    """An article with every field and a block of each kind, of which those that can take the article's event do."""
    event = events.event()
    article = factories.article(
        title="Whole", dateline="Hamar, Norway", byline="Ada", event=event, hashtags=["One"], shows_about=False,
        hero=factories.photo(), hero_caption="Written for this story.",
    )  # fmt: skip
    made: list[Block] = [make(article) for make in FACTORIES.values()]
    made += [
        QuoteBlock.objects.create(parent=article, text="“One.”\n\n“Two.”", speaker=standings.skater()),
        PhotoBlock.objects.create(parent=article, photo=factories.photo()),
        StandingsBlock.objects.create(parent=article, category="women"),
        StandingsBlock.objects.create(parent=article, cup=standings.cup(slug="1000m", name="1000m"), fixed=True),
        WatchBlock.objects.create(parent=article),
        CalendarBlock.objects.create(parent=article),
        TableBlock.objects.create(parent=article, source='a|b\n"c|d', has_header=False),
    ]
    for place, block in enumerate(made, 1):
        type(block)._default_manager.filter(pk=block.pk).update(ordering=place * 10)
    return article


def test_every_kind_of_block_and_every_field_comes_back():
    article = whole()
    wanted = version_of(article)
    assert len(wanted["body"]) == len(FACTORIES) + 7
    emptied(article)
    assert restored(article, wanted) == []
    assert now(article) == wanted
    assert Article.objects.get().revisions.count() == 3


@pytest.mark.parametrize("kind", sorted(FACTORIES))
def test_block_of_each_kind_comes_back_where_it_was_removed_and_where_it_was_changed(kind):
    article = factories.article(text="<p>Before.</p>")
    block = FACTORIES[kind](article)
    type(block)._default_manager.filter(pk=block.pk).update(ordering=20)
    wanted = version_of(article)
    block.delete()
    TextBlock.objects.create(parent=article, text="<p>Something else.</p>", ordering=30)
    version_of(article)
    assert restored(article, wanted) == []
    assert now(article) == wanted


def test_edition_comes_back_for_readers_exactly_as_it_was():
    article = whole()
    edition = publish(article, by=None)
    emptied(article)
    restored(article, content_of_edition(edition))
    with pytest.raises(AlreadyPublishedError, match=r"edition 1, .* has exactly this content"):
        publish(Article.objects.get(), by=None)


def test_blocks_that_stay_keep_their_rows():
    article = factories.article(text="<p>The words of the first block.</p>")
    kept = TextBlock.objects.get()
    wanted = version_of(article)
    TextBlock.objects.filter(pk=kept.pk).update(text="<p>The words of the first block, changed.</p>", ordering=50)
    more = TextBlock.objects.create(parent=article, text="<p>More.</p>", ordering=5)
    version_of(article)
    restored(article, wanted)
    assert list(TextBlock.objects.values_list("pk", "text", "ordering")) == [
        (kept.pk, "<p>The words of the first block.</p>", 10)
    ]
    assert more.pk != kept.pk


def test_what_is_there_now_is_kept_as_a_version_first():
    article = factories.article(lead="Never kept.")
    person = User.objects.create(username="ada")
    wanted = {**content_of(article), "lead": "Wanted."}
    restore(article, wanted, person, seen=1)
    assert list(Revision.objects.values_list("version", "content__lead", "made_by__username")) == [
        (2, "Wanted.", "ada"),
        (1, "Never kept.", None),
    ]
    saved = Article.objects.get()
    assert (saved.version, saved.changed_by, saved.lead) == (2, person, "Wanted.")


def test_version_that_is_there_already_makes_no_other():
    article = factories.article(text="<p>Words.</p>")
    wanted = version_of(article)
    restored(article, wanted)
    assert (Article.objects.get().version, Revision.objects.count()) == (2, 1)


def test_nothing_is_restored_over_what_somebody_saved_meanwhile():
    article = factories.article(lead="One.")
    wanted = {**content_of(article), "lead": "Wanted."}
    factories.revise(article, lead="Theirs.")
    with pytest.raises(ChangedMeanwhileError):
        restore(article, wanted, None, seen=1)
    assert Article.objects.get().lead == "Theirs."


def test_plan_saves_nothing_and_changes_nothing():
    article = factories.article(lead="Now.", text="<p>Now.</p>")
    before = content_of(article)
    planned = plan(article, {**before, "lead": "Then.", "body": []})
    assert (planned.content["lead"], planned.content["body"]) == ("Then.", [])
    assert content_of(article) == before == now(article)


# What can't come back


def test_what_is_no_longer_there_is_named_and_left_out():
    article = whole()
    wanted = version_of(article)
    emptied(article)
    for block in wanted["body"]:
        for name in ("race", "cup", "event", "season"):
            if block.get(name):
                block[name] = 10**6
    wanted["event_id"] = wanted["season_id"] = 10**6 + 1
    losses = restored(article, wanted)
    assert losses == [
        "The article's event, no. 1000001, is no longer there: it has none.",
        "The article's season, no. 1000001, is no longer there: it has none.",
        "A result card is left out: its race, no. 1000000, is no longer there.",
        "Standings are left out: their cup, no. 1000000, is no longer there.",
        "“Where to watch” is left out: its event, no. 1000000, is no longer there.",
        "A calendar is left out: its season, no. 1000000, is no longer there.",
        "Standings are left out: their season, no. 1000000, is no longer there.",
    ]
    kinds = [block["kind"] for block in now(article)["body"]]
    assert kinds == ["text", "quote", "photo", "gallery", "video", "table", "quote", "photo", "table"]


def test_photo_that_was_deleted_is_named_wherever_it_stood():
    one, other = factories.photo(name="Gone"), factories.photo(name="There")
    article = factories.article(hero=one)
    PhotoBlock.objects.create(parent=article, photo=one, ordering=10)
    FACTORIES["gallery"](article).set_photos([other, one])
    FACTORIES["video"](article)
    wanted = version_of(article)
    wanted["body"][-1]["poster"] = one.facts()
    emptied(article)
    GalleryPhoto.objects.filter(photo=one).delete()
    one.delete()
    assert restored(article, wanted) == ["The photo “Gone” is left out: it is no longer in the library."]
    found = now(article)
    assert (found["hero"], [block["kind"] for block in found["body"]]) == (None, ["gallery", "video"])
    assert [photo["name"] for photo in found["body"][0]["photos"]] == ["There"]
    assert found["body"][1]["poster"] is None


def test_what_the_library_says_of_a_photo_by_now_is_named():
    photo = factories.photo(name="Ice", caption="Then.", credit="One")
    article = factories.article(hero=photo, hero_caption="Its own.")
    PhotoBlock.objects.create(parent=article, photo=photo, ordering=10)
    wanted = version_of(article)
    emptied(article)
    photo.caption, photo.credit = "Now.", "Other"
    photo.save()
    assert restored(article, wanted) == [
        "The photo “Ice” has another credit in the library by now, and is shown with that.",
        "The photo “Ice” has another caption and credit in the library by now, and is shown with that.",
    ]
    found = now(article)
    assert (found["hero"]["caption"], found["body"][0]["caption"]) == ("Its own.", "Now.")


def test_caption_of_the_oldest_editions_is_the_article_s_own_where_it_is_not_the_library_s():
    photo = factories.photo(caption="The library's.")
    article = factories.article()
    facts = {**photo.facts(), "caption": "Another."}
    del facts["own_caption"]
    restored(article, {**content_of(article), "body": [{"kind": "photo", **facts}]})
    assert PhotoBlock.objects.get().caption == "Another."


@pytest.mark.parametrize("kept", ["key", "address", "former address", "name", "nothing"])
def test_skater_who_spoke_is_found_again(kept):
    skater = standings.skater(name="Femke Kok", slug="femke-kok")
    article = factories.article()
    QuoteBlock.objects.create(parent=article, text="“Yes.”", speaker=skater, ordering=10)
    wanted = version_of(article)
    emptied(article)
    quote = wanted["body"][0]
    if kept != "key":
        del quote["skater"]
    if kept == "former address":
        skater.slug = "kok"
        skater.save()
    if kept in {"name", "nothing"}:
        quote["address"] = "/skaters/nobody/"
    if kept == "nothing":
        quote["speaker"] = "Femke Else"
    losses = restored(article, wanted)
    block = QuoteBlock.objects.get()
    if kept == "nothing":
        assert (block.speaker, block.speaker_name) == (None, "Femke Else")
        assert losses == ["Femke Else is no longer known as a skater: the quote has the name without its link."]
    else:
        assert (block.speaker, block.speaker_name, losses) == (skater, "", [])


# Tables

CELLS = st.text(st.sampled_from('ab1 "|,;-\t\n:'), max_size=6).map(lambda text: " ".join(text.split()))


@given(st.lists(st.lists(CELLS, min_size=1, max_size=3), min_size=1, max_size=4), st.booleans())
def test_table_is_written_so_that_it_is_read_as_it_was(rows, has_header):
    read = parse_table("\n".join("\t".join(row) for row in rows), has_header)
    table = TableFacts("", list(read.header), [list(row) for row in read.rows], list(read.numeric))
    source = source_of(table)
    assert source is not None
    assert parse_table(source, bool(table.header)) == read

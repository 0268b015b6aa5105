"""Two people with the same article open: what becomes of both their words, block by block."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from news.editions.snapshot import content_of
from news.editions.versions.authors import authors_in
from news.editions.versions.keeping import keep_version
from news.models import Article, GalleryBlock, QuoteBlock, Revision, TextBlock
from tests.factories import news as factories
from tests.factories.blocks import FACTORIES
from tests.isuwc.submissions.forms import Window, choices, said
from tests.markup import flat
from tests.news.admin.pages import text

pytestmark = pytest.mark.django_db
TEXT, QUOTE = "news_textblock_set", "news_quoteblock_set"


def window(name: str, article: Article) -> Window:
    user, _ = User.objects.get_or_create(
        username=name, defaults={"is_staff": True, "is_superuser": True, "password": "!"}
    )
    client = Client()
    client.force_login(user)
    return Window(client, reverse("admin:news_article_change", args=[article.pk]))


@pytest.fixture
def article() -> Article:
    made = factories.article(title="Before", lead="Before.")
    for place, words in enumerate(("One.", "Two.", "Three."), 1):
        TextBlock.objects.create(parent=made, text=f"<p>{words}</p>", ordering=place * 10)
    return made


@pytest.fixture
def two(article) -> tuple[Window, Window]:
    """Anna, who saves first, and Bert; both opened the form before."""
    return window("Anna", article), window("Bert", article)


def texts() -> list[str]:
    rows = TextBlock.objects.order_by("ordering").values_list("text", flat=True)
    return [row.removeprefix("<p>").removesuffix("</p>") for row in rows]


def write(place: int, words: str) -> dict[str, str]:
    return {f"{TEXT}__{place}__text": f"<p>{words}</p>"}


def add(page: Window, words: str, ordering: int) -> Window:
    """A block of text at the end of its kind, in that place of the body."""
    values = page.form.values
    number = int(values[f"{TEXT}-TOTAL_FORMS"][-1])
    values[f"{TEXT}-TOTAL_FORMS"] = [str(number + 1)]
    new = {"id": "", "text": f"<p>{words}</p>", "region": "body", "ordering": str(ordering)}
    values.update({f"{TEXT}-{number}-{name}": [value] for name, value in new.items()})
    return page


def saves(page: Window) -> list[str]:
    answer = page.send()
    assert answer.status_code == 302, text(answer)
    return said(answer)


def asks(page: Window, **more: str) -> str:
    answer = page.send(**more)
    assert answer.status_code == 200
    return flat(answer.text)


def choose(page: Window, choice: str) -> list[str]:
    for name in choices(page.form):
        page.form.values[name] = [choice]
    return saves(page)


# What one of them touched


def test_fields_and_blocks_that_one_of_them_touched_are_merged_and_said(two):
    anna, bert = two
    saves(anna.type(lead="Anna's lead.", **write(0, "One, by Anna.")))
    messages = saves(bert.type(title="Bert's title", **write(2, "Three, by Bert.")))
    saved = Article.objects.get()
    assert (saved.title, saved.lead, saved.version) == ("Bert's title", "Anna's lead.", 3)
    assert texts() == ["One, by Anna.", "Two.", "Three, by Bert."]
    (words,) = [each for each in messages if each.startswith("Changed meanwhile by Anna at ")]
    assert words.endswith(
        ": Lead: Before. → Anna&#x27;s lead.; Text “One, by Anna.” was changed. "
        "This was kept, and so was what you changed."
    )


def test_merged_version_says_who_wrote_which_block(two, article):
    keep_version(article, by=None)
    anna, bert = two
    saves(anna.type(**write(0, "One, by Anna.")))
    saves(bert.type(**write(2, "Three, by Bert.")))
    revision = Revision.objects.get(version=3)
    assert [author and author.by for author in authors_in(revision)] == ["Anna", "", "Bert"]
    assert revision.content == content_of(Article.objects.get())


def test_both_add_blocks(two):
    anna, bert = two
    saves(add(anna, "Anna's.", 15))
    messages = saves(add(bert, "Bert's.", 15))
    assert texts() == ["One.", "Anna's.", "Bert's.", "Two.", "Three."]
    assert "Text “Anna&#x27;s.” was added" in " ".join(messages)


def test_blocks_that_one_moved_and_one_rewrote(two):
    anna, bert = two
    saves(anna.type(**{f"{TEXT}__2__ordering": 5}))
    assert texts() == ["Three.", "One.", "Two."]
    messages = saves(bert.type(**write(0, "One, by Bert.")))
    assert texts() == ["Three.", "One, by Bert.", "Two."]
    assert "blocks were moved" in " ".join(messages)


def test_block_that_one_removed_goes_where_the_other_left_it(two):
    anna, bert = two
    saves(anna.type(**{f"{TEXT}__1__DELETE": "on"}))
    messages = saves(bert.type(**write(0, "One, by Bert.")))
    assert texts() == ["One, by Bert.", "Three."]
    assert "was deleted" in " ".join(messages)


def test_form_that_is_sent_as_it_was_opened_changes_nothing_and_makes_no_version(two):
    anna, bert = two
    saves(anna.type(lead="Anna's lead."))
    before = list(TextBlock.objects.values())
    saves(bert)
    assert (Article.objects.get().version, Article.objects.get().lead) == (2, "Anna's lead.")
    assert list(TextBlock.objects.values()) == before


def test_photos_of_a_gallery_are_part_of_its_block(article):
    gallery = FACTORIES["gallery"](article)
    GalleryBlock.objects.update(ordering=40)
    photo = factories.photo(name="Another")
    anna, bert = window("Anna", article), window("Bert", article)
    saves(anna.type(news_galleryblock_set__0__chosen=str(photo.pk)))
    assert "Another" in asks(bert.type(news_galleryblock_set__0__title="Bert's"))
    choose(bert, "theirs")
    saved = GalleryBlock.objects.get(pk=gallery.pk)
    assert (saved.title, saved.photos_in_order) == ("Pictures of the day", [photo])


# What both touched


def test_block_that_both_changed_is_shown_in_three_states_with_its_words_marked(two):
    anna, bert = two
    saves(anna.type(**write(1, "Two, by Anna.")))
    page = asks(bert.type(title="Bert's title", **write(1, "Two, by Bert.")))
    assert "Nothing was saved: what you changed was changed meanwhile by Anna at " in page
    assert "Two<ins>, by Anna</ins>." in page
    assert "Two<ins>, by Bert</ins>." in page
    assert (texts(), Article.objects.get().title) == (["One.", "Two, by Anna.", "Three."], "Before")
    assert bert.form.values[f"{TEXT}-1-text"] == ["<p>Two, by Bert.</p>"], "the words are still in the form"
    assert bert.form.values["title"] == ["Bert's title"]


@pytest.mark.parametrize(
    ("choice", "saved"),
    [
        ("mine", ["One.", "Two, by Bert.", "Three."]),
        ("theirs", ["One.", "Two, by Anna.", "Three."]),
        ("both", ["One.", "Two, by Anna.", "Two, by Bert.", "Three."]),
    ],
)
def test_choice_decides_and_all_else_is_saved_with_it(two, choice, saved):
    anna, bert = two
    saves(anna.type(lead="Anna's lead.", **write(1, "Two, by Anna.")))
    asks(bert.type(title="Bert's title", **write(1, "Two, by Bert.")))
    asks(bert)  # without a choice it is asked again
    choose(bert, choice)
    article = Article.objects.get()
    assert (texts(), article.title, article.lead) == (saved, "Bert's title", "Anna's lead.")


def test_choice_does_not_count_for_what_was_changed_once_more(two, article):
    anna, bert = two
    saves(anna.type(**write(1, "Two, by Anna.")))
    asks(bert.type(**write(1, "Two, by Bert.")))
    saves(window("Anna", article).type(**write(1, "Two, by Anna again.")))
    for name in choices(bert.form):
        bert.form.values[name] = ["mine"]
    assert "Two<ins>, by Anna again</ins>." in asks(bert)
    assert texts()[1] == "Two, by Anna again."
    choose(bert, "mine")
    assert texts()[1] == "Two, by Bert."


def test_field_that_both_changed_is_asked_for_with_its_words_marked(two):
    anna, bert = two
    saves(anna.type(lead="Before Anna."))
    assert "Before<ins> Anna</ins>." in asks(bert.type(lead="Before Bert."))
    choose(bert, "theirs")
    assert Article.objects.get().lead == "Before Anna."


def test_block_that_i_removed_and_they_changed(two):
    anna, bert = two
    saves(anna.type(**write(1, "Two, by Anna.")))
    assert "You deleted it, and it was changed meanwhile." in asks(bert.type(**{f"{TEXT}__1__DELETE": "on"}))
    assert texts()[1] == "Two, by Anna."
    choose(bert, "theirs")
    assert texts() == ["One.", "Two, by Anna.", "Three."]


@pytest.mark.parametrize(
    ("choice", "saved"), [("mine", ["One.", "Two, by Bert.", "Three."]), ("theirs", ["One.", "Three."])]
)
def test_block_that_they_removed_and_i_changed(two, choice, saved):
    anna, bert = two
    saves(anna.type(**{f"{TEXT}__1__DELETE": "on"}))
    page = asks(bert.type(**write(1, "Two, by Bert.")))
    assert "It was deleted meanwhile, and you changed it." in page
    asks(bert)
    choose(bert, choice)
    assert texts() == saved


def test_block_in_which_both_moved_the_same_one_asks_for_the_order(two):
    anna, bert = two
    saves(anna.type(**{f"{TEXT}__0__ordering": 40}))
    assert "The order of the blocks" in asks(bert.type(**{f"{TEXT}__0__ordering": 25}))
    assert texts() == ["Two.", "Three.", "One."]
    choose(bert, "mine")
    assert texts() == ["Two.", "One.", "Three."]


def test_quote_is_asked_for_as_a_whole(article):
    QuoteBlock.objects.create(parent=article, text="“Said.”", speaker_name="Anybody", ordering=40)
    anna, bert = window("Anna", article), window("Bert", article)
    saves(anna.type(**{f"{QUOTE}__0__role": "Coach"}))
    page = asks(bert.type(**{f"{QUOTE}__0__text": "“Said so.”"}))
    assert "“Said<ins> so</ins>.”" in page
    assert '<small>Role:</small> <div class="compare-words"><ins>Coach</ins></div>' in page
    choose(bert, "both")
    assert list(QuoteBlock.objects.order_by("ordering").values_list("text", "role", "speaker_name")) == [
        ("“Said.”", "Coach", "Anybody"),
        ("“Said so.”", "", "Anybody"),
    ]


# Beside it


def test_words_that_a_browser_kept_are_merged_and_not_saved(two):
    anna, bert = two
    saves(anna.type(lead="Anna's lead."))
    page = asks(bert.type(title="Bert's title"), _restore="1")
    assert "Changed meanwhile by Anna" in page
    assert (bert.form.values["title"], bert.form.values["lead"]) == (["Bert's title"], ["Anna's lead."])
    assert Article.objects.get().title == "Before"
    saves(bert)
    saved = Article.objects.get()
    assert (saved.title, saved.lead) == ("Bert's title", "Anna's lead.")


def test_the_same_form_sent_twice_saves_once(two):
    anna, bert = two
    saves(anna.type(lead="Anna's lead."))
    add(bert, "Bert's.", 40)
    first = bert.client.post(bert.address, {**bert.form.values, "_continue": "1"})
    again = bert.client.post(bert.address, {**bert.form.values, "_continue": "1"})
    assert (first.status_code, again.status_code) == (302, 302)
    assert texts() == ["One.", "Two.", "Three.", "Bert's."]
    assert Article.objects.get().version == 3


def test_both_versions_are_kept_and_can_be_restored(two):
    anna, bert = two
    saves(anna.type(lead="Anna's lead."))
    asks(bert.type(lead="Bert's lead."))
    choose(bert, "mine")
    assert list(Revision.objects.values_list("version", "content__lead")) == [(3, "Bert's lead."), (2, "Anna's lead.")]

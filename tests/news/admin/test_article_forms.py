"""What the article's form refuses and says, field by field, and what a submission becomes: without a browser."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from news.admin.articles.form.submission import renumbered
from news.admin.articles.form.widgets import HashtagsField, PhotosField, photo_keys
from news.admin.publishing.changes import Line, differences
from news.editions.snapshot import content_of
from news.models import Article
from tests.factories import news as factories
from tests.isuwc.hostile.test_forms import sent

pytestmark = pytest.mark.django_db

# Hashtags


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("#SpeedSkating #Olympics", ["SpeedSkating", "Olympics"]),
        (" SpeedSkating,Olympics,, ", ["SpeedSkating", "Olympics"]),
        ("#Kok#kok #KOK", ["Kok"]),
        ("Ålesund 500", ["Ålesund", "500"]),
        ("a" * 40, ["a" * 40]),
        ("", []),
    ],
)
def test_hashtags_are_read_with_or_without_signs_and_once(typed, tags):
    assert HashtagsField(required=False).clean(typed) == tags


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("#one two-three", "two-three: a hashtag is letters and figures, 40 at most."),
        ("a" * 41, f"{'a' * 41}: a hashtag is letters and figures, 40 at most."),
        (" ".join(f"tag{number}" for number in range(5)), "At most 4 hashtags."),
    ],
)
def test_hashtag_that_is_none_is_refused_in_words(typed, words):
    with pytest.raises(ValidationError) as error:
        HashtagsField(required=False).clean(typed)
    assert error.value.messages == [words]


@pytest.mark.parametrize(
    ("initial", "typed", "changed"),
    [(["A"], "#A", False), (["A"], "#a", True), (None, "", False), ([], "#A", True), (["A"], "#A-B", True)],
)
def test_hashtags_have_changed_where_the_list_did(initial, typed, changed):
    assert HashtagsField(required=False).has_changed(initial, typed) is changed


# Photos


@pytest.mark.parametrize(
    ("value", "keys"),
    [(None, []), ("", []), ("3,1,2", [3, 1, 2]), ("x3; -1", [3, 1]), (7, [7]), ([7, 8], [7, 8]), ("9" * 5000, [0])],
)
def test_keys_of_photos_are_read_from_whatever_a_form_holds(value, keys):
    assert photo_keys(value) == keys


def test_photos_come_in_the_order_in_which_they_were_put():
    one, two = factories.photo(), factories.photo()
    assert photo_keys([two, one]) == [two.pk, one.pk]
    assert PhotosField().clean(f"{two.pk},{one.pk}") == [two, one]
    assert PhotosField().has_changed([one, two], f"{two.pk},{one.pk}") is True
    assert PhotosField().has_changed([one, two], f"{one.pk},{two.pk}") is False


def test_photos_that_were_deleted_meanwhile_are_counted():
    held = factories.photo()
    with pytest.raises(ValidationError) as error:
        PhotosField().clean(f"{held.pk},{held.pk + 1},{held.pk + 2}")
    assert error.value.messages == ["2 of the photos are no longer in the library."]


# Rows whose block a colleague has deleted


def rows(*keys: str, initial: int, **more: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"title": "T", "t-TOTAL_FORMS": str(len(keys)), "t-INITIAL_FORMS": str(initial), **more})
    for number, key in enumerate(keys):
        data.update({f"t-{number}-id": key, f"t-{number}-text": f"words {number}"})
    return data


def test_submission_of_blocks_that_are_all_there_stays_as_it_is():
    data = rows("5", "6", "", initial=2)
    assert renumbered(data, "t", {5, 6}) is data


def test_words_of_a_block_that_is_gone_become_a_new_block_after_those_that_stay():
    assert renumbered(rows("5", "6", "", initial=2), "t", {6}).dict() == {
        "title": "T",
        "t-TOTAL_FORMS": "3",
        "t-INITIAL_FORMS": "1",
        "t-0-id": "6",
        "t-0-text": "words 1",
        "t-1-id": "",
        "t-1-text": "words 0",
        "t-2-id": "",
        "t-2-text": "words 2",
    }


def test_block_that_is_gone_and_was_to_be_deleted_is_dropped():
    found = renumbered(rows("5", "6", initial=2, **{"t-0-DELETE": "on"}), "t", {6})
    assert (found["t-TOTAL_FORMS"], found["t-INITIAL_FORMS"]) == ("1", "1")
    assert (found["t-0-id"], found["t-0-text"], "t-1-id" in found) == ("6", "words 1", False)


@pytest.mark.parametrize("form", [{"t-TOTAL_FORMS": "x"}, {"t-INITIAL_FORMS": "-"}, {"t-TOTAL_FORMS": "9" * 5000}])
def test_submission_with_odd_counts_is_left_to_django(form):
    data = rows("5", initial=1, **form)
    assert renumbered(data, "t", set()) is data


@given(st.lists(st.tuples(st.integers(1, 4), st.booleans()), unique_by=lambda row: row[0]), st.integers(0, 3))
def test_no_words_are_lost_whatever_was_deleted_meanwhile(held, new):
    data = rows(*(str(key) for key, _ in held), *[""] * new, initial=len(held))
    found = renumbered(data, "t", {key for key, is_there in held if is_there})
    texts = {value for name, value in found.items() if name.endswith("-text")}
    assert texts == {f"words {number}" for number in range(len(held) + new)}
    assert int(found["t-INITIAL_FORMS"]) == sum(is_there for _, is_there in held)


# Two editors


def change(article: Article) -> str:
    return reverse("admin:news_article_change", args=[article.pk])


@pytest.mark.parametrize(("username", "who"), [("anna", "anna"), ("", "somebody else")])
def test_form_that_does_not_say_what_it_was_opened_on_is_refused_where_another_saved_first(admin_client, username, who):
    """A program's: that of a browser always says it, and is merged (test_two_editors.py)."""
    article = factories.article(lead="Before.", text="<p>Words.</p>")
    typed = {**sent(admin_client, change(article)), "lead": "Mine."}
    by = User.objects.create(username=username) if username else None
    moment = datetime.datetime(2025, 11, 14, 18, 5, tzinfo=datetime.UTC)
    factories.revise(article, lead="Theirs.", changed_by=by, changed_at=moment)
    page = admin_client.post(change(article), typed)
    errors = [str(error) for error in page.context["adminform"].form.non_field_errors()]
    assert errors == [f"Nothing was saved: {who} saved this article first, at 14 Nov 2025, 18:05 UTC."]
    assert page.context["adminform"].form["lead"].value() == "Mine."
    assert Article.objects.get().lead == "Theirs."


def test_words_that_were_kept_on_the_computer_are_shown_and_not_saved(admin_client):
    article = factories.article(lead="Before.")
    typed = {**sent(admin_client, change(article)), "lead": "Kept.", "_restore": "1"}
    page = admin_client.post(change(article), typed)
    form = page.context["adminform"].form
    assert (page.context["restored"], form["lead"].value()) == (True, "Kept.")
    assert form.non_field_errors().as_data()[0].code == "restored"
    assert Article.objects.get().lead == "Before."


def test_lines_that_two_versions_share_are_not_shown():
    article = factories.article(title="Both", lead="Theirs.", text="<p>Both words.</p>")
    theirs = content_of(article)
    assert differences(theirs, theirs) == []
    assert differences(theirs, {**theirs, "lead": "Mine."}) == [Line("theirs", "Theirs."), Line("mine", "Mine.")]

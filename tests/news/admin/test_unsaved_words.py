"""Words that are kept on the server while somebody types: whose, how long, how many, and what becomes of them."""

import datetime

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from isuwc.history.models import Entry
from isuwc.signin.kept.marks import mark_of
from news.models import Article, Revision, UnsavedWords, open_form
from tests.factories import news as factories
from tests.factories.people import staff
from tests.news.admin.open_forms import FORM, OTHER, address, beat, keep, opened, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return factories.article(title="Before", lead="The lead.", text="<p>One.</p>")


@pytest.fixture
def anna(client) -> User:
    user = staff("Journalist", "anna")
    client.force_login(user)
    return user


def waiting(client: Client, user: User, article: Article | None) -> list[str]:
    """The keys of what is offered when the form is opened."""
    return [each["key"] for each in beat(client, user, article, "z" * 22, _first="1").json()["words"]]


def test_one_copy_of_a_form_is_kept_apart_from_versions_and_history(client, anna, article):
    before = (Article.objects.values().get(), Revision.objects.count(), Entry.objects.count())
    at = keep(client, anna, article, lead="First.")["kept"]
    assert keep(client, anna, article, lead="Second.", csrfmiddlewaretoken="x", _save="1", password="p")["kept"] > at
    (kept,) = UnsavedWords.objects.all()
    assert (kept.person, kept.article, kept.form, kept.size) == (anna, article, FORM, len(kept.words))
    expected = (("_opened", "x"), ("title", "Typed"), ("lead", "Second."))
    assert sorted(kept.submission.fields) == sorted(expected), "neither tokens nor buttons nor passwords"
    assert kept.submission.path == f"/admin/news/article/{article.pk}/change/"
    assert (Article.objects.values().get(), Revision.objects.count(), Entry.objects.count()) == before
    assert "Second" not in str(kept)


def test_title_by_which_words_are_offered_is_not_unpacked(client, anna, article, monkeypatch):
    keep(client, anna, article, title="Typed\u0000 at home " + "x" * 300)
    keep(client, anna, article, OTHER, title="Kept before titles stood beside the words")
    UnsavedWords.objects.filter(form=OTHER).update(title=None)
    unpacked = []
    own = UnsavedWords.submission
    monkeypatch.setattr(UnsavedWords, "submission", property(lambda row: unpacked.append(row.form) or own.fget(row)))
    offers = beat(client, anna, article, "z" * 22, _first="1").json()["words"]
    titles = {each["key"]: each["title"] for each in offers}
    assert titles == {FORM: f"Typed at home {'x' * 186}", OTHER: "Kept before titles stood beside the words"}
    assert unpacked == [OTHER]


def test_words_are_given_back_at_another_computer_and_saved(client, anna, article):
    form = opened(client, article).values
    typed = {**form, "title": ["Typed at home"], "lead": ["Kept, not saved. \u0000 💥"]}
    keep(client, anna, article, **{**typed, "title": "Typed at home"})
    office = Client()
    office.force_login(anna)
    (offer,) = beat(office, anna, article, OTHER, _first="1").json()["words"]
    assert (offer["key"], offer["title"], offer["is_here"]) == (FORM, "Typed at home", False)
    found = office.get(address("unsaved", article, FORM)).json()
    assert dict(found["entries"])["lead"] == "Kept, not saved. \u0000 💥"
    # Meanwhile a colleague saves another field; the two are brought together by what the copy was opened on.
    factories.revise(article, dateline="Hamar, Norway")
    page = office.post(found["path"], {**dict(found["entries"]), "_opened": found["opened"], "_restore": "1"})
    assert page.status_code == 200
    values = page.context["adminform"].form
    assert (values["title"].value(), values["dateline"].value()) == ("Typed at home", "Hamar, Norway")
    assert Article.objects.get().title == "Before"
    assert waiting(office, anna, article) == [FORM], "until they are in a version or kept anew"
    keep(office, anna, article, OTHER, lead="Kept anew.", _replaces=FORM)
    assert waiting(client, anna, article) == [OTHER]


def test_saving_removes_the_copy_of_that_form_alone(client, anna, article):
    form = opened(client, article).values
    token = form["_once"][0]
    for key in (token, OTHER, "c" * 22):
        keep(client, anna, article, key)
    answer = client.post(
        f"/admin/news/article/{article.pk}/change/", {**form, "title": "Saved", "_words": "c" * 22, "_continue": "1"}
    )
    assert (answer.status_code, Article.objects.get().title) == (302, "Saved")
    assert waiting(client, anna, article) == [OTHER]
    # Words that were still on their way when the form was saved are in its version already.
    assert keep(client, anna, article, token)["kept"] is None
    UnsavedWords.objects.filter(form=OTHER).update(form=token)
    assert waiting(client, anna, article) == []


def test_refused_form_keeps_its_copy(client, anna, article):
    form = opened(client, article).values
    keep(client, anna, article, form["_once"][0])
    assert client.post(f"/admin/news/article/{article.pk}/change/", {**form, "title": ""}).status_code == 200
    assert waiting(client, anna, article) == [form["_once"][0]]


def test_new_articles_words_wait_at_the_form_of_a_new_one(client, anna, article):
    keep(client, anna, None)
    keep(client, anna, None, OTHER)
    keep(client, anna, article, "c" * 22)
    assert waiting(client, anna, None) == [OTHER, FORM]
    assert waiting(client, anna, article) == ["c" * 22]
    form = opened(client, None).values
    client.post("/admin/news/article/add/", {**form, "_once": FORM, "title": "Added", "_continue": "1"})
    assert waiting(client, anna, None) == [OTHER]


def test_words_outlive_the_article_that_a_colleague_deletes(client, anna, article):
    keep(client, anna, article, title="Not lost", _opened=opened(client, article).values["_opened"][0])
    client.logout()
    client.force_login(User.objects.create(username="boss", is_staff=True, is_superuser=True))
    page = client.post(f"/admin/news/article/{article.pk}/delete/", {"post": "yes"})
    assert page.status_code == 302
    client.force_login(anna)
    assert waiting(client, anna, None) == [FORM]
    found = client.get(address("unsaved", None, FORM)).json()
    page = client.post(found["path"], {**dict(found["entries"]), "_opened": found["opened"], "_restore": "1"})
    assert b"was deleted meanwhile by boss" in page.content
    assert page.context["adminform"].form["title"].value() == "Not lost"


def test_nobody_else_sees_or_removes_them(client, anna, article):
    keep(client, anna, article)
    for other in (staff("Editor"), User.objects.create(username="boss", is_staff=True, is_superuser=True)):
        client.force_login(other)
        assert waiting(client, other, article) == []
        answer = client.get(address("unsaved", article, FORM))
        assert (answer.status_code, answer.json()) == (404, {"error": "these words are no longer kept for you"})
        assert post(client, address("unsaved", article, FORM), made_for=mark_of(other)).status_code == 404
        keep(client, other, article, OTHER, _replaces=FORM)
        assert keep(client, other, article, FORM, title="Mine")["kept"]
    assert UnsavedWords.objects.get(person=anna).submission.fields[1] == ("title", "Typed")


def test_who_lost_the_right_gets_nothing_and_is_told(client, anna, article):
    keep(client, anna, article)
    keep(client, anna, None, OTHER)
    anna.groups.set([Group.objects.get(name="Results")])
    for found, words in (
        (client.get(address("unsaved", article, FORM)), "you may not change articles any more"),
        (client.get(address("unsaved", None, OTHER)), "you may not add articles any more"),
        (beat(client, anna, article, _first="1"), "you may not change articles any more"),
        (post(client, address("beside", article), made_for=mark_of(anna)), "you may not change articles any more"),
    ):
        assert (found.status_code, found.json()) == (403, {"error": words})
    assert UnsavedWords.objects.count() == 2, "which come back with the right"


def test_words_of_another_place_are_not_given_there(client, anna, article):
    keep(client, anna, article)
    assert client.get(address("unsaved", None, FORM)).status_code == 404
    assert client.get(address("unsaved", factories.article(), FORM)).status_code == 404


def test_signed_out_and_another_person_s_form_is_said_and_keeps_nothing(client, anna, article):
    bert = staff("Journalist", "bert")
    assert keep(client, bert, article) == {"user": None}
    assert post(client, address("beat", article), _form=FORM, _keep="1").json() == {"user": None}
    client.logout()
    assert keep(client, anna, article) == {"user": None}
    assert client.get(address("unsaved", article, FORM)).json() == {"user": None}
    assert not UnsavedWords.objects.exists()


def test_forged_request_is_refused(anna, article):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(anna)
    assert beat(strict, anna, article, _keep="1").status_code == 403
    assert not UnsavedWords.objects.exists()


def test_too_many_words_are_refused_in_words_and_what_was_kept_stays(client, anna, article, monkeypatch):
    keep(client, anna, article)
    monkeypatch.setattr(open_form, "LONGEST", 1_000)
    assert keep(client, anna, article, lead="x" * 1_000) == {
        "user": "anna", "others": [], "saved": None,
        "not_kept": "the form has 1,022 letters, and the limit is 1,000",
    }  # fmt: skip
    assert dict(UnsavedWords.objects.get().submission.fields)["title"] == "Typed"


def test_number_and_sum_are_bounded(client, anna, article, monkeypatch):
    monkeypatch.setattr(open_form, "MOST_OF_PERSON", 2)
    keep(client, anna, article, FORM)
    keep(client, anna, article, OTHER)
    words = "as much of other forms of yours is kept there as may be: 2 forms or 10 MB"
    assert keep(client, anna, article, "c" * 22)["not_kept"] == words
    assert keep(client, anna, article, OTHER)["kept"], "in place of itself"
    monkeypatch.setattr(open_form, "MOST_OF_PERSON", 50)
    monkeypatch.setattr(open_form, "BYTES_OF_PERSON", UnsavedWords.objects.first().size)
    assert "0 MB" in keep(client, anna, article, FORM)["not_kept"]
    monkeypatch.setattr(open_form, "BYTES_OF_PERSON", 10 << 20)
    monkeypatch.setattr(open_form, "BYTES_OF_ALL", 1)
    assert keep(client, anna, article, FORM)["not_kept"] == "the newsroom’s limit of 0 MB is reached"
    assert UnsavedWords.objects.count() == 2


def test_a_week_is_their_time(client, anna, article, capsys):
    now = timezone.now()
    keep(client, anna, article)
    keep(client, anna, article, OTHER)
    for key, age in ((FORM, open_form.LASTS), (OTHER, open_form.LASTS - datetime.timedelta(seconds=1))):
        UnsavedWords.objects.filter(form=key).update(kept_at=now - age)
    assert list(UnsavedWords.objects.of(anna, article.pk, now).values_list("form", flat=True)) == [OTHER]
    call_command("remove_unsaved_words")
    assert capsys.readouterr().out == "Unsaved words of 1 form removed.\n"
    assert UnsavedWords.objects.get().form == OTHER
    UnsavedWords.objects.update(kept_at=now - open_form.LASTS)
    keep(client, anna, None)
    assert UnsavedWords.objects.get().form == FORM, "what is over goes with the next that are kept"


def test_person_throws_words_away(client, anna, article):
    keep(client, anna, article)
    assert post(client, address("unsaved", article, FORM), made_for=mark_of(anna)).json()["gone"] is True
    assert not UnsavedWords.objects.exists()
    assert post(client, address("unsaved", article, FORM), made_for=mark_of(anna)).status_code == 404


@pytest.mark.parametrize("form", ["", "short", "ü" * 22, "a" * 23, "\u0000" * 22])
def test_form_without_a_token_keeps_nothing(client, anna, article, form):
    answer = beat(client, anna, article, form, _keep="1", title="x")
    assert (answer.status_code, answer.json()) == (400, {"error": "the form does not say which one it is"})
    assert not UnsavedWords.objects.exists()


def test_words_cost_the_same_few_queries_however_many_there_are(client, anna, article, django_assert_num_queries):
    keep(client, anna, article)
    for number in range(5):
        keep(client, anna, article, f"{number}" * 22)
    with django_assert_num_queries(
        13
    ):  # six of a sign of life, a savepoint and its end, lock, saved?, old, sums, words
        keep(client, anna, article, title="Again")
    with django_assert_num_queries(7):
        waiting(client, anna, article)
    with django_assert_num_queries(6):
        client.get(address("unsaved", article, FORM))

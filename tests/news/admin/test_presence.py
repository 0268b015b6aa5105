"""Who else has an article's form open, and what others saved meanwhile."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from isuwc.history.models import Entry
from isuwc.signin.accounts.sessions.rows import StaffSession
from isuwc.signin.kept.marks import mark_of
from news.models import Article, OpenForm, UnsavedWords, open_form
from news.models.open_form import FOLLOWS, SILENT, WROTE
from tests.factories import news as factories
from tests.factories.people import staff
from tests.news.admin.open_forms import FORM, OTHER, address, beat, opened

pytestmark = pytest.mark.django_db

SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def article() -> Article:
    return factories.article()


@pytest.fixture
def anna(client) -> User:
    user = staff("Journalist", "anna")
    User.objects.filter(pk=user.pk).update(first_name="Anna", last_name="Muster")
    client.force_login(user)
    return user


@pytest.fixture
def bert() -> tuple[Client, User]:
    user, client = staff("Editor", "bert"), Client()
    client.force_login(user)
    return client, user


def seen_by(bert: tuple[Client, User], article: Article) -> list[dict]:
    return beat(*bert, article, OTHER).json()["others"]


def test_others_at_the_article_are_named_with_since_when(client, anna, bert, article):
    assert beat(client, anna, article).json()["others"] == []
    since = OpenForm.objects.get().since.isoformat()
    assert seen_by(bert, article) == [
        {"name": "Anna Muster", "since": since, "until": since, "is_there": True, "typed": False}
    ]
    beat(client, anna, article, _typed="1")
    (found,) = seen_by(bert, article)
    assert (found["since"], found["typed"]) == (since, True)
    assert [each["name"] for each in beat(client, anna, article).json()["others"]] == ["bert"]
    assert seen_by(bert, factories.article()) == [], "at another article"


def test_who_leaves_is_gone_at_once_and_who_is_silent_after_a_while(client, anna, bert, article):
    beat(client, anna, article, _typed="1")
    beat(client, anna, article, "c" * 22)
    beat(client, anna, article, _leave="1")
    (found,) = seen_by(bert, article)
    assert (found["is_there"], found["typed"]) == (True, False), "in another window"
    beat(client, anna, article, "c" * 22, _leave="1")
    assert seen_by(bert, article) == []
    beat(*bert, article, FORM, _leave="1")  # nobody else's

    now = timezone.now()
    person, key = bert[1], article.pk

    def names(at: datetime.datetime) -> list[str]:
        return [each.name for each in OpenForm.objects.beat(person, key, OTHER, now=at)]

    OpenForm.objects.beat(anna, key, FORM, now=now)
    assert (names(now + SILENT - SECOND), names(now + SILENT)) == (["Anna Muster"], [])
    OpenForm.objects.beat(anna, key, FORM, typed=True, now=now)
    assert (names(now + SILENT), names(now + WROTE - SECOND), names(now + WROTE)) == (["Anna Muster"],) * 2 + ([],)
    assert list(OpenForm.objects.values_list("person__username", flat=True)) == ["bert"], "what is over is removed"


def test_since_is_when_one_came_also_after_saving(anna, article):
    now = timezone.now()
    OpenForm.objects.beat(anna, article.pk, FORM, now=now)
    OpenForm.objects.beat(anna, article.pk, OTHER, now=now + SILENT - SECOND)  # the page after the save
    assert set(OpenForm.objects.values_list("since", flat=True)) == {now}
    OpenForm.objects.beat(anna, article.pk, "c" * 22, now=now + 2 * SILENT)
    assert OpenForm.objects.get(form="c" * 22).since == now + 2 * SILENT


def test_who_saved_and_closed_is_gone_soon(client, anna, bert, article):
    form = opened(client, article).values
    beat(client, anna, article, form["_once"][0], _typed="1")
    client.post(f"/admin/news/article/{article.pk}/change/", {**form, "title": "Saved", "_save": "1"})
    person, now = bert[1], timezone.now()
    assert [each.name for each in OpenForm.objects.beat(person, article.pk, OTHER, now=now)] == ["Anna Muster"]
    assert OpenForm.objects.beat(person, article.pk, OTHER, now=now + FOLLOWS) == []


def test_version_that_somebody_else_saved_meanwhile_is_said(client, anna, bert, article):
    assert beat(client, anna, article, _base="1").json()["saved"] is None
    article.changed_by = bert[1]
    factories.revise(article)
    assert beat(client, anna, article, _base="1").json()["saved"] == {
        "by": "bert",
        "at": article.changed_at.isoformat(),
        "version": 2,
        "began_with": 1,
        "compare": f"/admin/news/article/{article.pk}/compare/?from=v1&to=v2",
    }
    assert beat(*bert, article, _base="1").json()["saved"]["by"] == "You"
    for base in ("2", "", "x", "9" * 400, "-1"):
        assert beat(client, anna, article, _base=base).json()["saved"] is None


def test_sign_of_life_takes_six_queries_however_many_are_there(client, anna, article, django_assert_num_queries):
    beat(client, anna, article)
    with django_assert_num_queries(6):  # session, person, two for the rights, article, forms
        beat(client, anna, article, _typed="1", _base="1")
    for number in range(5):
        OpenForm.objects.beat(staff("Editor", f"editor {number}"), article.pk, FORM)
    with django_assert_num_queries(6):
        assert len(beat(client, anna, article).json()["others"]) == 5


def test_sign_of_life_prolongs_no_session_and_is_no_entry_of_the_history(client, anna, article):
    before = (StaffSession.objects.values().get(), Entry.objects.count())
    answer = beat(client, anna, article, _typed="1")
    assert "sessionid" not in answer.cookies
    assert (StaffSession.objects.values().get(), Entry.objects.count()) == before
    assert "no-store" in answer["Cache-Control"]


def test_forms_of_a_person_are_bounded(anna, article, monkeypatch):
    monkeypatch.setattr(open_form, "FORMS_OF_PERSON", 2)
    for letter in "abcd":
        OpenForm.objects.beat(anna, article.pk, letter * 22)
    assert sorted(OpenForm.objects.values_list("form", flat=True)) == ["a" * 22, "b" * 22]


def test_new_article_has_nobody_else_and_a_deleted_one_is_said(client, anna, bert, article):
    beat(*bert, None, OTHER)
    assert beat(client, anna, None).json() == {"user": "anna", "others": [], "saved": None}
    assert not OpenForm.objects.exists()
    beat(client, anna, article)
    where = address("beat", article)
    article.delete()
    answer = client.post(where, {"made_for": mark_of(anna), "_form": FORM, "_keep": "1", "title": "x"})
    assert (answer.status_code, answer.json()) == (404, {"error": "this article has been deleted meanwhile"})
    assert not UnsavedWords.objects.exists()


def test_only_posting_is_a_sign_of_life(client, anna, article):
    assert [client.get(address(step, article)).status_code for step in ("beat", "beside")] == [405, 405]

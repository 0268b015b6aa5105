"""Who can have nothing kept, what is never kept, how much, and for how long."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from isuwc.signin.kept import rows
from isuwc.signin.kept.submissions import Submission
from isuwc.signin.models import KeptForm
from tests.factories.people import sign_in, staff
from tests.isuwc.newsroom.kept.stage import ADD, WORDS, client, end_session, kept_page, norway, opened, signed_out
from tests.markup import flat

__all__ = ["client", "norway"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/admin/password_change/", "/admin/login/"])
def test_passwords_are_never_kept(client, address):
    sign_in(client, "Editor")
    form = opened(client, "/admin/password_change/")
    end_session(client)
    words = {"old_password": "the old one", "new_password1": "the new one", "new_password2": "the new one"}
    client.post(address, {**form, **words, "username": "editor", "password": "another"})
    assert b"the new one" not in b"".join(bytes(kept.words) for kept in KeptForm.objects.all())
    fields = [name for kept in KeptForm.objects.all() for name, _ in kept.submission.fields]
    assert [name for name in fields if not name.startswith("_")] in ([], ["username"])


def test_stranger_keeps_nothing(client, norway):
    client.get("/admin/login/")
    assert client.post(ADD, WORDS).status_code == 403
    token = opened(client, "/admin/login/")
    assert client.post(ADD, {**WORDS, **token})["Location"] == f"/admin/login/?next={ADD}"
    client.cookies["browser"] = "WyJhIiwxLHRydWVd:1vXyZa:forged"
    assert client.post(ADD, {**WORDS, **token, "made_for": "1:1vXyZa:forged"}).status_code == 302
    assert client.post(ADD, {**WORDS, "note": "x" * 200_000}).status_code == 413
    assert list(KeptForm.objects.all()) == []


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_form_of_another_site_is_not_kept(client, norway, headers):
    sign_in(client, "Results")
    form = opened(client)
    end_session(client)
    client.post(ADD, {**form, **WORDS}, headers=headers)
    assert list(KeptForm.objects.all()) == []


def test_script_that_asks_for_json_keeps_its_own_words(client):
    sign_in(client, "Editor")
    form = opened(client, "/admin/news/photo/add/")
    end_session(client)
    answer = client.post("/admin/news/photo/upload/", {**form, "caption": "x"}, headers={"Accept": "application/json"})
    assert (answer.status_code, list(KeptForm.objects.all())) == (302, [])


def test_who_has_as_many_kept_as_may_be_gets_the_words_in_the_answer(client, norway, monkeypatch):
    monkeypatch.setattr(rows, "OF_PERSON", rows.Sum(1, 1 << 20))
    signed_out(client)
    sign_in(client, "Results")
    form = opened(client)
    end_session(client)
    answer = client.post(ADD, {**form, **WORDS, "name": "Thialf"})
    assert answer.status_code == 403
    assert "no more can be kept for you; the limit is 1 form or 1 MB" in flat(answer.content.decode())
    assert "<dd>Thialf</dd>" in answer.content.decode()
    assert KeptForm.objects.count() == 1


@pytest.mark.parametrize(
    ("limit", "whose"), [("OF_PERSON", "you"), ("OF_ADDRESS", "your network"), ("OF_ALL", "the newsroom")]
)
def test_each_sum_is_kept_to_in_forms_and_bytes(db, monkeypatch, limit, whose):
    person = staff("Results")
    browser, submission = rows.Browser("b"), Submission(ADD, (("name", "x"),))
    size = len(submission.packed())
    monkeypatch.setattr(rows, limit, rows.Sum(3, 2 * size))
    for _ in range(2):
        KeptForm.objects.keep(person, browser, "192.0.2.7", submission)
    with pytest.raises(rows.NoRoomError, match=f"no more can be kept for {whose};"):
        KeptForm.objects.keep(person, browser, "192.0.2.7", submission)
    KeptForm.objects.update(until=timezone.now())
    KeptForm.objects.keep(person, browser, "192.0.2.7", submission)
    assert KeptForm.objects.count() == 1, "those whose time is over make room"


@pytest.mark.parametrize("limit", ["OF_PERSON", "OF_ADDRESS", "OF_ALL"])
@pytest.mark.parametrize("is_of_bytes", [False, True])
def test_what_was_sent_on_makes_room_the_longest_ago_first(db, monkeypatch, limit, is_of_bytes):
    person, browser, submission = staff("Results"), rows.Browser("b"), Submission(ADD, (("name", "x"),))
    monkeypatch.setattr(rows, limit, rows.Sum(9, 3 * len(submission.packed())) if is_of_bytes else rows.Sum(3, 1 << 20))
    kept = [KeptForm.objects.keep(person, browser, "192.0.2.7", submission) for _ in range(3)]
    now = timezone.now()
    for form, ago in zip(kept, (None, 1, 2), strict=True):
        form.sent_at = now - timedelta(hours=ago) if ago else None
        form.save()
    more = KeptForm.objects.keep(person, browser, "192.0.2.7", submission)
    assert set(KeptForm.objects.all()) == {kept[0], kept[1], more}
    another = KeptForm.objects.keep(person, browser, "192.0.2.7", submission)
    assert set(KeptForm.objects.all()) == {kept[0], more, another}
    with pytest.raises(rows.NoRoomError):
        KeptForm.objects.keep(person, browser, "192.0.2.7", submission)


def test_kept_form_lasts_three_days_to_the_moment(db):
    kept = KeptForm.objects.keep(staff("Results"), rows.Browser("b"), "", Submission(ADD, (("name", "x"),)))
    assert kept.until - kept.kept_at < timedelta(days=3, seconds=1)
    assert KeptForm.objects.lasting(kept.until - timedelta(microseconds=1)).count() == 1
    assert KeptForm.objects.lasting(kept.until).count() == 0


def test_every_character_comes_back(db):
    sent = Submission("/admin/x/?a=1", (("a", "\0 \r\n\ud800 ’"), ("a", "2")), (("f", "x.jpg"),), ("password",), True)
    assert Submission.unpacked(sent.packed()) == sent


def test_nothing_of_the_words_is_logged(client, norway, caplog):
    caplog.set_level("DEBUG")
    signed_out(client)
    assert "Vikingskipet" not in caplog.text
    assert str(KeptForm.objects.get()) == str(KeptForm.objects.get().pk)


def test_pages_ask_nothing_more_where_nothing_is_kept(client, norway):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/")
        return sum("signin_keptform" in query["sql"] for query in queries)

    sign_in(client, "Results")
    assert asked() == 0
    assert client.cookies["browser"]["httponly"] is True
    signed_out(client)
    sign_in(client, "Results")
    assert asked() == 1
    kept = kept_page(client)
    client.post(kept, opened(client, kept))
    client.get("/admin/kept/")
    assert asked() == 0

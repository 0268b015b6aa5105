"""A forgotten password: who gets a link, that nobody learns who there is, and that no link goes around anything."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from isuwc.history.models import Change
from isuwc.outbox.models import Letter
from isuwc.signin.accounts.links import MOST, link_for
from tests.isuwc.signin.accounts.doors import FAR, PASSWORD, give_password, is_let_in, person, with_app

pytestmark = pytest.mark.django_db
NEW = "quite another set of words"


@pytest.fixture(autouse=True)
def mailing(settings) -> None:
    settings.SENDS_MAIL = True


@pytest.fixture
def eva() -> User:
    return person()


def ask(account: str, address: str = "198.51.100.5", client: Client | None = None):
    return (client or Client()).post("/admin/forgotten/", {"account": account}, REMOTE_ADDR=address)


def link_in(letter: Letter) -> str:
    (found,) = re.findall(r"http://\S+(/admin/new-password/\S+)", letter.text)
    return found


def set_password(client: Client, link: str, password: str = NEW):
    page = client.get(link, follow=True)
    return client.post(page.request["PATH_INFO"], {"new_password1": password, "new_password2": password})


@pytest.mark.parametrize("typed", ["eva", "EVA", "eva@example.org", " Eva@Example.org "])
def test_link_is_sent_to_whoever_has_that_name_or_address(eva, client, typed):
    ask(typed)
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == ("eva@example.org", "Your newsroom account: a new password")
    answer = set_password(client, link_in(letter))
    assert answer["Location"] == "/admin/login/"
    assert not is_let_in(client)
    assert give_password(client, password=NEW)["Location"] == "/admin/"


@pytest.mark.parametrize("who", ["nobody", "gone", "reader", "no address"])
def test_nobody_learns_whether_there_is_such_an_account_by_words_or_by_what_is_done(eva, who):
    """Enumeration by text and by time: same page, same queries, in the same order."""
    person("gone", is_active=False)
    User.objects.create_user("reader", "reader@example.org", PASSWORD)
    User.objects.create_user("no address", "", PASSWORD, is_staff=True)

    def asked(account: str, address: str) -> tuple[str, list[str]]:
        with CaptureQueriesContext(
            connection,
        ) as found:
            answer = ask(account, address)
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|nonce-\S+', "", answer.content.decode())
        return page.replace(account, ""), [re.sub(r"\d+|'[^']*'", "?", query["sql"])[:60] for query in found]

    asked("warm", "198.51.100.1")
    known, unknown = asked("eva", "198.51.100.2"), asked(who, "198.51.100.3")
    assert known[0] == unknown[0]
    assert [query for query in known[1] if "ROLLBACK" not in query and "RELEASE" not in query] == [
        query for query in unknown[1] if "ROLLBACK" not in query and "RELEASE" not in query
    ]
    assert [letter.to for letter in Letter.objects.all()] == ["eva@example.org"]
    said = Change.objects.filter(deed="said").values_list("row", "words")
    assert list(said) == [(str(eva.pk), "Asked for a link to set a new password")]


def test_link_does_not_go_around_the_second_factor(eva, client):
    with_app(eva)
    ask("eva")
    set_password(client, link_in(Letter.objects.get()))
    assert give_password(client, password=NEW)["Location"] == "/admin/second-step/"
    assert not is_let_in(client)


def test_link_is_good_once(eva, client):
    ask("eva")
    link = link_in(Letter.objects.get())
    set_password(client, link)
    page = Client().get(link, follow=True).content.decode()
    assert "This link is not good any more" in page


def test_link_ends_after_two_hours_and_with_the_next_sign_in(eva, client, monkeypatch):
    link = link_for(eva).removeprefix("http://127.0.0.1:8000")
    generator = "django.contrib.auth.tokens.PasswordResetTokenGenerator._now"
    with monkeypatch.context() as patched:
        later = timezone.now().replace(tzinfo=None) + timedelta(hours=2, seconds=5)
        patched.setattr(generator, lambda self: later)
        assert "not good any more" in Client().get(link, follow=True).content.decode()
    give_password(Client())
    assert "not good any more" in Client().get(link, follow=True).content.decode()


def test_link_has_the_site_s_own_host_whatever_the_request_says(eva, settings):
    settings.ALLOWED_HOSTS = ["*"]
    Client().post("/admin/forgotten/", {"account": "eva"}, headers={"host": "evil.example"})
    assert "evil.example" not in Letter.objects.get().text


def test_token_does_not_stay_in_the_address_from_which_a_page_is_left(eva, client):
    answer = client.get(link_for(eva).removeprefix("http://127.0.0.1:8000"))
    assert re.fullmatch(r"/admin/new-password/\w+/set-password/", answer["Location"])


def test_new_password_by_a_link_ends_every_session_and_is_told(eva, client):
    give_password(client)
    ask("eva")
    other = Client()
    eva.refresh_from_db()
    set_password(other, link_in(Letter.objects.get()))
    assert not is_let_in(client)
    assert Letter.objects.last().subject == "Your newsroom account: your password was changed"
    entry = Change.objects.filter(table="auth_user", row=str(eva.pk), deed="changed").last().entry
    assert (entry.what, entry.person_id) == ("New password by a link", eva.pk)


@pytest.mark.parametrize("weak", ["passwordpassword", "short", "eva.eva.eva.eva"])
def test_weak_password_is_refused_there_too(eva, client, weak):
    ask("eva")
    answer = set_password(client, link_in(Letter.objects.get()), weak)
    assert answer.status_code == 200
    eva.refresh_from_db()
    assert eva.check_password(PASSWORD)


def test_asking_for_links_is_slowed_by_account_and_by_address(eva):
    answers = [ask("eva", f"198.51.100.{number}").status_code for number in range(4)]
    assert answers == [200] * 3 + [429]
    assert Letter.objects.count() == 3
    answers = [ask(f"name{number}", FAR).status_code for number in range(11)]
    assert answers == [200] * 10 + [429]
    answer = ask("another", FAR)
    assert (answer.status_code, int(answer["Retry-After"]) <= 300) == (429, True)
    assert [ask("nobody", f"192.0.2.{number}").status_code for number in range(4)] == [200] * 3 + [429]


def test_address_of_many_accounts_gets_a_letter_for_each_but_not_for_all(db):
    for number in range(MOST + 2):
        User.objects.create_user(f"name{number}", "desk@example.org", PASSWORD, is_staff=True)
    ask("desk@example.org")
    assert Letter.objects.count() == MOST


@pytest.mark.parametrize("typed", ["", " ", "\x00", "é" * 5000, "a\nb", "%", "'"])
def test_odd_name_is_answered(db, typed):
    assert ask(typed).status_code == 200
    assert Letter.objects.count() == 0


@pytest.mark.parametrize("link", ["x/y", "MQ/set-password", "%00/x"])
def test_odd_link_is_no_good(db, client, link):
    answer = client.get(f"/admin/new-password/{link}/")
    assert answer.status_code in {200, 400}
    assert "csrfmiddlewaretoken" not in answer.content.decode()


@pytest.mark.parametrize(
    ("contact", "words"), [("", "Ask an administrator of the newsroom"), ("Anna, +41 21", "Ask Anna, +41 21")]
)
def test_site_without_mail_says_who_can_help(eva, client, settings, contact, words):
    settings.SENDS_MAIL, settings.STAFF_CONTACT = False, contact
    page = " ".join(client.get("/admin/forgotten/").content.decode().split())
    assert "as it sends no mail" in page
    assert words in page
    assert "manage.py reset_password" in page
    assert ask("eva").status_code == 200
    assert Letter.objects.count() == 0


def test_sign_in_page_leads_there(client, db):
    assert '<a href="/admin/forgotten/">Forgot your password?</a>' in client.get("/admin/login/").content.decode()

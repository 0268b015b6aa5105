"""Sessions: a new name at each sign-in, an end after a working day and a new password, and a list for their owner."""

from datetime import timedelta

import pyotp
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from isuwc.signin.accounts.factors.rows import AuthenticatorApp
from isuwc.signin.accounts.middleware import VERIFIED
from isuwc.signin.accounts.sessions.places import device_in_words, network_in_words
from isuwc.signin.accounts.sessions.rows import IDLE, StaffSession
from isuwc.signin.accounts.sessions.store import SessionStore
from tests.isuwc.signin.accounts.doors import PASSWORD, code, give_code, give_password, is_let_in, person, with_app

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
NEW = "quite another set of words"


@pytest.fixture
def eva() -> User:
    return person()


def test_sign_in_gives_the_session_a_new_name(eva, client):
    """A name that somebody planted in the browser is nobody's afterwards."""
    planted = SessionStore()
    planted["x"] = 1
    planted.create()
    client.cookies["sessionid"] = planted.session_key
    give_password(client)
    assert client.cookies["sessionid"].value != planted.session_key
    assert not StaffSession.objects.filter(pk=planted.row_key).exists()


def test_each_step_gives_the_session_a_new_name(eva, client):
    with_app(eva)
    give_password(client)
    between = client.cookies["sessionid"].value
    give_code(client, code())
    assert client.cookies["sessionid"].value != between
    other = Client()
    other.cookies["sessionid"] = between
    assert not is_let_in(other)


def test_session_lasts_twelve_hours_whatever_is_done_meanwhile(eva, client):
    give_password(client)
    session = StaffSession.objects.get()
    end = session.expire_date
    store = client.session
    store["more"] = 1
    store.save()
    assert StaffSession.objects.get().expire_date == end
    assert timedelta(hours=11, minutes=59) < end - session.signed_in_at <= timedelta(hours=12, seconds=1)
    StaffSession.objects.update(expire_date=timezone.now() - timedelta(seconds=1), seen_at=timezone.now())
    assert not is_let_in(client)


@pytest.mark.parametrize(("ago", "lasts"), [(IDLE - timedelta(minutes=1), True), (IDLE, False)])
def test_session_that_nobody_used_for_four_hours_is_over(eva, client, ago, lasts):
    give_password(client)
    StaffSession.objects.update(seen_at=timezone.now() - ago)
    assert is_let_in(client) is lasts


def test_use_of_a_session_is_noted_to_five_minutes(eva, client, django_assert_num_queries):
    give_password(client)
    with django_assert_num_queries(2):
        client.get("/admin/jsi18n/").wsgi_request.user.pk  # noqa: B018 - asks
    before = timezone.now() - timedelta(minutes=6)
    StaffSession.objects.update(seen_at=before)
    client.get("/admin/jsi18n/").wsgi_request.user.pk  # noqa: B018 - asks
    assert StaffSession.objects.get().seen_at > before + timedelta(minutes=5)


@pytest.mark.parametrize("way", ["own page", "administrator", "code"])
def test_sessions_die_after_a_change_of_password(eva, client, way):
    other = Client()
    give_password(other)
    give_password(client)
    if way == "own page":
        words = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
        assert client.post("/admin/password_change/", words).status_code == 302
    elif way == "administrator":
        root = Client()
        root.force_login(User.objects.create(username="root", is_staff=True, is_superuser=True))
        words = {"usable_password": "true", "password1": NEW, "password2": NEW}
        assert root.post(f"/admin/auth/user/{eva.pk}/password/", words).status_code == 302
    else:
        eva.set_password(NEW)
        eva.save()
    assert StaffSession.objects.filter(person=eva).count() == (way == "own page")
    assert not is_let_in(other)
    assert is_let_in(client) is (way == "own page")


def test_session_of_who_is_no_longer_active_is_nobody_s(eva, client):
    give_password(client)
    User.objects.filter(pk=eva.pk).update(is_active=False)
    assert not is_let_in(client)


def test_own_page_lists_sessions_and_ends_one_there(eva, client):
    other = Client(headers={"user-agent": FIREFOX})
    give_password(other, REMOTE_ADDR="198.51.100.23")
    give_password(client)
    tom = person("tom")
    StaffSession.objects.create(
        session_key="f" * 64, person=tom, seen_at=timezone.now(), expire_date=timezone.now() + timedelta(hours=1)
    )
    rows = client.get("/admin/account/").context["sessions"]
    assert [(row.device, row.network, is_here) for row, is_here in rows] == [
        ("Another browser", "127.0.0.x", True),
        ("Firefox on Windows", "198.51.100.x", False),
    ]
    here, there = (row.pk for row, _ in rows)
    for wrong in (here, "f" * 64, "", "\x00", "others2"):
        client.post("/admin/account/sign-out/", {"session": wrong})
    assert StaffSession.objects.count() == 3
    client.post("/admin/account/sign-out/", {"session": there})
    assert not is_let_in(other)
    assert is_let_in(client)
    assert StaffSession.objects.filter(person=tom).exists()


def test_sign_out_everywhere_else(eva, client):
    others = [Client() for _ in range(2)]
    for each in (*others, client):
        give_password(each)
    client.post("/admin/account/sign-out/", {"session": "others"})
    assert [is_let_in(each) for each in (*others, client)] == [False, False, True]


def test_sign_out_ends_the_session_on_the_server(eva, client):
    give_password(client)
    kept = client.cookies["sessionid"].value
    client.post("/admin/logout/")
    client.cookies["sessionid"] = kept
    assert not is_let_in(client)
    assert StaffSession.objects.count() == 0


def test_expired_sessions_are_cleared(eva, client):
    give_password(client)
    give_password(Client())
    StaffSession.objects.filter(pk=client.session.row_key).update(seen_at=timezone.now() - IDLE)
    SessionStore.clear_expired()
    assert StaffSession.objects.count() == 1


def test_digest_in_the_database_opens_no_session(eva, client):
    give_password(client)
    client.cookies["sessionid"] = StaffSession.objects.get().pk
    assert not is_let_in(client)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.5 Safari/605.1.15", "Safari on Mac"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/138.0.0.0 Safari/537.36 Edg/138.0", "Edge on Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) CriOS/138.0 Mobile Safari/604.1", "Chrome on iPhone"),
        ("curl/8", "Another browser"),
        ("", "Another browser"),
    ],
)  # fmt: skip
def test_device_in_words(agent, words):
    assert device_in_words(agent) == words


@pytest.mark.parametrize(
    ("address", "words"),
    [("192.0.2.7", "192.0.2.x"), ("2001:db8:1:2::3", "2001:db8:1::/48"), ("unknown", "unknown")],
)
def test_network_in_words(address, words):
    assert network_in_words(address) == words


# Setting up and removing in one's account


def test_setting_up_a_factor_ends_the_other_sessions_and_keeps_this_one(eva, client):
    other = Client()
    give_password(other)
    give_password(client)

    page = client.get("/admin/set-up/app/").content.decode()
    secret = page.split('class="people-key">')[1].split("</code>")[0].replace(" ", "")
    assert client.post("/admin/set-up/app/", {"otp": pyotp.TOTP(secret).now()}).status_code == 302
    assert is_let_in(client)
    assert not is_let_in(other)
    assert client.session[VERIFIED] == "authenticator app"


@pytest.mark.parametrize("address", ["/admin/set-up/", "/admin/set-up/app/", "/admin/account/codes/"])
def test_change_of_factors_long_after_the_sign_in_asks_for_the_password(eva, client, address):
    """A browser that was left open, or a session that was stolen, is not enough to take an account over."""
    with_app(eva)
    give_password(client)
    give_code(client, code())
    assert client.get(address).status_code == 200
    session = client.session
    session["isuwc.session"][0] -= 16 * 60
    session.save()
    assert client.get(address)["Location"].startswith("/admin/account/confirm/")
    assert client.post("/admin/account/remove/", {"which": "app"})["Location"].startswith("/admin/account/confirm/")
    answer = client.post("/admin/account/confirm/", {"password": "wrong", "next": address})
    assert (answer.status_code, "This is not your password." in answer.content.decode()) == (200, True)
    answer = client.post("/admin/account/confirm/", {"password": PASSWORD, "next": address})
    assert answer["Location"] == address
    assert client.get(address).status_code == 200


def test_guessing_the_password_on_that_page_is_slowed_as_a_sign_in_is(eva, client):
    give_password(client)
    tried = [client.post("/admin/account/confirm/", {"password": "wrong"}).status_code for _ in range(12)]
    assert tried == [200] * 10 + [429] * 2


def test_page_that_confirms_leads_nowhere_else(eva, client):
    give_password(client)
    answer = client.post("/admin/account/confirm/", {"password": PASSWORD, "next": "https://evil.example/"})
    assert answer["Location"] == "/admin/account/"


def test_last_factor_stays_where_one_is_required_and_goes_where_none_is(eva, client, settings):
    with_app(eva)
    give_password(client)
    give_code(client, code())
    settings.SECOND_FACTOR = ["Editor"]
    page = client.post("/admin/account/remove/", {"which": "app"}, follow=True).content.decode()
    assert "Authenticator app stays: your role requires a second factor. Set up another one first." in page
    settings.SECOND_FACTOR = []
    page = client.post("/admin/account/remove/", {"which": "app"}, follow=True).content.decode()
    assert "Authenticator app: removed." in page
    assert "whoever learns your password can sign in as you" in page


def test_factor_of_somebody_else_is_not_removed(eva, client):
    tom = with_app(person("tom"))
    give_password(client)
    client.post("/admin/account/remove/", {"which": "app"})

    assert AuthenticatorApp.objects.get().person == tom

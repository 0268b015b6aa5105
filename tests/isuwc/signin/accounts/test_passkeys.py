"""Passkeys: what they sign lets in, once, here, and nothing else does. The key is a real one, in software."""

import html
import json
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from isuwc.signin.accounts.factors.rows import Passkey
from tests.isuwc.signin.accounts.doors import give_code, give_password, is_let_in, person
from tests.isuwc.signin.accounts.keys import SoftKey, a_passkey

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return Client(HTTP_HOST="localhost")


@pytest.fixture
def eva() -> User:
    return person()


def asked(answer) -> str:
    (found,) = re.findall(r'data-passkey-(?:get|create)="([^"]+)"', answer.content.decode())
    return html.unescape(found)


def sign_in_by(client: Client, key: SoftKey, options: str = ""):
    if not options:
        give_password(client)
        options = asked(client.get("/admin/second-step/"))
    return client.post("/admin/second-step/", {"answer": key.get(options)})


def set_up(client: Client, key: SoftKey, name: str = "Laptop"):
    options = asked(client.get("/admin/set-up/passkey/"))
    return client.post("/admin/set-up/passkey/", {"answer": key.create(options), "name": name})


def test_passkey_is_set_up_and_lets_in(eva, client):
    key = SoftKey()
    give_password(client)
    assert set_up(client, key, "  Red\u202e key ")["Location"] == "/admin/account/codes/"
    assert Passkey.objects.get().name == "Red key"
    client.post("/admin/logout/")
    assert give_password(client)["Location"] == "/admin/second-step/"
    assert sign_in_by(client, key)["Location"] == "/admin/"
    assert is_let_in(client)


def test_answer_is_good_once(eva, client):
    """Whoever saw one can't send it again, even to a question that was put in the same words."""
    key = a_passkey(eva)
    give_password(client)
    options = asked(client.get("/admin/second-step/"))
    answer = {"answer": key.get(options)}
    assert client.post("/admin/second-step/", answer).status_code == 302
    other = Client(HTTP_HOST="localhost")
    give_password(other)
    other.get("/admin/second-step/")
    assert other.post("/admin/second-step/", answer).status_code == 200
    assert other.post("/admin/second-step/", answer).status_code == 200
    assert not is_let_in(other)


def test_answer_without_a_question_lets_nobody_in(eva, client):
    key = a_passkey(eva)
    give_password(client)
    answer = client.post("/admin/second-step/", {"answer": key.get(json.dumps({"challenge": "AAAA"}))})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://localhost.evil.example"},  # a false site that asks for it
        {"origin": "http://localhost:8001"},
        {"site": "evil.example"},
    ],
)
def test_answer_that_was_given_to_another_site_is_refused(eva, client, wrong):
    key = a_passkey(eva)
    for name, value in wrong.items():
        setattr(key, name, value)
    assert sign_in_by(client, key).status_code == 200
    assert not is_let_in(client)


def test_key_of_somebody_else_is_refused(eva, client):
    a_passkey(eva)
    theirs = a_passkey(person("tom"))
    assert sign_in_by(client, theirs).status_code == 200
    assert not is_let_in(client)


def test_key_with_the_name_of_another_and_its_own_signature_is_refused(eva, client):
    key = a_passkey(eva)
    assert sign_in_by(client, SoftKey(identity=key.identity)).status_code == 200
    assert not is_let_in(client)


def test_key_that_counts_backwards_may_be_a_copy_and_is_refused(eva, client, caplog):
    key = SoftKey(counter=7)
    a_passkey(eva, key)
    assert sign_in_by(client, key).status_code == 200
    assert "counts backwards: it may have been copied" in caplog.text
    key.counter = 8
    assert sign_in_by(client, key).status_code == 302
    assert Passkey.objects.get().sign_count == 8


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{}",
        "[]",
        "null",
        "x",
        "[" * 50_000,
        '"x"',
        "{" * 3000,
        '{"id": 1, "response": []}',
        '{"rawId": "é", "response": {}}',
    ],
)
def test_odd_answer_is_wrong_and_nothing_else(eva, client, answer):
    a_passkey(eva)
    give_password(client)
    client.get("/admin/second-step/")
    assert client.post("/admin/second-step/", {"answer": answer}).status_code == 200
    other = Client(HTTP_HOST="localhost")
    person("tom")
    give_password(other, "tom")
    other.get("/admin/set-up/passkey/")
    page = other.post("/admin/set-up/passkey/", {"answer": answer}).content.decode()
    assert "This passkey was not taken." in page


def test_key_that_somebody_has_already_is_not_taken_again(eva, client):
    key = a_passkey(person("tom"))
    give_password(client)
    assert "This passkey was not taken." in set_up(client, key).content.decode()
    assert Passkey.objects.count() == 1


def test_more_than_ten_are_not_kept(eva, client):
    give_password(client)
    for _ in range(10):
        assert set_up(client, SoftKey()).status_code == 302
    assert "You have 10 passkeys" in set_up(client, SoftKey()).content.decode()
    assert Passkey.objects.count() == 10


def test_address_of_numbers_offers_none_and_takes_none(eva):
    client = Client(HTTP_HOST="127.0.0.1")
    give_password(client)
    assert "open the site as" in " ".join(client.get("/admin/set-up/").content.decode().split())
    assert client.get("/admin/set-up/passkey/")["Location"] == "/admin/set-up/"


def test_site_over_https_asks_for_keys_of_its_own_name_whatever_host_was_asked(eva, settings):
    settings.HTTPS, settings.SITE_URL, settings.ALLOWED_HOSTS = True, "https://example.org", ["*"]
    client = Client(HTTP_HOST="evil.example")
    give_password(client)
    assert json.loads(asked(client.get("/admin/set-up/passkey/")))["rp"]["id"] == "example.org"
    key = SoftKey(site="example.org", origin="https://example.org")
    assert set_up(client, key).status_code == 302


def test_app_code_lets_in_beside_a_passkey_no_more_than_wrong_ones(eva, client):
    a_passkey(eva)
    give_password(client)
    assert give_code(client, "000000").status_code == 200

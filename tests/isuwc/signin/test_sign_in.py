"""Sign-in under attack: every attempt is answered and logged, and nobody is locked out by somebody elsewhere."""

import threading
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from isuwc.signin import hashing
from isuwc.signin.limits import ACCOUNT_AT_ADDRESS, ADDRESS, DEVICE, STRANGERS_OF_ACCOUNT, Charge
from isuwc.signin.models import Allowance, UsualAddress, digest

PASSWORD = "a long enough password"
HOME, ATTACKER = "192.0.2.7", "203.0.113.9"


@pytest.fixture
def journalist(db) -> User:
    return User.objects.create_user("journalist", password=PASSWORD, is_staff=True)


def attempt(
    password: str = "wrong", account: str = "journalist", address: str = ATTACKER, client: Client | None = None
):
    values = {"username": account, "password": password, "next": "/admin/"}
    return (client or Client()).post("/admin/login/", values, REMOTE_ADDR=address)


def said(caplog) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "isuwc.security"]


@pytest.fixture
def hashes(monkeypatch) -> list[str]:
    """The passwords that were hashed from here on."""
    done: list[str] = []

    def encode(self, password, salt, iterations=None):
        done.append(password)
        return real(self, password, salt, iterations)

    real = hashing.PBKDF2PasswordHasher.encode
    monkeypatch.setattr(hashing.PBKDF2PasswordHasher, "encode", encode)
    return done


def test_sixty_wrong_passwords_are_all_answered_and_logged(hashes, journalist, caplog):
    hashes.clear()
    answers = [attempt() for _ in range(60)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 50
    assert hashes == ["wrong"] * 10
    assert said(caplog) == (
        [f"sign-in failed: account 'journalist' from '{ATTACKER}'"] * 10
        + [f"sign-in refused, too many attempts: account 'journalist' from '{ATTACKER}'"] * 50
    )
    last = answers[-1]
    assert 0 < int(last["Retry-After"]) <= 60
    page = last.content.decode()
    assert f"Too many attempts. Your password was not checked. Please try again in {last['Retry-After']} sec" in page
    assert 'value="journalist"' in page


def test_colleague_at_the_usual_address_signs_in_during_the_attack(journalist, caplog):
    assert attempt(PASSWORD, address=HOME).status_code == 302
    for number in range(40):  # from many addresses, until strangers have nothing left of this account
        attempt(address=f"203.0.113.{number}")
    assert attempt(PASSWORD, address="198.51.100.1").status_code == 429
    caplog.clear()
    caplog.set_level("INFO")
    assert attempt(PASSWORD, address=HOME)["Location"] == "/admin/"
    assert said(caplog) == [f"sign-in: account 'journalist' from '{HOME}'"]


def test_known_device_signs_in_though_the_attacker_sits_at_the_same_address(journalist):
    client = Client()
    assert attempt(PASSWORD, address=HOME, client=client).status_code == 302
    for _ in range(40):
        attempt(address=HOME)
    assert attempt(PASSWORD, address=HOME).status_code == 429
    del client.cookies["sessionid"]
    assert attempt(PASSWORD, address=HOME, client=client).status_code == 302


def test_cookie_of_a_device_proves_nothing_for_another_account(journalist):
    User.objects.create_user("editor", password=PASSWORD, is_staff=True)
    client = Client()
    attempt(PASSWORD, client=client)
    assert [attempt(account="editor", client=client).status_code for _ in range(11)] == [200] * 10 + [429]


@pytest.mark.parametrize("cookie", ["", "x", "WzEsMl0:1:x", "é" * 9000])
def test_forged_cookie_is_no_device(journalist, cookie):
    client = Client()
    client.cookies["device"] = cookie
    assert [attempt(client=client).status_code for _ in range(11)] == [200] * 10 + [429]


def test_cookie_of_a_device_goes_to_the_newsroom_alone(journalist):
    cookie = attempt(PASSWORD).cookies["device"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")
    assert "device" not in attempt().cookies


def test_address_that_tries_many_accounts_is_slowed_and_others_are_not(journalist):
    answers = [attempt(account=f"name{number}").status_code for number in range(31)]
    assert answers == [200] * 30 + [429]
    assert attempt(PASSWORD).status_code == 429
    assert attempt(PASSWORD, address=HOME).status_code == 302


def test_refused_attempts_lengthen_no_wait(journalist):
    for _ in range(10):
        attempt()
    first = int(attempt()["Retry-After"])
    assert all(int(attempt()["Retry-After"]) <= first for _ in range(20))


def test_right_password_makes_the_own_allowance_whole_and_gives_the_address_its_attempt_back(journalist):
    for _ in range(9):
        attempt()
    before = Allowance.objects.count()
    assert attempt(PASSWORD).status_code == 302
    assert Allowance.objects.count() == before - 1
    spent = sorted(row.spent_until - timezone.now() for row in Allowance.objects.all())
    assert all(9 * ADDRESS.interval - timedelta(seconds=9) < left <= 9 * ADDRESS.interval for left in spent)


@pytest.mark.parametrize("name", ["JOURNALIST", "ｊournalist"])
def test_name_in_other_letters_spends_the_same_allowance(journalist, name):
    for _ in range(10):
        attempt()
    assert attempt(account=name).status_code == 429


def test_log_shows_an_odd_name_cut_and_on_one_line(db, caplog):
    attempt(account="a\nsign-in: account admin\u202e" + "x" * 100)
    name = r"a\nsign-in: account admin\u202e" + "x" * 15 + "…"
    assert said(caplog) == [f"sign-in failed: account '{name}' from '{ATTACKER}'"]


def test_page_of_the_public_asks_nothing_more_and_sets_no_cookie(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/robots.txt").cookies == {}


def test_attempt_asks_the_database_a_fixed_number_of_times(journalist, django_assert_max_num_queries):
    attempt()
    with django_assert_max_num_queries(14):
        attempt()


def test_address_that_is_not_known_becomes_nobody_s_usual_one(journalist, settings):
    """Behind a proxy that the site knows nothing of everybody would sign in from where the journalist did."""
    settings.PROXIES = 0
    through = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": HOME}
    values = {"username": "journalist", "password": PASSWORD}
    assert Client().post("/admin/login/", {**values, "next": "/admin/"}, **through).status_code == 302
    assert UsualAddress.objects.count() == 0
    UsualAddress.objects.remember("journalist", "unknown", timezone.now())
    answers = [Client().post("/admin/login/", {**values, "password": "wrong"}, **through) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert Allowance.objects.count() == 3  # a stranger's


def test_right_password_of_somebody_who_is_not_staff_is_logged(db, caplog):
    User.objects.create_user("reader", password=PASSWORD)
    answer = attempt(PASSWORD, account="reader")
    assert answer.status_code == 200
    assert said(caplog) == [f"sign-in refused, not staff: account 'reader' from '{ATTACKER}'"]


@pytest.mark.django_db(transaction=True)
def test_attempts_at_the_same_moment_wait_for_one_another_and_never_two_for_each_other():
    """Each sweeps old allowances, of which the other needs some."""
    charges = [Charge(f"key {number}", DEVICE) for number in range(250)]
    failures: list[Exception] = []

    def spend(ready: threading.Barrier) -> None:
        try:
            ready.wait()
            Allowance.objects.spend(charges, timezone.now())
        except Exception as error:  # raised for the test, whatever it is
            failures.append(error)
        finally:
            connection.close()

    for _ in range(5):
        Allowance.objects.all().delete()
        old = timezone.now() - timedelta(seconds=1)
        Allowance.objects.bulk_create(Allowance(key=digest(charge.key), spent_until=old) for charge in charges)
        ready = threading.Barrier(2)
        threads = [threading.Thread(target=spend, args=[ready]) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []


def test_limit_is_whole_again_after_its_intervals():
    now = timezone.now()
    for limit in (DEVICE, ACCOUNT_AT_ADDRESS, ADDRESS, STRANGERS_OF_ACCOUNT):
        spent = now
        for _ in range(limit.burst):
            assert limit.wait(spent, now) <= timedelta()
            spent = limit.spend(spent, now)
        assert limit.wait(spent, now) == limit.interval
        assert limit.wait(spent, now + limit.interval) == timedelta()


def test_allowances_that_are_whole_are_swept(db):
    now = timezone.now()
    Allowance.objects.create(key="old", spent_until=now - timedelta(seconds=1))
    Allowance.objects.create(key="spent", spent_until=now + timedelta(seconds=1))
    Allowance.objects.all().sweep(now)
    assert list(Allowance.objects.values_list("key", flat=True)) == ["spent"]


def test_usual_address_is_forgotten_after_ninety_days(db):
    now = timezone.now()
    UsualAddress.objects.remember("editor", HOME, now)
    assert UsualAddress.objects.knows("editor", HOME, now + timedelta(days=90))
    assert not UsualAddress.objects.knows("editor", HOME, now + timedelta(days=90, seconds=1))
    assert not UsualAddress.objects.knows("editor", ATTACKER, now)


# The place where passwords are hashed


@pytest.fixture
def full():
    """Both of a place's rooms are taken until the test ends."""
    release = threading.Event()

    def fill(place: hashing.Place) -> list[threading.Thread]:
        started = threading.Barrier(hashing.ROOM + 1)

        def wait() -> None:
            started.wait()
            place.compute(lambda: str(release.wait(30)))

        threads = [threading.Thread(target=wait) for _ in range(hashing.ROOM)]
        for thread in threads:
            thread.start()
        started.wait()
        while place._room._value:  # until both are in
            pass
        waiting.extend(threads)
        return threads

    waiting: list[threading.Thread] = []
    yield fill
    release.set()
    for thread in waiting:
        thread.join()


def test_attempt_beyond_the_room_is_told_when_to_come_again_and_spends_nothing(journalist, full, caplog):
    full(hashing.STRANGERS)
    answer = attempt(PASSWORD)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Many people are signing in at this moment. Your password was not checked." in answer.content.decode()
    assert said(caplog) == [f"sign-in refused, hashing is full: account 'journalist' from '{ATTACKER}'"]
    assert all(row.spent_until <= timezone.now() for row in Allowance.objects.all())


def test_known_device_and_signed_in_staff_have_a_place_beside_the_strangers(journalist, full):
    client = Client()
    attempt(PASSWORD, client=client)
    full(hashing.STRANGERS)
    del client.cookies["sessionid"]
    assert attempt(PASSWORD, client=client).status_code == 302


def test_change_of_password_while_hashing_is_full_is_answered_in_words(journalist, full, client):
    client.force_login(journalist)
    full(hashing.STAFF)
    values = {"old_password": PASSWORD, "new_password1": "another long one", "new_password2": "another long one"}
    answer = client.post("/admin/password_change/", values)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Please try again in 5 seconds" in answer.content.decode()


def test_hash_is_djangos_own():
    hashed = make_password("word")
    assert hashed.startswith("pbkdf2_sha256$")
    assert hashing.PBKDF2PasswordHasher().verify("word", hashed)
    assert check_password("word", hashed)
    assert not check_password("other", hashed)


def test_error_of_a_hash_is_the_callers():
    with pytest.raises(ZeroDivisionError):
        hashing.STAFF.compute(lambda: str(1 / 0))
    assert hashing.STAFF.compute(lambda: "room again") == "room again"

"""What is found at an address, with real servers that answer in every way."""

import ssl
import time
from dataclasses import replace
from pathlib import Path

import pytest

from events.broadcast.links.pinned import Deadline, numbers_of
from events.broadcast.links.policy import Policy
from events.broadcast.links.trying import Finding, Tried, Trier
from tests.events.broadcast.links.servers import raw, trier, web

CERTIFICATE = Path(__file__).parents[3] / "data/tls/tv.test.pem"  # of tv.test, by nobody else


@pytest.fixture
def server():
    with web() as (port, asked):
        yield port, asked


@pytest.mark.parametrize(
    ("path", "finding", "words"),
    [
        ("/200", Finding.ANSWERS, "answers (200)"),
        ("/no-head", Finding.ANSWERS, "answers (200)"),
        ("/404", Finding.FAILS, "page not found (404)"),
        ("/410", Finding.FAILS, "gone for good (410)"),
        ("/400", Finding.FAILS, "the server refuses the request (400)"),
        ("/500", Finding.FAILS, "the server has an error (500)"),
        ("/503", Finding.FAILS, "the server has an error (503)"),
        ("/403", Finding.UNCLEAR, "it refuses programs such as this one, and perhaps other countries (403)"),
        ("/429", Finding.UNCLEAR, "it was asked too often (429)"),
        ("/451", Finding.UNCLEAR, "it is blocked for legal reasons where this was tried (451)"),
        ("/304", Finding.UNCLEAR, "an answer that says nothing (304)"),
    ],
)
def test_each_status_is_said_in_words(server, path, finding, words):
    port, _ = server
    assert trier(port).tried(f"http://tv.test:{port}{path}") == Tried(finding, words)


def test_request_is_honest_and_has_no_body_cookie_or_proxy(server, monkeypatch):
    port, asked = server
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    found = trier(port).tried(f"http://tv.test:{port}/cookie")
    assert found == Tried(Finding.ANSWERS, "answers (200)", f"http://tv.test:{port}/200")
    assert [(method, path) for method, path, _ in asked] == [("HEAD", "/cookie"), ("HEAD", "/200")]
    headers = {
        "Host": f"tv.test:{port}",
        "User-Agent": "isuwc-link-check/1.0 (tries the links of its own pages, once a day; +https://here.test)",
        "Accept": "text/html, */*;q=0.1",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    assert [each for *_, each in asked] == [headers, headers]


def test_get_is_asked_only_where_head_is_an_error_and_its_body_is_left(server):
    port, asked = server
    began = time.monotonic()
    trier(port).tried(f"http://tv.test:{port}/no-head")
    assert [(method, path) for method, path, _ in asked] == [("HEAD", "/no-head"), ("GET", "/no-head")]
    assert time.monotonic() - began < 1  # 50 MB were sent


def test_redirect_is_followed_and_where_it_led_is_said(server):
    port, _ = server
    at = f"http://tv.test:{port}"
    assert trier(port).tried(f"{at}/to?/404") == Tried(Finding.FAILS, "page not found (404)", f"{at}/404")
    assert trier(port).tried(f"{at}/to?/") == Tried(
        Finding.UNCLEAR, "answers, but with a front page instead of this page (200)", f"{at}/"
    )


def test_redirects_in_a_circle_and_without_end_are_left(server):
    port, asked = server
    at = f"http://tv.test:{port}"
    assert trier(port).tried(f"{at}/left") == Tried(Finding.FAILS, "it redirects in a circle", f"{at}/left")
    assert [path for _, path, _ in asked] == ["/left", "/right"]
    asked.clear()
    path = "/200"
    for _ in range(6):
        path = f"/to?{path}"
    found = trier(port).tried(f"{at}{path}")
    assert (found.finding, found.words) == (Finding.FAILS, "it redirects more than 5 times")
    assert len(asked) == 6


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://inside.test/", "not tried: inside.test is at 10.0.0.1 that the public internet doesn't have"),
        ("http://both.test/", "not tried: both.test is at ::1 that the public internet doesn't have"),
        ("http://169.254.169.254/", "not followed, it redirects: it names port 80"),
        ("file:///etc/passwd", "not followed, it redirects: it is neither http nor https"),
        ("http://me@tv.test/", "not followed, it redirects: it contains a user name or a password"),
    ],
)
def test_redirect_into_a_network_is_refused_before_anything_is_sent(server, location, words):
    port, asked = server
    names = {"inside.test": ["10.0.0.1"], "both.test": ["127.0.0.1", "::1"]}
    if location in {"http://inside.test/", "http://both.test/"}:
        location = f"{location.rstrip('/')}:{port}/"
    found = trier(port, names=names).tried(f"http://tv.test:{port}/to?{location}")
    assert (found.finding, found.words, found.redirected_to) == (Finding.REFUSED, words, location)
    assert len(asked) == 1


def test_name_with_a_private_number_beside_a_public_one_is_refused(server):
    port, asked = server
    found = trier(port, names={"tv.test": ["127.0.0.1", "192.168.1.1"]}).tried(f"http://tv.test:{port}/200")
    words = "not tried: tv.test is at 192.168.1.1 that the public internet doesn't have"
    assert (found, asked) == (Tried(Finding.REFUSED, words), [])


def test_name_is_resolved_once_and_may_not_change_in_between(server):
    """DNS rebinding: the second answer would be another machine."""
    port, asked = server
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    own = trier(port)
    found = Trier(policy=own.policy, resolve=lambda *of: answers.pop(0)).tried(f"http://tv.test:{port}/no-head")
    assert found == Tried(Finding.ANSWERS, "answers (200)")
    assert (len(asked), answers) == (2, [["10.0.0.1"]])


@pytest.mark.parametrize("address", ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/"])
def test_this_machine_is_never_tried_without_the_seam(address):
    found = Trier().tried(address)
    assert found.finding is Finding.REFUSED
    assert found.words.endswith("that the public internet doesn't have")


@pytest.mark.parametrize(
    "sent",
    [
        (b"HTTP/1.1 200 OK\r\n", *[b"X-A: 1\r\n"] * 1000),
        tuple(bytes([each]) for each in b"HTTP/1.1 200 OK\r\n" * 100),
        (b"", *[b""] * 1000),
    ],
)
def test_server_that_drips_is_left_when_the_time_is_over(sent):
    with raw(*sent, every=0.05) as port:
        began = time.monotonic()
        found = trier(port, seconds=0.5).tried(f"http://tv.test:{port}/")
        took = time.monotonic() - began
    assert found == Tried(Finding.FAILS, "no answer in time")
    assert 0.4 < took < 1


def test_server_that_drips_its_handshake_is_left_too():
    with raw(*[b"\x16"] * 1000, every=0.05) as port:
        began = time.monotonic()
        found = trier(port, seconds=0.5).tried(f"https://tv.test:{port}/")
        took = time.monotonic() - began
    assert found.finding is Finding.FAILS
    assert took < 1


def test_head_without_end_is_left_after_some_bytes(server):
    port, _ = server
    assert trier(port).tried(f"http://tv.test:{port}/huge").finding is Finding.FAILS
    with raw(b"HTTP/1.1 200 OK\r\n", *[b"X-A: " + b"a" * 1000 + b"\r\n"] * 90) as own:
        assert trier(own).tried(f"http://tv.test:{own}/") == Tried(Finding.FAILS, "its answer has no end")


@pytest.mark.parametrize("sent", [b"SSH-2.0-OpenSSH_9.6\r\n", b"\x00\xff" * 50, b"HTTP/1.1 abc OK\r\n\r\n", b"\r\n"])
def test_server_that_speaks_no_http_has_no_proper_answer(sent):
    with raw(sent) as port:
        assert trier(port).tried(f"http://tv.test:{port}/") == Tried(Finding.FAILS, "no proper answer")


def test_nothing_at_the_port_is_no_connection():
    with raw() as port:
        pass
    assert trier(port).tried(f"http://tv.test:{port}/") == Tried(Finding.FAILS, "no connection: refused")


def test_certificate_is_verified_against_the_name_though_the_number_is_pinned():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    trust = ssl.create_default_context(cafile=CERTIFICATE)
    with web(context) as (port, asked):
        good = trier(port, trust=trust)
        assert good.tried(f"https://tv.test:{port}/200") == Tried(Finding.ANSWERS, "answers (200)")
        other = good.tried(f"https://other.test:{port}/200")
        assert other.finding is Finding.FAILS
        assert other.words.startswith("its certificate is not valid: Hostname mismatch")
        unknown = trier(port).tried(f"https://tv.test:{port}/200")
        assert unknown == Tried(Finding.FAILS, "its certificate is not valid: self-signed certificate")
        assert len(asked) == 1
        assert trier(port).tried(f"http://tv.test:{port}/200").finding is Finding.FAILS


def test_name_that_is_not_known_or_not_found_in_time_is_said(server):
    port, _ = server

    def unknown(host, port, deadline):
        raise OSError(-2, "Name or service not known")

    def slow(host, port, deadline):
        raise TimeoutError

    policy = trier(port).policy
    for resolve, words in (
        (unknown, "the name tv.test is not known"),
        (slow, "the name tv.test was not found in time"),
    ):
        found = Trier(policy=policy, resolve=resolve).tried(f"http://tv.test:{port}/")
        assert found == Tried(Finding.FAILS, words)


def test_resolver_of_the_system_knows_this_machine_and_waits_no_longer_than_told():
    assert "127.0.0.1" in numbers_of("localhost", 80, Deadline.within(5))
    with pytest.raises(TimeoutError):
        numbers_of("localhost", 80, Deadline.within(-1))
    with pytest.raises(OSError, match="idna"):
        numbers_of("a" * 64 + ".test", 80, Deadline.within(5))


def test_second_number_of_a_name_is_asked_where_the_first_refuses_the_connection():
    with web() as (port, asked):
        own = trier(port, names={"tv.test": ["127.0.0.2", "127.0.0.1"]})
        policy = Policy(may_reach=lambda number: number.is_loopback, ports=own.policy.ports)
        found = replace(own, policy=policy).tried(f"http://tv.test:{port}/200")
    assert (found, len(asked)) == (Tried(Finding.ANSWERS, "answers (200)"), 1)


def test_pause_takes_nothing_of_the_time_of_an_address(server):
    port, _ = server
    slow = trier(port, seconds=0.5, pause=lambda host: time.sleep(0.4))
    assert slow.tried(f"http://tv.test:{port}/no-head") == Tried(Finding.ANSWERS, "answers (200)")


def test_what_was_reached_is_told_from_what_was_not(server):
    port, _ = server
    at, other = f"http://tv.test:{port}", "http://other.test:1/"
    for path in ("/200", "/404", "/403", "/left", "/to?file:///x"):
        assert trier(port).tried(f"{at}{path}").is_reached
    with raw(b"rubbish\r\n") as own:
        assert trier(own).tried(f"http://tv.test:{own}/").is_reached
        assert trier(own).tried(f"https://tv.test:{own}/").is_reached
    assert not trier(1).tried(other).is_reached
    assert not trier(port).tried("ftp://tv.test/").is_reached


def test_pause_comes_before_each_request(server):
    port, _ = server
    hosts = []
    trier(port, pause=hosts.append).tried(f"http://tv.test:{port}/no-head")
    assert hosts == ["tv.test", "tv.test"]

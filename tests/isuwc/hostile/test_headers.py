"""Odd headers, and forms that are too large."""

import io

import pytest

from news.models import Article
from tests.isuwc.hostile.asking import wrong
from tests.isuwc.hostile.values import DIGITS, LONG

ODD = ["", "\x00", LONG, DIGITS, "-1", "é\x80ÿ", "a, b; c=d", '"', "bytes=0-99999999999999999999", "W/", "*", "999"]
HEADERS = [
    "HTTP_HOST", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_COOKIE",
    "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING",
    "HTTP_ACCEPT", "HTTP_REFERER", "HTTP_ORIGIN", "HTTP_USER_AGENT", "HTTP_SCRIPT_NAME", "HTTP_AUTHORIZATION",
    "HTTP_X_CSRFTOKEN", "REMOTE_ADDR",
]  # fmt: skip
ADDRESSES = ["/", "/news/rss/", "/search/?q=kok", "/media/photos/a.jpg", "/q/abcd2345/", "/admin/login/", "/nothing/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_odd_header_is_answered(visitor, address):
    found = [
        f"{header} {odd[:20]!r}: {said}"
        for number, header in enumerate(HEADERS, start=ADDRESSES.index(address))
        for odd in ODD[number % 6 :: 6]
        if (said := wrong(visitor["nobody"], "GET", address, **{header: odd}))
    ]
    assert found == []


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=\x00", "text/x; charset=no", LONG]
)
@pytest.mark.parametrize("length", ["", "-5", "x", "99999999999999999999"])
def test_odd_body_is_answered(visitor, kind, length):
    for address in ("/admin/login/", "/search/", "/admin/news/article/add/"):
        body = b"--x\r\nnothing"
        asked = {"data": body, "content_type": kind, "CONTENT_LENGTH": length, "wsgi.input": io.BytesIO(body)}
        assert wrong(visitor["administrator"], "POST", address, **asked) == ""


def test_form_of_a_whole_sheet_and_more_is_taken_and_a_larger_one_answered_in_words(visitor, settings):
    client = visitor["administrator"]
    address = f"/admin/news/article/{Article.objects.first().pk}/change/"
    assert client.post(address, {f"field{number}": "x" for number in range(4_000)}).status_code == 200
    large = client.post(address, {f"field{number}": "x" for number in range(5_001)})
    assert large.status_code == 413
    assert "It has more than 5,000 fields." in large.content.decode()
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    long = client.post(address, "a=" + "x" * 2_000, content_type="application/x-www-form-urlencoded")
    assert long.status_code == 413
    assert "The form is too large" in long.content.decode()


def test_foreign_host_is_refused_without_a_page(client):
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400

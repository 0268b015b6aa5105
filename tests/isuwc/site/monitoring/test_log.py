"""Every request is one line, which belongs to it and tells nobody's secrets."""

import json
import logging
import re

import pytest
from django.db import connection
from django.test import Client

from isuwc.database.patience import ANSWERING, patience
from isuwc.site.monitoring.masks import masked
from tests.isuwc.site.monitoring.stage import json_lines, plain

__all__ = ["json_lines", "plain"]

TOKEN = "MTIz:1vXyZa:Q2l0eS1vZi1pY2UtYW5kLXNub3ctYW5kLXNrYXRlcw"


def test_request_is_one_plain_line(client, plain):
    client.get("/robots.txt?email=somebody@example.org")
    (line,) = plain.lines
    time = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
    assert re.fullmatch(time + r" INFO isuwc\.access [0-9a-f]{16} GET /robots\.txt 200 \d+ ms 127\.0\.0\.1", line)


def test_request_is_one_object_of_json(client, json_lines):
    response = client.get("/robots.txt")
    (line,) = map(json.loads, json_lines.lines)
    assert line.pop("ms") >= 0
    assert line.pop("time").endswith("Z")
    assert line == {
        "level": "INFO",
        "logger": "isuwc.access",
        "message": line["message"],
        "request": response["X-Request-ID"],
        "client": "127.0.0.1",
        "method": "GET",
        "path": "/robots.txt",
        "status": 200,
        "bytes": len(response.content),
    }


def test_probes_are_lines_only_where_they_fail(client, plain):
    client.get("/healthz")
    assert plain.lines == []


@pytest.mark.parametrize(
    ("proxies", "said", "taken"),
    [
        (1, "3f0c9a12b7d84e11", True),
        (1, "0192f3c1-7a2b.abc_DEF", True),
        (0, "3f0c9a12b7d84e11", False),
        (1, "short", False),
        (1, "x" * 65, False),
        (1, "line\\nbreak-and-more", False),
        (1, "<script>alert(1)</script>", False),
    ],
)
def test_number_of_a_proxy_is_taken_over_if_it_is_one(client, settings, proxies, said, taken):
    settings.PROXIES = proxies
    number = client.get("/healthz", headers={"X-Request-ID": said})["X-Request-ID"]
    assert (number == said) is taken
    assert taken or re.fullmatch(r"[0-9a-f]{16}", number)


@pytest.mark.django_db
def test_token_of_a_preview_is_in_no_line(client, plain):
    assert client.get(f"/news/preview/{TOKEN}/").status_code == 404
    (line,) = plain.lines
    assert " GET /news/preview/…/ 404 " in line


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/news/2025/a-very-long-story-of-1500-metres-in-salt-lake-city/", None),
        ("/media/photos/0123456789abcdef0123-1600.webp", None),
        ("/standings/2025-26/men/1500m/", None),
        (f"/news/preview/{TOKEN}/", "/news/preview/…/"),
        (f"/news/preview/{TOKEN}", "/news/preview/…"),
        ("/admin/reset/MQ/c5xyz1-0123456789abcdef0123456789abcdef/", "/admin/reset/MQ/…/"),
        ("/a\n2025-01-01 INFO forged", "/a\\n2025-01-01 INFO forged"),
        ("/" + "x" * 400, "/" + "x" * 299 + "…"),
    ],
)
def test_path_is_shown_without_what_opens_a_door(path, shown):
    assert masked(path) == (path if shown is None else shown)


@pytest.mark.django_db
def test_line_of_a_sign_in_belongs_to_its_request(plain):
    client = Client()
    answer = client.post("/admin/login/", {"username": "nobody\nforged", "password": "the password itself"})
    lines = plain.lines
    assert [line.split()[2] for line in lines] == ["isuwc.security", "isuwc.access"]
    assert "sign-in failed: account 'nobody\\nforged' from '127.0.0.1'" in lines[0]
    assert {line.split()[3] for line in lines} == {answer["X-Request-ID"]}
    assert "the password itself" not in "".join(lines)


@pytest.mark.django_db
def test_slow_query_is_named_without_its_values(settings, plain):
    settings.SLOW_QUERY = 20
    with patience(ANSWERING), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.03), %s, 'it''s typed'", ["secret"])
        cursor.execute("SELECT 1")
    (line,) = (each for each in plain.lines if "pg_sleep" in each)  # a busy machine may make others slow
    assert re.search(r"WARNING isuwc\.queries - slow query, \d+ ms: SELECT pg_sleep\(0\.03\), %s, '…'$", line)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.03)")
    assert sum("pg_sleep" in each for each in plain.lines) == 1, "nobody waits for a command"


def test_other_errors_keep_their_traceback(plain):
    try:
        raise ValueError("of the site")
    except ValueError:
        logging.getLogger("isuwc").exception("It failed\nhere")
    assert plain.lines[0].endswith("ERROR isuwc - It failed here")
    assert plain.lines[1] == "Traceback (most recent call last):"
    assert plain.lines[-1] == "ValueError: of the site"

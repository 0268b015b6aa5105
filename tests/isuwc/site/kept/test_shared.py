"""Pages that processes share in Redis: one gives what another made if it would make the same; nothing depends on it."""

import datetime
import socket
import time
from dataclasses import replace

import brotli
import pytest
from django.utils import timezone
from fakeredis import FakeRedis, FakeServer
from redis import ResponseError

from isuwc.clock.shown import shown_at
from isuwc.freshness.marks import Marks
from isuwc.settings import declared
from isuwc.site.kept import release as releases
from isuwc.site.kept import shared
from isuwc.site.kept.query import NOTED
from isuwc.site.kept.shared import SharedPages
from isuwc.site.kept.wsgi import KeptPages
from news.models import Edition
from tests.isuwc.site.kept.stage import Answer, Site, Watching

SECOND = datetime.timedelta(seconds=1)
KNOWN = Marks({"news": 7})


@pytest.fixture
def redis():
    return FakeServer()


@pytest.fixture
def process(redis):
    """Makes processes of one site, each with an application of its own."""

    def made(**values):
        return KeptPages(Site(**values), 1_000_000, Watching(), SharedPages(FakeRedis(server=redis)))

    return made


def stored(redis):
    return FakeRedis(server=redis).keys()


def test_page_that_one_process_made_is_given_by_another(process):
    one, other = process(), process()
    made = Answer(one, "/news/", HTTP_ACCEPT_ENCODING="br")
    given = Answer(other, "/news/", HTTP_ACCEPT_ENCODING="br")
    assert (len(one.application.asked), len(other.application.asked)) == (1, 0)
    assert (given.status, given.body, brotli.decompress(given.body)) == (
        made.status,
        made.body,
        one.application.answer({}),
    )
    assert {**given.headers, "X-Request-ID": ""} == {**made.headers, "X-Request-ID": ""}
    # From then on it is on the other one's own shelf
    Answer(other, "/news/")
    assert (other.figures.shared, other.figures.made, other.figures.given) == (1, 0, 1)
    assert Answer(process(), "/news/", HTTP_IF_NONE_MATCH=made.headers["ETag"]).status == "304 Not Modified"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/other/", {}),
        ("/news/", {"HTTP_HOST": "other.example"}),
        ("/news/", {"HTTP_X_FORWARDED_PROTO": "https"}),
    ],
)
def test_page_of_another_address_is_made(process, path, headers):
    Answer(process(), "/news/", HTTP_HOST="one.example")
    same, other = process(), process()
    Answer(same, "/news/?utm_source=mail", HTTP_HOST="one.example")
    Answer(other, path, **{"HTTP_HOST": "one.example", **headers})
    assert (len(same.application.asked), len(other.application.asked)) == (0, 1)


def test_page_that_depends_on_its_query_is_nobody_else_s(process, redis, monkeypatch):
    def answer(environ):
        environ[NOTED].add("type")
        return b"<p>A page of stories of one type.</p>" * 10

    one = process(answer=answer)
    Answer(one, "/news/?type=report")
    assert stored(redis) == []
    Answer(one, "/news/")
    assert len(stored(redis)) == 1
    other = process(answer=answer)
    Answer(other, "/news/?type=report")
    assert len(other.application.asked) == 1
    # Nor is it asked for, once it is known that the page looks at its query
    monkeypatch.setattr(other.shared, "get", lambda *_: pytest.fail("Redis was asked."))
    Answer(other, "/news/?type=preview")
    assert len(other.application.asked) == 2


def test_page_that_another_release_made_is_not_given(process, monkeypatch):
    Answer(process())
    monkeypatch.setattr(shared, "release", lambda: b"another one")
    other = process()
    Answer(other)
    assert len(other.application.asked) == 1


def test_release_is_what_the_code_says(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    (tmp_path / "requirements-server.txt").write_text("Django==5.2\n")
    for folder in releases.FOLDERS:
        (tmp_path / folder).mkdir()

    def now():
        releases.release.cache_clear()
        return releases.release()

    seen = [now()]
    for name, words in (
        ("news/a.py", "x = 1\n"),
        ("news/a.py", "x = 2\n"),
        ("templates/a.html", ""),
        ("news/b.py", ""),
    ):
        (tmp_path / name).write_text(words)
        seen.append(now())
    (tmp_path / "requirements-server.txt").write_text("Django==5.2.1\n")
    assert len({*seen, now()}) == 6
    last = now()
    (tmp_path / "news" / "__pycache__").mkdir()
    (tmp_path / "news" / "__pycache__" / "a.pyc").write_text("compiled")
    assert now() == last
    (tmp_path / "news" / "letters.woff2").write_bytes(b"\0")
    assert now() != last
    releases.release.cache_clear()


def test_page_is_given_while_what_it_was_made_of_is_as_it_was(process):
    one, other = process(), process()
    Answer(one)
    page = one.shared.get(_only_key(one), 0)
    assert page.states == other.watcher.seen.marks.of(page.scopes)
    other.shared.put(_only_key(one), replace(page, scopes=("news",), states=KNOWN.of(("news",))), None)
    Answer(other)
    assert len(other.application.asked) == 1  # nothing is known of the news here
    third = process()
    third.watcher.seen = replace(third.watcher.seen, marks=KNOWN)
    third.shared.put(_only_key(one), replace(page, scopes=("news",), states=KNOWN.of(("news",))), None)
    Answer(third)
    assert third.application.asked == []


def _only_key(pages):
    return next(iter(pages.shelf._pages))


def test_page_that_asked_for_the_time_is_given_until_time_alone_may_change_it(process):
    def answer(_):
        return f"<p>{shown_at()}</p>".encode() * 20

    one = process(answer=answer)
    now = timezone.now()
    one.watcher.seen = replace(one.watcher.seen, window=3, until=now + 60 * SECOND)
    first = Answer(one)
    other = process(answer=answer)
    other.watcher.seen = replace(other.watcher.seen, window=8, until=now + 60 * SECOND)
    assert Answer(other).body == first.body
    assert other.application.asked == []
    page = one.shared.get(_only_key(one), 5)
    assert page.window == 5
    one.shared.put(_only_key(one), page, timezone.now())
    assert one.shared.get(_only_key(one), 5) is None
    one.shared.put(_only_key(one), replace(page, window=None), None)
    assert one.shared.get(_only_key(one), 5).window is None


def test_age_counts_from_when_it_was_made(process):
    one = process()
    Answer(one)
    page = replace(one.shared.get(_only_key(one), 0))
    for ago in (40, -40):  # and by a machine whose clock is ahead
        page.made_at = time.monotonic() - ago
        one.shared.put(_only_key(one), page, None)
        assert one.shared.get(_only_key(one), 0).age == max(0, ago)


def test_what_this_site_did_not_put_there_is_not_shown(process, redis, settings, caplog):
    one = process()
    Answer(one, "/one/")
    Answer(one, "/two/")
    client = FakeRedis(server=redis)
    of_one, of_two = map(one.shared._name, one.shelf._pages)
    signed = client.get(of_one)
    for forged in (client.get(of_two), signed[:-1] + bytes([signed[-1] ^ 1]), signed[:10], b""):
        client.set(of_one, forged)
        other = process()
        Answer(other, "/one/")
        assert len(other.application.asked) == 1
    settings.PAGES_SECRET = "of another site"
    stranger = process()
    Answer(stranger, "/two/")
    assert len(stranger.application.asked) == 1
    assert "not put there by this site" in caplog.text


def test_what_is_not_for_everybody_is_never_there(process, redis):
    one = process()
    one.application.headers = [("Content-Type", "text/html"), ("Set-Cookie", "a=b")]
    Answer(one)
    Answer(one, HTTP_COOKIE="sessionid=1")
    assert stored(redis) == []


def test_redis_that_is_away_is_left_alone_and_the_page_is_made(process, redis, caplog, monkeypatch):
    redis.connected = False
    one = process()
    for _ in range(3):
        assert Answer(one).status == "200 OK"
    assert (len(one.application.asked), one.figures.given) == (1, 2)
    assert caplog.text.count("Redis does not answer") == 1
    assert Answer(one, "/other/").status == "200 OK"
    assert caplog.text.count("Redis does not answer") == 1
    redis.connected = True
    Answer(one, "/third/")
    assert stored(redis) == []
    one.shared._again_at = 0
    Answer(one, "/fourth/")
    assert len(stored(redis)) == 1


@pytest.mark.django_db
def test_page_that_is_out_of_date_already_does_not_take_the_place_of_a_newer_one(process, redis):
    """A process may hear of a change a moment later than others."""
    one = process()

    def answer(_):
        one.watcher.seen = replace(one.watcher.seen, marks=KNOWN)
        Edition.objects.exists()
        return b"<p>As it was before the change.</p>" * 10

    one.application.answer = answer
    Answer(one)
    assert stored(redis) == []
    Answer(one)
    assert len(stored(redis)) == 1


def test_redis_that_is_full_still_gives(process, redis, caplog, monkeypatch):
    one, other = process(), process()
    Answer(one, "/one/")

    def full(*_, **__):
        raise ResponseError("OOM command not allowed when used memory > 'maxmemory'.")

    monkeypatch.setattr(other.shared.redis, "set", full)
    Answer(other, "/two/")
    Answer(other, "/one/")
    assert [environ["PATH_INFO"] for environ in other.application.asked] == ["/two/"]
    assert "Redis refuses it" in caplog.text


@pytest.mark.parametrize("name", ["SITE_URL", "SECURITY_CONTACT", "DEBUG", "ALLOWED_HOSTS", "SECRET_KEY"])
def test_what_pages_say_of_the_settings_is_part_of_their_signature(name):
    assert name not in declared.OF_A_PROCESS


def test_demo_at_another_moment_shares_nothing(settings):
    settings.REDIS_SECRET_URL = "redis://127.0.0.1:1/0"
    assert KeptPages(Site(), 1_000_000, Watching()).shared
    settings.DEMO_NOW = timezone.now()
    assert KeptPages(Site(), 1_000_000, Watching()).shared is None


def test_checkout_that_can_not_be_read_shares_nothing(settings, monkeypatch, caplog):
    def unreadable():
        raise FileNotFoundError("requirements-server.txt")

    settings.REDIS_SECRET_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(shared, "release", unreadable)
    pages = KeptPages(Site(), 1_000_000, Watching())
    assert (pages.shared, Answer(pages).status) == (None, "200 OK")
    assert "which release this is" in caplog.text


def test_redis_that_says_nothing_is_not_waited_for(caplog):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        pages = KeptPages(
            Site(), 1_000_000, Watching(), SharedPages.at(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        )
        assert Answer(pages).status == "200 OK"
    assert caplog.text.count("Redis does not answer") == 1

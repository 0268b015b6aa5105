"""What is on the shelf is only given while it is true: not long after, nor in an outage, nor to another question."""

import threading
from dataclasses import replace

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import ProgrammingError
from django.test import override_settings
from django.utils import timezone

from isuwc.clock.shown import shown_at
from isuwc.freshness.marks import Marks, current_marks
from isuwc.site.kept import watcher as watching
from isuwc.site.kept.watcher import Watcher
from isuwc.site.kept.wsgi import LAST_ONE, KeptPages
from tests.isuwc.site.kept.stage import HTML, Answer, Site, Watching
from tests.together import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def kept(site):
    return KeptPages(site, size=1_000_000, watcher=Watching())


def only_page(kept):
    [page] = kept.shelf._pages.values()
    return page


def changed(kept):
    """Something has changed that the page was made of."""
    page = only_page(kept)
    page.scopes, page.states = ("news",), (0,)
    kept.watcher.seen = replace(kept.watcher.seen, marks=Marks({"news": 1}))
    return page


def test_page_that_became_stale_while_nobody_asked_is_given_to_nobody(site, kept):
    """As that of a story which was withdrawn an hour ago: the second of two who ask at once waits for the first."""
    first = Answer(kept).body
    changed(kept).true_at -= LAST_ONE
    begun, go_on, answers = threading.Event(), threading.Event(), []

    def anew(environ):
        begun.set()
        go_on.wait(10)
        return b"Withdrawn"

    site.answer = anew
    threads = [threading.Thread(target=lambda: answers.append(Answer(kept).body)) for _ in range(2)]
    threads[0].start()
    begun.wait(10)
    threads[1].start()
    threads[1].join(0.05)
    go_on.set()
    for each in threads:
        each.join()
    assert first not in answers
    assert answers == [b"Withdrawn"] * 2


def test_page_that_is_no_longer_true_is_not_given_in_an_outage(site, kept):
    first = Answer(kept).body
    changed(kept)
    site.status = "503 Service Unavailable"
    assert Answer(kept).status.startswith("503")
    kept.watcher.cut_off = True
    assert Answer(kept).status.startswith("503")
    kept.watcher.seen = replace(kept.watcher.seen, marks=Marks({}), window=9)  # only time has passed
    assert Answer(kept).body == first


def test_page_is_that_of_its_query_though_what_an_address_looks_at_was_forgotten(kept):
    kept.application = Site()
    kept.application.answer = lambda environ: environ["QUERY_STRING"].encode() or b"page=1"

    def noting(environ, start_response, given=kept.application):
        environ["isuwc.query_noted"].add("page")
        return given(environ, start_response)

    kept.application = noting
    assert Answer(kept).body == b"page=1"
    kept.shelf._names.clear()  # as after very many other addresses
    assert Answer(kept, "/?page=2").body == b"page=2"
    assert (Answer(kept).body, Answer(kept, "/?page=2").body) == (b"page=1", b"page=2")


def test_caching_counts_from_when_a_page_was_made_where_time_has_a_part_in_it(site, kept):
    """A card may be kept until a right ends, so many seconds after it was made."""
    site.headers = [*HTML, ("Cache-Control", "public, max-age=3600")]
    site.answer = lambda environ: str(shown_at()).encode()
    Answer(kept)
    only_page(kept).made_at -= 600
    again = Answer(kept)
    assert (again.headers["Cache-Control"], again.headers["Age"]) == ("public, max-age=3600", "600")
    assert Answer(kept, HTTP_IF_NONE_MATCH=again.headers["ETag"]).headers["Age"] == "600"
    assert len(site.asked) == 1


def test_file_with_a_name_is_kept_and_not_sent_twice(site, kept):
    """Calendars are asked for again and again by programs that have them."""
    site.headers = [("Content-Type", "text/calendar"), ("Content-Disposition", 'inline; filename="isuwc.ics"')]
    tag = Answer(kept).headers["ETag"]
    again = Answer(kept, HTTP_IF_NONE_MATCH=tag)
    assert again.status.startswith("304")
    assert Answer(kept).headers["Content-Disposition"] == 'inline; filename="isuwc.ics"'
    assert len(site.asked) == 1


@pytest.mark.django_db(transaction=True)
def test_letters_that_are_not_escaped_are_read_as_ever():
    kept = KeptPages(get_wsgi_application(), size=1_000_000, watcher=Watching())
    kept.watcher.seen = replace(kept.watcher.seen, marks=current_marks())
    address = "/search/?q=" + "Škoda".encode().decode("latin-1")  # as servers hand on what programs send
    [page] = together(lambda: Answer(kept, address).body)
    assert 'value="Škoda"' in page.decode()


@pytest.mark.django_db(transaction=True)
@override_settings(SECURITY_CONTACT="mailto:security@example.org")
def test_how_long_security_txt_holds_goes_on_from_day_to_day(monkeypatch):
    kept = KeptPages(get_wsgi_application(), size=1_000_000, watcher=Watching())
    kept.watcher.seen = replace(kept.watcher.seen, marks=current_marks())
    [first] = together(lambda: Answer(kept, "/.well-known/security.txt").body)
    tomorrow = kept.watcher.seen.until
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    kept.watcher.seen = replace(kept.watcher.seen, window=1)
    [second] = together(lambda: Answer(kept, "/.well-known/security.txt").body)
    assert (b"Expires" in first, first != second) == (True, True)


class Looks(Watcher):
    """Looks when the test says so."""

    def _begin(self):
        self._thread = threading.current_thread()
        self._stopped.wait = lambda _: self.over.pop(0)
        self._look()


def test_pages_are_made_for_everybody_where_changes_can_not_be_seen(monkeypatch, caplog):
    """The database answers, and the watcher can't work: as while its table is made, or with an odd row."""
    looks = Looks()
    seen = looks.seen
    assert seen is not None
    look = Watcher._look
    monkeypatch.setattr(watching.connection, "close", lambda: None)  # the test's own
    monkeypatch.setattr(looks, "_look", lambda: (_ for _ in ()).throw(ProgrammingError("no such table")))
    looks.over = [False, False, True]
    looks._watch()
    assert looks.seen is None
    assert [record.levelname for record in caplog.records] == ["ERROR"]  # said once
    monkeypatch.setattr(looks, "_look", lambda: look(looks))
    looks.over = [False, True]
    looks._watch()
    assert looks.seen.window >= seen.window


def test_first_look_that_fails_keeps_nobody_from_the_site(monkeypatch, site):
    def fails(self):
        raise ValueError("an odd row")

    monkeypatch.setattr(Watcher, "_look", fails)
    monkeypatch.setattr(watching.connection, "close", lambda: None)
    monkeypatch.setattr(Watcher, "_watch", lambda self: None)
    kept = KeptPages(site, size=1_000_000)
    assert Answer(kept).status == "200 OK"
    assert len(site.asked) == 1

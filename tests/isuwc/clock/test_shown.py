"""The moment that pages show, and who goes by it."""

import ast
import datetime
import threading
from pathlib import Path

import pytest
from django.conf import settings

from isuwc.clock.shown import Shown, races_to_come, showing, shown, shown_at, shown_on

AT = datetime.datetime(2026, 2, 15, 23, 30, tzinfo=datetime.UTC)
NOW = datetime.datetime(2026, 11, 29, 1, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def state():
    return shown_at(), shown_on(), races_to_come(), shown() is None


def test_now_is_shown_unless_another_moment_is_set_and_again_after_it():
    usual = (NOW, datetime.date(2026, 11, 29), frozenset(), True)
    assert state() == usual
    with showing(Shown(AT, frozenset({7}))):
        assert state() == (AT, datetime.date(2026, 2, 15), frozenset({7}), False)
        with showing(Shown(NOW)):
            assert shown_at() == NOW
        assert shown_at() == AT
    assert state() == usual
    with pytest.raises(ZeroDivisionError), showing(Shown(AT)):
        raise ZeroDivisionError
    assert state() == usual


def test_moment_is_that_of_its_own_request_alone():
    found = []
    with showing(Shown(AT)):
        thread = threading.Thread(target=lambda: found.append(shown_at()))
        thread.start()
        thread.join()
    assert found == [NOW]


# Who asks Django's clock: whatever writes, signs in or belongs to the newsroom, and two that compare with it.
REAL_TIME = {
    "events.admin",
    "events.broadcast.links",
    "events.management.commands.import_listings",
    "events.models.broadcast",
    "events.models.history",
    "events.models.links",
    "events.models.listing",
    "events.models.stream_block",
    "isuwc.clock.shown",
    "isuwc.newsroom",
    "isuwc.signin",
    "isuwc.site.management",  # what is over, and when a backup was made
    "isuwc.site.kept.shared",  # whether the next moment had come by the clock of whoever asks
    "isuwc.site.kept.watcher",  # whether the next moment has come
    "isuwc.site.templatetags.site",  # whether the moment shown is past
    "isuwc.site.views.broadcast_desk",
    "isuwc.site.views.files",  # whether a file may be seen, which has one address at all moments
    "isuwc.outbox",
    "isuwc.submissions",
    "isuwc.tables.matching",
    "isuwc.text.asked",  # which century a year of two figures is of, as typed in a form
    "news.admin",
    "news.editions",
    "news.models.article",
    "news.models.edition",  # what is still scheduled, whatever moment is shown
    "news.imports",
    "news.models.live_entry",
    "news.models.photos.given_picture",
    "news.models.photos.upload",
    "news.models.photos.photo",  # whether its rights let it be shown, as the newsroom is told
    "news.models.period",
    "news.models.preview_link",
    "news.models.qr",
    "news.models.review",
    "news.models.open_form",
    "news.review",
    "news.templatetags.newsroom",  # how long it is until a story goes live
    "standings.admin",
    "standings.corrections",
    "standings.models.correction",
    "standings.models.sheet_import",
    "standings.results",
}


def asks_the_clock(path: Path) -> bool:
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in {"now", "localdate", "localtime", "utcnow", "today"}
        and ast.unparse(node.value).rpartition(".")[2] in {"timezone", "datetime", "date"}
        for node in ast.walk(ast.parse(path.read_text()))
    )


def test_only_what_goes_by_the_real_time_asks_for_it():
    """A module that reads for a public page asks `isuwc.clock`; a new one that writes is added above."""
    root = Path(settings.BASE_DIR)
    found = {
        path.relative_to(root).with_suffix("").as_posix().replace("/", ".")
        for app in ("events", "isuwc", "news", "standings")
        for path in (root / app).rglob("*.py")
        if "migrations" not in path.parts and asks_the_clock(path)
    }
    strangers = {name for name in found if not any(f"{name}.".startswith(f"{each}.") for each in REAL_TIME)}
    assert strangers == set()
    assert {each for each in REAL_TIME if not any(f"{name}.".startswith(f"{each}.") for name in found)} == set()

"""The line of the log that says what kept pages save."""

import logging

import pytest

from isuwc.site.kept import figures as module
from isuwc.site.kept.figures import EVERY
from isuwc.site.kept.wsgi import KeptPages
from tests.isuwc.site.kept.stage import Answer, Site, Watching


@pytest.fixture
def clock(monkeypatch):
    """The monotonic clock, which stands until it is moved."""
    at = [1_000.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: at[0])
    return at


def facts(caplog):
    return [record.facts for record in caplog.records if record.name == "isuwc.kept"]


def test_log_says_every_few_minutes_what_was_given_and_made(clock, caplog):
    caplog.set_level(logging.INFO, "isuwc.kept")
    kept = KeptPages(Site(), 1_000_000, Watching())
    kept.figures.since = clock[0]
    for path in ("/", "/news/", "/news/", "/news/"):
        Answer(kept, path)
    assert facts(caplog) == []
    clock[0] += EVERY
    Answer(kept, "/news/")
    (said,) = facts(caplog)
    assert {**said, "bytes": 0} == {
        "given": 3, "made": 2, "making_ms": 0, "shared": 0, "pages": 2, "bytes": 0, "seconds": EVERY
    }  # fmt: skip
    assert said["bytes"] == kept.shelf.held > 0
    # It begins anew, and without a question there is no line
    clock[0] += EVERY - 1
    Answer(kept, "/")
    assert len(facts(caplog)) == 1
    clock[0] += 1
    Answer(kept, "/")
    assert [each["given"] for each in facts(caplog)] == [3, 2]

"""How far away a moment is, in words."""

import datetime

import pytest

from isuwc.text.spans import ago, until

NOW = datetime.datetime(2025, 11, 20, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-1, "now"), (0, "now"), (1, "in less than a minute"), (59.9, "in less than a minute"), (60, "in 1 minute"),
        (3599, "in 59 minutes"), (3600, "in 1 hour"), (7260, "in 2 hours 1 minute"), (86_399, "in 23 hours 59 minutes"),
        (86_400, "in 1 day"), (86_460, "in 1 day"), (2 * 86_400 + 3 * 3600, "in 2 days 3 hours"),
    ],
)  # fmt: skip
def test_until(seconds, words):
    assert until(NOW + datetime.timedelta(seconds=seconds), NOW) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "just now"), (0.99, "just now"), (1, "1 minute ago"), (59.9, "59 minutes ago"), (60, "1 hour ago"),
        (1439, "23 hours ago"), (1440, "yesterday, 12:00 UTC"), (2160, "yesterday, 00:00 UTC"),
        (2161, "on 18 November 2025"),
    ],
)  # fmt: skip
def test_ago(minutes, words):
    assert ago(NOW - datetime.timedelta(minutes=minutes), NOW) == words

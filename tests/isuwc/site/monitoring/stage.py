"""The log as it is printed, and a site whose database leads nowhere."""

import io
import logging
import socket
from collections.abc import Iterator

import pytest
from django.db import connections

from isuwc.database import base
from isuwc.database.outage import Outage
from isuwc.site.monitoring.lines import Json, News, Plain


class Log:
    """What the handlers of the settings print, from here on."""

    def __init__(self, stream: io.StringIO) -> None:
        self.stream = stream

    @property
    def lines(self) -> list[str]:
        return self.stream.getvalue().splitlines()


def _printed(formatter: logging.Formatter) -> Iterator[Log]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    handler.addFilter(News())
    loggers = [logging.getLogger(), logging.getLogger("isuwc.access")]
    for logger in loggers:
        logger.addHandler(handler)
    yield Log(stream)
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.fixture
def plain() -> Iterator[Log]:
    yield from _printed(Plain())


@pytest.fixture
def json_lines() -> Iterator[Log]:
    yield from _printed(Json())


@pytest.fixture
def no_database(django_db_blocker, monkeypatch) -> Iterator[None]:
    """A port of loopback at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setattr(base, "outage", Outage())
    before = connections["default"]
    there = {**before.settings_dict, "HOST": "127.0.0.1", "PORT": port, "USER": "nobody"}
    with django_db_blocker.unblock():
        connections["default"] = base.DatabaseWrapper(there)
        yield
        connections["default"] = before

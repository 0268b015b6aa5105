"""The first page of the newsroom: each app adds sections of its work, for those whose work it is.

`@section(order)` registers a function of the request. It gives the section, or None for whoever has no such work. Each
asks a fixed number of queries, as the page is opened all day.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from isuwc.text.spans import until


@dataclass(frozen=True)
class Link:
    """A row of a task. `more` is beside it; `at` is its moment, which `more` then says, by UTC and `zone`."""

    words: str
    address: str
    more: str = ""
    at: datetime.datetime | None = None
    zone: str = "UTC"

    @property
    def left(self) -> str:
        """How long it is until then: in 2 days 3 hours."""
        return until(self.at, timezone.now()) if self.at else ""


@dataclass(frozen=True)
class Task:
    """Something to do, with a page on which it is done.

    `count` is how much of it waits, None of what can always be done. `more` says in words what is beside it, `links`
    leads to single rows of it.
    """

    words: str
    address: str
    count: int | None = None
    more: str = ""
    links: tuple[Link, ...] = ()
    is_main: bool = False  # what this person comes for most

    @property
    def waits(self) -> bool:
        return bool(self.count)


@dataclass(frozen=True)
class Section:
    """The work of one role, such as results."""

    title: str
    tasks: tuple[Task, ...]


Work = Callable[[HttpRequest], Section | None]
_sections: dict[str, tuple[int, Work]] = {}


def section(order: int) -> Callable[[Work], Work]:
    """Put the section on the page. Those of lower order come first."""

    def add(work: Work) -> Work:
        _sections[f"{work.__module__}.{work.__name__}"] = order, work
        return work

    return add


def sections_for(request: HttpRequest) -> list[Section]:
    """What the person has to do, in order."""
    found = (work(request) for _, work in sorted(_sections.values(), key=lambda each: each[0]))
    return [each for each in found if each]


def own_work_first(apps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The admin's list of apps and models, with what the person may add or change before what they may only look at."""
    for app in apps:
        app["models"] = sorted(app["models"], key=lambda model: not _is_work(model))
    return sorted(apps, key=lambda app: -sum(map(_is_work, app["models"])) / max(len(app["models"]), 1))


def _is_work(model: dict[str, Any]) -> bool:
    return any(model["perms"].get(action) for action in ("add", "change"))

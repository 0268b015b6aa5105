"""Links from a row to what other apps do with it: from a race to the report that a journalist writes of it.

An app cannot import those that stand on it. They register here with `@onward(Model)` a function of the request and the
row, which gives links, none where the person may not follow them. Whoever shows the row asks `links_from`.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from isuwc.newsroom.first_page import Link

Onward = Callable[[HttpRequest, Any], Iterable[Link]]
_onward: dict[type[Model], dict[str, Onward]] = {}


def onward(model: type[Model]) -> Callable[[Onward], Onward]:
    def add(links: Onward) -> Onward:
        _onward.setdefault(model, {})[f"{links.__module__}.{links.__name__}"] = links
        return links

    return add


def links_from(request: HttpRequest, row: Model) -> list[Link]:
    return [link for links in _onward.get(type(row), {}).values() for link in links(request, row)]

"""Which parts of the query a page looks at: those that it doesn't look at don't make another page of it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from django.core.handlers.wsgi import get_bytes_from_wsgi
from django.http import HttpRequest, HttpResponse, QueryDict

Looked = tuple[tuple[str, str], ...] | str  # what of a query makes a page of its own
NOTED = "isuwc.query_noted"  # in the environment of a request: the set of names
ALL = "*"


class NotedQuery(QueryDict):
    """A query that notes the names that are asked for, and `*` once it is asked for as a whole."""

    def __init__(self, text: str | bytes, noted: set[str], encoding: str | None = None) -> None:
        self._noted: set[str] = set()  # filling it looks at it, too
        super().__init__(text, encoding=encoding)
        self._noted = noted

    def __getitem__(self, name: str) -> Any:
        self._noted.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self._noted.add(str(name))
        return super().__contains__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self._noted.add(name)
        return super().get(name, default)

    def getlist(self, name: str, default: Any = None) -> Any:
        self._noted.add(name)
        return super().getlist(name, default)

    def _whole(self) -> None:
        self._noted.add(ALL)

    def __iter__(self) -> Any:
        self._whole()
        return super().__iter__()

    def __len__(self) -> int:
        self._whole()
        return super().__len__()

    def items(self) -> Any:
        self._whole()
        return super().items()

    def keys(self) -> Any:
        self._whole()
        return super().keys()

    def values(self) -> Any:
        self._whole()
        return super().values()

    def lists(self) -> Any:
        self._whole()
        return super().lists()

    def dict(self) -> Any:
        self._whole()
        return super().dict()

    def copy(self) -> Any:
        self._whole()
        return QueryDict(super().urlencode(), mutable=True, encoding=self.encoding)

    def urlencode(self, safe: str | None = None) -> str:
        self._whole()
        return super().urlencode(safe)


def notes_its_query(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware; it stands outside of whatever reads the query."""

    def middleware(request: HttpRequest) -> HttpResponse:
        noted = request.META.get(NOTED)
        if noted is not None:
            # Its bytes, as Django reads them: some programs send letters that are not escaped
            request.GET = NotedQuery(get_bytes_from_wsgi(request.META, "QUERY_STRING", ""), noted)  # type: ignore[assignment]
        return get_response(request)

    return middleware


def looked_at(query: str, names: frozenset[str]) -> Looked:
    """What of a query makes a page of its own, for a key: the values of these names in order, or all of it."""
    if ALL in names:
        return query
    if not names or not query:
        return ()
    return tuple(pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] in names)

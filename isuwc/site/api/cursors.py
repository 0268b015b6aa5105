"""Pages of lists. A cursor says after which row of an order the next page begins, so that rows that come or go in
between neither repeat nor hide others. It is signed: what the site did not write is no cursor."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core import signing
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from ninja import Schema
from pydantic import Field

from isuwc.site.api.shapes import LONGEST_PAGE, USUAL_PAGE
from isuwc.web.schema_org import whole_address

Row = TypeVar("Row", bound=Any)
Found = TypeVar("Found")

NO_PLACE = "cursor: no such place in this list. Begin again without it."


class Paging(Schema):
    """The parameters that every list has."""

    limit: int = Field(default=USUAL_PAGE, ge=1, le=LONGEST_PAGE, description="How many items at most.")
    cursor: str | None = Field(
        default=None,
        pattern="^[-A-Za-z0-9_:.]{1,1000}$",
        description="Where to go on: taken from `next` of the page before.",
    )


def page_of(request: HttpRequest, asked: Paging, rows: "QuerySet[Row]", *order: str) -> tuple[list[Row], str | None]:
    """The rows of the page in this order of fields or annotations, none of them null, and the next page's address.

    One query. Raises Http404 for a cursor that isn't one of this list.
    """
    rows = rows.order_by(*order)
    if asked.cursor:
        rows = rows.filter(_beyond(order, _read(request, asked.cursor, len(order))))
    found = list(rows[: asked.limit + 1])
    shown = found[: asked.limit]
    more = len(found) > asked.limit
    return shown, _next(request, [_value(shown[-1], name) for name in order]) if more else None


def part_of(
    request: HttpRequest, asked: Paging, found: Sequence[Found], key: Callable[[Found], str]
) -> tuple[Sequence[Found], str | None]:
    """The same of a list that is worked out as a whole, by the keys of what is in it."""
    begin = 0
    if asked.cursor:
        (last,) = _read(request, asked.cursor, 1)
        begin = next((at for at, each in enumerate(found, start=1) if key(each) == last), 0)
        if not begin:
            raise Http404(NO_PLACE)
    shown = found[begin : begin + asked.limit]
    more = len(found) > begin + asked.limit
    return shown, _next(request, [key(shown[-1])]) if more else None


def _beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows after the one with these values: the first field is beyond, or equal and the second one beyond …"""
    condition, equal = Q(), Q()
    for sign, value in zip(order, values, strict=True):
        name, way = sign.removeprefix("-"), "lt" if sign.startswith("-") else "gt"
        condition |= equal & Q(**{f"{name}__{way}": value})
        equal &= Q(**{name: value})
    return condition


def _value(row: Any, sign: str) -> Any:
    for part in sign.removeprefix("-").split("__"):
        row = getattr(row, part)
    return row.isoformat() if hasattr(row, "isoformat") else row


def _signer(request: HttpRequest) -> signing.Signer:
    """Without the time, so that the same page has the same next one."""
    return signing.Signer(salt=f"cursor of {request.path}")


def _read(request: HttpRequest, cursor: str, parts: int) -> list[Any]:
    try:
        values = _signer(request).unsign_object(cursor)
    except signing.BadSignature as error:
        raise Http404(NO_PLACE) from error
    if len(values) != parts:  # of a release that had another order
        raise Http404(NO_PLACE)
    return list(values)


def _next(request: HttpRequest, values: Iterable[Any]) -> str:
    cursor = _signer(request).sign_object(list(values))
    query = {**{name: request.GET[name] for name in sorted(request.GET) if name != "cursor"}, "cursor": cursor}
    return whole_address(f"{request.path}?{urlencode(query)}")

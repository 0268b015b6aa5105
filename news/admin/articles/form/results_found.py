"""A result card or the standings of a cup by one search: `women 500 thialf`, `standings 1500 women`."""

import re
from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from events.models import Event, Race
from isuwc.newsroom.pages import require
from isuwc.text.numbers import whole_number
from isuwc.text.search_terms import search_terms
from news.admin.articles.form.lookups import LOOKUPS, MOST
from standings.models import Cup

# What somebody types to say which of the two it is
OF_CUPS = re.compile(r"\b(?:standings?|cups?|ranking)\b", re.IGNORECASE)
OF_RACES = re.compile(r"\b(?:results?|podiums?|races?)\b", re.IGNORECASE)
CUPS = 4  # beside races


@never_cache
def results_found(request: HttpRequest) -> JsonResponse:
    """Races and cups as JSON, each with the kind of block that shows it. Raises NoRightError. Three queries at most."""
    require(request, "news.add_article")
    asked = search_terms(request.GET.get("q", ""))
    wants_cups, wants_races = bool(OF_CUPS.search(asked.words)), bool(OF_RACES.search(asked.words))
    words = " ".join(OF_RACES.sub(" ", OF_CUPS.sub(" ", asked.words)).split())
    both = wants_cups == wants_races
    event = event_of(request)
    races = _found("result", races_for(words, event), MOST) if both or wants_races else []
    cups = _found("standings", cups_for(words, event), MOST) if both or wants_cups else []
    shown = cups[: CUPS if races else MOST]
    found = [*races[: MOST - len(shown)], *shown]
    return JsonResponse({"found": found, "more": len(found) < len(races) + len(cups), "remark": asked.remark})


def event_of(request: HttpRequest) -> Event | None:
    """The article's event, as the form has it. One query."""
    key = whole_number(request.GET.get("event", ""))
    return Event.objects.filter(pk=key).first() if key is not None else None


def races_for(words: str, event: Event | None = None) -> QuerySet[Race]:
    """Those of the event first; then as always, but Division B, whose readers are few, after all others."""
    found = LOOKUPS[Race].found(Race, words)
    first = Case(When(event=event, then=0), default=1) if event else Value(0)
    is_b = Case(When(division="B", then=1), default=0)
    return found.order_by(first, is_b, *found.query.order_by)


def cups_for(words: str, event: Event | None = None) -> QuerySet[Cup]:
    """Those of the event's season first; then as always."""
    found = LOOKUPS[Cup].found(Cup, words)
    first = Case(When(season=event.season_id, then=0), default=1) if event else Value(0)
    return found.order_by(first, *found.query.order_by)


def _found(kind: str, rows: QuerySet[Any], most: int) -> list[dict[str, Any]]:
    """One more than the most, so that it can be said that there are others."""
    lookup = LOOKUPS[rows.model]
    said = "Result" if kind == "result" else "Standings"
    return [
        {"kind": kind, "key": row.pk, "text": f"{said}: {lookup.label(row)}", "words": lookup.label(row)}
        for row in rows[: most + 1]
    ]

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from events.models import Country, Event
from isuwc.text.search_terms import search_terms
from news.models import Edition
from standings.models import Competitor

SHORTEST = 2
SHOWN = 12  # of one kind


@dataclass(frozen=True)
class Found:
    """The results of one kind; `more`: there are more than are shown."""

    rows: list[Any]
    more: bool

    @classmethod
    def of(cls, rows: Any) -> "Found":
        found = list(rows[: SHOWN + 1])
        return cls(found[:SHOWN], len(found) > SHOWN)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Skaters, events, countries and stories that match the words, ignoring capitals and accents."""
    question = search_terms(request.GET.get("q", ""))
    words = question.words
    found = dict.fromkeys(("skaters", "events", "countries", "stories"), Found([], more=False))
    is_question = len(words) >= SHORTEST
    if is_question:
        found = {
            "skaters": Found.of(Competitor.objects.skaters().with_country().resembling(words)),
            "events": Found.of(Event.objects.matching(words).with_place().order_by("-start_date")),
            "countries": Found.of(Country.objects.places().select_related("follows").matching(words)),
            "stories": Found.of(Edition.objects.live().matching(words)),
        }
    nothing = is_question and not any(each.rows for each in found.values())
    is_short = 0 < len(words) < SHORTEST
    context = {"q": words, "too_short": is_short, "remark": question.remark, "nothing": nothing, **found}
    return TemplateResponse(request, "search.html", context)

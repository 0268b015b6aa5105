from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from isuwc.site.views.search.answer import Answer, Hit, Kind, ranked
from isuwc.site.views.search.asked import Asked
from isuwc.site.views.search.broadcasters import broadcasters
from isuwc.site.views.search.closeness import Near, misspelt, plain
from isuwc.site.views.search.cups import cups_and_pages, newest_cups, season_of
from isuwc.site.views.search.distances import over_a_distance
from isuwc.site.views.search.places import events, misspelt_events, misspelt_nations, nations
from isuwc.site.views.search.skaters import misspelt_skaters, skaters
from isuwc.site.views.search.stories import stories
from isuwc.text.search_terms import search_terms
from isuwc.web.conditional import conditional
from isuwc.web.schema_org import whole_address
from standings.models import Cup

SHORTEST = 2  # letters
SUGGESTED = 8


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Whatever the words may mean, in one ranked answer, ignoring capitals and accents."""
    question = search_terms(request.GET.get("q", ""))
    too_short = bool(question.words) and sum(map(len, plain(question.words))) < SHORTEST
    is_question = bool(question.words) and not too_short
    answer = answer_to(question.words) if is_question else Answer()
    nothing = is_question and answer.is_empty
    context = {"q": question.words, "too_short": too_short, "remark": question.remark, "nothing": nothing}
    context["answer"] = answer
    return TemplateResponse(request, "search.html", context)


@require_safe
@conditional
def suggestions(request: HttpRequest) -> JsonResponse:
    """What is called as the words that somebody is typing, best first, as browsers want suggestions (OpenSearch): the
    words, and lists of names, of what each is, and of addresses. Stories are left to the answer itself."""
    words = search_terms(request.GET.get("q", "")).words
    hits = suggested(words) if sum(map(len, plain(words))) >= SHORTEST else []
    answer = [
        words,
        [str(hit.title) for hit in hits],
        [f"{hit.kind.one}, {hit.note}" if hit.note else hit.kind.one for hit in hits],
        [whole_address(hit.address) for hit in hits],
    ]
    headers = {"X-Robots-Tag": "noindex"}
    return JsonResponse(
        answer, safe=False, content_type="application/x-suggestions+json", headers=headers,
        json_dumps_params={"ensure_ascii": False},
    )  # fmt: skip


def suggested(words: str) -> list[Hit]:
    asked, cups = Asked.of(words), newest_cups()
    named, _ = _named(asked, cups)
    if not named:
        named = _misspelt(asked, cups)
    answer = ranked(named)
    return [*answer.best, *(hit for group in answer.groups for hit in group.hits)][:SUGGESTED]


def answer_to(words: str) -> Answer:
    """Typing errors are looked for where nothing is called so and no story has the words in its title."""
    asked, cups = Asked.of(words), newest_cups()
    named, cut = _named(asked, cups)
    found_stories, more_stories = stories(asked)
    if not named and not any(hit.near == Near.TITLE for hit in found_stories):
        named = _misspelt(asked, cups)
    return ranked([*named, *found_stories], [*cut, *([Kind.STORY] if more_stories else [])])


def _named(asked: Asked, cups: Sequence[Cup]) -> tuple[list[Hit], list[Kind]]:
    """What is called so, and of which kinds more is."""
    season = season_of(cups)
    found_skaters, more_skaters = skaters(asked, season)
    found_events, more_events = events(asked)
    found = [
        *nations(asked),
        *found_skaters,
        *over_a_distance(asked, season),
        *cups_and_pages(asked, cups),
        *found_events,
        *broadcasters(asked),
    ]
    cut = {Kind.SKATER: more_skaters, Kind.EVENT: more_events}
    return found, [kind for kind, more in cut.items() if more]


def _misspelt(asked: Asked, cups: Sequence[Cup]) -> list[Hit]:
    return [
        *misspelt_nations(asked),
        *misspelt_skaters(asked, season_of(cups)),
        *cups_and_pages(asked, cups, misspelt),
        *misspelt_events(asked),
        *broadcasters(asked, misspelt),
    ]

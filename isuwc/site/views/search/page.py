from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from events.models import Season
from isuwc.site.views.search.answer import Answer, Hit, Kind, ranked
from isuwc.site.views.search.asked import Asked
from isuwc.site.views.search.broadcasters import OnRecord, broadcasters
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
        [hit.brief for hit in hits],
        [whole_address(hit.address) for hit in hits],
    ]
    headers = {"X-Robots-Tag": "noindex"}
    return JsonResponse(
        answer, safe=False, content_type="application/x-suggestions+json", headers=headers,
        json_dumps_params={"ensure_ascii": False},
    )  # fmt: skip


def suggested(words: str) -> list[Hit]:
    asked, known = Asked.of(words), Known.load()
    named, _ = _named(asked, known)
    if not named:
        named = _misspelt(asked, known)
    answer = ranked(named)
    return [*answer.best, *(hit for group in answer.groups for hit in group.hits)][:SUGGESTED]


def answer_to(words: str) -> Answer:
    """Typing errors are looked for where nothing is called so and no story has the words in its title."""
    asked, known = Asked.of(words), Known.load()
    named, cut = _named(asked, known)
    found_stories, more_stories = stories(asked)
    if not named and not any(hit.near == Near.TITLE for hit in found_stories):
        named = _misspelt(asked, known)
    return ranked([*named, *found_stories], [*cut, *([Kind.STORY] if more_stories else [])])


@dataclass(frozen=True)
class Known:
    """What is few, and gone through for each search, where there may be typing errors a second time."""

    cups: Sequence[Cup]
    on_record: OnRecord

    @classmethod
    def load(cls) -> "Known":
        """Three queries."""
        return cls(newest_cups(), OnRecord.load())

    @property
    def season(self) -> Season | None:
        return season_of(self.cups)


def _named(asked: Asked, known: Known) -> tuple[list[Hit], list[Kind]]:
    """What is called so, and of which kinds more is."""
    season = known.season
    found_skaters, more_skaters = skaters(asked, season)
    found_events, more_events = events(asked)
    found = [
        *nations(asked),
        *found_skaters,
        *over_a_distance(asked, season),
        *cups_and_pages(asked, known.cups),
        *found_events,
        *broadcasters(asked, known.on_record),
    ]
    cut = {Kind.SKATER: more_skaters, Kind.EVENT: more_events}
    return found, [kind for kind, more in cut.items() if more]


def _misspelt(asked: Asked, known: Known) -> list[Hit]:
    return [
        *misspelt_nations(asked),
        *misspelt_skaters(asked, known.season),
        *cups_and_pages(asked, known.cups, misspelt),
        *misspelt_events(asked),
        *broadcasters(asked, known.on_record, misspelt),
    ]

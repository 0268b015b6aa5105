from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from isuwc.site.views.search.answer import Answer, Kind, ranked
from isuwc.site.views.search.asked import Asked
from isuwc.site.views.search.broadcasters import broadcasters
from isuwc.site.views.search.closeness import Near, misspelt, plain
from isuwc.site.views.search.cups import cups_and_pages, newest_cups, season_of
from isuwc.site.views.search.places import events, misspelt_events, misspelt_nations, nations
from isuwc.site.views.search.skaters import misspelt_skaters, skaters
from isuwc.site.views.search.stories import stories
from isuwc.text.search_terms import search_terms

SHORTEST = 2  # letters


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


def answer_to(words: str) -> Answer:
    """Typing errors are looked for where nothing is called so and no story has the words in its title."""
    asked = Asked.of(words)
    cups = newest_cups()
    season = season_of(cups)
    found_skaters, more_skaters = skaters(asked, season)
    found_events, more_events = events(asked)
    found_stories, more_stories = stories(asked)
    named = [*nations(asked), *found_skaters, *cups_and_pages(asked, cups), *found_events, *broadcasters(asked)]
    if not named and not any(hit.near == Near.TITLE for hit in found_stories):
        named = [
            *misspelt_nations(asked),
            *misspelt_skaters(asked, season),
            *cups_and_pages(asked, cups, misspelt),
            *misspelt_events(asked),
            *broadcasters(asked, misspelt),
        ]
    cut = {Kind.SKATER: more_skaters, Kind.EVENT: more_events, Kind.STORY: more_stories}
    return ranked([*named, *found_stories], [kind for kind, more in cut.items() if more])

from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from events.naming.choices import Category
from isuwc.text.search_terms import search_terms
from isuwc.text.slugs import fold
from standings.models import Competitor
from standings.spelling.names import initial, sort_key

MOST = 100  # skaters in one list; of more a page shows those of one letter
CATEGORIES = (Category.WOMEN, Category.MEN)


@require_safe
def skater_list(request: HttpRequest) -> HttpResponse:
    """Skaters by family name: those whose name, country or category is asked for, and of many those of a letter."""
    question, noc = search_terms(request.GET.get("q", "")), request.GET.get("country", "").strip().upper()
    category = request.GET.get("category", "") if request.GET.get("category") in CATEGORIES else ""
    asked = request.GET.get("letter", "").strip().upper()
    everybody = list(Competitor.objects.skaters().with_country().matching(question.words))
    countries = sorted({skater.country for skater in everybody}, key=lambda country: fold(country.name))
    found = [each for each in everybody if noc in {"", each.country_id} and category in {"", each.category}]
    found.sort(key=lambda skater: sort_key(skater.family_name, skater.given_name))
    letters = [(letter, list(group)) for letter, group in groupby(found, lambda each: initial(each.family_name))]
    names = [name for name, _ in letters]
    letter = asked if asked in names else (names[0] if len(found) > MOST else "")
    filters = {"q": question.words, "country": noc, "category": category}
    context = {
        "letters": [each for each in letters if letter in {"", each[0]}],
        "others": [(name, _with(filters, name)) for name in names] if letter else [],
        "letter": letter,
        "count": len(found),
        "countries": countries,
        "categories": [(each.value, each.label) for each in CATEGORIES],
        "category": category,
        "question": question,
        "noc": noc,
    }
    return TemplateResponse(request, "standings/skater_list.html", context)


def _with(filters: dict[str, str], letter: str) -> str:
    """The query of the same list at another letter."""
    chosen = {name: value for name, value in filters.items() if value}
    return f"?{urlencode({**chosen, 'letter': letter})}"

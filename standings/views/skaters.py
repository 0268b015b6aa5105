from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from isuwc.text.search_terms import search_terms
from isuwc.text.slugs import fold
from standings.models import Competitor
from standings.spelling.names import initial, sort_key


@require_safe
def skater_list(request: HttpRequest) -> HttpResponse:
    """All skaters by family name, or those whose name or country is asked for."""
    question, noc = search_terms(request.GET.get("q", "")), request.GET.get("country", "").strip().upper()
    skaters = list(Competitor.objects.skaters().with_country().matching(question.words))
    countries = sorted({skater.country for skater in skaters}, key=lambda country: fold(country.name))
    if noc:
        skaters = [skater for skater in skaters if skater.country_id == noc]
    skaters.sort(key=lambda skater: sort_key(skater.family_name, skater.given_name))
    letters = [(letter, list(group)) for letter, group in groupby(skaters, lambda each: initial(each.family_name))]
    context = {"letters": letters, "count": len(skaters), "countries": countries, "question": question, "noc": noc}
    return TemplateResponse(request, "standings/skater_list.html", context)

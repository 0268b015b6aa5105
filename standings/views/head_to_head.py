from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from isuwc.web.redirects import moved
from standings.models import Competitor, FormerAddress
from standings.pages.skaters.head_to_head import head_to_head, opponents


@require_safe
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """From the form of a skater's page to the page of the two (`?with=`); without a choice back to the skater."""
    one = _competitor(slug)
    asked = request.GET.get("with", "")
    if not asked:
        return redirect(one)
    return redirect("standings:head-to-head", one.slug, _competitor(asked).slug)


@require_safe
def head_to_head_detail(request: HttpRequest, slug: str, other: str) -> HttpResponse:
    """The races of two skaters or teams of one category. An earlier address of one leads to the current one."""
    one, against = _competitor(slug), _competitor(other)
    if one == against or (one.kind, one.category) != (against.kind, against.category):
        raise Http404("These two do not skate the same races.")
    if (one.slug, against.slug) != (slug, other):
        return moved(reverse("standings:head-to-head", args=[one.slug, against.slug]))
    context = {
        "found": head_to_head(one, against),
        "opponents": opponents(one),
        "chosen": against.slug,
        "crumbs": [("Skaters", reverse("standings:skaters")), (one.name, one.get_absolute_url())],
    }
    return TemplateResponse(request, "standings/head_to_head.html", context)


def _competitor(slug: str) -> Competitor:
    """By the address of today, or an earlier one. Raises Http404."""
    found = Competitor.objects.with_country().filter(slug=slug).first()
    former = FormerAddress.objects.select_related("competitor__country")
    return found or get_object_or_404(former, slug=slug).competitor

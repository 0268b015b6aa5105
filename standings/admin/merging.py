"""Merging two records of one skater: what it would do is shown first."""

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from isuwc.newsroom.pages import admin_page, require
from standings.admin.skater_choice import choice_text, looked_up
from standings.corrections.merging import CantMergeError, merge, plan
from standings.models import Competitor

TEMPLATE = "admin/standings/competitor/merge.html"


def merge_page(request: HttpRequest, object_id: str, site: AdminSite) -> HttpResponse:
    """`other` is the record that goes, typed or chosen; with POST it goes."""
    require(request, "standings.change_competitor", "standings.change_racesheet")
    keep = get_object_or_404(Competitor.objects.skaters(), pk=object_id)
    typed = (request.POST if request.method == "POST" else request.GET).get("other", "").strip()
    gone, problem = _other(keep, typed)
    if gone and request.method == "POST":
        try:
            merge(keep, gone, request.POST.get("shown", ""))
        except CantMergeError as error:
            problem = str(error)
        else:
            messages.success(request, f"{gone} is merged into {keep}; the history can take it back.")
            return HttpResponseRedirect(reverse("admin:standings_competitor_change", args=[keep.pk]))
    others = Competitor.objects.skaters().filter(category=keep.category).exclude(pk=keep.pk)
    context = {
        "keep": keep,
        "typed": typed,
        "problem": problem,
        "plan": plan(keep, gone) if gone else None,
        "swapped": f"{reverse('admin:standings_competitor_merge', args=[gone.pk])}?other={keep.slug}" if gone else "",
        "others": [choice_text(each) for each in others],
    }
    return admin_page(request, site, TEMPLATE, f"Merge another record into {keep}", context)


def _other(keep: Competitor, typed: str) -> tuple[Competitor | None, str]:
    if not typed:
        return None, ""
    try:
        return looked_up(typed, keep.category), ""
    except ValueError as error:
        said = str(error)
        return None, f"{said[0].upper()}{said[1:]}."

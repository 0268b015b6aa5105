from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.models import Series
from isuwc.site.first_steps import first_steps


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The series in its own words: the text that also closes every article."""
    series = list(Series.objects.prefetch_related("seasons"))
    steps = () if series else first_steps(request.user)
    return TemplateResponse(request, "about.html", {"series_list": series, "first_steps": steps})


@require_safe
def about_site(request: HttpRequest) -> HttpResponse:
    """Privacy, accessibility, corrections and sources, in words that are true of the site as it is built."""
    return TemplateResponse(request, "about_site.html", {"crumbs": [("About the series", reverse("about"))]})

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from events.models import Series


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The series in its own words: the text that also closes every article."""
    return TemplateResponse(request, "about.html", {"series_list": list(Series.objects.prefetch_related("seasons"))})

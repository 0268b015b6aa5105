from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from events.models import Series


def about(request: HttpRequest) -> HttpResponse:
    """The series in its own words: the text that also closes every article."""
    return render(request, "about.html", {"series_list": list(Series.objects.prefetch_related("seasons"))})

"""What readers without a connection see: a service worker, its page for whatever it has not kept, and what it keeps."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from events.models import Event
from isuwc.site.kept.release import release


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The worker of this release; or one that ends the worker that browsers have, where OFFLINE_PAGES is false."""
    text = _source("worker") if settings.OFFLINE_PAGES else _source("worker-off")
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@cache
def _source(name: str) -> str:
    """Raises OSError where a file can't be read."""
    source = Path(str(finders.find(f"isuwc/js/{name}.js"))).read_text()
    return f'const RELEASE = "{release().hex()[:12]}";\n{source}'


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "offline.html")


@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """The pages that browsers fetch ahead: the event that is on or next and the last one, standings, where to watch."""
    events = Event.objects.going_ahead().select_related("season")
    found = [event for event in (events.upcoming().first(), events.past().first()) if event]
    fixed = [reverse("standings:index"), reverse("events:where_to_watch")]
    return JsonResponse({"pages": [*(event.get_absolute_url() for event in found), *fixed]})

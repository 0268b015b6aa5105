"""Health checks for load balancers."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from isuwc.site.monitoring.readiness import look


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process responds."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """200 while pages can be served, else 503; what was looked at, a line each."""
    found = look()
    is_well = all(each.is_well for each in found)
    lines = "".join(f"{each.what}: {each.words}\n" for each in found)
    return HttpResponse(
        f"{'ok' if is_well else 'not ready'}\n{lines}", status=200 if is_well else 503, content_type="text/plain"
    )

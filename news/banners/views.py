"""QR codes and banners: where a scan leads, the codes for print, the banners' files."""

import re

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from news.art.banner import Kind
from news.banners.files import stored
from news.models import QRCode

FOR_EVER = 31_536_000  # seconds
A_DAY = 86_400
# Programs that fetch a link to show what is behind it, or to index it. They say so; who does not is counted.
PROGRAMS = re.compile(r"bot\b|bot/|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|embedly|curl/|wget/", re.I)


@require_safe
def scan(request: HttpRequest, code: str) -> HttpResponseRedirect:
    """Lead to the code's page and count the scan."""
    qr = get_object_or_404(QRCode.objects.with_target(), code=code.lower())
    if is_scan(request):
        qr.count_scan()
    response = HttpResponseRedirect(qr.target)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def is_scan(request: HttpRequest) -> bool:
    """Whether a person follows the code: no HEAD, no prefetching browser, no program that says it is one."""
    if request.method != "GET" or "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")):
        return False
    return not PROGRAMS.search(request.headers.get("User-Agent", ""))


@require_safe
@cache_control(public=True, max_age=A_DAY)
def code_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The code alone, for print: SVG or PNG."""
    qr = get_object_or_404(QRCode, code=code)
    data, content_type = (qr.svg(), "image/svg+xml") if kind == "svg" else (qr.png(), "image/png")
    return HttpResponse(
        data,
        content_type=content_type,
        headers={"Content-Disposition": f'inline; filename="qr-{code}.{kind}"', "X-Robots-Tag": "noindex"},
    )


@require_safe
@cache_control(public=True, max_age=FOR_EVER, immutable=True)
def banner_file(request: HttpRequest, code: str, fingerprint: str, variant: str, kind: Kind) -> HttpResponse:
    """A banner's file. Its name says what it shows, so it never changes."""
    data = stored(code, fingerprint, variant, kind)
    if data is None:
        raise Http404("No banner has this fingerprint.")
    return HttpResponse(data, content_type=f"image/{kind}")

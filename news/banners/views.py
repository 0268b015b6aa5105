"""QR codes and banners: redirects of scans, codes for print, banner files."""

import re

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from news.banners.files import stored
from news.models import QRCode
from news.pictures.art.banner import Kind

ONE_YEAR = 31_536_000  # seconds
ONE_DAY = 86_400
# Programs that fetch links for previews or indexing, by user agent. Others are counted as people.
PROGRAMS = re.compile(r"bot\b|bot/|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|embedly|curl/|wget/", re.I)


@require_safe
def scan(request: HttpRequest, code: str) -> HttpResponseRedirect:
    """Redirect to the code's page and count the scan."""
    qr = get_object_or_404(QRCode.objects.with_target(), code=code.lower())
    if is_scan(request):
        qr.count_scan()
    response = HttpResponseRedirect(qr.target)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def is_scan(request: HttpRequest) -> bool:
    """Whether a person follows the code: not a HEAD request, a prefetch or a known program."""
    if request.method != "GET" or "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")):
        return False
    return not PROGRAMS.search(request.headers.get("User-Agent", ""))


@require_safe
@cache_control(public=True, max_age=ONE_DAY)
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
@cache_control(public=True, max_age=ONE_YEAR, immutable=True)
def banner_file(request: HttpRequest, code: str, fingerprint: str, variant: str, kind: Kind) -> HttpResponse:
    """A banner's file. Its address contains its fingerprint, so it never changes."""
    data = stored(code, fingerprint, variant, kind)
    if data is None:
        raise Http404("No banner has this fingerprint.")
    return HttpResponse(data, content_type=f"image/{kind}")

"""oEmbed 1.0 (oembed.com): what other sites show where somebody pastes an address of ours."""

from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from isuwc.site.views.embeds.addresses import WIDTH, code, frame_at, ours, resolved
from isuwc.text.characters import tidy
from isuwc.text.numbers import whole_number
from news.models import Edition

PROVIDER = {"version": "1.0", "provider_name": "World Cup Speed Skating", "provider_url": f"{settings.SITE_URL}/"}
CARD = (1200, 630)
NOT_PUBLIC = ("/admin/", "/news/preview/")
LONGEST = 5  # digits of a width or height


class RefusedError(Exception):
    """With the status of the answer and why."""


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """`?url=` of a page, `format=json` or `xml`, `maxwidth` and `maxheight` in pixels.

    404 for what can't be embedded, 401 for what is not public, 501 for another format, 400 for what is no size.
    """
    form = request.GET.get("format", "") or "json"
    try:
        if form not in {"json", "xml"}:
            raise RefusedError(501, "The formats are json and xml.")
        asked = request.GET.get("url", "")
        if not asked:
            raise RefusedError(400, "The parameter url is missing.")
        limits = (_limit(request, "maxwidth"), _limit(request, "maxheight"))
        found = _answer(asked, limits)
    except RefusedError as error:
        status, why = error.args
        response: HttpResponse = HttpResponse(f"{why}\n", status=status, content_type="text/plain; charset=utf-8")
    else:
        response = _written(tidy({**PROVIDER, **found}), form)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _limit(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    size = whole_number(text) if len(text) <= LONGEST else None
    if not size:
        raise RefusedError(400, f"The parameter {name} is a number of pixels, from 1 to {'9' * LONGEST}.")
    return size


def _answer(asked: str, limits: tuple[int | None, int | None]) -> dict[str, Any]:
    parts = ours(asked)
    if parts and parts.path.startswith(NOT_PUBLIC):
        raise RefusedError(401, "This is not public.")
    if frame := frame_at(asked):
        width, height = (min(size, most or size) for size, most in zip((WIDTH, frame.height), limits, strict=True))
        rich = {"type": "rich", "title": frame.title, "width": width, "height": height}
        card = _thumbnail(frame.card, CARD, limits) if frame.card else {}
        return {**rich, "html": code(frame, width=width, height=height), **card}
    match = resolved(parts) if parts else None
    story = _live(match.kwargs) if match and match.view_name == "news:article" else None
    if story is None:
        raise RefusedError(404, "There is nothing to embed at this address.")
    own = story.card
    shown = _thumbnail(own.src, (own.src_width, own.src_height), limits) if own else {}
    return {"type": "link", "title": story.title, **shown}


def _live(named: dict[str, Any]) -> Edition | None:
    """The story that readers find at that address now."""
    return Edition.objects.live().without_text().at_address(**named).first()


def _thumbnail(src: str, size: tuple[int, int], limits: tuple[int | None, int | None]) -> dict[str, Any]:
    """Nothing where it is larger than was asked for."""
    if any(most is not None and own > most for own, most in zip(size, limits, strict=True)):
        return {}
    width, height = size
    return {"thumbnail_url": f"{settings.SITE_URL}{src}", "thumbnail_width": width, "thumbnail_height": height}


def _written(found: dict[str, Any], form: str) -> HttpResponse:
    if form == "json":
        return JsonResponse(found, json_dumps_params={"ensure_ascii": False})
    root = Element("oembed")
    for name, value in found.items():
        SubElement(root, name).text = str(value)
    return HttpResponse(tostring(root, "utf-8", xml_declaration=True), content_type="text/xml; charset=utf-8")

"""Small files that programs request at the root of the site."""

import datetime
from typing import Any, cast

from django.conf import settings
from django.contrib.sitemaps.views import SitemapIndexItem, sitemap, x_robots_tag
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from isuwc.clock.shown import shown_at
from isuwc.site.sitemaps import SITEMAPS, Stories
from isuwc.web.redirects import moved

GROUND = "#f7fbfd"  # of the pages in the light, as their theme-color has it


@require_safe
@cache_control(public=True, max_age=86_400)
def robots(request: HttpRequest) -> HttpResponse:
    """Crawlers may fetch everything except the newsroom and searches, of which there is no end."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Disallow: {reverse('search')}?",
        "",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=86_400)
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116), if SECURITY_CONTACT says so. It holds for half a year from today on."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    today = shown_at().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {today + datetime.timedelta(days=182):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}{reverse('security-txt')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@x_robots_tag
def sitemap_index(request: HttpRequest) -> TemplateResponse:
    """Every file of every section of the sitemap. Django's own view would use the request's host in the addresses."""
    parts = [part for section, of_section in SITEMAPS.items() for part in of_section.parts(section)]
    items = [SitemapIndexItem(part.address, cast(Any, part.changed_at)) for part in parts]  # its stub says a boolean
    return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": items}, content_type="application/xml")


@require_safe
def former_sitemap(request: HttpRequest) -> HttpResponse:
    """Of all stories, before each year had a file of its own."""
    return moved(reverse("sitemap"))


@require_safe
def sitemap_part(request: HttpRequest, section: str) -> HttpResponse:
    """A section of which there is one file."""
    if section == "stories":
        raise Http404
    return _without_date(sitemap(request, dict(SITEMAPS), section))


@require_safe
def sitemap_of_stories(request: HttpRequest, year: int) -> HttpResponse:
    part = Stories(year)
    if not part.paginator.count:
        raise Http404
    return _without_date(sitemap(request, {"stories": part}, "stories"))


def _without_date(response: HttpResponse) -> HttpResponse:
    """Django dates a file by what is in it, so that whoever has it would not hear of a story that was withdrawn."""
    del response.headers["Last-Modified"]
    return response


@require_safe
@cache_control(public=True, max_age=86_400)
def web_manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the site on its home screen."""
    home = reverse("home")
    manifest = {
        "id": home,
        "name": "ISU World Cup Speed Skating",
        "short_name": "World Cup",
        "lang": "en",
        "start_url": home,
        "scope": home,
        "display": "minimal-ui",
        "background_color": GROUND,
        "theme_color": GROUND,
        "icons": [
            _icon("icon.svg", "any", "image/svg+xml"),
            _icon("icon-192.png", "192x192"),
            _icon("icon-512.png", "512x512"),
            {**_icon("icon-maskable-512.png", "512x512"), "purpose": "maskable"},
        ],
    }
    return JsonResponse(manifest, content_type="application/manifest+json")


@require_safe
@cache_control(public=True, max_age=86_400)
def open_search(request: HttpRequest) -> HttpResponse:
    """How a browser asks the site's search: an OpenSearch 1.1 description."""
    return render(request, "opensearch.xml", content_type="application/opensearchdescription+xml")


def _icon(name: str, sizes: str, kind: str = "image/png") -> dict[str, str]:
    return {"src": static(f"isuwc/icons/{name}"), "sizes": sizes, "type": kind}


@require_safe
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """What browsers ask for beside every document that names no icon, such as the admin's pages."""
    return HttpResponseRedirect(static("isuwc/icons/icon-48.png"))

"""What templates of every app need beyond Django: whole addresses, the current menu item, structured data."""

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from events.time.dates import utc_moment
from isuwc.clock.shown import shown
from isuwc.clock.words import in_address
from isuwc.site.stylesheets import bundle, parts
from isuwc.text.characters import tidy
from isuwc.web.schema_org import breadcrumb_list, whole_address

register = template.Library()

# A script element ends at the first "</script" whatever stands around it, so these never reach the page as themselves.
_ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


@register.filter
def whole_url(path: str) -> str:
    """The address with scheme and host, for what is read outside of the site."""
    return whole_address(path)


@register.simple_tag
def oembed_of(address: str) -> str:
    """Where what stands for that page on other sites is asked for, as JSON."""
    query = urlencode({"url": whole_url(address), "format": "json"})
    return f"{settings.SITE_URL}{reverse('oembed')}?{query}"


@register.filter
def webcal(path: str) -> str:
    """The address by which calendar programs subscribe: webcal://example.org/events/calendar.ics."""
    return f"webcal://{whole_url(path).partition('://')[2]}"


@register.filter
def one_line(text: str) -> str:
    """The text with single spaces, for an attribute that templates write over several lines."""
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip(" ")


class _Captured(template.Node):
    """Renders what stands in it into a variable, and prints nothing."""

    def __init__(self, nodelist: template.NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: template.Context) -> SafeString:
        context[self.name] = mark_safe(one_line(self.nodelist.render(context)))  # noqa: S308 - rendered by a template
        return mark_safe("")


@register.tag
def capture(parser: template.base.Parser, token: template.base.Token) -> _Captured:
    """`{% capture title %}…{% endcapture %}`: what stands in it on one line, as `title`: for a block that a page prints
    twice."""
    _, name = token.split_contents()
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return _Captured(nodelist, name)


@register.simple_tag(takes_context=True)
def canonical_url(context: dict[str, Any]) -> str:
    """The page's one address: without query, on the site's own host. Empty where there is no request (a 500)."""
    request = context.get("request")
    return f"{settings.SITE_URL}{request.path}" if request else ""


@register.simple_tag(takes_context=True)
def current(context: dict[str, Any], prefix: str) -> SafeString:
    """aria-current for a menu item: "page" on it, "true" below it."""
    request = context.get("request")
    if not request or not request.path.startswith(prefix):
        return mark_safe("")
    return format_html(' aria-current="{}"', "page" if request.path == prefix else "true")


@register.inclusion_tag("includes/_clock_bar.html", takes_context=True)
def clock_bar(context: dict[str, Any]) -> dict[str, Any]:
    """The bar of a page that shows another moment than now; nothing on all others."""
    moment, request = shown(), context.get("request")
    if moment is None or request is None:
        return {"moment": None}
    query = [(name, value) for name, values in request.GET.lists() for value in values if name != "at"]
    return {
        "moment": moment,
        "utc": in_address(moment.at),
        "words": f"{moment.at:%A} {utc_moment(moment.at)}",
        "field": f"{moment.at:%Y-%m-%dT%H:%M}",
        "is_past": moment.at <= timezone.now(),
        "path": request.path,
        "query": query,
        "now": f"{request.path}?{urlencode([*query, ('at', '')])}",
    }


@register.simple_tag
def keeps_offline() -> bool:
    """Whether browsers keep some pages for readers without a connection."""
    return bool(settings.OFFLINE_PAGES)


@register.simple_tag
def stylesheets(kind: str) -> SafeString:
    """Links to the styles of a kind of page: to one file where static files were collected, else to each part."""
    joined = getattr(staticfiles_storage, "joins_stylesheets", False)
    names = [bundle(kind)] if joined else parts(kind)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(name),) for name in names))


@register.simple_tag
def breadcrumb_data(crumbs: Sequence[tuple[str, str]], here: str = "") -> SafeString:
    """A page's breadcrumb for search engines."""
    return json_ld(breadcrumb_list(crumbs, here))


@register.simple_tag
def json_ld(data: dict[str, Any] | list[Any]) -> SafeString:
    """Structured data (schema.org) for search engines."""
    data = tidy(data)
    text = json.dumps({"@context": "https://schema.org", **data} if isinstance(data, dict) else data, default=str)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text.translate(_ESCAPES)))  # noqa: S308 - escaped one line above

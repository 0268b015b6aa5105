"""Which pages have a banner. It is decided here, because views of events and standings must not depend on the news."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from events.models import Event
from news.models import banner_for
from news.models.banner import PageKind

# By the URL name of the page. All other pages, such as a cup's, never have a banner.
PAGES = {
    "home": PageKind.HOME,
    "news:index": PageKind.NEWS,
    "news:tag": PageKind.NEWS,
    "news:article": PageKind.ARTICLE,
    "event": PageKind.EVENT,
    "events:index": PageKind.EVENT,
    "events:season": PageKind.EVENT,
    "events:where_to_watch": PageKind.WATCH,
    "events:country": PageKind.WATCH,
    "standings:index": PageKind.STANDINGS,
    "standings:season": PageKind.STANDINGS,
}


def no_banner(request: HttpRequest) -> dict[str, None]:
    """Context processor: defines `banner` on all pages, as base.html prints it."""
    return {"banner": None}


class BannerMiddleware:
    """Adds `banner` to the context of these pages. One query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        match = request.resolver_match
        kind = PAGES.get(match.view_name) if match else None
        if kind and response.context_data is not None:
            response.context_data["banner"] = banner_for(kind, event_of(response.context_data))
        return response


def event_of(context: dict[str, object]) -> Event | None:
    """The event in the page's context, or that of its article."""
    event = context.get("event") or getattr(context.get("edition"), "event", None)
    return event if isinstance(event, Event) else None

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.models import Country, Event
from isuwc.web.feeds import FORMATS
from news.models import Edition
from news.pages.feeds import ADDRESSES
from standings.models import Competitor, Cup, Result

RECENT = 60  # stories whose hashtags are listed


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """All feeds, for people: of all stories and results, and by tag, event, nation and skater. Six queries.

    Events are those of the newest season, skaters those in its standings; others have feeds as well, which their pages
    name.
    """
    event = Event.objects.select_related("season").order_by("-season__start_year").first()
    season = next(iter(Cup.objects.seasons()), None)
    tags: dict[str, str] = {}  # as the newest story writes each
    for written in Edition.objects.live().values_list("hashtags", flat=True)[:RECENT]:
        for tag in written:
            tags.setdefault(tag.lower(), tag)
    started = Country.objects.filter(Exists(Result.objects.filter(country=OuterRef("pk"))))
    skaters = Competitor.objects.skaters().in_standings(season).with_country() if season else Competitor.objects.none()
    context = {
        "formats": [
            (label, reverse(ADDRESSES[format]), reverse("feeds:results", args=[format]))
            for format, label in FORMATS.items()
        ],
        "tags": sorted(tags.items()),
        "season": event.season if event else None,
        "events": Event.objects.filter(season=event.season).with_place() if event else (),
        "nations": started.order_by("name"),
        "skaters": skaters,
        "season_of_skaters": season,
        "crumbs": [("About the series", reverse("about"))],
    }
    return TemplateResponse(request, "feeds.html", context)

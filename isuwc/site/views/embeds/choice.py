from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.models import Event, Race
from isuwc.site.views.embeds.addresses import WIDTH, code, frame_at, source
from isuwc.site.views.embeds.frames import THEMES
from standings.models import Cup


@require_safe
@csp_update({"frame-src": [SELF]})
def choice(request: HttpRequest) -> HttpResponse:
    """What can be embedded; of the page at `?url=` the code, and how it looks, in the theme of `?theme=`."""
    asked, theme = request.GET.get("url", "").strip(), request.GET.get("theme", "")
    theme = theme if theme in THEMES else ""
    frame = frame_at(asked) if asked else None
    season = None if frame else Cup.objects.with_standings().seasons().first()
    context = {
        "asked": asked,
        "theme": theme,
        "themes": [("", "The reader’s own"), *((each, each.capitalize()) for each in THEMES)],
        "frame": frame,
        "width": WIDTH,
        "code": code(frame, theme) if frame else "",
        "source": source(frame, theme) if frame else "",
        "season": season,
        "columns": Cup.by_category(list(Cup.objects.of(season)) if season else ()),
        "races": [] if frame else _latest_races(),
        "crumbs": [("Embed", reverse("embed"))] if frame else [],
    }
    return TemplateResponse(request, "embeds/choice.html", context)


def _latest_races() -> list[Race]:
    """With their results, of the last event that has one. Two queries."""
    known = Race.objects.with_result()
    last = Event.objects.filter(pk__in=known.order_by().values("event")).with_place().order_by("-start_date").first()
    return list(known.with_event().filter(event=last).order_by("number")) if last else []

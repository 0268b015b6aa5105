from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from events.calendar.schedule import schedule
from events.models import Event, Season
from isuwc.clock.shown import shown_at
from isuwc.site.first_steps import first_steps
from news.models import Edition, lead_story
from standings.models import Cup
from standings.pages.races.podiums import latest_podiums
from standings.scoring.headlines import headlines

STORIES = 7  # the lead and six more


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The lead story, the latest podiums, what is on or comes next, who leads every cup, the latest news."""
    now = shown_at()
    coming = Event.objects.going_ahead().upcoming(now).with_place().with_programme()
    event = coming.with_season_stream().first()
    season = event.season if event else Season.objects.begun(now.date()).first()
    stories = list(Edition.objects.live(now).with_event().without_text()[:STORIES])
    lead = lead_story(now) if stories else None
    cup_season = Cup.objects.with_standings().seasons().first()
    found = headlines(Cup.objects.of(cup_season)) if cup_season else None
    is_empty = not (season or stories or cup_season)
    context = {
        "is_empty": is_empty,
        "first_steps": first_steps(request.user) if is_empty else (),
        "lead": lead,
        "stories": [each for each in stories if each != lead][: STORIES - 1],
        "latest": latest_podiums(now),
        "event": event,
        "schedule": schedule(event, now) if event else None,
        "days_left": (event.start_date - now.astimezone(event.venue.zone).date()).days if event else None,
        "season": season,
        "calendar": list(season.events.with_place()) if season else [],
        "cup_season": cup_season,
        "headlines": found,
        "columns": Cup.by_category(found.cups if found else ()),
    }
    return TemplateResponse(request, "home.html", context)

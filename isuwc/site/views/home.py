import datetime

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from events.calendar.renewal import renewal
from events.calendar.schedule import Schedule, schedule
from events.models import Event, Season
from isuwc.clock.shown import shown_at
from isuwc.site.first_steps import first_steps
from news.models import Edition, lead_story
from standings.models import Cup
from standings.pages.races.podiums import latest_podiums
from standings.pages.races.race_day import RaceDay, race_day
from standings.pages.races.start_lists import start_lists_of
from standings.pages.season_numbers import season_numbers
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
    programme = schedule(event, now) if event else None
    days_left = (event.start_date - now.astimezone(event.venue.zone).date()).days if event else None
    is_on = days_left is not None and days_left <= 0
    others = [each for each in stories if each != lead]
    context = {
        "is_empty": is_empty,
        "first_steps": first_steps(request.user) if is_empty else (),
        "lead": lead,
        # On race days the band comes first, and the lead among the other stories
        "stories": ([lead, *others] if lead and is_on else others)[: STORIES - 1],
        "latest": latest_podiums(now),
        "event": event,
        "is_on": is_on,
        "day": _race_day(programme, now, days_left <= 1) if programme and days_left is not None else None,
        "renewal": renewal(programme.event, programme.sessions) if programme else "",
        "days_left": days_left,
        "season": season,
        "calendar": list(season.events.with_place()) if season else [],
        "cup_season": cup_season,
        "headlines": found,
        "numbers": season_numbers(season) if season and not event else None,
        "columns": Cup.by_category(found.cups if found else ()),
    }
    return TemplateResponse(request, "home.html", context)


def _race_day(programme: Schedule, at: datetime.datetime, is_near: bool) -> RaceDay:
    """With start lists where it is near. Two queries, or one where there are none."""
    races = [race for race in (programme.race_on, programme.race_next) if race]
    return race_day(programme, start_lists_of(programme.event, races) if races and is_near else (), at)

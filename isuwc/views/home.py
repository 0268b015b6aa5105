import datetime

from django.db.models import Min, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from events.models import Event, Season
from news.models import Edition
from standings.models import Cup

STORIES = 7  # the lead and six more


def home(request: HttpRequest) -> HttpResponse:
    """The lead story, what is on or comes next, who leads every cup, the latest news."""
    now = timezone.now()
    event = Event.objects.going_ahead().upcoming(now.date()).with_place().select_related("season__stream").first()
    season = event.season if event else Season.objects.begun(now.date()).first()
    stories = list(Edition.objects.live(now).with_event()[:STORIES])
    cup_season = Season.objects.filter(cups__standings__is_newest=True).order_by("-start_year").first()
    cups = Cup.objects.of(cup_season).with_leaders().annotate(margin=_margin()) if cup_season else []
    context = {
        "lead": stories[0] if stories else None,
        "stories": stories[1:],
        "event": event,
        "next_session": _next_session(event, now) if event else None,
        "is_on": event is not None and event.start_date <= now.date(),
        "days_left": (event.start_date - now.date()).days if event else None,
        "season": season,
        "calendar": list(season.events.with_place()) if season else [],
        "today": now.date(),
        "cup_season": cup_season,
        "columns": Cup.by_category(cups),
    }
    return TemplateResponse(request, "home.html", context)


def _next_session(event: Event, now: datetime.datetime):
    return event.sessions.filter(starts_at__gt=now).order_by("starts_at").first()


def _margin() -> Min:
    """How far the second is behind the leaders in points."""
    return Min("standings__gap", filter=Q(standings__is_newest=True, standings__rank__gt=1))

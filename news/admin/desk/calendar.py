"""The newsroom's calendar: stories, events and broadcasts of a month, as a month or as a list.

Events, sessions and broadcasts stand on the venue's days and say its times; stories on those of their event's venue, or
of UTC.
"""

import datetime
from collections.abc import Iterator

from django.contrib.admin import ModelAdmin
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from events.models import Event, Showing, Venue
from events.models.planned import Plan
from isuwc.newsroom.pages import admin_page, require_view
from news.admin.desk.days import Happening, month_of, next_month, weeks
from news.admin.desk.scheduled import coming
from news.models import Article, Edition

DAY = datetime.timedelta(days=1)


def calendar(admin: "ModelAdmin[Article]", request: HttpRequest) -> HttpResponse:
    """`?month=2026-11` and `?as=list`. Requires the right to see articles. A fixed number of queries."""
    require_view(admin, request)
    now = timezone.now()
    month = month_of(request.GET.get("month", ""), now.date())
    # A day at the venue begins up to a day before or after that of UTC.
    first, last = month - 7 * DAY, next_month(month) + 7 * DAY
    found = [*_stories(request, first, last, now), *_events(request, first, last), *_broadcasts(request, first, last)]
    all_weeks = weeks(month, now.date(), found)
    context = {
        "opts": admin.opts,
        "month": month,
        "before": next_month(month, -1),
        "after": next_month(month),
        "is_list": request.GET.get("as") == "list",
        "weeks": all_weeks,
        "days": [day for week in all_weeks for day in week if day.is_of_month and day.happenings],
        "today": now.date(),
    }
    return admin_page(request, admin.admin_site, "admin/news/article/calendar.html", "Calendar", context)


def _stories(
    request: HttpRequest, first: datetime.date, last: datetime.date, now: datetime.datetime
) -> Iterator[Happening]:
    """What went live, and what will, or away. Three queries."""
    begin, end = _midnight(first), _midnight(last)
    published = (
        Edition.objects.once_live(now)
        .filter(Q(goes_live_at__gte=begin, goes_live_at__lt=end))
        .select_related("article__event__venue", "article__venue")
        .defer("body", "words", "hero", "trailing")
    )
    for edition in published:
        venue = edition.article.the_venue
        what = "updated" if edition.is_corrected else "published"
        address = reverse("admin:news_article_change", args=[edition.article_id])
        yield _at(edition.goes_live_at, venue, "story", f"{edition.title}: {what}", address)
    for each in coming(now, end):
        if each.at >= begin:
            kind = "withdrawal" if each.cancel_name == "_stay" else "scheduled"
            yield _at(each.at, each.venue, kind, f"{each.title}: {each.what}", each.address_for(request.user))


def _events(request: HttpRequest, first: datetime.date, last: datetime.date) -> Iterator[Happening]:
    """Every day of an event, and its sessions. Two queries."""
    found = Event.objects.with_place().prefetch_related("sessions").filter(end_date__gte=first, start_date__lt=last)
    may_change = request.user.has_perm("events.change_event")
    for event in found:
        off = {Plan.CANCELLED: "cancelled", Plan.POSTPONED: "postponed"}.get(Plan(event.plan), "")
        own = reverse("admin:events_event_change", args=[event.pk]) if may_change else event.get_absolute_url()
        for day in event.days():
            yield Happening(day, None, "event", str(event), own, off)
        for session in event.sessions.all():
            venue, words = event.venue, f"{session.title}, {event.venue.city}"
            if session.starts_at:
                yield _at(session.starts_at, venue, "session", words, own, session.date)
            else:
                yield Happening(session.date, None, "session", words, own, "no time yet")


def _broadcasts(request: HttpRequest, first: datetime.date, last: datetime.date) -> Iterator[Happening]:
    """Broadcasts of single sessions that are on record with a start of their own. One query."""
    found = Showing.objects.with_words().filter(
        is_shown=True, starts_at__gte=_midnight(first), starts_at__lt=_midnight(last)
    )
    may_see = request.user.has_perm("events.view_listing")
    for showing in found:
        event = showing.session.event
        own = reverse("admin:events_listing_change", args=[showing.listing_id]) if may_see else event.watch_address
        words = f"{showing.listing.broadcaster}: {showing.session.title}, {event.venue.city}"
        yield _at(showing.starts_at, event.venue, "broadcast", words, own)  # type: ignore[arg-type]


def _at(
    at: datetime.datetime,
    venue: Venue | None,
    kind: str,
    words: str,
    address: str,
    day: datetime.date | None = None,
) -> Happening:
    """On its day by the venue's clocks, with the time by these and by UTC."""
    local = at.astimezone(venue.zone) if venue else at.astimezone(datetime.UTC)
    utc = f"{at.astimezone(datetime.UTC):%H:%M} UTC"
    more = f"{local:%H:%M} in {venue.city}, {utc}" if venue else utc
    return Happening(day or local.date(), at, kind, words, address, more)


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)

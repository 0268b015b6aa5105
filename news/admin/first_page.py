"""Journalists' work on the first page of the newsroom, and what a race leads to."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from events.models import Event, Race
from isuwc.newsroom.first_page import Link, Section, section
from isuwc.newsroom.onward import onward
from news.admin.desk.tasks import tasks_for

ADD = "news.add_article"


@section(30)
def news(request: HttpRequest) -> Section | None:
    if not request.user.has_perm(ADD):
        return None
    return Section("News", tuple(tasks_for(request)))


@onward(Event)
def report_of_event(request: HttpRequest, event: Event) -> Iterator[Link]:
    """The drafts of its sessions' results."""
    if request.user.has_perm(ADD):
        yield Link("Start a report", reverse("admin:news_article_from_results", args=[event.pk]))


@onward(Race)
def report(request: HttpRequest, race: Race) -> Iterator[Link]:
    """A new article with the event and the result card of the race."""
    if request.user.has_perm(ADD):
        words, address = "Report from this", reverse("admin:news_article_add")
        yield Link(words, f"{address}?event={race.event_id}&race={race.pk}&type=report")
        drafts = reverse("admin:news_article_from_results", args=[race.event_id])
        yield Link("Start a report of its session", f"{drafts}#session-{race.session_id}")

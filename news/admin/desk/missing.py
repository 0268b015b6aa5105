"""What is missing: events without a preview or a report, photographs without credit, alternative text or file."""

import datetime
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from events.models import Event, Race
from events.models.event import BEGINS, ENDS
from events.time.dates import short_date
from isuwc.newsroom.first_page import Link, Task
from news.admin.desk.tasks import MOST, rest, tasks
from news.models import Article, Photo
from news.models.article import State, Type

AHEAD, BACK = datetime.timedelta(days=14), datetime.timedelta(days=7)
REPORTS = (Type.REPORT, Type.RECAP)


@tasks(60)
def events(request: HttpRequest) -> Iterator[Task]:
    """Events of the next 14 days that nobody has begun a preview of, and those that have begun, or ended within 7 days,
    without a report; each leads to a new article about it, or, once it has results, to a report of them. One query."""
    now = timezone.now()
    stories = Article.objects.filter(event=OuterRef("pk")).exclude(state=State.WITHDRAWN)
    found: Iterable[Any] = (  # events with what is annotated here
        Event.objects.going_ahead()
        .with_place()
        .annotate(
            begins=BEGINS,
            has_preview=Exists(stories.filter(type=Type.PREVIEW)),
            has_report=Exists(stories.filter(type__in=REPORTS)),
            has_results=Exists(Race.objects.with_result().filter(event=OuterRef("pk"))),
        )
        .alias(ends=ENDS)
        .filter(begins__lte=now + AHEAD, ends__gt=now - BACK)
        .order_by("start_date", "number")
    )
    coming = [event for event in found if event.begins > now]
    begun = [event for event in found if event.begins <= now]
    days = f"of the next {AHEAD.days} days"
    without = [event for event in coming if not event.has_preview]
    yield _task("Events without a preview", without, Type.PREVIEW, f"Every event {days} has one, or there is none.")
    without = [event for event in begun if not event.has_report]
    yield _task("Events without a report", without, Type.REPORT, f"Every event of the last {BACK.days} days has one.")
    # A report of one session leaves those of the others to be written
    links = tuple(Link(str(event), _new(event, Type.REPORT)) for event in begun if event.has_results)
    if links:
        yield Task("Start a report", links[0].address, more="of a session, from its results", links=links[:MOST])


def _task(words: str, found: list[Any], kind: Type, none: str) -> Task:
    """Leads to the first of them; to the calendar if there are none."""
    links = tuple(Link(str(event), _new(event, kind), f"begins {short_date(event.start_date)}") for event in found)
    address = links[0].address if links else reverse("admin:news_article_calendar")
    return Task(words, address, len(found), rest(len(found)) if found else none, links[:MOST])


def _new(event: Any, kind: Type) -> str:
    if kind == Type.REPORT and event.has_results:
        return reverse("admin:news_article_from_results", args=[event.pk])
    return f"{reverse('admin:news_article_add')}?{urlencode({'event': event.pk, 'type': kind.value})}"


@tasks(70)
def photographs(request: HttpRequest) -> Iterator[Task]:
    """One query."""
    lacks = {
        "credit": Q(credit=""),
        "alt": Q(alt="", is_decorative=False),
        "file": Q(file=""),
        "check": Q(is_checked=False),
    }  # as the list calls them
    words = {
        "credit": "without a credit",
        "alt": "without alternative text",
        "file": "without a file",
        "check": "with facts from their files that nobody has looked at",
    }
    counts = Photo.objects.aggregate(
        all=Count("pk", filter=reduce(or_, lacks.values())),
        **{f"no_{name}": Count("pk", filter=each) for name, each in lacks.items()},
    )
    library = reverse("admin:news_photo_changelist")
    links = tuple(
        Link(f"{count} {words[name]}", f"{library}?wants={name}") for name in lacks if (count := counts[f"no_{name}"])
    )
    said = "" if links else "Every photograph has its credit, its alternative text and its file."
    address = links[0].address if links else library
    yield Task("Photographs that lack something", address, counts["all"], said, links)

"""Start a report from results: an event's sessions, what is in of each, and the drafts that were made of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from events.models import Event
from events.models.programme import NO_RESULT_COMES, ResultState
from events.time.dates import weekday_date
from isuwc.newsroom.pages import admin_page, require
from isuwc.text.numbers import whole_number
from news.imports.from_results.writing import (
    DRAFTED,
    DraftedBeforeError,
    NoResultError,
    create_draft,
    drafted_before,
    mark_of,
)
from news.models import Article
from news.models.article import State

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

ADD = "news.add_article"
WHOLE = {ResultState.OFFICIAL, ResultState.UNOFFICIAL}
OTHERS = 6  # stories that the page names
MADE = "The draft is made of the results, and of nothing else. It is not published."


@dataclass(frozen=True)
class Row:
    """What can be reported on: a session, or the whole event (no `session`); `earlier` was drafted from it before."""

    title: str
    session: int | None
    races: int
    known: int  # races whose results are in, whole
    awaited: int
    earlier: Article | None

    @property
    def key(self) -> str:
        return str(self.session or "")


def from_results(admin: "ModelAdmin[Article]", request: HttpRequest, pk: int) -> HttpResponse:
    """The page, or the draft of the session that was chosen (`session`; empty: of the whole event)."""
    require(request, ADD)
    event = get_object_or_404(Event.objects.with_place(), pk=pk)
    if request.method == "POST":
        return _make(admin, request, event)
    stories = Article.objects.filter(event=event).exclude(state=State.WITHDRAWN)
    others = stories.exclude(imported_from__startswith=DRAFTED).select_related("created_by").order_by("-changed_at")
    context = {
        "opts": admin.opts,
        "event": event,
        "rows": list(_rows(event)),
        "others": list(others[:OTHERS]),
        "empty": f"{reverse('admin:news_article_add')}?event={event.pk}&type=report",
    }
    template = "admin/news/article/from_results.html"
    return admin_page(request, admin.admin_site, template, f"Start a report of {event}", context)


def _make(admin: "ModelAdmin[Article]", request: HttpRequest, event: Event) -> HttpResponse:
    here = HttpResponseRedirect(reverse("admin:news_article_from_results", args=[event.pk]))
    key, session = request.POST.get("session", ""), None
    if key:
        number = whole_number(key)
        session = event.sessions.filter(pk=number).first() if number is not None else None
        if session is None:
            messages.error(request, "The event no longer has that session. Nothing was made.")
            return here
    try:
        made = create_draft(event, session, request.user, again="again" in request.POST)  # type: ignore[arg-type] # who is signed in
    except NoResultError:
        messages.error(request, "No result of it is in, so there is nothing to report yet. Nothing was made.")
        return here
    except DraftedBeforeError as error:
        words = f"“{error.article}” was drafted from these results already: open it, or start another one."
        messages.warning(request, words)
        return here
    admin.log_addition(request, made.article, "Drafted from results.")
    messages.success(request, MADE)
    for note in made.notes:
        messages.warning(request, note)
    return HttpResponseRedirect(reverse("admin:news_article_change", args=[made.article.pk]))


def _rows(event: Event) -> Iterator[Row]:
    """The sessions that have races, and the whole event where it has several. Two queries."""
    counted: Any = event.sessions.annotate(**_counts())  # sessions with what is counted of each
    sessions = [session for session in counted.order_by("number") if session.race_count]
    marks = [mark_of(event, session) for session in sessions]
    earlier = drafted_before([*marks, mark_of(event, None)])
    for session, mark in zip(sessions, marks, strict=True):
        title = f"{weekday_date(session.date)}, {session.title}"
        yield _row(title, session.pk, [session], earlier.get(mark))
    if len(sessions) > 1:
        yield _row("The whole event", None, sessions, earlier.get(mark_of(event, None)))


def _counts() -> dict[str, Any]:
    return {
        "race_count": Count("races"),
        "known": Count("races", filter=Q(races__result_state__in=WHOLE)),
        "settled": Count("races", filter=Q(races__result_state__in=NO_RESULT_COMES)),
    }


def _row(title: str, session: int | None, counted: list[Any], earlier: Article | None) -> Row:
    races, known = sum(each.race_count for each in counted), sum(each.known for each in counted)
    return Row(title, session, races, known, races - known - sum(each.settled for each in counted), earlier)

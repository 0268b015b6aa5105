"""Stories on the desk: one's own drafts, what waits in each state, what is scheduled, what changed since published."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet, Window
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from isuwc.newsroom.first_page import Link, Task
from isuwc.text.spans import ago
from news.admin.desk.scheduled import Moment, coming
from news.admin.desk.tasks import MOST, rest, tasks
from news.editions.publication import live_with_changes
from news.models import Article
from news.models.article import State

SAID = {
    State.IN_REVIEW: "somebody else is to read them",
    State.CHANGES: "their authors were asked for changes",
    State.READY: "to be published",
    State.DRAFT: "being written by others",
}


@tasks(10)
def beginnings(request: HttpRequest) -> Iterator[Task]:
    yield Task("New article", reverse("admin:news_article_add"), is_main=True)
    yield Task("New article from text", reverse("admin:news_article_from_text"), more="Word, RTF, or pasted")
    yield Task("Calendar", reverse("admin:news_article_calendar"), more="Stories, events and broadcasts by day")


@tasks(30)
def own_drafts(request: HttpRequest) -> Iterator[Task]:
    """One query."""
    now = timezone.now()
    own, count = _first(Article.objects.filter(_own(request), state=State.DRAFT))
    links = tuple(_to_article(each, ago(each.changed_at, now)) for each in own)
    said = rest(count) if own else "You have none: begin one above."
    yield Task("My drafts", f"{_list()}?whose=mine&state__exact={State.DRAFT}", count, said, links)


@tasks(40)
def by_state(request: HttpRequest) -> Iterator[Task]:
    """One query."""
    counts = Article.objects.aggregate(
        **{
            state: Count("pk", filter=Q(state=state) & (Q() if state != State.DRAFT else ~_own(request)))
            for state in SAID
        }
    )
    for state, said in SAID.items():
        if counts[state]:
            label = "Drafts of others" if state == State.DRAFT else state.label
            yield Task(label, f"{_list()}?state__exact={state}", counts[state], said)


@tasks(50)
def scheduled(request: HttpRequest) -> Iterator[Task]:
    """Two queries."""
    found = coming(timezone.now())
    said = rest(len(found)) if found else "Nothing waits for its moment."
    links = tuple(_at_its_moment(each, request) for each in found[:MOST])
    yield Task("Scheduled", reverse("admin:news_article_scheduled"), len(found), said, links)


@tasks(55)
def changed_since(request: HttpRequest) -> Iterator[Task]:
    """One query."""
    found, count = _first(live_with_changes())
    now = timezone.now()
    links = tuple(_to_article(each, f"changed {ago(each.changed_at, now)}") for each in found)
    said = rest(count) if found else "Readers see every live story as it is saved."
    yield Task("Live, with unpublished changes", f"{_list()}?public=changed", count, said, links)


def _first(articles: "QuerySet[Article]") -> tuple[list[Article], int]:
    """The first of them, and how many there are. One query."""
    found: list[Any] = list(articles.annotate(count=Window(Count("pk")))[:MOST])  # with `count`
    return found, found[0].count if found else 0


def _own(request: HttpRequest) -> Q:
    return Q(created_by=request.user.pk, created_by__isnull=False)


def _list() -> str:
    return reverse("admin:news_article_changelist")


def _to_article(article: Article, more: str) -> Link:
    return Link(article.title, reverse("admin:news_article_change", args=[article.pk]), more)


def _at_its_moment(each: Moment, request: HttpRequest) -> Link:
    address = each.address_for(request.user)
    return Link(f"{each.title}: {each.what}", address, each.words, each.at, each.zone)

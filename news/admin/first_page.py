"""Journalists' work on the first page of the newsroom: a new story, and the stories that somebody waits for."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse

from events.models import Race
from isuwc.newsroom.first_page import Link, Section, Task, section
from isuwc.newsroom.onward import onward
from news.models import Article, Edition
from news.models.article import State

ADD = "news.add_article"


@section(30)
def news(request: HttpRequest) -> Section | None:
    if not request.user.has_perm(ADD):
        return None
    return Section("News", tuple(_tasks()))


def _tasks() -> Iterator[Task]:
    """Two queries."""
    articles = reverse("admin:news_article_changelist")
    yield Task("New article", reverse("admin:news_article_add"), is_main=True)
    yield Task("New article from text", reverse("admin:news_article_from_text"), more="Word, RTF, or pasted")
    states = (State.IN_REVIEW, State.READY, State.DRAFT)
    counts = Article.objects.aggregate(**{state: Count("pk", filter=Q(state=state)) for state in states})
    said = {
        State.IN_REVIEW: "somebody else is to read them",
        State.READY: "to be published",
        State.DRAFT: "being written",
    }
    for state in states:
        if counts[state]:
            label = "Drafts" if state == State.DRAFT else state.label
            yield Task(label, f"{articles}?state__exact={state}", counts[state], said[state])
    if planned := Edition.objects.embargoed().order_by().values("article").distinct().count():
        yield Task("Waiting for their hour", f"{articles}?public=embargo", planned, "they go live by themselves")


@onward(Race)
def report(request: HttpRequest, race: Race) -> Iterator[Link]:
    """A new article with the event and the result card of the race."""
    if request.user.has_perm(ADD):
        words, address = "Report from this", reverse("admin:news_article_add")
        yield Link(words, f"{address}?event={race.event_id}&race={race.pk}&type=report")

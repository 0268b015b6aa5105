"""Reviews on the desk: what waits for this person to read, and where changes were asked of them."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from isuwc.newsroom.first_page import Link, Task
from isuwc.text.spans import ago
from news.admin.desk.tasks import MOST, rest, tasks
from news.models import Article
from news.models.article import State
from news.review.people import called, may_review
from news.review.waiting import to_change, to_review


@tasks(20)
def reviews(request: HttpRequest) -> Iterator[Task]:
    """Two queries; one for whoever does not review."""
    person: Any = request.user
    articles = reverse("admin:news_article_changelist")
    if may_review(person):
        found = list(to_review(person))
        said = rest(len(found)) if found else "Nobody waits for you to read something."
        links = tuple(map(_handed_in, found[:MOST]))
        yield Task("Waiting for my review", f"{articles}?state__exact={State.IN_REVIEW}", len(found), said, links)
    asked = list(to_change(person).select_related("review"))
    said = rest(len(asked)) if asked else "Nobody has asked you to change anything."
    links = tuple(Link(each.title, _review(each)) for each in asked[:MOST])
    yield Task("Changes asked of me", f"{articles}?state__exact={State.CHANGES}", len(asked), said, links)


def _handed_in(article: Article) -> Link:
    review = getattr(article, "review", None)
    if review is None:  # its state was set by hand, before there were steps
        return Link(article.title, _review(article), "handed in")
    by = f"handed in by {called(review.asked_by)}" if review.asked_by else "handed in"
    return Link(article.title, _review(article), f"{by}, {ago(review.asked_at, timezone.now())}")


def _review(article: Article) -> str:
    return reverse("admin:news_article_review", args=[article.pk])

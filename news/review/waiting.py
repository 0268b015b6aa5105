"""Which stories wait for whom."""

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from news.models.article import Article, State
from news.models.review import Review
from news.review.people import called, may_review


def to_review(person: User) -> QuerySet[Article]:
    """In review, for this person, for anybody, or for somebody who has left; longest first. Not what they handed in."""
    if not may_review(person):
        return Article.objects.none()
    mine = Q(review__reviewer=person) | Q(review__reviewer=None) | Q(review__reviewer__is_active=False)
    found = Article.objects.filter(mine, state=State.IN_REVIEW).exclude(review__asked_by=person)
    return found.select_related("review__asked_by").order_by("review__asked_at", "pk")


def to_change(person: User) -> QuerySet[Article]:
    """Changes are asked for of what this person handed in, or wrote where nobody is known to have handed it in."""
    own = Q(review__asked_by=person) | Q(review__asked_by=None, changed_by=person)
    return Article.objects.filter(own, state=State.CHANGES).order_by("review__asked_at", "pk")


def not_approved(article: Article) -> str:
    """What to say to whoever publishes it although somebody is to read it; empty where nobody is."""
    review = Review.objects.select_related("reviewer").filter(article=article).first()
    if article.state == State.IN_REVIEW:
        whom = called(review.reviewer) if review and review.reviewer else "anybody who reviews"
        return f"It is in review, for {whom}, and not yet approved."
    if article.state == State.CHANGES:
        return "Changes were asked for, and it is not yet approved."
    writer = article.changed_by
    if article.state == State.DRAFT and writer and not writer.has_perm("news.publish_article"):
        return f"{called(writer)}, who wrote it last, may not publish, and nobody has approved it."
    return ""

"""An approval holds for the words that were approved, and the state of a story that nobody reviews."""

from django.contrib.auth.models import User

from isuwc.history.models import note as say
from news.editions.publication import publication_of
from news.models.article import Article, State

REVIEWS = "news.review_article"
LAPSED = "It was approved before you changed it, and is no longer “Ready”. Hand it in again."


def state_at_rest(article: Article) -> State:
    """The state of a working copy that nobody reviews: by what readers see, or saw, of it."""
    publication = publication_of(article)
    if publication.is_public_or_scheduled:
        return State.PUBLISHED
    return State.WITHDRAWN if publication.withdrawn else State.DRAFT


def lapse(article: Article, by: User | None) -> None:
    """What was approved is no longer what is there, since this person has changed it, in whatever way.

    Somebody who reviews may mend what was approved. Whoever does not makes it a draft again, or what it is in public.
    """
    if article.state != State.READY or by is None or by.has_perm(REVIEWS):
        return
    article.state = state_at_rest(article)
    Article.objects.filter(pk=article.pk).update(state=article.state)
    say(article, "Changed after it was approved: no longer ready.")

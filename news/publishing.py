"""From working copy to edition, and back out of public sight. The only code that makes editions."""

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max, Min
from django.urls import reverse
from django.utils import timezone

from news.checks import problems
from news.holding import hold
from news.models.article import Article, State
from news.models.edition import Edition, EditionPhoto
from news.snapshot import content_of, photos_in, words_of


class PublishError(Exception):
    """The article can't go live; `problems` says why, in the newsroom's words."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@transaction.atomic
def publish(article: Article, by: User | None, goes_live_at: datetime.datetime | None = None) -> Edition:
    """Make the next edition of the working copy as it is in the database; live at once, or when an embargo ends.

    `by` is None where no person publishes, as on the command line. A moment in the past is for archives: the story
    keeps its date. Raises PublishError.
    """
    now = timezone.now()
    goes_live_at = goes_live_at or now
    working_copy = _locked(article)
    content = content_of(working_copy)
    earlier = Edition.objects.filter(article=article)
    # The first moment at which readers saw it; an edition replaced before its embargo ended was never seen.
    first_seen = earlier.filter(goes_live_at__lte=now).aggregate(at=Min("goes_live_at"))["at"]
    published_at = min(first_seen or goes_live_at, goes_live_at)
    year = published_at.year
    wrong = problems(content)
    if Edition.objects.filter(year=year, slug=content["slug"]).exclude(article=article).exists():
        address = reverse("news:article", args=[year, content["slug"]])
        wrong.append(f"The address {address} belongs to another article. Choose another one.")
    if wrong:
        raise PublishError(wrong)
    hold(content["body"], earlier.filter(body__contains=[{"fixed": True}]), published_at.date().isoformat())
    edition = Edition.objects.create(
        article=article,
        number=1 + (earlier.aggregate(last=Max("number"))["last"] or 0),
        version=working_copy.version,
        year=year,
        words=words_of(content),
        made_at=now,
        made_by=by,
        goes_live_at=goes_live_at,
        published_at=published_at,
        **content,
    )
    shown = {photo["photo"] for photo in photos_in(content)}
    EditionPhoto.objects.bulk_create(EditionPhoto(edition=edition, photo_id=photo) for photo in sorted(shown))
    _set_state(article, State.PUBLISHED)
    return edition


@transaction.atomic
def withdraw(article: Article, by: User | None) -> int:
    """Take the article out of public sight, with what is still under embargo. Returns how many editions went."""
    _locked(article)
    gone = Edition.objects.filter(article=article, withdrawn_at__isnull=True).update(
        withdrawn_at=timezone.now(), withdrawn_by=by
    )
    _set_state(article, State.WITHDRAWN)
    return gone


def _locked(article: Article) -> Article:
    """The working copy as it is now, held until the transaction ends."""
    return (
        Article.objects.select_for_update(of=("self",))
        .select_related("event__season", "season", "hero")
        .get(pk=article.pk)
    )


def _set_state(article: Article, state: State) -> None:
    # update(): what somebody else has just saved must not be written back.
    Article.objects.filter(pk=article.pk).update(state=state)
    article.state = state

"""From working copy to edition, and back out of public sight. The only code that makes editions."""

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Min
from django.urls import reverse
from django.utils import timezone

from news.checks import problems
from news.holding import hold
from news.models.article import Article, State
from news.models.edition import Edition, EditionPhoto
from news.snapshot import Content, content_of, content_of_edition, photos_in, words_of


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
    edition = _make(
        article,
        content,
        version=working_copy.version,
        year=year,
        made_at=now,
        made_by=by,
        goes_live_at=goes_live_at,
        published_at=published_at,
    )
    _set_state(article, State.PUBLISHED)
    return edition


def standing(article: Article, at: datetime.datetime | None = None) -> list[Edition]:
    """The edition that is live, if one is, and those that will be, in the order of their moments."""
    at = at or timezone.now()
    editions = list(article.editions.filter(withdrawn_at__isnull=True).order_by("number"))
    begun = [edition for edition in editions if edition.goes_live_at <= at]
    waiting = [
        edition
        for position, edition in enumerate(editions)
        if edition.goes_live_at > at
        # A newer edition that goes live before it takes its place for good.
        and all(newer.goes_live_at > edition.goes_live_at for newer in editions[position + 1 :])
    ]
    return [*begun[-1:], *waiting]


@transaction.atomic
def correct(article: Article, change: Callable[[Edition], Content], by: User | None) -> list[Edition]:
    """Make the next edition of each that stands and that `change` alters: live at once, or at its edition's moment.

    `change` gives an edition's content as it should be. The working copy's words have no part in it. Raises
    PublishError, and PermissionDenied.
    """
    if by is not None and not by.has_perm("news.publish_article"):
        raise PermissionDenied
    _locked(article)
    now = timezone.now()
    contents = [(edition, content_of_edition(edition), change(edition)) for edition in standing(article, now)]
    altered = [after for _, before, after in contents if before != after]
    if wrong := list(dict.fromkeys(problem for content in altered for problem in problems(content))):
        raise PublishError(wrong)
    made: list[Edition] = []
    for edition, before, after in contents:
        # The newest number counts: what waits behind a corrected edition has to come after it once more.
        if before != after or made:
            facts = {name: getattr(edition, name) for name in ("version", "year", "published_at")}
            goes_live_at = max(edition.goes_live_at, now)
            made.append(_make(article, after, made_at=now, made_by=by, goes_live_at=goes_live_at, **facts))
    return made


def _make(article: Article, content: Content, **values: Any) -> Edition:
    last = Edition.objects.filter(article=article).aggregate(last=Max("number"))["last"] or 0
    edition = Edition.objects.create(article=article, number=last + 1, words=words_of(content), **values, **content)
    shown = {photo["photo"] for photo in photos_in(content)}
    EditionPhoto.objects.bulk_create(EditionPhoto(edition=edition, photo_id=photo) for photo in sorted(shown))
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

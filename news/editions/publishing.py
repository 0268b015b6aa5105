"""Makes editions of working copies and schedules them. No other code makes editions and periods.

Each function locks the article's row and checks the person's permissions. `by` is None if no person acts, as on the
command line. An embargo binds the text: without the permission to lift it, nobody can bring it out earlier, be it by
publishing, moving or cancelling.
"""

import datetime
from collections.abc import Callable, Collection

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from news.editions.checks import problems
from news.editions.fixing import fix_figures
from news.editions.picture_rights import rights_in, rights_problems
from news.editions.publication import moment
from news.editions.refusals import (
    AlreadyPublishedError,
    PublishError,
    correction_refusals,
    embargo_refusals,
    has_permission,
    require_permission,
    same_content,
    time_conflicts,
    unseen_changes,
    unseen_editions,
    waiting_period,
    withdrawal_conflicts,
    withdrawal_refusals,
)
from news.editions.schedule import Schedule, latest
from news.editions.snapshot import Content, content_of, content_of_edition, photos_in, photos_of, words_of
from news.models.article import Article, State
from news.models.edition import Edition, EditionPhoto
from news.models.period import Drop, Period
from news.models.photos.photo import Photo


@transaction.atomic
def publish(
    article: Article,
    by: User | None,
    goes_live_at: datetime.datetime | None = None,
    *,
    seen: int | None = None,
    digest: str | None = None,
    waiting: Collection[int] | None = None,
    keep: Collection[int] = (),
    correction: str = "",
    now: datetime.datetime | None = None,
) -> Edition:
    """Make the next edition of the working copy, live at once or at `goes_live_at`. Returns it.

    `seen` is the version that the editor saw (default: that of `article`), `digest` that of its content. Scheduled
    editions are replaced unless their numbers are in `keep`; `waiting` has the numbers of those that the editor saw
    (default: all). A moment in the past is for archive material: the story keeps that date. If readers see or will then
    see exactly this content, no edition is made: the existing one replaces the others and is returned. A `correction`
    says what was wrong. Raises AlreadyPublishedError if nothing would change, PublishError, and PermissionDenied.
    """
    require_permission(by, "publish_article")
    working_copy, schedule = _locked(article, now)
    content, at = _locked_content(working_copy), goes_live_at or schedule.now
    unseen = unseen_changes(working_copy, content, article.version if seen is None else seen, digest)
    fix_figures(content["body"], _with_fixed_blocks(working_copy, schedule), min(at, schedule.now))
    same = same_content(schedule, content, at, keep, correction)
    others = [period for period in schedule.waiting if period is not same]
    replaced = [period for period in others if period.edition.number not in keep]
    refusals = [*unseen, *unseen_editions(others, waiting), *embargo_refusals(working_copy, schedule, at, by)]
    if same and not refusals and not replaced:
        raise AlreadyPublishedError(same, schedule.now)
    refusals += [*withdrawal_conflicts(schedule, at), *correction_refusals(schedule, at, keep, correction)]
    if not same:
        hindrances = [*problems(content), *rights_problems(content, rights_in(content), max(at, schedule.now))]
        refusals += [*time_conflicts(schedule, at, keep), *map(str, hindrances)]
    for period in replaced:
        schedule.drop(period, Drop.REPLACED, by)
    kept = same or schedule.add(_edition(article, working_copy.version, content, by, correction), at, by)
    schedule.set_ends()
    refusals += schedule.address_conflicts()
    if refusals:
        raise PublishError(refusals)
    if not same:
        _make(kept.edition, schedule.now)
    for period in replaced:
        period.replaced_by = kept.edition
    schedule.save()
    _set(article, state=State.PUBLISHED, not_before=at if at > schedule.now else None)
    return kept.placed_edition()


@transaction.atomic
def correct(
    article: Article, change: Callable[[Edition], Content], by: User | None, now: datetime.datetime | None = None
) -> list[Edition]:
    """Replace each live or scheduled edition that `change` alters by a corrected one, at the same moment. Returns them.

    `change` returns an edition's corrected content; the working copy is not used. Raises PublishError, and
    PermissionDenied.
    """
    require_permission(by, "publish_article")
    _, schedule = _locked(article, now)
    Photo.objects.lock(each["photo"] for period in schedule.open for each in photos_of(period.edition))
    altered = [
        (period, content)
        for period in schedule.open
        if (content := change(period.edition)) != content_of_edition(period.edition)
    ]
    if refusals := list(dict.fromkeys(str(problem) for _, content in altered for problem in problems(content))):
        raise PublishError(refusals)
    made = []
    for period, content in altered:
        waits = period.starts > schedule.now  # then its own correction has not been seen
        correction = period.edition.correction if waits else ""
        edition = _edition(article, period.edition.version, content, by, correction)
        _make(edition, schedule.now)
        if waits:
            schedule.drop(period, Drop.REPLACED, by)
            period.replaced_by = edition
        made.append(schedule.add(edition, max(period.starts, schedule.now), by))
    schedule.set_ends()
    schedule.save()
    return [period.placed_edition() for period in made]


@transaction.atomic
def move(
    article: Article, number: int, to: datetime.datetime | None, by: User | None, now: datetime.datetime | None = None
) -> Period:
    """Move a scheduled edition to another moment; `to` None: now. Raises PublishError, and PermissionDenied."""
    require_permission(by, "publish_article")
    working_copy, schedule = _locked(article, now)
    period = waiting_period(schedule, number)
    to = to or schedule.now
    refusals = []
    if to < schedule.now:
        refusals.append("This time has passed.")
    if to == period.starts:
        refusals.append(f"Edition {number} already goes live at that time.")
    if to < period.starts and not has_permission(by, "lift_embargo"):
        refusals.append(f"Edition {number} is under embargo until {moment(period.starts)}. An editor can lift it.")
    if other := next((each for each in schedule.waiting if each is not period and each.starts == to), None):
        refusals.append(f"Edition {other.edition.number} already goes live at that time.")
    refusals += withdrawal_conflicts(schedule, to)
    content = content_of_edition(period.edition)
    refusals += map(str, rights_problems(content, rights_in(content), to))
    schedule.drop(period, Drop.MOVED, by)
    new = schedule.add(period.edition, to, by)
    schedule.set_ends()
    refusals += schedule.address_conflicts()
    if refusals:
        raise PublishError(refusals)
    schedule.save()
    planned = working_copy.not_before if working_copy.not_before != period.starts else None
    _set(article, not_before=latest(planned, schedule.last_moment))
    return new


@transaction.atomic
def cancel(article: Article, number: int, by: User | None, now: datetime.datetime | None = None) -> Period:
    """Cancel a scheduled edition. Its text stays under embargo until its moment.

    Raises PublishError, and PermissionDenied.
    """
    require_permission(by, "publish_article")
    working_copy, schedule = _locked(article, now)
    period = waiting_period(schedule, number)
    schedule.drop(period, Drop.CANCELLED, by)
    schedule.set_ends()
    if refusals := schedule.address_conflicts():
        raise PublishError(refusals)
    schedule.save()
    _set(
        article,
        not_before=latest(working_copy.not_before, period.starts),
        **_state_when_over(working_copy, schedule, [period]),
    )
    return period


@transaction.atomic
def withdraw(
    article: Article, by: User | None, at: datetime.datetime | None = None, now: datetime.datetime | None = None
) -> int:
    """Withdraw the article and cancel its scheduled editions; or plan that for `at`, when all of them have gone live.

    Returns how many editions that ends. A withdrawal that was planned before is replaced. Raises PublishError for a
    moment at which it can't be withdrawn, and PermissionDenied.
    """
    require_permission(by, "withdraw_article")
    working_copy, schedule = _locked(article, now)
    if at is not None:
        if refusals := withdrawal_refusals(schedule, at):
            raise PublishError(refusals)
        schedule.withdrawal, schedule.withdrawal_by = at, by
        schedule.set_ends()
        schedule.save()
        return len(schedule.open)
    planned = latest(working_copy.not_before, schedule.last_moment)
    waiting = list(schedule.waiting)
    gone = schedule.withdraw(by)
    schedule.save()
    if gone:
        _set(article, not_before=planned, **_state_when_over(working_copy, schedule, waiting))
    return len(gone)


@transaction.atomic
def cancel_withdrawal(article: Article, by: User | None, now: datetime.datetime | None = None) -> datetime.datetime:
    """Cancel the planned withdrawal; returns its moment. Raises PublishError, and PermissionDenied."""
    require_permission(by, "withdraw_article")
    _, schedule = _locked(article, now)
    if (planned := schedule.withdrawal) is None:
        raise PublishError(["No withdrawal is planned any more. Check what readers see now."])
    schedule.withdrawal = schedule.withdrawal_by = None
    schedule.set_ends()
    schedule.save()
    return planned


@transaction.atomic
def plan(
    article: Article, not_before: datetime.datetime | None, by: User | None, now: datetime.datetime | None = None
) -> None:
    """Set the moment before which the working copy must not go live; None for no such moment.

    Raises PublishError, and PermissionDenied.
    """
    require_permission(by, "publish_article")
    working_copy, schedule = _locked(article, now)
    before = working_copy.not_before
    is_earlier = before and before > schedule.now and (not_before is None or not_before < before)
    if is_earlier and not has_permission(by, "lift_embargo"):
        raise PublishError([f"It is under embargo until {moment(before)}. An editor can lift it."])  # type: ignore[arg-type]
    _set(article, not_before=not_before)


# What is read and written


def _locked(article: Article, now: datetime.datetime | None) -> tuple[Article, Schedule]:
    """The current working copy, locked until the transaction ends, and its schedule."""
    working_copy = (
        Article.objects.select_for_update(of=("self",))
        .select_related("event__season", "season", "hero")
        .get(pk=article.pk)
    )
    return working_copy, Schedule(working_copy, now or timezone.now())


def _locked_content(article: Article) -> Content:
    """The working copy's content; its photos are locked until the transaction ends."""
    Photo.objects.lock(photo["photo"] for photo in photos_in(content_of(article)))
    if article.hero:
        article.hero.refresh_from_db()
    return content_of(article)


def _with_fixed_blocks(article: Article, schedule: Schedule) -> Collection[Edition]:
    """Editions with fixed blocks that readers have seen; unseen ones don't fix figures."""
    return Edition.objects.once_live(schedule.now).filter(article=article, body__contains=[{"fixed": True}])


def _edition(article: Article, version: int, content: Content, by: User | None, correction: str) -> Edition:
    about = {"words": words_of(content), "made_by": by, "correction": correction}
    return Edition(article=article, version=version, **about, **content)


def _make(edition: Edition, now: datetime.datetime) -> None:
    last = Edition.objects.filter(article=edition.article_id).aggregate(last=Max("number"))["last"]
    edition.number, edition.made_at = 1 + (last or 0), now
    edition.save()
    shown = {photo["photo"] for photo in photos_of(edition)}
    EditionPhoto.objects.bulk_create(EditionPhoto(edition=edition, photo_id=photo) for photo in sorted(shown))


def _state_when_over(working_copy: Article, schedule: Schedule, gone: Collection[Period]) -> dict[str, State]:
    """The working copy's new state if nothing is live or scheduled any more. A review that is under way goes on.

    `gone` are the periods that were taken back before anybody saw them: words that were to go live are ready to.
    """
    if schedule.open or working_copy.state != State.PUBLISHED:
        return {}
    if schedule.begun:
        return {"state": State.WITHDRAWN}
    was_to_go_live = any(period.edition.version == working_copy.version for period in gone)
    return {"state": State.READY if was_to_go_live else State.DRAFT}


def _set(article: Article, **values: object) -> None:
    # update(), so that fields somebody else has just saved are not overwritten.
    Article.objects.filter(pk=article.pk).update(**values)
    for name, value in values.items():
        setattr(article, name, value)

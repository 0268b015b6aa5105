"""From working copy to edition, and when which edition is public. The only code that makes editions and periods.

Each step holds the article's row, and checks there what the person may do. `by` is None where no person acts, as on the
command line. An embargo binds words: whoever lacks the right to lift it can't bring them out earlier in any way, by
publishing, moving or cancelling.
"""

import datetime
from collections.abc import Callable, Collection

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from news.editions.checks import problems
from news.editions.holding import hold
from news.editions.publication import moment
from news.editions.refusals import (
    AlreadyPublishedError,
    PublishError,
    check_may,
    embargo,
    impossible,
    latest,
    may,
    not_known,
    same_content,
    unseen_changes,
    waiting_period,
)
from news.editions.schedule import Schedule
from news.editions.snapshot import (
    Content,
    content_of,
    content_of_edition,
    photos_in,
    photos_of,
    words_of,
)
from news.models.article import Article, State
from news.models.edition import Edition, EditionPhoto
from news.models.period import Drop, Period
from news.models.photo import Photo


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
    now: datetime.datetime | None = None,
) -> Edition:
    """Make the next edition of the working copy; live at once, or when an embargo ends.

    `seen` is the version that the editor looked at, that of `article` if left out, and `digest` that of its content.
    Editions that wait are replaced, but for those whose numbers are in `keep`; `waiting` names those that the editor
    knew of, all if left out. A moment in the past is for archives: the story keeps its date. Where readers see, or will
    see then, exactly this content, no edition is made: the one that has it replaces the others, and is returned.
    Raises AlreadyPublishedError where that changes nothing, PublishError, and PermissionDenied.
    """
    check_may(by, "publish_article")
    working_copy, schedule = _locked(article, now)
    content, at = _held_content(working_copy), goes_live_at or schedule.now
    unseen = unseen_changes(working_copy, content, article.version if seen is None else seen, digest)
    hold(content["body"], _with_fixed_blocks(working_copy, schedule), min(at, schedule.now).date())
    same = same_content(schedule, content, at, keep)
    others = [period for period in schedule.waiting if period is not same]
    replaced = [period for period in others if period.edition.number not in keep]
    wrong = [*unseen, *not_known(others, waiting), *embargo(working_copy, schedule, at, by)]
    if same and not wrong and not replaced:
        raise AlreadyPublishedError(same, schedule.now)
    wrong += [] if same else [*impossible(schedule, at, keep), *problems(content)]
    for period in replaced:
        schedule.drop(period, Drop.REPLACED, by)
    kept = same or schedule.add(_edition(article, working_copy.version, content, by), at, by)
    schedule.settle()
    wrong += schedule.clashes()
    if wrong:
        raise PublishError(wrong)
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
    """Make the next edition of each that is live or waits and that `change` alters: live at once, or at its moment.

    `change` gives an edition's content as it should be. The working copy's words have no part in it. Raises
    PublishError, and PermissionDenied.
    """
    check_may(by, "publish_article")
    _, schedule = _locked(article, now)
    Photo.objects.hold(each["photo"] for period in schedule.open for each in photos_of(period.edition))
    altered = [
        (period, content)
        for period in schedule.open
        if (content := change(period.edition)) != content_of_edition(period.edition)
    ]
    if wrong := list(dict.fromkeys(problem for _, content in altered for problem in problems(content))):
        raise PublishError(wrong)
    made = []
    for period, content in altered:
        edition = _edition(article, period.edition.version, content, by)
        _make(edition, schedule.now)
        if period.starts > schedule.now:
            schedule.drop(period, Drop.REPLACED, by)
            period.replaced_by = edition
        made.append(schedule.add(edition, max(period.starts, schedule.now), by))
    schedule.settle()
    schedule.save()
    return [period.placed_edition() for period in made]


@transaction.atomic
def move(
    article: Article, number: int, to: datetime.datetime | None, by: User | None, now: datetime.datetime | None = None
) -> Period:
    """Let a waiting edition go live at another moment, or at once. Raises PublishError, and PermissionDenied."""
    check_may(by, "publish_article")
    working_copy, schedule = _locked(article, now)
    period = waiting_period(schedule, number)
    to = to or schedule.now
    wrong = []
    if to < schedule.now:
        wrong.append("This time has passed.")
    if to == period.starts:
        wrong.append(f"Edition {number} already goes live at that time.")
    if to < period.starts and not may(by, "lift_embargo"):
        wrong.append(f"Edition {number} is under embargo until {moment(period.starts)}. An editor can lift it.")
    if other := next((each for each in schedule.waiting if each is not period and each.starts == to), None):
        wrong.append(f"Edition {other.edition.number} already goes live at that time.")
    schedule.drop(period, Drop.MOVED, by)
    new = schedule.add(period.edition, to, by)
    schedule.settle()
    wrong += schedule.clashes()
    if wrong:
        raise PublishError(wrong)
    schedule.save()
    planned = working_copy.not_before if working_copy.not_before != period.starts else None
    _set(article, not_before=latest(planned, schedule.last_moment))
    return new


@transaction.atomic
def cancel(article: Article, number: int, by: User | None, now: datetime.datetime | None = None) -> Period:
    """Take a waiting edition back before its moment. Its words stay under embargo until then.

    Raises PublishError, and PermissionDenied.
    """
    check_may(by, "publish_article")
    working_copy, schedule = _locked(article, now)
    period = waiting_period(schedule, number)
    schedule.drop(period, Drop.CANCELLED, by)
    schedule.settle()
    if wrong := schedule.clashes():
        raise PublishError(wrong)
    schedule.save()
    _set(article, not_before=latest(working_copy.not_before, period.starts), **_state_when_over(schedule))
    return period


@transaction.atomic
def withdraw(article: Article, by: User | None, now: datetime.datetime | None = None) -> int:
    """Take the article out of public sight, with what still waits. Returns how many editions went."""
    check_may(by, "withdraw_article")
    working_copy, schedule = _locked(article, now)
    planned = latest(working_copy.not_before, schedule.last_moment)
    gone = schedule.withdraw(by)
    schedule.save()
    if gone:
        _set(article, not_before=planned, **_state_when_over(schedule))
    return len(gone)


@transaction.atomic
def plan(
    article: Article, not_before: datetime.datetime | None, by: User | None, now: datetime.datetime | None = None
) -> None:
    """Say before which moment the working copy shall not go live; None: no matter when.

    Raises PublishError, and PermissionDenied.
    """
    check_may(by, "publish_article")
    working_copy, schedule = _locked(article, now)
    before = working_copy.not_before
    is_earlier = before and before > schedule.now and (not_before is None or not_before < before)
    if is_earlier and not may(by, "lift_embargo"):
        raise PublishError([f"It is under embargo until {moment(before)}. An editor can lift it."])  # type: ignore[arg-type]
    _set(article, not_before=not_before)


# What is read and written


def _locked(article: Article, now: datetime.datetime | None) -> tuple[Article, Schedule]:
    """The working copy as it is now, held until the transaction ends, and what stands of it."""
    working_copy = (
        Article.objects.select_for_update(of=("self",))
        .select_related("event__season", "season", "hero")
        .get(pk=article.pk)
    )
    return working_copy, Schedule(working_copy, now or timezone.now())


def _held_content(article: Article) -> Content:
    """The working copy's content; until the transaction ends nobody changes its photos or replaces their files."""
    Photo.objects.hold(photo["photo"] for photo in photos_in(content_of(article)))
    if article.hero:
        article.hero.refresh_from_db()
    return content_of(article)


def _with_fixed_blocks(article: Article, schedule: Schedule) -> Collection[Edition]:
    """Those that readers have seen: what nobody saw fixes nothing."""
    return Edition.objects.once_live(schedule.now).filter(article=article, body__contains=[{"fixed": True}])


def _edition(article: Article, version: int, content: Content, by: User | None) -> Edition:
    return Edition(article=article, version=version, words=words_of(content), made_by=by, **content)


def _make(edition: Edition, now: datetime.datetime) -> None:
    last = Edition.objects.filter(article=edition.article_id).aggregate(last=Max("number"))["last"]
    edition.number, edition.made_at = 1 + (last or 0), now
    edition.save()
    shown = {photo["photo"] for photo in photos_of(edition)}
    EditionPhoto.objects.bulk_create(EditionPhoto(edition=edition, photo_id=photo) for photo in sorted(shown))


def _state_when_over(schedule: Schedule) -> dict[str, State]:
    """The working copy's state where nothing is public any more, nor will be."""
    if schedule.open:
        return {}
    return {"state": State.WITHDRAWN if schedule.begun else State.READY}


def _set(article: Article, **values: object) -> None:
    # update(): what somebody else has just saved must not be written back.
    Article.objects.filter(pk=article.pk).update(**values)
    for name, value in values.items():
        setattr(article, name, value)

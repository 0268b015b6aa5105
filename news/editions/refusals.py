"""Reasons why an article can't be published, moved or cancelled, in words for the newsroom.

`news.editions.publishing` calls these functions while it locks the article's row.
"""

import datetime
from collections.abc import Collection, Iterable

from django.contrib.auth.models import User

from isuwc.newsroom.rights import NoRightError
from news.editions.publication import moment
from news.editions.schedule import Schedule, latest
from news.editions.snapshot import Content, content_of_edition, digest_of, is_same
from news.models.article import Article
from news.models.period import Period


class PublishError(Exception):
    """The step was refused; `problems` says why, in words for the newsroom."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class AlreadyPublishedError(PublishError):
    """Nothing to publish: the edition of `period` already has exactly this content."""

    def __init__(self, period: Period, now: datetime.datetime) -> None:
        number, starts = period.edition.number, moment(period.starts)
        when = f"which goes live on {starts}" if period.starts > now else f"live since {starts}"
        super().__init__([f"Nothing new to publish: edition {number}, {when}, has exactly this content."])
        self.period = period


def require_permission(by: User | None, permission: str) -> None:
    if not has_permission(by, permission):
        raise NoRightError(f"news.{permission}")


def has_permission(by: User | None, permission: str) -> bool:
    return by is None or by.has_perm(f"news.{permission}")


def unseen_changes(article: Article, content: Content, version: int, digest: str | None) -> list[str]:
    if article.version != version:
        return ["Somebody saved the article after you opened this page. Check it again."]
    if digest is not None and digest != digest_of(content):
        return ["What the article shows of a photo or a person was changed after you opened this page. Check it again."]
    return []


def same_content(
    schedule: Schedule, content: Content, at: datetime.datetime, keep: Collection[int], correction: str = ""
) -> Period | None:
    """The period whose edition already shows exactly this content at that moment; None if there is none.

    A correction that is new to readers makes an edition of its own.
    """
    coming = [each for each in schedule.open if each.starts <= max(at, schedule.now)]
    staying = [each for each in coming if each.starts <= schedule.now or each.edition.number in keep]
    then = [each for each in coming if each.starts == at and each.edition.correction == correction]
    last = [each for each in staying[-1:] if correction in {"", each.edition.correction}]
    candidates = [*last, *then]
    return next((each for each in candidates if is_same(content_of_edition(each.edition), content)), None)


def unseen_editions(others: Iterable[Period], known: Collection[int] | None) -> list[str]:
    return [
        f"Edition {period.edition.number}, for {moment(period.starts)}, was scheduled after you opened this page. "
        "Check it again."
        for period in others
        if known is not None and period.edition.number not in known
    ]


def embargo_refusals(article: Article, schedule: Schedule, at: datetime.datetime, by: User | None) -> list[str]:
    until = latest(article.not_before, schedule.last_moment)
    if until is None or at >= until or schedule.now >= until or has_permission(by, "lift_embargo"):
        return []
    return [f"It is under embargo until {moment(until)}. An editor can lift it."]


def time_conflicts(schedule: Schedule, at: datetime.datetime, keep: Collection[int]) -> list[str]:
    refusals = [
        f"Edition {period.edition.number} already goes live at that time: one of the two can be kept, not both."
        for period in schedule.waiting
        if period.starts == at and period.edition.number in keep
    ]
    if at < schedule.now and schedule.begun:
        refusals.append("Readers saw this article before. It can't be published as of a moment that is past.")
    return refusals


def correction_refusals(schedule: Schedule, at: datetime.datetime, keep: Collection[int], correction: str) -> list[str]:
    """Only what readers have seen by then can be corrected."""
    kept = [each for each in schedule.waiting if each.edition.number in keep and each.starts < at]
    if not correction or schedule.begun or kept:
        return []
    return ["Readers have not seen this story yet, so there is nothing to correct. Leave the correction empty."]


def withdrawal_conflicts(schedule: Schedule, at: datetime.datetime) -> list[str]:
    """Nothing goes live at or after the moment at which the story is withdrawn."""
    if schedule.withdrawal is None or at < schedule.withdrawal:
        return []
    return [f"It will be withdrawn on {moment(schedule.withdrawal)}. Cancel that, or choose an earlier time."]


def withdrawal_refusals(schedule: Schedule, at: datetime.datetime) -> list[str]:
    """Why the withdrawal can't be planned for that moment."""
    if not schedule.open:
        return ["Nothing of it is public or scheduled."]
    if at <= schedule.now:
        return ["This time has passed."]
    if at == schedule.withdrawal:
        return ["It is already to be withdrawn at that time."]
    return [
        f"Edition {period.edition.number} goes live on {moment(period.starts)}, which is not before that. "
        "Cancel it, or choose a later time."
        for period in schedule.waiting
        if period.starts >= at
    ]


def waiting_period(schedule: Schedule, number: int) -> Period:
    period = schedule.waiting_edition(number)
    if period is None:
        raise PublishError([f"Edition {number} no longer waits. Check what readers see now."])
    return period

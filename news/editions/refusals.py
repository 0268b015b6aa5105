"""Why an article can't be published, moved or cancelled just now, in the newsroom's words.

Each of these looks at the working copy and its schedule while `news.editions.publishing` holds the article's row.
"""

import datetime
from collections.abc import Collection, Iterable

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from news.editions.publication import moment
from news.editions.schedule import Schedule
from news.editions.snapshot import Content, content_of_edition, digest_of, is_same
from news.models.article import Article
from news.models.period import Period


class PublishError(Exception):
    """It can't be done; `problems` says why, in the newsroom's words."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class AlreadyPublishedError(PublishError):
    """There is nothing new to publish: this period's edition has exactly this content."""

    def __init__(self, period: Period, now: datetime.datetime) -> None:
        number, starts = period.edition.number, moment(period.starts)
        when = f"which goes live on {starts}" if period.starts > now else f"live since {starts}"
        super().__init__([f"Nothing new to publish: edition {number}, {when}, has exactly this content."])
        self.period = period


def check_may(by: User | None, permission: str) -> None:
    if not may(by, permission):
        raise PermissionDenied


def may(by: User | None, permission: str) -> bool:
    return by is None or by.has_perm(f"news.{permission}")


def unseen_changes(article: Article, content: Content, version: int, digest: str | None) -> list[str]:
    if article.version != version:
        return ["Somebody saved the article after you opened this page. Check it again."]
    if digest is not None and digest != digest_of(content):
        return ["What the article shows of a photo or a person was changed after you opened this page. Check it again."]
    return []


def same_content(schedule: Schedule, content: Content, at: datetime.datetime, keep: Collection[int]) -> Period | None:
    """The period whose edition shows exactly this at that moment already: readers are told of no empty update."""
    coming = [each for each in schedule.open if each.starts <= max(at, schedule.now)]
    staying = [each for each in coming if each.starts <= schedule.now or each.edition.number in keep]
    then = [each for each in coming if each.starts == at]
    candidates = [*staying[-1:], *then]
    return next((each for each in candidates if is_same(content_of_edition(each.edition), content)), None)


def not_known(others: Iterable[Period], known: Collection[int] | None) -> list[str]:
    return [
        f"Edition {period.edition.number}, for {moment(period.starts)}, was scheduled after you opened this page. "
        "Check it again."
        for period in others
        if known is not None and period.edition.number not in known
    ]


def embargo(article: Article, schedule: Schedule, at: datetime.datetime, by: User | None) -> list[str]:
    until = latest(article.not_before, schedule.last_moment)
    if until is None or at >= until or schedule.now >= until or may(by, "lift_embargo"):
        return []
    return [f"It is under embargo until {moment(until)}. An editor can lift it."]


def impossible(schedule: Schedule, at: datetime.datetime, keep: Collection[int]) -> list[str]:
    wrong = [
        f"Edition {period.edition.number} already goes live at that time: one of the two can be kept, not both."
        for period in schedule.waiting
        if period.starts == at and period.edition.number in keep
    ]
    if at < schedule.now and schedule.begun:
        wrong.append("Readers saw this article before. It can't be published as of a moment that is past.")
    return wrong


def waiting_period(schedule: Schedule, number: int) -> Period:
    period = schedule.waiting_edition(number)
    if period is None:
        raise PublishError([f"Edition {number} no longer waits. Check what readers see now."])
    return period


def latest(*moments: datetime.datetime | None) -> datetime.datetime | None:
    return max((each for each in moments if each), default=None)

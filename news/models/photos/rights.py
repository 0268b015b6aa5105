"""From when until when a picture may be shown, as whoever holds its rights has said."""

import datetime
from typing import Any

from django.db.models import F, Max, Q, QuerySet

from events.time.dates import utc_moment


def barred(at: datetime.datetime, photo: str = "") -> Q:
    """That a picture may not be shown at that moment: its rights begin later, or have ended. `photo` leads to it."""
    return Q(**{f"{photo}rights_from__gt": at}) | Q(**{f"{photo}rights_until__lte": at})


IN_ORDER = Q(rights_from__isnull=True) | Q(rights_until__isnull=True) | Q(rights_until__gt=F("rights_from"))


def changed_at(photos: "QuerySet[Any]", at: datetime.datetime) -> datetime.datetime | None:
    """When the right to show one of these photos began or ended last. One query."""
    began = Max("rights_from", filter=Q(rights_from__lte=at))
    ended = Max("rights_until", filter=Q(rights_until__lte=at))
    return max(filter(None, photos.order_by().aggregate(began=began, ended=ended).values()), default=None)


def obstacle(begin: datetime.datetime | None, end: datetime.datetime | None, at: datetime.datetime) -> str:
    """Why a picture may not be shown at that moment, as a predicate of it; "" if it may."""
    if begin and begin > at:
        return f"may not be shown yet: its rights begin on {utc_moment(begin)}."
    if end and end <= at:
        return f"may not be shown any more: its rights ended on {utc_moment(end)}."
    return ""

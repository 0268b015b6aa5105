"""The filters of the list of listings."""

import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from events.models import Listing
from events.models.links import is_dead
from events.models.listing import CHECK_HOLDS, LINKS

FRESH = 30  # days within which the matrix calls a check fresh


class _Choice(SimpleListFilter):
    """A filter with a few fixed choices."""

    words: dict[str, str] = {}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(self.words.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Listing]) -> QuerySet[Listing]:
        return self.narrowed(queryset, self.value() or "") if self.value() in self.words else queryset

    def narrowed(self, listings: Any, word: str) -> QuerySet[Listing]:
        raise NotImplementedError


class TerritoryFilter(_Choice):
    title = "territory"
    parameter_name = "territory"
    words = {"country": "A country", "group": "A group of countries"}

    def narrowed(self, listings: Any, word: str) -> QuerySet[Listing]:
        return listings.filter(group__isnull=word == "country")


class EndFilter(_Choice):
    title = "last day"
    parameter_name = "ends"
    words = {"soon": "Within 30 days", "over": "Over", "open": "Open"}

    def narrowed(self, listings: Any, word: str) -> QuerySet[Listing]:
        today = timezone.localdate()
        if word == "soon":
            # As a subquery, since `ending` has an order of its own and the list's column headings choose theirs
            return listings.filter(pk__in=Listing.objects.ending(today).order_by().values("pk"))
        return listings.filter(ends_on__lt=today) if word == "over" else listings.filter(ends_on__isnull=True)


class LinkFilter(_Choice):
    title = "link"
    parameter_name = "link_state"
    words = {"fails": "Fails", "none": "None of its own"}

    def narrowed(self, listings: Any, word: str) -> QuerySet[Listing]:
        if word == "fails":
            return listings.filter(reduce(or_, (Q(is_dead(each)) for each in LINKS)))
        return listings.filter(**dict.fromkeys(LINKS, ""))


class CheckFilter(_Choice):
    title = "last check"
    parameter_name = "check"
    words = {
        "never": "Never",
        "old": f"More than {CHECK_HOLDS} days ago",
        "month": f"More than {FRESH} days ago",
        "lately": f"Within {CHECK_HOLDS} days",
        "fresh": f"Within {FRESH} days",
    }

    def narrowed(self, listings: Any, word: str) -> QuerySet[Listing]:
        since = timezone.localdate() - datetime.timedelta(days=FRESH if word in {"month", "fresh"} else CHECK_HOLDS)
        if word == "never":
            return listings.filter(checked_on__isnull=True)
        is_old = word in {"old", "month"}
        return listings.filter(checked_on__lt=since) if is_old else listings.filter(checked_on__gte=since)

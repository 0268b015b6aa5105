"""How the library is narrowed: by what photos lack, where they are used, their rights, skaters and events."""

import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from events.models import Event
from isuwc.text.numbers import whole_number
from news.admin.photos.uses import nowhere
from news.models import Edition, LiveEntry
from standings.models import Competitor

SOON = datetime.timedelta(days=14)
MOST = 12  # skaters or events that are offered; the search finds the photos of all


class MissingFilter(admin.SimpleListFilter):
    title = "missing"
    parameter_name = "wants"  # stays, for bookmarks of the list

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        missing = [("file", "A file"), ("credit", "A credit"), ("alt", "Alternative text"), ("caption", "A caption")]
        certainty = ("certainty", "Certainty: something is doubtful")
        return [*missing, certainty, ("check", "A look at what the file says")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        match self.value():
            case "file":
                return queryset.awaited()
            case "alt":
                return queryset.filter(alt="", is_decorative=False)
            case "certainty":
                return queryset.doubtful()
            case "check":
                return queryset.filter(is_checked=False)
            case "credit" | "caption" as field:
                return queryset.filter(**{field: ""})
        return queryset


def _in_what_is_live(at: datetime.datetime) -> Q:
    live = Edition.objects.live(at).order_by()
    blogs = live.filter(live_blog=True).values("article")
    entries = LiveEntry.objects.standing().filter(article__in=blogs, photo__isnull=False).order_by()
    return Q(pk__in=live.values("photos")) | Q(pk__in=entries.values("photo"))


class UseFilter(admin.SimpleListFilter):
    title = "where it is used"
    parameter_name = "used"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [("live", "In a story that is live"), ("nowhere", "Nowhere, and never was")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        match self.value():
            case "live":
                return queryset.filter(_in_what_is_live(timezone.now()))
            case "nowhere":
                return nowhere(queryset)
        return queryset


class RightsFilter(admin.SimpleListFilter):
    title = "rights"
    parameter_name = "rights"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        soon = ("soon", f"End within {SOON.days} days")
        return [("ended", "Have ended"), ("embargo", "Have not begun"), soon, ("terms", "With usage terms")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        now = timezone.now()
        match self.value():
            case "ended":
                return queryset.filter(rights_until__lte=now)
            case "embargo":
                return queryset.filter(rights_from__gt=now)
            case "soon":
                return queryset.filter(rights_until__gt=now, rights_until__lte=now + SOON)
            case "terms":
                return queryset.exclude(usage_terms="")
        return queryset


class _OfRow(admin.SimpleListFilter):
    """Photos of one skater or event. Those with most photos are offered, and the one that is chosen."""

    field: str

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        with_photos = self._rows().annotate(of_photos=Count("photos")).filter(of_photos__gt=0)
        found = list(with_photos.order_by("-of_photos", "pk")[:MOST])
        chosen = whole_number(self.used_parameters.get(self.parameter_name, "") or "")  # type: ignore[arg-type] # text, in this filter
        if chosen is not None and chosen not in {row.pk for row in found}:
            found += list(with_photos.filter(pk=chosen))
        return [(str(row.pk), f"{row} ({row.of_photos})") for row in found]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if not self.value():
            return queryset
        chosen = whole_number(self.value() or "")
        return queryset.none() if chosen is None else queryset.filter(**{self.field: chosen})

    def _rows(self) -> "QuerySet[Any]":
        raise NotImplementedError


class SkaterFilter(_OfRow):
    title = "skater"
    parameter_name = field = "skaters"

    def _rows(self) -> "QuerySet[Any]":
        return Competitor.objects.all()


class EventFilter(_OfRow):
    title = "event"
    parameter_name = field = "event"

    def _rows(self) -> "QuerySet[Any]":
        return Event.objects.select_related("season", "venue")


FILTERS: list[Any] = [MissingFilter, UseFilter, RightsFilter, SkaterFilter, EventFilter, "credit", "added_at"]

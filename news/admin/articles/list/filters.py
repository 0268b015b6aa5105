"""How the list of articles is narrowed."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from news.editions.publication import live_with_changes
from news.models import Article, Edition


class PublicFilter(admin.SimpleListFilter):
    """By what readers see: the article is live, will be (under embargo), was withdrawn, or never was and won't be."""

    title = "what readers see"
    parameter_name = "public"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [
            ("live", "Live"),
            ("changed", "Live, with unpublished changes"),
            ("embargo", "Waiting for its hour"),
            ("withdrawn", "Withdrawn"),
            ("never", "Never published"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        live, waiting = Edition.objects.live().order_by(), Edition.objects.embargoed().order_by()
        once = Edition.objects.once_live()
        match self.value():
            case "live":
                return queryset.filter(pk__in=live.values("article"))
            case "changed":
                return queryset.filter(pk__in=live_with_changes().values("pk"))
            case "embargo":
                return queryset.filter(pk__in=waiting.values("article"))
            case "withdrawn":
                now_or_later = queryset.exclude(pk__in=live.values("article")).exclude(pk__in=waiting.values("article"))
                return now_or_later.filter(pk__in=once.values("article"))
            case "never":
                return queryset.exclude(pk__in=once.values("article")).exclude(pk__in=waiting.values("article"))
        return queryset


class WhoseFilter(admin.SimpleListFilter):
    """One's own: what one began, or changed last."""

    title = "whose"
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [("mine", "Begun by me"), ("changed", "Changed last by me")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        match self.value():
            case "mine":
                return queryset.filter(created_by=request.user.pk)
            case "changed":
                return queryset.filter(changed_by=request.user.pk)
        return queryset

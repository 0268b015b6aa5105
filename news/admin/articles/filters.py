"""How the list of articles is narrowed."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from news.models import Article, Edition


class PublicFilter(admin.SimpleListFilter):
    """By what readers see: the article is live, will be (under embargo), or never was and won't be."""

    title = "in public"
    parameter_name = "public"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [("live", "Live"), ("embargo", "Waiting for its hour"), ("never", "Never published")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        match self.value():
            case "live":
                return queryset.filter(pk__in=Edition.objects.live().order_by().values("article"))
            case "embargo":
                return queryset.filter(pk__in=Edition.objects.embargoed().order_by().values("article"))
            case "never":
                return queryset.exclude(pk__in=Edition.objects.once_live().values("article")).exclude(
                    pk__in=Edition.objects.embargoed().values("article")
                )
        return queryset

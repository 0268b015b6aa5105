"""Scales, cups and what was published elsewhere. Whoever changes a rule has its season computed anew."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path

from events.calendar.season_lock import hold
from events.models import Season
from isuwc.text.typed import CleanAdmin
from standings.admin.checks import check_standing
from standings.models import Cup, CupScale, PublishedStanding, Scale
from standings.scoring.recompute import recompute


class _ChangesStandings(CleanAdmin):
    """Rules: whoever changes one has the standings of its season computed anew."""

    def hold_first(self, request: HttpRequest, object_id: str) -> None:
        """As whatever computes a season does, before it locks rows."""
        if rule := self.get_object(request, object_id):
            hold(rule.season)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        recompute(form.instance.season)

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        season = obj.season
        super().delete_model(request, obj)
        recompute(season)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        seasons = list(Season.objects.filter(pk__in=queryset.values("season")))
        super().delete_queryset(request, queryset)
        for season in seasons:
            recompute(season)


@admin.register(Scale)
class ScaleAdmin(_ChangesStandings):
    list_display = ("name", "season", "dnf_scores", "confidence", "source")
    list_filter = ("season", "confidence")
    list_select_related = ("season",)
    search_fields = ("name",)


class CupScaleInline(admin.TabularInline):
    model = CupScale
    extra = 0


@admin.register(Cup)
class CupAdmin(_ChangesStandings):
    list_display = ("title", "season", "combination", "position", "note")
    list_filter = ("season", "category")
    list_select_related = ("season",)
    search_fields = ("name",)
    inlines = (CupScaleInline,)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(partial(check_standing, site=self.admin_site))
        return [path("check/", view, name="standings_check"), *super().get_urls()]


@admin.register(PublishedStanding)
class PublishedStandingAdmin(CleanAdmin):
    list_display = ("competitor", "cup", "rank", "total", "source")
    list_filter = ("cup__season", "cup__category", "cup__slug")
    list_select_related = ("competitor", "cup__season")
    autocomplete_fields = ("competitor", "cup")

"""Scales, cups and what was published elsewhere. Whoever changes a rule has its season computed anew."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from events.calendar.season_lock import hold
from events.models import Season
from isuwc.text.typed import CleanAdmin
from standings.admin.checks import check_standing
from standings.admin.rules.forms import CupForm, ScaleForm, events_of, scales_of
from standings.admin.rules.season import copy_rules, grid
from standings.models import Cup, CupScale, PublishedStanding, Scale
from standings.models.cup import in_order
from standings.scoring.recompute import recompute
from standings.seasons.notes import old_notes


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
    form = ScaleForm
    list_display = ("name", "season", "typed_points", "dnf_scores", "confidence", "source")
    list_filter = ("season", "confidence")
    list_select_related = ("season",)
    search_fields = ("name",)

    @admin.display(description="points")
    def typed_points(self, scale: Scale) -> str:
        return " ".join(map(str, scale.points))


class CupScaleInline(admin.TabularInline):
    model = CupScale
    extra = 0

    def get_formset(self, request: HttpRequest, obj: Cup | None = None, **kwargs: Any) -> Any:
        """Of the cup's season; of a cup that is being added, of the season that is chosen."""
        season = obj.season if obj else _chosen_season(request)
        callback = partial(self._of_season, season=season, request=request)
        return super().get_formset(request, obj, formfield_callback=callback, **kwargs)

    def _of_season(self, field: Any, season: Season | None, request: HttpRequest, **options: Any) -> Any:
        if isinstance(field, ForeignKey) and field.name in {"scale", "event"}:
            options["queryset"] = scales_of(season) if field.name == "scale" else events_of(season)
        return self.formfield_for_dbfield(field, request, **options)


def _chosen_season(request: HttpRequest) -> Season | None:
    """The season that the form of a new cup says, or else the newest."""
    said = request.POST.get("season") or request.GET.get("season") or ""
    seasons = Season.objects.order_by("-start_year")
    if said.isascii() and said.isdecimal() and len(said) < 10:
        return seasons.filter(pk=said).first()
    return seasons.first()


@admin.register(Cup)
class CupAdmin(_ChangesStandings):
    form = CupForm
    list_display = ("title", "season", "combination", "position", "note")
    list_filter = ("season", "category")
    list_select_related = ("season",)
    search_fields = ("name",)
    inlines = (CupScaleInline,)
    actions = ("confirm_notes",)

    class Media:
        css = {"all": ["standings/admin/sheets.css"]}

    def get_urls(self) -> list[URLPattern]:
        def page(view: Any) -> Any:
            return self.admin_site.admin_view(partial(view, site=self.admin_site))

        return [
            path("check/", page(check_standing), name="standings_check"),
            path("copy/", page(copy_rules), name="standings_cup_copy"),
            path("grid/", page(grid), name="standings_cup_grid"),
            *super().get_urls(),
        ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        season = _chosen_season(request)
        return {"tie_breaks": ["countback"], **({"season": season.pk} if season else {})} | {
            **super().get_changeform_initial_data(request)
        }

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "old_notes": old_notes()})

    @admin.action(description="Notes are still true", permissions=["change"])
    def confirm_notes(self, request: HttpRequest, queryset: QuerySet[Cup]) -> None:
        count = queryset.exclude(note="").update(note_written_at=timezone.now())
        messages.success(request, f"{count} note{'s' if count != 1 else ''} confirmed.")


@admin.register(PublishedStanding)
class PublishedStandingAdmin(CleanAdmin):
    list_display = ("competitor", "cup", "rank", "total", "source")
    list_filter = ("cup__season", "cup__category", "cup__slug")
    ordering = ("-cup__season__start_year", *in_order("cup__"), "rank")
    list_select_related = ("competitor", "cup__season")
    autocomplete_fields = ("competitor", "cup")

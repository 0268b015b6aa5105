"""Result sheets line by line: the race comes from the programme, here its result is kept."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path

from events.calendar.season_lock import hold
from events.models.programme import ResultState
from isuwc.newsroom.choices import BoundedChoices
from isuwc.text.typed import CleanAdmin
from standings.admin.checks import printed_points
from standings.models import NoteMeaning, RaceSheet, Result
from standings.scoring.recompute import recompute
from standings.spelling.times import parse_time


class ResultForm(forms.ModelForm):
    """A line of a sheet, whose time is written as the sheet writes it: 1:15.60, or 37.34(3) with a thousandth."""

    time = forms.CharField(required=False, max_length=12, help_text="1:15.60, or 37.34(3)")

    class Meta:
        model = Result
        fields = (
            "line",
            "rank",
            "status",
            "competitor",
            "country",
            "time",
            "bib",
            "pair",
            "lane",
            "laps",
            "sprint_points",
            "race_points",
            "printed_points",
            "notes",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("time", f"{self.instance.time_text}{self.instance.thousandth_text}")

    def clean_time(self) -> str:
        text = self.cleaned_data["time"].strip()
        try:
            hundredths, thousandth = parse_time(text.replace("(", "").replace(")", "")) if text else (None, None)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        self.instance.hundredths, self.instance.thousandth = hundredths, thousandth
        return text


class RaceSheetForm(forms.ModelForm):
    class Meta:
        model = RaceSheet
        fields = ("result_state", "source")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        hold(self.instance.event.season)
        if cleaned.get("result_state") == ResultState.NOT_HELD and self.instance.results.exists():
            raise forms.ValidationError(
                "A race with a result was held. Delete its lines and save, then it can be marked as not held."
            )
        return cleaned


class ResultFormSet(forms.BaseInlineFormSet):
    def clean(self) -> None:
        super().clean()
        lines = [form for form in self.forms if form.has_changed() and not form.cleaned_data.get("DELETE")]
        if self.instance.result_state == ResultState.NOT_HELD and lines:
            raise forms.ValidationError("A race that was not held has no lines.")


class ResultInline(BoundedChoices, admin.TabularInline):
    model = Result
    form = ResultForm
    formset = ResultFormSet
    extra = 0
    autocomplete_fields = ("competitor",)
    raw_id_fields = ("country",)


class NoteMeaningInline(admin.TabularInline):
    """What the sheet says that its codes mean. Whoever may keep the lines keeps these."""

    model = NoteMeaning
    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("standings.view_result")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("standings.change_result")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("standings.add_result")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("standings.delete_result")


@admin.register(RaceSheet)
class RaceSheetAdmin(CleanAdmin):
    """The race comes from the programme; here its result is kept, and every save computes the season anew."""

    list_display = ("title", "event", "result_state", "lines")
    list_filter = ("result_state", "event__season", "category", "distance")
    list_select_related = ("event__season", "event__venue")
    search_fields = ("slug", "event__venue__city")
    form = RaceSheetForm
    fields = ("event", "title", "result_state", "source")
    readonly_fields = ("event", "title")
    inlines = (ResultInline, NoteMeaningInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[RaceSheet]:
        return super().get_queryset(request).annotate(line_count=Count("results")).order_by("-event", "number")

    def hold_first(self, request: HttpRequest, object_id: str) -> None:
        """As imports do, which then lock rows."""
        if sheet := self.get_object(request, object_id):
            hold(sheet.event.season)

    @admin.display(description="lines", ordering="line_count")
    def lines(self, sheet: RaceSheet) -> int:
        return sheet.line_count  # type: ignore[attr-defined]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(partial(printed_points, site=self.admin_site))
        return [path("printed-points/", view, name="standings_printed_points"), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: RaceSheet | None = None) -> bool:
        return False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        recompute(form.instance.event.season)

"""Result sheets line by line: the race comes from the programme, here its result is kept."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from events.calendar.season_lock import hold
from events.models.programme import HAS_RESULT, NO_RESULT_COMES
from standings.admin.after import after_the_fact
from standings.admin.checks import printed_points
from standings.admin.confirming import ask
from standings.admin.lines.inline import ReadFirst, Reading
from standings.admin.lines.reading import next_place
from standings.admin.lines.results import ResultFormSet, ResultInline
from standings.admin.race_search import RaceList
from standings.corrections.deeds import PUBLISHED, moved_up, names, say, write
from standings.corrections.deeds import stored as stored_values
from standings.models import NoteMeaning, RaceSheet
from standings.scoring.recompute import recompute


class RaceSheetForm(ReadFirst, forms.ModelForm):
    """How much of a result is known, and where it is from. Both are asked of whoever types lines."""

    move_up = forms.BooleanField(
        label="Move the others up",
        required=False,
        help_text="Where a line is set to disqualified here: everybody behind it gets the next better place, and it "
        "stands last.",
    )
    confirmed = forms.BooleanField(
        label="Save it as it stands",
        required=False,
        help_text="Although something in it contradicts itself: compared with the source, it is so.",
    )

    class Meta:
        model = RaceSheet
        fields = ("result_state", "source")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        hold(self.instance.event.season)
        state = cleaned.get("result_state", "")
        if state in NO_RESULT_COMES and self.instance.results.exists():
            raise forms.ValidationError(
                "This race has a result. Under “After the fact” it is cancelled, abandoned or skated again; what was "
                "skated stays readable."
            )
        if state in HAS_RESULT and not (cleaned.get("source") or "").strip():
            self.add_error("source", "Say where the result is from: readers see it.")
        return cleaned


class NoteMeaningRows(forms.BaseInlineFormSet):
    def add_fields(self, form: Any, index: int | None) -> None:
        """Cells have no label of their own beside the head of their column, so that each says what it is."""
        super().add_fields(form, index)
        row = "new note" if index is None else f"note {index + 1}"
        for field in form.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}, {row}"


class NoteMeaningInline(admin.TabularInline):
    """What the sheet says that its codes mean. Whoever may keep the lines keeps these."""

    model = NoteMeaning
    formset = NoteMeaningRows
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
class RaceSheetAdmin(Reading, RaceList):
    """The race comes from the programme; here its result is kept, and every save computes the season anew."""

    list_filter = ("result_state", "event__season", "category", "distance")
    form = RaceSheetForm
    fields = ("event", "title", "result_state", "source", "move_up", "confirmed")
    readonly_fields = ("event", "title")
    inlines = (ResultInline, NoteMeaningInline)

    class Media:
        css = {"all": ["standings/admin/sheets.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[RaceSheet]:
        return super().get_queryset(request).annotate(line_count=Count("results"))

    def get_fields(self, request: HttpRequest, obj: RaceSheet | None = None) -> Any:
        """Ticks are for whoever saves."""
        return self.fields if self.has_change_permission(request, obj) else self.fields[:-2]

    def hold_first(self, request: HttpRequest, object_id: str) -> None:
        """As imports do, which then lock rows."""
        if sheet := self.get_object(request, object_id):
            hold(sheet.event.season)

    @admin.display(description="lines", ordering="line_count")
    def lines(self, sheet: RaceSheet) -> int:
        return sheet.line_count  # type: ignore[attr-defined]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        points, after = partial(printed_points, site=self.admin_site), partial(after_the_fact, site=self.admin_site)
        return [
            path("printed-points/", view(points), name="standings_printed_points"),
            path("<int:pk>/after/", view(after), name="standings_after_the_fact"),
            *super().get_urls(),
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: RaceSheet | None = None) -> bool:
        return False

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """With the empty lines numbered."""
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, ResultInline) and obj.pk:
            lines = obj.results.order_by("line").values_list("line", "rank")
            last, place = max((line for line, _ in lines), default=0), next_place(rank for _, rank in lines if rank)
            kwargs["initial"] = [
                {"line": last + 1 + at, "rank": place + at} for at in range(inline.get_extra(request, obj))
            ]
        return kwargs

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if field := context["adminform"].form.fields.get("confirmed"):
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            ask(field, next((each.asked for each in formsets if isinstance(each, ResultFormSet)), ""))
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        race = form.instance
        before, known = stored_values(race), names(race)
        super().save_related(request, form, formsets, change)
        saved = stored_values(race)
        after = moved_up(before, saved) if form.cleaned_data.get("move_up") else saved
        write(race, saved, after)
        if form.initial.get("result_state") in PUBLISHED:
            for words in say(race, before, after, {**known, **names(race)}):
                messages.info(request, f"Readers are told: {words}")
        recompute(race.event.season)

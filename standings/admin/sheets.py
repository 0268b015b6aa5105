"""Result sheets line by line: the race comes from the programme, here its result is kept."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from events.calendar.season_lock import hold
from events.models.programme import HAS_RESULT, NO_RESULT_COMES
from isuwc.newsroom.choices import BoundedChoices
from standings.admin.after import after_the_fact
from standings.admin.checks import printed_points
from standings.admin.confirming import ask, seen
from standings.admin.race_search import RaceList
from standings.corrections.contradictions import contradictions
from standings.corrections.deeds import PUBLISHED, moved_up, names, say, values_of, write
from standings.corrections.deeds import stored as stored_values
from standings.models import Competitor, NoteMeaning, RaceSheet, Result
from standings.models.result import NO_START, Status
from standings.results.plan import placed
from standings.results.races import kind_of
from standings.scoring.race_states import is_to_come
from standings.scoring.recompute import recompute
from standings.spelling.times import parse_time

NEW_LINES = 20
EMPTY: tuple[object, ...] = (None, "", [])


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
        if "country" in self.fields:
            self.fields["country"].required = False  # it is the skater's, unless said otherwise

    def clean_time(self) -> str:
        text = self.cleaned_data["time"].strip()
        try:
            hundredths, thousandth = parse_time(text.replace("(", "").replace(")", "")) if text else (None, None)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if hundredths == 0:
            raise forms.ValidationError("A time is more than zero.")
        self.instance.hundredths, self.instance.thousandth = hundredths, thousandth
        return text

    def clean(self) -> dict[str, Any]:
        """The country is the skater's if none is said. Of the time, which is stored in columns that the form has no
        fields for, it says what constraints say."""
        cleaned = super().clean() or {}
        if cleaned.get("competitor") and not cleaned.get("country") and "country" not in self.errors:
            cleaned["country"] = cleaned["competitor"].country
        if cleaned.get("status") in NO_START:
            for name in ("rank", "time"):
                if cleaned.get(name):
                    self.add_error(name, "A non-starter can’t have a rank or time.")
        return cleaned


class RaceSheetForm(forms.ModelForm):
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


class ResultFormSet(forms.BaseInlineFormSet):
    asked = ""  # the fingerprint of the contradictions, of which the tick has to be

    def add_fields(self, form: Any, index: int | None) -> None:
        """Cells have no label of their own beside the head of their column, so that each says what it is."""
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs.setdefault("aria-label", str(field.label))

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        lines = [form for form in self.forms if form.has_changed() and not form.cleaned_data.get("DELETE")]
        if self.instance.result_state in NO_RESULT_COMES and lines:
            raise forms.ValidationError(f"A race that was {self.instance.outcome.lower()} has no lines.")
        is_changed = any(form.has_changed() for form in self.forms) or self._is_counted_anew()
        if is_changed and (found := self._contradictions()):
            self.asked = seen(self.instance.result_state, found)
            if self.data.get("confirmed") != self.asked:
                raise forms.ValidationError([*found, *self._ways_out()])

    def _is_counted_anew(self) -> bool:
        """Whether the result is of another state than before."""
        stored = RaceSheet.objects.filter(pk=self.instance.pk).values_list("result_state", flat=True).first()
        return stored != self.instance.result_state

    def _kept(self) -> list[forms.ModelForm]:
        return [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]

    def _contradictions(self) -> list[str]:
        """What of the result can't be, as it would be stored."""
        race = self.instance
        after = {form.instance.competitor_id: values_of(form.instance) for form in self._kept()}
        if self.data.get("move_up"):
            after = moved_up(stored_values(race), after)
        known = dict(Competitor.objects.in_bulk(after).items())
        lines = [placed(known[who].name, values) for who, values in after.items() if who in known]
        if race.result_state not in HAS_RESULT:
            return []
        to_come = (
            ["The race is still to come, by its start in the programme."] if is_to_come(race, timezone.now()) else []
        )
        return contradictions(lines, race.result_state, kind_of(race)) + to_come

    def _ways_out(self) -> list[str]:
        is_down = any(form.has_changed() and form.instance.status == Status.DQ for form in self._kept())
        said = "Nothing is saved yet. Set it right, or tick “Save it as it stands”."
        if self.data.get("confirmed"):
            said = f"This isn’t what you confirmed. {said}"
        return [
            f"{said} “Move the others up” gives everybody behind a disqualified line the next place."
            if is_down
            else said
        ]


class ResultInline(BoundedChoices, admin.TabularInline):
    model = Result
    form = ResultForm
    formset = ResultFormSet
    autocomplete_fields = ("competitor",)
    raw_id_fields = ("country",)

    def get_extra(self, request: HttpRequest, obj: RaceSheet | None = None, **kwargs: Any) -> int:
        """Rows to type in, numbered, where there is no line yet."""
        return 0 if obj is None or obj.results.exists() else NEW_LINES

    def get_exclude(self, request: HttpRequest, obj: RaceSheet | None = None) -> tuple[str, ...]:
        """Columns that sheets of the race don't have, unless one of its lines has them all the same."""
        if obj is None:
            return ()
        absent = ("lane",) if obj.distance == "mass-start" else ("laps", "sprint_points", "race_points")
        used = obj.results.exclude(lane="", laps=None, sprint_points=[], race_points=None).values(*absent)
        return tuple(name for name in absent if not any(line[name] not in EMPTY for line in used))


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
class RaceSheetAdmin(RaceList):
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
        if isinstance(inline, ResultInline) and inline.get_extra(request, obj):
            kwargs["initial"] = [{"line": number, "rank": number} for number in range(1, NEW_LINES + 1)]
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

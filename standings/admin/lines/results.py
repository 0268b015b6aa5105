"""The lines of a result: their cells, what of them can't be, and the inline that has them."""

from functools import cached_property
from types import MappingProxyType
from typing import Any

from django import forms
from django.contrib import admin
from django.utils import timezone

from events.models.programme import HAS_RESULT, NO_RESULT_COMES
from isuwc.text.numbers import whole_number
from standings.admin.confirming import seen
from standings.admin.lines.fields import LaneField, PlaceField, TimeField
from standings.admin.lines.forms import LineForm
from standings.admin.lines.formset import LineRows
from standings.admin.lines.inline import LinesInline
from standings.admin.lines.reading import Columns, next_place
from standings.corrections.contradictions import contradictions
from standings.corrections.deeds import moved_up, values_of
from standings.corrections.deeds import stored as stored_values
from standings.models import RaceSheet, Result
from standings.models.result import NO_START, Lane, Status
from standings.results.plan import placed
from standings.results.races import kind_of
from standings.scoring.race_states import is_to_come
from standings.sheets.pasted.columns import RESULT
from standings.spelling.marks import status_of
from standings.spelling.times import read_time

NONE: tuple[object, ...] = (None, "", [])
# The field of a line that each role of a pasted column fills
FIELDS = {
    "name": "competitor",
    "sprint": "sprint_points",
    "points": "printed_points",
    **{
        role: role
        for role in ("rank", "bib", "country", "pair", "lane", "time", "status", "laps", "race_points", "notes")
    },
}


class ResultForm(LineForm):
    """A line of a sheet. DNF and its like may stand in place of the place or of the time."""

    rank = PlaceField(required=False)
    time = TimeField(required=False, max_length=20)
    lane = LaneField(required=False, choices=[("", "–"), *Lane.choices], empty_value="")
    counted: frozenset[int] = frozenset()  # the places that the line may have come with, by those above it

    class Meta:
        model = Result
        fields = (
            "line",
            "rank",
            "competitor",
            "country",
            "time",
            "status",
            "bib",
            "pair",
            "lane",
            "laps",
            "sprint_points",
            "race_points",
            "printed_points",
            "notes",
        )
        labels = {
            "bib": "Number",
            "pair": "Pair",
            "sprint_points": "Sprints",
            "race_points": "Total",
            "printed_points": "Points",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "status" in self.fields:
            self.fields["status"].required = False
        self.initial.setdefault("time", f"{self.instance.time_text}{self.instance.thousandth_text}")

    def clean(self) -> dict[str, Any]:
        """Of the time, which is stored in columns that the form has no fields for, it says what constraints say."""
        cleaned = super().clean()
        cleaned["status"] = cleaned.get("status") or Status.OK
        said = {name: cleaned[name] for name in ("rank", "time") if cleaned.get(name) in Status.values}
        for name, status in said.items():
            cleaned[name] = None if name == "rank" else ""
            if cleaned.get("status") not in {status, Status.OK, None}:
                self.add_error(name, f"{status} here, and {cleaned['status']} as its status: which of the two?")
            cleaned["status"] = status
        if self.instance.pk is None and cleaned["status"] != Status.OK and self._is_counted():
            cleaned["rank"] = None
        if cleaned.get("status") in NO_START:
            for name in ("rank", "time"):
                if cleaned.get(name):
                    self.add_error(name, "A non-starter can’t have a rank or time.")
        self._keep_time(cleaned.get("time") or "")
        return cleaned

    def _is_counted(self) -> bool:
        """Whether the place is one that its line came with, which was neither typed, as the script says, nor pasted."""
        if self["read"].data:
            return False
        rank = whole_number(str(self["rank"].data or ""))
        return rank is not None and rank in {whole_number(str(self["line"].data or "")), *self.counted}

    def _keep_time(self, text: str) -> None:
        if "time" in self.errors:
            return
        hundredths, thousandth = read_time(text) if text else (None, None)
        if hundredths == 0:
            self.add_error("time", "A time is more than zero.")
        self.instance.hundredths, self.instance.thousandth = hundredths, thousandth


class ResultFormSet(LineRows):
    hint = "Times as people write them: 37.20, 37,2 or 1:15,60; DNF, DNS, DQ or WDR in place of a place or time."
    asked = ""  # the fingerprint of the contradictions, of which the tick has to be

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if self.is_bound and index is not None and isinstance(form, ResultForm):
            form.counted = self._places[index]

    @cached_property
    def _places(self) -> list[frozenset[int]]:
        """For each line the place behind all above it, with and without those who did not finish."""
        ranks: list[int] = []
        finished: list[int] = []
        places = []
        for at in range(self.total_form_count()):
            row = f"{self.prefix}-{at}"
            rank, status, time = (str(self.data.get(f"{row}-{name}", "")) for name in ("rank", "status", "time"))
            places.append(frozenset({next_place(ranks), next_place(finished)}))
            if (place := whole_number(rank)) is not None:
                ranks.append(place)
                if status in {"", Status.OK} and not status_of(time):
                    finished.append(place)
        return places

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
        """What of the result can't be, as it would be stored. Who is new has no key yet."""
        race, known, after = self.instance, {}, {}
        for at, form in enumerate(self._kept(), 1):
            key = form.instance.competitor_id or -at
            known[key], after[key] = form.cleaned_data["competitor"].name, values_of(form.instance)
        if self.data.get("move_up"):
            after = moved_up(stored_values(race), after)
        lines = [placed(known[who], values) for who, values in after.items() if who in known]
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


class ResultInline(LinesInline):
    model = Result
    form = ResultForm
    formset = ResultFormSet
    columns = Columns(RESULT, FIELDS)
    shown = MappingProxyType({"time": "shown_time"})

    @admin.display(description="time")
    def shown_time(self, line: Result) -> str:
        return f"{line.time_text}{line.thousandth_text}"

    def left_out(self, race: RaceSheet) -> tuple[str, ...]:
        absent = ("lane",) if race.distance == "mass-start" else ("laps", "sprint_points", "race_points")
        used = race.results.exclude(lane="", laps=None, sprint_points=[], race_points=None).values(*absent)
        return tuple(name for name in absent if not any(line[name] not in NONE for line in used))

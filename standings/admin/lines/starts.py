"""The lines of a start list: their cells, and the inline that has them."""

from collections import defaultdict
from typing import Any

from django import forms

from standings.admin.lines.fields import LaneField
from standings.admin.lines.forms import LineForm
from standings.admin.lines.formset import LineRows
from standings.admin.lines.inline import LinesInline
from standings.admin.lines.reading import Columns
from standings.models import Start, StartSheet
from standings.models.result import Lane
from standings.sheets.pasted.columns import START

FIELDS = {
    "name": "competitor",
    "notes": "note",
    **{role: role for role in ("pair", "lane", "bib", "country", "clock")},
}
MOST_IN_PAIR = 2


class StartForm(LineForm):
    """A line of a start list. Whoever withdraws leaves pair and lane to others."""

    lane = LaneField(required=False, choices=[("", "–"), *Lane.choices], empty_value=None)
    clock = forms.TimeField(
        label="Start",
        required=False,
        widget=forms.TimeInput(format="%H:%M"),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        error_messages={"invalid": "A start is a time by the venue’s clocks, such as 14:36."},
    )

    class Meta:
        model = Start
        fields = ("line", "pair", "lane", "bib", "competitor", "country", "clock", "note", "is_withdrawn")
        labels = {"pair": "Pair", "bib": "Number", "is_withdrawn": "Withdrew"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("is_withdrawn"):
            cleaned["pair"], cleaned["lane"] = None, None
        return cleaned


class StartRows(LineRows):
    hint = "Whoever withdrew stays in the list: tick it. Start times are by the venue’s clocks."

    def clean(self) -> None:
        super().clean()
        if self.race.distance == "mass-start":
            return
        pairs: dict[int, list[Any]] = defaultdict(list)
        for form in self.forms:
            if form.cleaned_data and not form.cleaned_data.get("DELETE") and form.cleaned_data.get("pair"):
                pairs[form.cleaned_data["pair"]].append(form)
        for pair, rows in pairs.items():
            for form in rows[MOST_IN_PAIR:]:
                form.add_error("pair", f"Pair {pair} has {len(rows)} lines: at most two skate in one.")


class StartInline(LinesInline):
    model = Start
    form = StartForm
    formset = StartRows
    columns = Columns(START, FIELDS)

    def left_out(self, race: StartSheet) -> tuple[str, ...]:
        absent: tuple[str, ...] = ("lane", "pair", "clock") if race.distance == "mass-start" else ()
        if race.is_team:
            absent = ("bib",)
        used = race.starts.values_list(*absent) if absent else []
        return tuple(name for at, name in enumerate(absent) if all(line[at] in {None, ""} for line in used))

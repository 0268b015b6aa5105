"""Fields and forms of rules: points typed as documents write them, tie-breaks chosen, scales of the season only."""

import re
from typing import Any

from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from events.models import Event, Season
from isuwc.text.violations import ErrorsAtFields
from standings.models import Cup, CupScale, Scale

MOST_POINTS = 32_767


class PointsField(SimpleArrayField):
    """Points by rank, as `60 54 48`; commas and semicolons separate as well."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"class": "vLargeTextField", "inputmode": "numeric"}))
        super().__init__(forms.IntegerField(), delimiter=" ", **options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        parts = re.split(r"[\s,;]+", (value or "").strip(" \t\r\n,;"))
        for rank, part in enumerate(parts, 1):
            if part and not (part.isascii() and part.isdecimal() and len(part) < 6 and int(part) <= MOST_POINTS):
                raise ValidationError(f"Rank {rank}: “{part}” is not a whole number of points.")
        return [int(part) for part in parts if part]

    def prepare_value(self, value: Any) -> Any:
        return " ".join(map(str, value)) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != list(initial or [])
        except ValidationError:
            return True


class ScaleForm(forms.ModelForm):
    points = PointsField(help_text="For rank 1, 2, 3 …, as in 60 54 48. Every rank after the last gets none.")

    class Meta:
        model = Scale
        fields = ("season", "name", "points", "dnf_scores", "confidence", "source")


def tie_breaks() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=Cup.TieBreak.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Whoever is still equal shares the place.",
    )


class CupForm(forms.ModelForm):
    tie_breaks = tie_breaks()

    class Meta:
        model = Cup
        fields = ("season", "category", "slug", "name", "position", "combination", "tie_breaks", "note")


def scales_of(season: Season | None) -> "QuerySet[Scale]":
    return Scale.objects.filter(season=season).select_related("season").order_by("name")


def events_of(season: Season | None) -> "QuerySet[Event]":
    return Event.objects.filter(season=season).select_related("season", "venue").order_by("number")


class LineForm(ErrorsAtFields, forms.ModelForm):
    """A line of a cup, which counts on a scale of the season."""

    class Meta:
        model = CupScale
        fields = ("cup", "distance", "division", "phase", "event", "scale", "multiplier")

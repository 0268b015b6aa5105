"""The cells of a line: a competitor by name, a country by code or name, a place, a time as people write it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from events.models import Country
from isuwc.text.numbers import whole_number
from standings.models import Competitor
from standings.results.known_names import Found, KnownNames
from standings.spelling.marks import lane_of, status_of
from standings.spelling.times import read_time, time_text

MOST = 32_767  # of a number in the database


class CompetitorField(forms.ModelChoiceField):
    """A competitor by name. A name that is not known, or fits several, is a question: `asked`, and an error.

    `names` are those who can be in the race, `own` the key of whom the line has already: their name asks nothing.
    """

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Competitor.objects.none(), **kwargs)
        self.names: KnownNames | None = None
        self.own: int | None = None
        self.noc = ""
        self.asked: Found | None = None

    def prepare_value(self, value: Any) -> Any:
        key = getattr(value, "pk", value)
        if self.names is None or isinstance(key, str):
            return key
        return self.names.text_of(key) if key in self.names.all else key

    def to_python(self, value: Any) -> Competitor | None:
        text = " ".join(str(value or "").split())
        if not text or self.names is None:
            return None
        if self.own is not None and text == self.prepare_value(self.own):
            return self.names.all.get(self.own) or Competitor.objects.get(pk=self.own)
        found = self.names.find(text, self.noc)
        if found.competitor is None:
            self.asked = found
            raise ValidationError(f"“{text}”: {found.why}.", code="asked")
        return found.competitor

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != " ".join(str(data or "").split()) != str(initial or "")


class CountryField(forms.ModelChoiceField):
    """A country by its code or any of its names."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Country.objects.all(), **kwargs)
        self.names: KnownNames | None = None

    def noc(self, text: str) -> str:
        return self.names.countries.noc(text) if self.names and text.strip() else ""

    def to_python(self, value: Any) -> Country | None:
        text = str(value or "").strip()
        if not text:
            return None
        country = self.names.country_of.get(self.noc(text)) if self.names else None
        if country is None:
            raise ValidationError(f"“{text}” is no country here: a code such as NED, or its name.")
        return country


class PlaceField(forms.CharField):
    """A place, or in its stead DNF, DNS, DQ or WDR, which the form makes the line's status."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        if not text.strip():
            return None
        if status := status_of(text):
            return status
        number = whole_number(text.strip().strip(".)#"))
        if number is None or not 0 <= number <= MOST:
            raise ValidationError(f"“{text}” is no place: a whole number, or DNF, DNS, DQ, WDR.")
        return number


class TimeField(forms.CharField):
    """A race's time as people write it, or in its stead DNF, DNS, DQ or WDR."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if not text or status_of(text):
            return status_of(text)
        try:
            return time_text(*read_time(text))
        except ValueError as error:
            raise ValidationError(str(error)) from error


class LaneField(forms.TypedChoiceField):
    """A lane, also by what is pasted for it: i, outer, Finish."""

    def to_python(self, value: Any) -> str:
        text = str(value or "")
        return super().to_python(lane_of(text) or text)

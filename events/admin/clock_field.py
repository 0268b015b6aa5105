"""A form field for a clock time at a venue, which asks which of two moments is meant where the time occurs twice."""

import datetime
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from events.time import clocks
from isuwc.text.asked import ask

WHICH = ("first", "second")
TIME = "%H:%M"


@dataclass(frozen=True)
class Typed:
    """A clock time, and which of two moments is meant, if that was chosen."""

    clock: datetime.time  # naive
    which: str = ""

    @classmethod
    def of(cls, at: datetime.datetime, zone: zoneinfo.ZoneInfo) -> "Typed":
        """The moment by the clocks of the zone, to the minute."""
        local = at.astimezone(zone).replace(second=0, microsecond=0, tzinfo=None, fold=0)
        both = clocks.moments(local.date(), at.astimezone(zone).time(), zone)
        which = WHICH[both.index(at.astimezone(datetime.UTC))] if len(both) == 2 else ""
        return cls(local.time(), which)

    def time_on(self, *days: datetime.date, zone: zoneinfo.ZoneInfo) -> datetime.time:
        """The time of day, with its UTC offset if it occurs twice on one of the days and a choice was made."""
        time = self.clock
        for day in days:
            both = clocks.moments(day, time, zone)
            if self.which and len(both) == 2:
                offset = both[WHICH.index(self.which)].astimezone(zone).utcoffset()
                return time.replace(tzinfo=datetime.timezone(offset)) if offset is not None else time
        return time


class ClockWidget(forms.MultiWidget):
    """An input for the time, and a choice between two moments that appears only where the time occurs twice."""

    def __init__(self, attrs: dict[str, str], kind: Any, shown: str) -> None:
        self.is_asked = False
        clock = kind(attrs=attrs, format=shown)
        which = forms.Select(attrs={"aria-label": "Which of the two"}, choices=self._choices(*WHICH))
        super().__init__({"": clock, "which": which})

    @staticmethod
    def _choices(first: str, second: str) -> list[tuple[str, str]]:
        return [("", "which of the two?"), *zip(WHICH, (first, second), strict=True)]

    def ask(self, error: clocks.RepeatedTimeError, zone: zoneinfo.ZoneInfo) -> None:
        self.is_asked = True
        first, second = (f"{clocks.offset_words(at, zone)} ({at:%H:%M} UTC)" for at in (error.first, error.second))
        which: Any = self.widgets[1]
        which.choices = self._choices(f"the first, {first}", f"the second, {second}")

    def decompress(self, value: Typed | None) -> list[Any]:
        return [value.clock, value.which] if value else [None, ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        clock, which = context["widget"]["subwidgets"]
        if "id" in clock["attrs"]:
            clock["attrs"]["id"] = clock["attrs"]["id"].removesuffix("_0")
        if not self.is_asked and not any(which["value"]):
            context["widget"]["subwidgets"] = [clock]
        return context

    def id_for_label(self, id_: str) -> str:
        return id_


class ClockField(forms.MultiValueField):
    """Cleans to `Typed`, or None. The form, which knows day and zone, then turns it into a moment with `resolve`."""

    def __init__(self, **kwargs: Any) -> None:
        # Not the browser's own field for times, which writes hours in its own way, beside ours
        clock: forms.Field = forms.TimeField(required=False)
        widget = ClockWidget({"class": "clock-time", "placeholder": "18:30"}, forms.TimeInput, TIME)
        ask(clock)
        which = forms.ChoiceField(choices=[("", ""), *((each, each) for each in WHICH)], required=False)
        super().__init__(fields=(clock, which), widget=widget, required=False, require_all_fields=False, **kwargs)

    def compress(self, values: list[Any]) -> Typed | None:
        clock, which = values or (None, "")
        return Typed(clock, which or "") if clock else None


def resolve(
    form: forms.BaseForm, name: str, zone: zoneinfo.ZoneInfo, reader: Callable[[], datetime.datetime]
) -> datetime.datetime | None:
    """What the reader returns; None, with an error on the field, for a time that is impossible or occurs twice."""
    try:
        return reader()
    except clocks.RepeatedTimeError as error:
        form.fields[name].widget.ask(error, zone)
        form.add_error(name, f"{error} Choose which of the two is meant.")
    except ValueError as error:
        text = str(error)
        form.add_error(name, f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}")
    return None

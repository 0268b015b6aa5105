"""How days, times and choices are typed, in one way for all forms; and what a wrong one is told would be right."""

import datetime
from typing import Any

from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import ValidationError
from django.utils import timezone

# A day is shown as the first of these
DAYS = [
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%Y-%m-%d",
    "%d %b %Y",
    "%d %B %Y",
    "%d-%m-%Y",
    "%d/%m/%y",
    "%d.%m.%y",
]  # shown as the first
TIMES = ["%H:%M", "%H.%M", "%H:%M:%S", "%I:%M %p"]
MOMENTS = [f"{day}{between}{time}" for day in DAYS for between in (" ", ", ", "T") for time in TIMES]

DAY = "Write the day as 31/12/2025, 31.12.2025, 31 Dec 2025 or 2025-12-31."
TIME = "Write the time as 18:30."
MOMENT = "Write day and time as 31/12/2025 18:30, 31 Dec 2025 18:30 or 2025-12-31 18:30."
NOT_IN_LIST = "Choose one from the list: what was chosen is not in it, or no longer."
FIRST_YEAR = 1890  # before the ISU was; an earlier one is a slip of the keyboard
MOST_CHOICES = 12  # that a message names


def ask(field: forms.Field) -> None:
    """Let the field take all ways in which people write such a value, and say of a wrong one which there are.

    Words that a form has of its own stay.
    """
    match field:
        case forms.SplitDateTimeField():
            day, time = field.fields
            ask(day)
            ask(time)
            day.error_messages["invalid"], time.error_messages["invalid"] = DAY, TIME  # it gave them words of its own
        case forms.DateTimeField():
            field.input_formats = MOMENTS
            _near(field, _moment)
            _say(field, invalid=MOMENT)
        case forms.DateField():
            field.input_formats = DAYS
            _near(field, _day)
            _say(field, invalid=DAY)
        case forms.TimeField():
            field.input_formats = TIMES
            _say(field, invalid=TIME)
        case SimpleArrayField():
            _say(field, item_invalid="Number %(nth)s:")
        case forms.ModelMultipleChoiceField():
            pass  # Django's words name the wrong one
        case forms.ModelChoiceField():
            _say(field, invalid_choice=NOT_IN_LIST)
        case forms.ChoiceField():
            _say(field, invalid_choice=_of(field))


def _near(field: Any, read: Any) -> None:
    field.strptime = read
    if _not_long_ago not in field.validators:
        field.validators.append(_not_long_ago)


def _day(text: str, written: str) -> datetime.date:
    return _moment(text, written).date()


def _moment(text: str, written: str) -> datetime.datetime:
    """A year of two digits is the nearest. Python alone takes 69 for 1969."""
    found = datetime.datetime.strptime(text, written)  # the field makes it aware
    if "%y" not in written:
        return found
    this = timezone.now().year
    return found.replace(year=min(range(this - 50, this + 50), key=lambda year: (year - found.year) % 100))


def _not_long_ago(value: datetime.date) -> None:
    if value.year < FIRST_YEAR:
        raise ValidationError(f"This is in the year {value.year}: write the year as 2025.", code="year")


def _say(field: forms.Field, **words: str) -> None:
    of_django = [vars(kind).get("default_error_messages", {}) for kind in type(field).__mro__]
    for code, said in words.items():
        if any(each.get(code) is field.error_messages.get(code) for each in of_django):
            field.error_messages[code] = said


def _of(field: Any) -> str:
    """“x” is not one of these: A, B. Of many choices it names none, nor of those that a form sets later."""
    groups = [label if isinstance(label, (list, tuple)) else [(value, label)] for value, label in field.choices]
    labels = [str(label).replace("%", "%%") for group in groups for value, label in group if value not in {"", None}]
    if not labels or len(labels) > MOST_CHOICES:
        return "“%(value)s” can’t be chosen here."
    return f"“%(value)s” is not one of these: {', '.join(labels)}."

"""A form field for a day, which takes it as people write it (`events.time.typed_days`) and says what would be right."""

import datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget

from events.time.typed_days import read_day


class DayField(forms.DateField):
    widget = AdminDateWidget

    def to_python(self, value: Any) -> datetime.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        try:
            return read_day(str(value))
        except ValueError as error:
            raise forms.ValidationError(str(error), code="invalid") from error

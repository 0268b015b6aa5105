"""How days and times may be written, and what a wrong value is told."""

import datetime

import pytest
from django import forms
from django.contrib.postgres.forms import SimpleArrayField

from isuwc.text.asked import DAY, MOMENT, TIME, ask
from isuwc.text.typed import CleanForm

NEW_YEARS_EVE = datetime.date(2025, 12, 31)


class Form(CleanForm, forms.Form):
    day = forms.DateField(required=False)
    time = forms.TimeField(required=False)
    moment = forms.DateTimeField(required=False)
    parts = forms.SplitDateTimeField(required=False)
    numbers = SimpleArrayField(forms.IntegerField(), required=False)
    way = forms.ChoiceField(choices=[("", "—"), ("tv", "TV"), ("group", [("stream", "Stream 100%")])], required=False)
    own = forms.ChoiceField(choices=[("a", "A")], required=False, error_messages={"invalid_choice": "Own words."})
    many = forms.ChoiceField(choices=[(n, n) for n in range(13)], required=False)


def error(**data: str) -> list[str]:
    return [message for messages in Form(data).errors.values() for message in messages]


@pytest.mark.parametrize(
    "written",
    ["31/12/2025", "31.12.2025", "31 Dec 2025", "31 december 2025", "2025-12-31", "31-12-2025", "31/12/25", "31.12.25"],
)
def test_day_is_read_however_people_write_it_day_first(written):
    form = Form({"day": written})
    assert (form.errors, form.cleaned_data["day"]) == ({}, NEW_YEARS_EVE)


@pytest.mark.parametrize("written", ["12/31/2025", "31/12", "2025", "next Friday", "31.02.2025", "31/12/2025 18:30"])
def test_other_days_are_told_what_would_be_right(written):
    assert error(day=written) == [DAY]


@pytest.mark.parametrize("written", ["18:30", "18.30", "6:30 PM", "06:30 pm", "18:30:00"])
def test_time_is_read(written):
    assert Form({"time": written}).fields["time"].clean(written) == datetime.time(18, 30)


@pytest.mark.parametrize(
    "written", ["31/12/2025 18:30", "2025-12-31T18:30", "31 Dec 2025, 18.30", "31.12.2025 6:30 PM"]
)
def test_day_with_time_is_read(written):
    found = Form({"moment": written}).fields["moment"].clean(written)
    assert found.replace(tzinfo=None) == datetime.datetime(2025, 12, 31, 18, 30)


def test_wrong_values_are_told_what_would_be_right():
    assert error(time="half six") == [TIME]
    assert error(moment="31/12/2025") == [MOMENT]
    assert error(parts_0="tomorrow", parts_1="18:30") == [DAY]
    assert error(parts_0="31/12/2025", parts_1="late") == [TIME]
    assert error(numbers="1,x") == ["Number 2: Enter a whole number."]
    assert error(way="radio") == ["“radio” is not one of these: TV, Stream 100%."]
    assert error(many="99") == ["“99” can’t be chosen here."]


def test_words_of_a_form_s_own_stay():
    assert error(own="b") == ["Own words."]


def test_field_of_another_kind_is_left_as_it_is():
    field = forms.CharField()
    before = dict(field.error_messages)
    ask(field)
    assert field.error_messages == before

"""How days and times may be written, and what a wrong value is told."""

import datetime

import pytest
from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.utils import timezone

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


@pytest.mark.parametrize(("back", "ahead"), [(0, 0), (50, 0), (0, 49)])
def test_year_of_two_digits_is_the_nearest(back, ahead):
    year = timezone.now().year - back + ahead
    for field, typed in (("day", f"01/12/{year % 100:02}"), ("moment", f"01.12.{year % 100:02} 18:30")):
        form = Form({field: typed})
        assert (form.errors, form.cleaned_data[field].year) == ({}, year)


@pytest.mark.parametrize(("written", "year"), [("01/02/0025", 25), ("31.12.1889", 1889), ("1025-12-31", 1025)])
def test_day_long_ago_is_refused_in_words(written, year):
    said = [f"This is in the year {year}: write the year as 2025."]
    assert (error(day=written), error(moment=f"{written} 18:30")) == (said, said)
    assert error(parts_0=written, parts_1="18:30") == said
    assert error(day="01/01/1890") == []


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

"""Values in words: the same value is said alike wherever it comes from."""

import datetime
import zoneinfo

import pytest
from django import forms
from django_prose_editor.fields import ProseEditorFormField

from events.models import Venue
from isuwc.text import said
from tests.factories import events

GROUPS = [("", "None"), ("Ice", [("a", "Indoor"), ("b", "Outdoor")])]


class Clock(forms.MultiValueField):
    def __init__(self) -> None:
        super().__init__(fields=(forms.DateTimeField(), forms.ChoiceField(choices=[("1", "the second")])))


@pytest.mark.parametrize(
    ("field", "values", "words"),
    [
        (forms.CharField(), [], "nothing"),
        (forms.CharField(), ["  "], "nothing"),
        (forms.CharField(), ["Ice"], "Ice"),
        (forms.BooleanField(), ["on"], "Yes"),
        (forms.BooleanField(), [], "No"),
        (forms.ChoiceField(choices=GROUPS), ["b"], "Outdoor"),
        (forms.ChoiceField(choices=GROUPS), ["gone"], "gone"),
        (forms.MultipleChoiceField(choices=GROUPS), ["b", "a"], "Outdoor, Indoor"),
        (forms.DateField(), ["2025-12-01"], "Mon 1 Dec 2025"),
        (forms.DateField(), ["01/12/2025"], "Mon 1 Dec 2025"),
        (forms.DateField(), ["soon"], "soon"),
        (Clock(), ["", ""], "nothing"),
        (Clock(), ["2025-12-01T20:00", ""], "Mon 1 Dec 2025 20:00"),
        (Clock(), ["2025-12-01T20:00", "1"], "Mon 1 Dec 2025 20:00 the second"),
        (forms.FileField(), ["photos/ice.jpg"], "ice.jpg"),
        (ProseEditorFormField(), ["<p>One &amp; two</p><p>Three</p>"], "One & two\nThree"),
    ],
)
def test_what_a_browser_sent_is_said(field, values, words):
    assert said.sent(field, values) == words


def test_rows_are_said_by_their_names_and_those_that_are_gone_by_their_keys(db):
    venue = events.venue()
    field = forms.ModelMultipleChoiceField(Venue.objects.all())
    assert said.sent(field, [str(venue.pk), "999999"]) == f"{venue}, no. 999999"
    assert said.sent(field, ["none"]) == "none"


def test_moment_names_its_clocks():
    at = datetime.datetime(2025, 11, 14, 19, 0, tzinfo=datetime.UTC)
    assert said.moment(at, zoneinfo.ZoneInfo("UTC")) == "Fri 14 Nov 2025 19:00 UTC"
    assert said.moment(at, zoneinfo.ZoneInfo("America/New_York")) == "Fri 14 Nov 2025 14:00 (New York)"


def test_moment_in_utc_names_its_day_unless_that_is_today():
    at = datetime.datetime(2026, 12, 1, 0, 30, tzinfo=zoneinfo.ZoneInfo("Europe/Oslo"))
    assert said.in_utc(at) == "30 Nov 2026, 23:30 UTC"
    assert said.in_utc(at, today=datetime.date(2026, 11, 30)) == "23:30 UTC"
    assert said.in_utc(at, today=datetime.date(2026, 12, 1)) == "30 Nov 2026, 23:30 UTC"

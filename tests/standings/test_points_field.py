"""Points as they are typed."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from standings.admin.rules.forms import MOST_POINTS, PointsField
from standings.spelling.decisions import NameKey

points = st.lists(st.integers(0, MOST_POINTS), min_size=1, max_size=40)


@given(points, st.lists(st.sampled_from([" ", ",", ";", ", ", "\t", "\n", "  "]), min_size=40, max_size=40))
def test_whatever_separates_points_they_are_the_same(values, separators):
    typed = "".join(f"{value}{separator}" for value, separator in zip(values, separators, strict=False))
    assert PointsField().clean(typed) == values


@given(points)
def test_what_is_shown_is_what_is_read_and_is_no_change(values):
    field = PointsField()
    shown = field.prepare_value(values)
    assert field.clean(shown) == values
    assert not field.has_changed(values, shown)


@given(points, st.integers(0, 39), st.sampled_from(["x", "-1", "1.5", "５", "32768", "1e3", "60+"]))
def test_what_is_no_number_is_named_with_its_rank(values, at, wrong):
    at = min(at, len(values))
    typed = " ".join([*map(str, values[:at]), wrong, *map(str, values[at:])])
    with pytest.raises(ValidationError) as error:
        PointsField().clean(typed)
    assert error.value.messages == [f"Rank {at + 1}: “{wrong}” is not a whole number of points."]


@given(st.sets(st.builds(NameKey, st.text("ABé |", max_size=4), st.sampled_from(["NED", "", "XXX"]), st.just("women"),
                         st.none() | st.integers(0, 3), st.none() | st.integers(1, 3)), min_size=2))  # fmt: skip
def test_no_two_names_have_one_key_in_the_form(keys):
    plain = [key for key in keys if "|" not in key.name]
    assert len({key.form_key for key in plain}) == len(plain)

"""Check constraints decided without the database, as the database decides them."""

import datetime
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, IntegerField, Model, Q, Value
from django.db.models.functions import Length
from hypothesis import given
from hypothesis import strategies as st

from isuwc.text.conditions import LOOKUPS, UndecidedError, holds, validate_constraints
from standings.models import Result, Start
from tests.factories import events
from tests.factories import standings as factories


@pytest.mark.parametrize(
    ("condition", "values", "expected"),
    [
        (Q(a=1), {"a": 1}, True),
        (Q(a=1), {"a": 2}, False),
        (Q(a=1), {"a": None}, True),  # unknown passes
        (~Q(a=1), {"a": None}, True),
        (~Q(a=1), {"a": 1}, False),
        (Q(a__isnull=True), {"a": None}, True),
        (Q(a__isnull=False), {"a": None}, False),
        (Q(a__gte=1), {"a": 1}, True),
        (Q(a__gt=1), {"a": 1}, False),
        (Q(a__lte=1), {"a": 1}, True),
        (Q(a__lt=1), {"a": 1}, False),
        (Q(a__in=["x", ""]), {"a": ""}, True),
        (Q(a__in=["x", ""]), {"a": "y"}, False),
        (Q(a=1, b=2), {"a": 1, "b": 3}, False),
        (Q(a=1, b=2), {"a": None, "b": 3}, False),
        (Q(a=1, b=2), {"a": None, "b": 2}, True),
        (Q(a=1) | Q(b=2), {"a": 2, "b": None}, True),
        (Q(a=1) | Q(b=2), {"a": 2, "b": 3}, False),
        (~(Q(a=1) | Q(b=2)), {"a": None, "b": 2}, False),
        (~Q(a__in=["x"]) | Q(b__isnull=True, c__isnull=True), {"a": "x", "b": None, "c": 1}, False),
        (Q(), {}, True),
    ],
)
def test_condition_holds_as_in_sql(condition, values, expected):
    assert holds(condition, values) is expected


@pytest.mark.parametrize(
    "condition", [Q(a__regex="x"), Q(a=F("b")), Q(missing=1), Q(a=1) ^ Q(b=1), Length("a"), Q(Q(a=1), Length("a"))]
)
def test_what_only_the_database_can_decide_is_left_to_it(condition):
    with pytest.raises(UndecidedError):
        holds(condition, {"a": 1, "b": 2})


LEAVES = [Q(**{f"{name}{lookup}": wanted}) for name in "ab" for lookup, wanted in (
    ("", 1), ("__gt", 1), ("__gte", 1), ("__lt", 1), ("__lte", 1), ("__in", [0, 1]), ("__isnull", True),
)]  # fmt: skip
CONDITIONS = st.recursive(
    st.sampled_from(LEAVES),
    lambda some: (
        st.tuples(some, some).map(lambda two: two[0] & two[1])
        | st.tuples(some, some).map(lambda two: two[0] | two[1])
        | some.map(lambda one: ~one)
    ),
    max_leaves=6,
)


@pytest.mark.django_db
@given(CONDITIONS)
def test_database_decides_the_same(condition):
    for a, b in product((None, 0, 1, 2), repeat=2):
        known = {name: Value(value, IntegerField()) for name, value in (("a", a), ("b", b))}
        assert holds(condition, {"a": a, "b": b}) is condition.check(known), (a, b)


def test_constraints_of_lines_leave_nothing_to_the_database():
    """Else reading pasted lines would cost a query for each."""
    for model in (Result, Start):
        values = {field.name: None for field in model._meta.concrete_fields}
        for rule in model._meta.constraints:
            if isinstance(rule, CheckConstraint):
                holds(rule.condition, values)
    assert set(LOOKUPS) == {"exact", "gt", "gte", "lt", "lte", "in"}


WRONG = {
    "result_line_from_one": {"line": 0},
    "result_rank_from_one": {"rank": 0},
    "result_status_known": {"status": "LOST"},
    "result_lane_known": {"lane": "middle"},
    "result_no_start_no_rank": {"status": "DNS"},
    "result_thousandth_is_a_digit_of_a_time": {"thousandth": 12},
    "result_time_positive": {"hundredths": 0},
}


@pytest.mark.django_db
def test_line_breaks_the_same_constraints_as_by_the_database():
    checks = [each for each in Result._meta.constraints if isinstance(each, CheckConstraint)]
    assert [each.name for each in checks] == list(WRONG)
    line = factories.result(events.race(), factories.skater())
    validate_constraints(line)
    for rule in checks:
        wrong = Result.objects.get(pk=line.pk)
        for name, value in WRONG[rule.name].items():
            setattr(wrong, name, value)
        with pytest.raises(ValidationError) as ours:
            validate_constraints(wrong)
        with pytest.raises(ValidationError) as theirs:
            Model.validate_constraints(wrong)
        assert ours.value.messages == theirs.value.messages == [rule.get_violation_error_message()]
        validate_constraints(wrong, exclude=set(WRONG[rule.name]))


@pytest.mark.django_db
def test_constraint_that_compares_columns_is_asked_of_the_database(django_assert_num_queries):
    session = events.session()
    session.starts_at = session.ends_at = datetime.datetime(2025, 11, 15, 12, tzinfo=datetime.UTC)
    with django_assert_num_queries(3), pytest.raises(ValidationError) as refused:  # in a savepoint
        validate_constraints(session, exclude={"event", "plan", "number"})
    assert refused.value.messages == ["A session with an end has a start, and ends after it."]

"""Two people with the same form open, for every form of the admin: nothing is lost, nothing is undone in silence."""

import re
from itertools import permutations
from typing import Any

import pytest
from django.utils import timezone

from isuwc.signin.models import KeptForm
from isuwc.submissions.two_people.words import at
from tests.isuwc.submissions.forms import Window, choices, said
from tests.isuwc.submissions.people import (
    CHANGED,
    DAY,
    address,
    first,
    is_saved,
    opened,
    others,
    person,
    put,
    rows_of,
    undone,
    workable,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world", "media")]
# Where a code or an old address leads, one of two fields says; a lead story has but its last moment
PART = re.compile(r"_\d$")  # of a field that is typed in parts, a day and a time
ONE_FIELD = {"QRCode", "LeadStory", "OldAddress", "StartSheet"}  # the last without lines
every_form = pytest.mark.parametrize("model", CHANGED, ids=lambda model: model.__name__)
# A season has nothing but the rows of its stream (test_rows_of_two.py)
OWN_WAYS = {"Season"}
merged_form = pytest.mark.parametrize(
    "model", [model for model in CHANGED if model.__name__ not in OWN_WAYS], ids=lambda model: model.__name__
)


class Two:
    """Anna and Bert, each with a window in which the form was opened before either saved."""

    def __init__(self, model: Any, key: Any) -> None:
        self.address = address(model, "change", key)
        self.anna, self.bert = (opened(name, self.address) for name in ("Anna", "Bert"))

    def now(self, *names: str) -> list[list[str]]:
        values = Window(self.anna.client, self.address).form.values
        return [values.get(name, []) for name in names]


@merged_form
def test_what_two_people_change_in_different_fields_stays_and_is_said(model):
    key = first(model).pk
    found = workable(model, key, person("Anna"), most=3)
    assert len(found) >= (1 if model.__name__ in ONE_FIELD else 2), found
    for theirs, mine in permutations(found[:2], 2):
        with undone():
            two = Two(model, key)
            assert put(two.anna, theirs).send().status_code == 302
            answer = put(two.bert, mine).send()
            assert answer.status_code == 302, two.bert.form
            assert two.now(theirs[0], mine[0]) == [theirs[1], mine[1]]
            assert len([text for text in said(answer) if text.startswith("Changed meanwhile by Anna at ")]) == 1


@merged_form
def test_what_sql_changed_stays_where_it_was_only_looked_at(model):
    """An import, a command or SQL says nothing to the admin's log; the form is sent as it was opened."""
    key = first(model).pk
    (name, typed), *_ = workable(model, key, person("Anna"), most=1)
    rows = model._base_manager.filter(pk=key)
    with undone():
        before = rows.get()
        put(Two(model, key).anna, (name, typed)).send()
        after = rows.get()
    values = {field.attname: getattr(after, field.attname) for field in model._meta.concrete_fields}
    changed = {name: value for name, value in values.items() if getattr(before, name) != value}
    if not changed:
        return  # a relation of many to many
    with undone():
        two = Two(model, key)
        rows.update(**changed)
        answer = two.bert.send()
        assert (answer.status_code, two.now(name)) == (302, [typed])
        words = [text for text in said(answer) if "Changed meanwhile by an import, a command or another page: " in text]
        assert len(words) == 1, said(answer)


@merged_form
def test_field_that_both_changed_is_asked_for_and_nothing_is_saved_before(model):
    key = first(model).pk
    name, theirs, mine = thrice(model, key)
    place = f"_take //{PART.sub('', name)}"
    for choice in ("mine", "theirs"):
        with undone():
            two = Two(model, key)
            put(two.anna, (name, theirs)).send()
            answer = put(two.bert, (name, mine)).send()
            assert (answer.status_code, two.now(name)) == (200, [theirs])
            assert two.bert.form.values[name] == mine, "the words are still in the form"
            assert "Nothing was saved: what you changed was changed meanwhile by Anna at " in answer.content.decode()
            assert list(choices(two.bert.form)) == [place]
            assert two.bert.send().status_code == 200, "without a choice it is asked again"
            assert two.now(name) == [theirs]
            two.bert.form.values[place] = [choice]
            assert two.bert.send().status_code == 302, two.bert.form
            assert two.now(name) == [mine if choice == "mine" else theirs]


def thrice(model: Any, key: Any) -> tuple[str, list[str], list[str]]:
    """A field in which both can type something else than what stands there, and than the other."""
    form = opened("Anna", address(model, "change", key)).form
    for name, theirs in workable(model, key, person("Anna"), most=3):
        if theirs and DAY.fullmatch(theirs[0]):
            return name, theirs, next(other for other in others(form, name) if other != theirs)
        if form.kinds[name] in {"text", "textarea", "url"} and theirs:
            return name, theirs, [f"{theirs[0]}3"]
        for value in form.options.get(name, []):
            mine = name, [value]
            if value and [value] != theirs and is_saved(model, key, person("Anna"), form, mine):
                return name, theirs, [value]
    raise AssertionError(f"{model.__name__} has no field with three values")


@merged_form
def test_rows_that_one_changed_stay_while_the_other_changes_the_form(model):
    key = first(model).pk
    mine = workable(model, key, person("Anna"), most=1)[0]
    for prefix in rows_of(opened("Anna", address(model, "change", key)).form):
        for row in workable(model, key, person("Anna"), prefix, most=1):
            for theirs, own in ((row, mine), (mine, row)):
                with undone():
                    two = Two(model, key)
                    assert put(two.anna, theirs).send().status_code == 302
                    assert put(two.bert, own).send().status_code == 302, two.bert.form
                    assert two.now(theirs[0], own[0]) == [theirs[1], own[1]]


@every_form
def test_words_for_what_was_deleted_meanwhile_are_not_lost(model):
    key = first(model).pk
    prefix = "" if model.__name__ != "Season" else "stream-0-"
    name, typed = workable(model, key, person("Anna"), prefix, most=1)[0]
    with undone():
        two = Two(model, key)
        model._base_manager.filter(pk=key)._raw_delete("default")  # by whatever means: not all can be by a form
        answer = two.bert.client.post(two.address, {**put(two.bert, (name, typed)).form.values, "_continue": "1"})
        page = answer.content.decode()
        assert "was deleted meanwhile by somebody directly in the database at " in page
        if answer.status_code == 200:  # in the form of a new one
            assert (typed[0] if typed else "") in page
        else:
            assert answer.status_code == 404
            (kept,) = KeptForm.objects.all()
            assert [value for field, value in kept.submission.fields if field == name] == typed
            assert f"/admin/kept/{kept.pk}/" in page


def test_moment_is_written_with_its_day_unless_it_is_today():
    now = timezone.now()
    assert at(now) == f"{now:%H:%M} UTC"
    assert at(now.replace(year=2020, month=2, day=3, hour=4, minute=5)) == "3 Feb 2020, 04:05 UTC"

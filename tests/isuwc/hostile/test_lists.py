"""Every list of the admin takes any value for each of its filters, its dates, its order and its search."""

import pytest
from django.contrib import admin
from django.urls import reverse

from isuwc.newsroom.lists import BoundedLists
from tests.isuwc.hostile.asking import wrong
from tests.isuwc.hostile.values import IN_QUERIES, some

LOOKUPS = ("", "__exact", "__gte", "__lt", "__in", "__isnull", "__year", "__contains")
OWN = ("q", "o", "p", "e", "all", "_to_field", "_popup", "_facets", "nothing", "id__exact", "pk", "pk__in")
DATES = [
    {"year": "99999"},
    {"year": "99999999999999"},
    {"year": "0"},
    {"year": "-5"},
    {"year": "2025", "month": "13"},
    {"year": "2025", "month": "2", "day": "30"},
    {"year": "2025", "month": "x", "day": "1"},
    {"year": "9999", "month": "12", "day": "31"},
    {"month": "3"},
    {"year": "9" * 5000},
]


def lists() -> list[str]:
    return [f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry]


@pytest.mark.parametrize("name", lists())
def test_list_takes_any_value(visitor, name):
    client = visitor["administrator"]
    address = reverse(f"admin:{name}_changelist")
    changes = client.get(address).context["cl"]
    fields = {each for spec in changes.filter_specs for each in spec.expected_parameters()}
    fields |= {f"{field.name}{lookup}" for field in changes.lookup_opts.fields[:3] for lookup in LOOKUPS[::3]}
    asked = [
        f"{field}={value}"
        for number, field in enumerate([*OWN, *sorted(fields)])
        for value in some(IN_QUERIES, number + len(name), 1)
    ]
    if changes.date_hierarchy:
        asked += [
            "&".join(f"{changes.date_hierarchy}__{part}={value}" for part, value in date.items()) for date in DATES
        ]
    assert list(filter(None, [wrong(client, "GET", f"{address}?{query}") for query in asked])) == []


def test_every_list_is_bounded():
    assert [model for model, own in admin.site._registry.items() if not isinstance(own, BoundedLists)] == []

"""One name for one field everywhere: what a form calls it is what the history calls it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import FieldDoesNotExist
from django.forms.utils import pretty_name
from django.test import RequestFactory
from django.utils.text import capfirst

from isuwc.history.recorded import recorded


def labels(model: Any, fields: Mapping[str, forms.Field]) -> Iterator[tuple[str, str, str]]:
    """Of each field that is recorded: its name, what the form calls it, and what the history does."""
    kind = recorded().get(model._meta.db_table)
    for name, field in fields.items() if kind else ():
        try:
            own = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if not field.widget.is_hidden:
            column = getattr(own, "column", None)
            said = capfirst(str(field.label or pretty_name(name)))
            yield name, said, kind.labels.get(column) or capfirst(str(own.verbose_name))


@pytest.mark.django_db
@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model.__name__)
def test_form_and_history_call_a_field_by_one_name(model):
    request = RequestFactory().get("/admin/")
    request.user = User(is_active=True, is_staff=True, is_superuser=True)
    request.resolver_match = None
    page, found = admin.site._registry[model], []
    for row in (None, model()):
        found += labels(model, page.get_form(request, row, change=row is not None).base_fields)
    for formset, _ in page.get_formsets_with_inlines(request):
        found += labels(formset.model, formset.form.base_fields)
    assert [(name, said, known) for name, said, known in found if said != known] == []

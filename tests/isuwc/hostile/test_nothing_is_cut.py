"""No field of any form cuts what is pasted: it comes whole, and what is too long is given back with its length."""

import re
from html import unescape
from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.isuwc.hostile.routes import addressed
from tests.isuwc.hostile.test_forms import MODELS, WITHOUT_FORM, sent

OWN = ("isuwc", "events", "standings", "news")
WRITES = re.compile(r"logout|/export/")

SAYS_WHAT_IT_READS = {"ResultForm.time"}  # in place of its length, as all that long is no time


def test_no_page_cuts_what_is_typed_into_it(visitor):
    """Every address that answers a GET with a page: forms, inlines, filters, searches, pages of our own."""
    cut, pages = [], 0
    for route, values in addressed():
        address = route.address(values)
        if WRITES.search(address):
            continue
        with transaction.atomic():
            response = visitor["administrator"].get(address)
            transaction.set_rollback(True)
        if response.streaming:
            b"".join(response.streaming_content)  # which closes the file
        if response.streaming or "html" not in response.get("Content-Type", ""):
            continue
        pages += 1
        cut += re.findall(r"<(?:input|textarea)[^>]*maxlength[^>]*>", response.content.decode(), re.IGNORECASE)[:1]
    assert (cut, pages > 100) == ([], True)


def bounded(form: Any) -> dict[str, int]:
    """The fields of words of a form whose length is bounded, with their bounds."""
    return {
        name: field.max_length
        for name, field in form.fields.items()
        if isinstance(field, forms.CharField) and field.max_length and not field.widget.is_hidden and not field.disabled
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_too_long_a_value_is_given_back_whole_with_its_length(visitor, model):
    client, name = visitor["administrator"], f"{model._meta.app_label}_{model._meta.model_name}"
    key = model._default_manager.order_by("pk").values_list("pk", flat=True).first()
    for step, keys in {"add": [], "change": [key]}.items():
        if model.__name__ in WITHOUT_FORM[step]:
            continue
        address = reverse(f"admin:{name}_{step}", args=keys)
        page = client.get(address).context["adminform"].form
        # Of a link, whose own pattern refuses what has no address, the length is in its path.
        long = {
            field: f"https://example.org/{'a' * most}"
            if isinstance(page.fields[field], forms.URLField)
            else "a" * (most + 58)
            for field, most in bounded(page).items()
        }
        if not long:
            continue
        answer = posted(client, address, {**sent(client, address), **long})
        assert answer.status_code == 200
        form = answer.context["adminform"].form
        given_back = {unescape(value) for value in re.findall(r'value="(a{20,}|https[^"]*)"', answer.content.decode())}
        for field, most in bounded(page).items():
            words = f"at most {most} characters (it has {len(long[field])})"
            assert words in " ".join(form.errors[field]), f"{step}, {field}: {form.errors[field]}"
            in_area = f">\r\n{long[field]}</textarea>" in answer.content.decode().replace(">\n", ">\r\n")
            assert long[field] in given_back or in_area, f"{step}, {field} is not given back whole"


def posted(client: Client, address: str, values: dict[str, Any]) -> Any:
    with transaction.atomic():
        answer = client.post(address, values)
        transaction.set_rollback(True)
    return answer


def classes() -> set[type[forms.BaseForm]]:
    """Every form of our own, and those of Django's that the admin uses."""
    found, pending = set(), [forms.BaseForm]
    while pending:
        for each in pending.pop().__subclasses__():
            pending.append(each)
            if each.__module__.split(".")[0] in OWN and hasattr(each, "base_fields"):
                found.add(each)
    return found


def inlines(request: Any) -> set[type[forms.BaseForm]]:
    return {
        formset.form
        for model_admin in admin.site._registry.values()
        for formset, _ in model_admin.get_formsets_with_inlines(request)
    }


def test_every_field_of_words_renders_all_of_it_and_says_its_length(rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    looked_at = 0
    for form in classes() | inlines(request):
        for name, field in form.base_fields.items():
            if not isinstance(field.widget, forms.TextInput | forms.Textarea) or not isinstance(field, forms.CharField):
                continue
            text = "a" * ((field.max_length or 500) + 1)
            markup = field.widget.render(name, text, {"id": "x", "maxlength": 3, **field.widget.attrs})
            assert text in markup or isinstance(field.widget, forms.PasswordInput), f"{form.__name__}.{name}"
            assert "maxlength" not in markup.casefold(), f"{form.__name__}.{name}"
            looked_at += 1
            reads = field.max_length and field.max_length < 10_000 and not isinstance(field, forms.URLField)
            if reads and f"{form.__name__}.{name}" not in SAYS_WHAT_IT_READS:
                with pytest.raises(forms.ValidationError) as error:
                    field.clean(text)
                said = " ".join(error.value.messages)
                assert f"at most {field.max_length} characters (it has {len(text)})" in said, f"{form.__name__}.{name}"
    assert looked_at > 60

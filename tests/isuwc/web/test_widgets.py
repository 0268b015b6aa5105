"""The fields of forms that are written without a template are what Django's templates write, to the byte."""

import copy

import pytest
from django import forms
from django.contrib import admin
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

from isuwc.text.uncut import UncutForms
from isuwc.web.widgets import INPUTS, WRITTEN, WrittenForms

ODD = """<b title="x">'&amp;</b>"""
ATTRIBUTES = {
    "id": f"id_{ODD}",
    "required": True,
    "disabled": False,
    "size": 3,
    "title": SafeString("&amp;"),
    "x": None,
}
VALUES = [None, "", "0", 0, False, "Kok", ODD, SafeString(ODD), " \n", ("a", 1), 1234567]


def both(template, widget):
    """What is written for it, and what Django's template renders."""
    written = WrittenForms().render(template, {"widget": copy.deepcopy(widget)})
    return written, TemplatesSetting().render(template, {"widget": widget})


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_inputs_are_those_of_the_templates(value):
    for name in INPUTS:
        widget = {"type": "text", "name": f"a-{ODD}", "value": value, "attrs": ATTRIBUTES}
        written, rendered = both(f"django/forms/widgets/{name}.html", widget)
        assert written == rendered


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_textarea_is_that_of_the_template(value):
    written, rendered = both("django/forms/widgets/textarea.html", {"name": "a", "value": value, "attrs": ATTRIBUTES})
    assert written == rendered


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("label", ["Oslo", ODD, SafeString(ODD), 1234567, None], ids=repr)
def test_select_is_that_of_the_template(label, several):
    choices = [("", "---"), ("a", label), (ODD, "b"), (None, "c"), (f"Group {ODD}", [("d", "D"), ("e", label)])]
    kind = forms.SelectMultiple if several else forms.Select
    for value in ("a", ["d", "e"], None):
        widget = kind(attrs=ATTRIBUTES, choices=choices).get_context("name", value, {"id": "id_name"})["widget"]
        written, rendered = both(kind.template_name, widget)
        assert written == rendered
        assert written.count("<option") == 6


class Option(forms.Select):
    """Its options have a template of their own."""

    option_template_name = "django/forms/widgets/attrs.html"


def test_options_with_a_template_of_their_own_are_rendered_by_it():
    widget = Option(choices=[("a", "A")]).get_context("name", "a", {})["widget"]
    written, rendered = both("django/forms/widgets/select.html", widget)
    assert written == rendered
    assert "<option" not in written


@pytest.mark.django_db
def test_all_forms_of_the_newsroom_are_those_of_the_templates(rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    compared = set()
    for model_admin in admin.site._registry.values():
        form = model_admin.get_form(request)()
        for field in form:
            form.renderer = WrittenForms()
            written = str(field.as_widget())
            form.renderer = UncutForms()
            assert written == str(field.as_widget()), (model_admin, field.name)
            compared.add(field.field.widget.template_name)
    assert len(compared & set(WRITTEN)) > 5

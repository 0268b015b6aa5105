"""Every password field of the newsroom's forms is one that is not kept."""

import pytest
from django import forms
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import PasswordChangeForm
from django.test import RequestFactory

from isuwc.signin.kept.submissions import is_secret


def classes() -> list[type[forms.BaseForm]]:
    found = [AdminAuthenticationForm, AdminPasswordChangeForm, PasswordChangeForm, UserAdmin.add_form]
    pending = [forms.BaseForm]
    while pending:
        pending += (more := pending.pop().__subclasses__())
        found += more
    return found


def test_every_password_field_is_secret():
    fields = {
        name
        for form in classes()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field.widget, forms.PasswordInput)
    }
    assert {"password", "old_password", "new_password1", "password1", "password2"} <= fields
    assert {name for name in fields if not is_secret(name)} == set()


def test_no_other_field_of_a_form_is_taken_for_one(admin_user):
    request = RequestFactory().get("/")
    request.user = admin_user
    names = set()
    for model_admin in admin.site._registry.values():
        names |= set(model_admin.get_form(request).base_fields)
        names |= {
            name for formset, _ in model_admin.get_formsets_with_inlines(request) for name in formset.form.base_fields
        }
    assert len(names) > 60
    assert {name for name in names if is_secret(name)} <= {"password1", "password2", "usable_password"}


@pytest.mark.parametrize("name", ["otp", "otp_token", "form-0-password", "new_password2", "backup-token"])
def test_codes_are_secret(name):
    assert is_secret(name)

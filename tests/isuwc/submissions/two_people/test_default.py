"""No admin can leave out what every form of it has: whoever does is named here."""

import pytest
from django.contrib import admin

from isuwc.submissions.two_people.change_forms import SharedForms
from isuwc.submissions.two_people.change_lists import SharedLists

REGISTERED = pytest.mark.parametrize("each", admin.site._registry.values(), ids=lambda each: type(each).__name__)


@REGISTERED
def test_form_of_every_admin_is_shared(each):
    assert [base.__name__ for base in type(each).__mro__[1:2]] == ["SharedForms"]
    for name in ("changeform_view", "render_change_form", "get_form"):
        assert getattr(type(each), name) is getattr(SharedForms, name), (
            f"{each} has a {name} before that of SharedForms"
        )


@REGISTERED
def test_list_of_every_admin_is_shared(each):
    """A list whose rows can be edited carries what they showed when it was opened: no own way goes before that."""
    assert isinstance(each, SharedLists)
    for name in ("changelist_view", "get_changelist_formset"):
        assert getattr(type(each), name) is getattr(SharedLists, name), (
            f"{each} has a {name} before that of SharedLists"
        )

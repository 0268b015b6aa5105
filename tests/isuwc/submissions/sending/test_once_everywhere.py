"""Every form of every page of the admin carries a token, and what is sent twice with it is done once."""

import pytest
from django.test import Client

from isuwc.history.models import Entry
from isuwc.submissions.sending.page import ONCE
from tests.isuwc.hostile.routes import addressed
from tests.isuwc.submissions.forms import Window, forms_in, outcome, twice
from tests.isuwc.submissions.people import CHANGED, address, first, person, put, undone, workable

pytestmark = pytest.mark.django_db
# A season has nothing but the rows of its stream
WITH_FIELDS = [model for model in CHANGED if model.__name__ != "Season"]
every_form = pytest.mark.parametrize("model", WITH_FIELDS, ids=lambda model: model.__name__)


@every_form
def test_change_that_is_sent_twice_is_one_and_answered_alike(world, media, model):
    anna, key = person("Anna"), first(model).pk
    typed = workable(model, key, anna, most=1)[0]
    with undone():
        window = put(Window(anna, address(model, "change", key)), typed)
        entries = Entry.objects.count()
        one, two = twice(anna, window.address, {**window.form.values, "_save": "Save"})
        assert (one.status_code, outcome(one)) == (302, outcome(two))
        assert Entry.objects.count() == entries + 1


@pytest.fixture
def visitor(world, media) -> Client:
    return person("Anna")


def test_every_form_of_every_page_of_the_admin_carries_a_token_of_its_own(visitor):
    tokens: list[str] = []
    for route, values in addressed():
        where = route.address(values)
        if where.startswith("/admin/") and "logout" not in where:
            response = visitor.get(where)
            html = response.status_code == 200 and response["Content-Type"].startswith("text/html")
            for form in forms_in(response) if html and not response.streaming else ():
                assert len(form.values.get(ONCE, [])) == 1, (where, form.id)
                tokens += form.values[ONCE]
    assert len(tokens) == len(set(tokens)) > 150

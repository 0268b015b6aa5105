"""What makes templates of ours strict in tests."""

import pytest
from django.template import Context, Template, engines
from django.template.loader import render_to_string

from events.models import Country
from tests.strict_templates import UnknownNameError, name_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "context", "complaint"),
    [
        ("includes/_moment.html", {}, "templates/includes/_moment.html: moment.utc: there is no 'moment'"),
        ("includes/_moment.html", {"moment": None}, "templates/includes/_moment.html: moment.utc: None has no 'utc'"),
        (
            "includes/_moment.html",
            {"moment": {"utc": ""}},
            "templates/includes/_moment.html: moment.is_dated: there is no 'is_dated'",
        ),
        ("events/_records.html", {}, "templates/events/_records.html: records: there is no 'records'"),
        (
            "includes/_noc.html",
            {"country": {"name": Country.objects.none().get}},
            "templates/includes/_noc.html: country.name does not exist or can't be called",
        ),
    ],
    ids=["output", "of None", "condition", "in a comparison", "call"],
)
def test_name_that_a_template_of_ours_does_not_know_is_an_error(name, context, complaint):
    with pytest.raises(UnknownNameError) as error:
        render_to_string(name, context)
    assert str(error.value) == complaint


def test_templates_that_are_not_ours_stay_as_they_are():
    assert Template("{{ nothing }}{% if nothing.more %}x{% endif %}").render(Context()) == ""
    login, about = (
        engines["django"].get_template(name).template for name in ("registration/logged_out.html", "about.html")
    )
    assert (name_of(login.origin), name_of(about.origin)) == ("", "templates/about.html")

"""What whoever may only look sees of a result sheet and a start list: values, and nothing that is for typing."""

import datetime

import pytest
from django.utils.html import strip_tags

from tests.factories import events
from tests.factories import standings as factories
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


def seen(client, kind, race) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The fields of the form, and those of each of its lines, by name."""
    response = client.get(f"/admin/standings/{kind}/{race.pk}/change/")
    assert response.status_code == 200
    lines = [_values(each) for each in response.context["inline_admin_formsets"][0]]
    return _values(response.context["adminform"]), lines


def _values(form) -> dict[str, str]:
    fields = [field for fieldset in form for line in fieldset for field in line]
    assert all(field.is_readonly for field in fields)
    return {str(field.field["label"]).capitalize(): strip_tags(str(field.contents())) for field in fields}


@pytest.mark.parametrize("role", ["Journalist", "Editor"])
def test_result_sheet(client, role):
    result = factories.result(competitor=factories.skater("Femke Kok"), hundredths=3720, thousandth=4, lane="inner")
    sign_in(client, role)
    form, (line,) = seen(client, "racesheet", result.race)
    assert set(form) == {"Event", "Title", "Result state", "Source"}
    assert (line["Time"], line["Competitor"], line["Lane"]) == ("37.20(4)", "Femke Kok", "Inner")
    assert not {"Who", "Read"} & set(line)


def test_start_list(client):
    race = events.race()
    factories.start_list(race, published_on=datetime.date(2025, 11, 13))
    factories.start(race, factories.skater("Femke Kok"), pair=1, clock=datetime.time(14, 36))
    sign_in(client, "Journalist")
    form, (line,) = seen(client, "startsheet", race)
    assert set(form) == {"Event", "Title", "Source", "Published on"}
    assert form["Source"] == "A start list"
    assert form["Published on"] == "13 November 2025"
    assert (line["Competitor"], line["Pair"]) == ("Femke Kok", "1")
    assert not {"Who", "Read"} & set(line)
    form, lines = seen(client, "startsheet", events.race(event=race.event, session=race.session, number=9, ordinal=2))
    assert (form["Source"], form["Published on"], lines) == ("–", "–", [])

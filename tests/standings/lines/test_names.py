"""Skaters and teams are known by their names, or asked about at their row, and never guessed in silence."""

import pytest
from django.contrib.auth.models import Group

from standings.models import Alias, Competitor
from tests.factories import events
from tests.factories import standings as factories
from tests.factories.people import sign_in
from tests.markup import flat
from tests.standings.lines.stage import errors, question, rows
from tests.standings.test_admin import address, sheet_form

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["femke kok", "KOK Femke", "Fémke  Kok", "FemkeKOK", "Femke van Kok"])
def test_skater_is_known_by_name_whatever_its_order_accents_and_aliases(staff, race, name):
    kok = factories.skater("Femke Kok")
    Alias.objects.create(competitor=kok, name="Femke van Kok", country=kok.country, category="women")
    assert staff.post(address(race), sheet_form(race, {"competitor": name, "country": ""})).status_code == 302
    assert race.results.get().competitor == kok


def test_name_that_is_nearly_known_is_a_question_at_its_row(staff, race):
    kok = factories.skater("Femke Kokkie")
    form = sheet_form(race, {"competitor": "Femke Kokie", "country": ""})
    response = staff.post(address(race), form)
    assert errors(response) == {"0-competitor": ["“Femke Kokie”: nobody has exactly this name."]}
    assert question(response) == [(f"{kok.pk} Femke Kokie", "Femke Kokkie, NED", False)]
    answered = staff.post(address(race), {**form, "results-0-who": f"{kok.pk} Femke Kokie"})
    assert answered.status_code == 302
    assert race.results.get().competitor == kok


def test_answer_holds_for_the_name_that_was_asked_about_alone(staff, race):
    kok = factories.skater("Femke Kokkie")
    form = sheet_form(race, {"competitor": "Femke Kokkje", "country": "", "who": f"{kok.pk} Femke Kokie"})
    assert errors(staff.post(address(race), form)) == {
        "0-competitor": ["“Femke Kokkje”: nobody has exactly this name."]
    }
    nobody = sheet_form(race, {"competitor": "Femke Kokkje", "country": "", "who": "999 Femke Kokkje"})
    assert staff.post(address(race), nobody).status_code == 200


def test_namesakes_are_asked_about_and_stand_apart_in_the_grid(staff, race):
    one, other = (factories.skater("Min-ji Kim", slug=slug) for slug in ("min-ji-kim", "min-ji-kim-2"))
    form = sheet_form(race, {"competitor": "Min-ji Kim", "country": "NED"})
    response = staff.post(address(race), form)
    assert [words for _, words, _ in question(response)][:2] == ["Min-ji Kim, NED", "Min-ji Kim, NED"]
    form["results-0-competitor"] = "Min-ji Kim, NED (min-ji-kim-2)"
    assert staff.post(address(race), form).status_code == 302
    assert race.results.get().competitor == other != one
    (row,) = rows(staff.get(address(race)))[:1]
    shown = staff.get(address(race)).context["inline_admin_formsets"][0].formset.forms[0]
    assert 'value="Min-ji Kim, NED (min-ji-kim-2)"' in str(shown["competitor"])
    assert row["competitor"] == "Min-ji Kim, NED (min-ji-kim-2)"


def test_family_name_alone_is_asked_about(staff, race):
    factories.skater("Femke Kok")
    response = staff.post(address(race), sheet_form(race, {"competitor": "Kok", "country": ""}))
    assert [words for _, words, _ in question(response)] == ["Femke Kok, NED"]


def test_new_skater_is_made_where_somebody_says_so(staff, race):
    form = sheet_form(race, {"competitor": "Jhon STOLZ", "country": "NED"})
    response = staff.post(address(race), form)
    assert errors(response) == {"0-competitor": ["“Jhon STOLZ”: nobody here has a name like it."]}
    assert question(response) == [("new Jhon STOLZ", "a new skater: Jhon Stolz (family name Stolz), NED", False)]
    assert Competitor.objects.count() == 0
    assert staff.post(address(race), {**form, "results-0-who": "new Jhon STOLZ"}).status_code == 302
    made = Competitor.objects.get()
    assert (made.name, made.family_name, made.country_id, made.category) == ("Jhon Stolz", "Stolz", "NED", "women")
    assert race.results.get().competitor == made


def test_new_skater_needs_a_country_and_is_made_once(staff, race):
    response = staff.post(address(race), sheet_form(race, {"competitor": "Jhon Stolz", "country": ""}))
    assert question(response) == []
    assert "With a country in its cell, the name can be a new skater’s." in flat(response.text)
    twice = [{"competitor": "Jhon Stolz", "who": "new Jhon Stolz"} for _ in range(2)]
    assert errors(staff.post(address(race), sheet_form(race, *twice))) == {
        "1-competitor": ["Two lines are of a new Jhon Stolz."]
    }
    assert Competitor.objects.count() == 0


def test_who_may_not_add_skaters_is_not_offered_to(client, race):
    sign_in(client, "Results")
    role = Group.objects.get(name="Results").permissions
    role.remove(*role.filter(codename="add_competitor"))
    form = sheet_form(race, {"competitor": "Jhon Stolz", "who": "new Jhon Stolz"})
    response = client.post(address(race), form)
    assert (question(response), Competitor.objects.count()) == ([], 0)


def test_skater_of_the_other_category_is_not_taken(staff, race):
    factories.skater("Jordan Stolz", category="men")
    response = staff.post(address(race), sheet_form(race, {"competitor": "Jordan Stolz", "country": ""}))
    assert errors(response) == {"0-competitor": ["“Jordan Stolz”: nobody here has a name like it."]}


def test_country_of_a_result_that_is_not_the_skaters_any_more_asks_nothing(staff, race):
    kok = factories.skater("Femke Kok")
    line = factories.result(race, kok)
    Competitor.objects.filter(pk=kok.pk).update(country=events.country("BEL"))
    same = {"id": line.pk, "competitor": "Femke Kok", "country": "NED", "time": "37.05"}
    assert staff.post(address(race), sheet_form(race, same)).status_code == 302
    assert race.results.get().country_id == "NED"


def test_team_is_known_by_its_country(staff):
    race = events.race(distance="team-pursuit", category="men")
    team = factories.team("NOR")
    events.country("NED")
    assert staff.post(address(race), sheet_form(race, {"competitor": "Norway", "country": ""})).status_code == 302
    assert race.results.get().competitor == team
    response = staff.post(address(race), sheet_form(race, {"competitor": "Norway"}, {"competitor": "Netherlands"}))
    assert errors(response)["1-competitor"] == ["“Netherlands”: no team of Netherlands is here."]

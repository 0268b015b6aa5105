"""Whose the names on sheets are, answered in the admin."""

import pytest

from standings.admin.sheet_imports.typed_answers import Answer
from standings.models import Competitor, NameDecision, Result
from tests.factories import events
from tests.factories import standings as factories
from tests.markup import flat
from tests.standings.results.handing_in import HAND_IN, PREVIEW, apply_all, file, said

pytestmark = pytest.mark.django_db


def ask(client):
    """The page's questions by name, and what it would send without any answer."""
    asked = {each.doubt.name: each for each in client.get(PREVIEW).context["questions"]}
    blank = {f"key-{each.position}": each.doubt.form_key for each in asked.values()}
    return asked, blank | {f"noc-{each.position}": each.noc for each in asked.values()}


def test_answers_that_can_not_be_used_are_there_again(client, results_staff):
    factories.skater("Anna Exemple")
    client.post(HAND_IN, {"sheets": file()})
    asked, blank = ask(client)
    anna, erin = asked["Anna EXAMPLE"].position, asked["Erin SAMPLE"].position
    answers = {f"name-{anna}": "new", f"name-{erin}": "other", f"other-{erin}": "Erin Nobody"}
    response = client.post(PREVIEW, {"_decide": "1", **blank, **answers}, follow=True)
    assert NameDecision.objects.get().name == "Anna EXAMPLE"
    shown = {each.doubt.name: answer for each, answer in response.context["like"] + response.context["unlike"]}
    assert shown["Erin SAMPLE"] == Answer("other", "Erin Nobody", "USA")
    at = next(each.position for each in response.context["questions"] if each.doubt.name == "Erin SAMPLE")
    page = flat(response.text)
    assert f'name="name-{at}" value="other" checked' in page
    assert f'name="other-{at}" value="Erin Nobody"' in page


def test_answers_count_by_their_names_though_the_list_has_changed_and_others_are_said(client, results_staff):
    """A colleague has decided the first name, so the others have moved up."""
    factories.skater("Anna Exemple")
    client.post(HAND_IN, {"sheets": file()})
    asked, blank = ask(client)
    anna, erin = asked["Anna EXAMPLE"].position, asked["Erin SAMPLE"].position
    client.post(PREVIEW, {"_decide": "1", **blank, f"name-{anna}": "new"}, follow=True)
    mine = {"_decide": "1", **blank, f"name-{anna}": "new", f"name-{erin}": "new"}
    assert said(client.post(PREVIEW, mine, follow=True)) == [
        "Anna EXAMPLE: your answer was not needed any more. Somebody decided it meanwhile, or its sheet no longer "
        "waits.",
        "1 name decided. It takes effect when a sheet with the name is applied.",
    ]


def test_doubtful_name_is_decided_on_the_page(client, results_staff):
    known = factories.skater("Anna Exemple")
    client.post(HAND_IN, {"sheets": file()})
    assert "Nearly the name of Anna Exemple." in flat(client.get(PREVIEW).text)
    asked, blank = ask(client)
    at = asked["Anna EXAMPLE"].position
    client.post(PREVIEW, {"_decide": "1", **blank, f"name-{at}": "999999"})
    client.post(PREVIEW, {"_decide": "1", **blank, f"key-{at}": "somebody|NED|women||", f"name-{at}": known.pk})
    assert NameDecision.objects.count() == 0
    response = client.post(PREVIEW, {"_all_new": "1", **blank, f"name-{at}": known.pk}, follow=True)
    assert said(response)[-1:] == ["5 names decided. They take effect when a sheet with the name is applied."]
    assert (response.context["questions"], response.context["ready"], Competitor.objects.count()) == ([], 1, 1)
    apply_all(client)
    assert Result.objects.get(rank=1).competitor == known
    assert (NameDecision.objects.count(), Competitor.objects.count()) == (0, 5)


def test_new_skater_is_made_when_the_sheet_is_applied_and_can_be_asked_again(client, results_staff):
    factories.skater("Anna Exemple")
    client.post(HAND_IN, {"sheets": file()})
    asked, blank = ask(client)
    client.post(PREVIEW, {"_decide": "1", **blank, f"name-{asked['Anna EXAMPLE'].position}": "new"})
    decided = NameDecision.objects.get()
    assert (decided.competitor, decided.decided_by, Competitor.objects.count()) == (None, results_staff, 1)
    response = client.post(PREVIEW, {"_ask_again": decided.pk}, follow=True)
    assert said(response)[-1] == "Anna EXAMPLE (NED) is asked again."
    assert "Anna EXAMPLE" in {each.doubt.name for each in response.context["questions"]}
    assert said(client.post(PREVIEW, {"_ask_again": decided.pk}, follow=True)) == [
        "This decision had been taken back already."
    ]


def test_any_skater_can_be_looked_up_and_the_country_mended(client, results_staff):
    factories.skater("Anna Example")
    married = factories.skater("Erin Married", country=events.country("BEL"))
    client.post(HAND_IN, {"sheets": file()})
    asked, blank = ask(client)
    at = asked["Erin SAMPLE"].position
    assert "Erin Married, BEL (erin-married)" in client.get(PREVIEW).context["skaters"]["women"]
    answer = {f"other-{at}": "Erin Married, BEL (erin-married)", f"noc-{at}": "Belgium"}
    client.post(PREVIEW, {"_decide": "1", **blank, **answer})
    decided = NameDecision.objects.get()
    assert (decided.noc, decided.competitor, decided.country_id) == ("USA", married, "BEL")


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({"other": "Nobody Known"}, "no skater of this category has the name “Nobody Known”; choose from the list"),
        ({"other": "Ann"}, "more than one skater here has the name “Ann”; choose from the list"),
        ({"name": "other"}, "type the other skater’s name, and choose from the list"),
        ({"name": "new", "other": "Ann One"}, "one skater is chosen and another one typed; leave one of them out"),
        ({"name": "new", "noc": "XXX"}, "“XXX” is no country here; type its code, such as NED"),
        ({"name": "new", "noc": ""}, "its country is left open; type its code, such as NED"),
        ({"noc": "CAN"}, "choose who it is, too"),
    ],
)
def test_answer_that_is_none_is_said_and_the_others_count(client, results_staff, answer, problem):
    factories.skater("Ann One")
    factories.skater("Ann Two")
    client.post(HAND_IN, {"sheets": file()})
    asked, blank = ask(client)
    at = asked["Erin SAMPLE"].position
    post = {**blank, f"name-{asked['Anna EXAMPLE'].position}": "new"}
    post |= {f"{field}-{at}": value for field, value in answer.items()}
    response = client.post(PREVIEW, {"_decide": "1", **post}, follow=True)
    assert said(response)[0] == f"Erin SAMPLE (USA): {problem}."
    assert list(NameDecision.objects.values_list("name", flat=True)) == ["Anna EXAMPLE"]

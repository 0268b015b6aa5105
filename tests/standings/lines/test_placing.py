"""Pasted lines go to whom they are of, and what somebody set right since is neither lost nor changed in silence."""

import pytest

from tests.factories import standings as factories
from tests.markup import flat
from tests.standings.lines.stage import TEXT, pasted, rows, typed

pytestmark = pytest.mark.django_db


def placed(response):
    return response.context["lines_read"].placed


@pytest.mark.parametrize("status", ["DNF", "DQ", "DNS"])
def test_pasted_status_leaves_neither_place_nor_time(staff, race, three, status):
    factories.result(race, three[0], rank=1, hundredths=3705)
    window = typed(staff, race)
    response = pasted(window, f"Rank\tName\tTime\n\tFemke Kok\t{status}")
    assert rows(response) == [{"competitor": "Femke Kok", "country": "NED", "status": status}]
    assert (placed(response).new, placed(response).changed) == (0, 1)
    assert window.type(source="A sheet", result_state="official").send().status_code == 302
    assert list(race.results.values_list("status", "rank", "hundredths")) == [(status, None, None)]


def test_pasted_time_takes_a_status_back(staff, race, three):
    factories.result(race, three[0], rank=None, status="DNF", hundredths=None)
    response = pasted(typed(staff, race), "Rank\tName\tTime\n1\tFemke Kok\t37.05")
    assert rows(response) == [{"rank": "1", "competitor": "Femke Kok", "country": "NED", "time": "37.05"}]
    assert placed(response).changed == 1


def test_second_text_leaves_what_the_first_brought(staff, race, three):
    window = typed(staff, race)
    pasted(window, "1\tFemke Kok\t37.05\n2\tErin Jackson\t37.20")
    response = pasted(window, "Rank\tName\tTime\n2\tErin Jackson\t37.21\n3\tMiho Takagi\t37.30")
    assert [(row["rank"], row["competitor"], row["time"]) for row in rows(response)] == [
        ("1", "Femke Kok", "37.05"),
        ("2", "Erin Jackson", "37.21"),
        ("3", "Miho Takagi", "37.30"),
    ]
    assert (placed(response).new, placed(response).changed) == (1, 1)


def test_corrected_lines_stay_when_the_same_text_is_read_again(staff, race, three):
    factories.result(race, three[0], rank=1, hundredths=3700)
    window = typed(staff, race)
    pasted(window, TEXT)
    window.type(**{"results-0-time": "37.06", "results-1-notes": "T07"})
    response = pasted(window, TEXT)
    assert [row.get("time") for row in rows(response)] == ["37.06", "37.20", None]
    assert placed(response).corrected == ("Femke Kok", "Erin Jackson")
    assert "Corrected since it was read, and left as they are: Femke Kok, Erin Jackson." in flat(response.text)


def test_same_text_read_again_makes_room_for_itself_and_keeps_what_was_typed_before(staff, race, three):
    factories.result(race, three[0], rank=1, hundredths=3700)
    window = typed(staff, race).type(**{"results-0-notes": "typed", "results-0-time": "37.04"})
    first = rows(pasted(window, TEXT))
    response = pasted(window, TEXT)
    assert rows(response) == first
    assert placed(response).corrected == ()
    assert response.context["inline_admin_formsets"][0].formset.forms[0]["notes"].value() == "typed"


def test_who_stands_in_the_text_twice_is_named_and_not_taken_over(staff, race, three):
    factories.result(race, three[0], rank=1, hundredths=3700)
    response = pasted(typed(staff, race), "1\tFemke Kok\t37.05\n2\tErin Jackson\t37.20\n3\tKOK Femke\t37.30")
    assert [row["time"] for row in rows(response)] == ["37.00", "37.20"]
    assert placed(response).twice == ("Femke Kok",)
    assert "More than once in it, and not taken over: Femke Kok." in flat(response.text)


@pytest.mark.parametrize("mark", ["on", "[]", "{}", '{"text": 1, "name": 2, "was": 3, "now": 4}', "[" * 5000])
def test_odd_marks_are_those_of_typed_lines(staff, race, three, mark):
    window = typed(staff, race)
    pasted(window, TEXT)
    window.form.values["results-0-read"] = [mark]
    assert [row["time"] for row in rows(pasted(window, TEXT)) if "time" in row] == ["37.05", "37.20"]

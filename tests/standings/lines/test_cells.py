"""What stands in the cells of a result: as people write it, or told what would be right."""

import re

import pytest
from django.conf import settings

from isuwc.history.models import Change
from standings.spelling.marks import STATUSES
from tests.factories import events
from tests.factories import standings as factories
from tests.standings.lines.stage import errors, typed
from tests.standings.test_admin import address, sheet_form

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("time", "hundredths"), [("37,20", 3720), ("37.3", 3730), ("1.15,60", 7560), ("1:15.60", 7560)]
)
def test_times_are_taken_as_people_write_them(staff, race, time, hundredths):
    kok = factories.skater()
    assert staff.post(address(race), sheet_form(race, {"competitor": "Femke Kok", "time": time})).status_code == 302
    assert (race.results.get().competitor, race.results.get().hundredths) == (kok, hundredths)


@pytest.mark.parametrize("cell", ["rank", "time"])
@pytest.mark.parametrize(("word", "status"), [("dnf", "DNF"), ("DSQ", "DQ"), ("WDR", "WDR"), ("dns", "DNS")])
def test_status_may_stand_in_place_of_place_or_time(staff, race, cell, word, status):
    factories.skater()
    line = {"competitor": "Femke Kok", "rank": "", cell: word}
    assert staff.post(address(race), sheet_form(race, line)).status_code == 302
    assert list(race.results.values_list("status", "rank", "hundredths")) == [(status, None, None)]


@pytest.mark.parametrize("word", ["D.N.F.", "did not finish", "disq", "dqf", "withdrawn", "DNS"])
def test_place_that_nobody_typed_goes_with_a_status_however_it_is_written(staff, race, three, word):
    lines = [
        {"competitor": "Femke Kok", "rank": "1", "time": "37.05", "country": ""},
        {"competitor": "Erin Jackson", "rank": "1", "time": "37.05", "country": ""},
        {"competitor": "Miho Takagi", "rank": "3", "time": word, "country": ""},
    ]
    assert staff.post(address(race), sheet_form(race, *lines)).status_code == 302
    assert list(race.results.order_by("line").values_list("rank", flat=True)) == [1, 1, None]


def test_place_behind_who_did_not_finish_is_not_one_that_somebody_typed(staff, race, three):
    lines = [
        {"competitor": "Femke Kok", "rank": "1", "time": "37.05", "country": ""},
        {"competitor": "Erin Jackson", "rank": "", "status": "DNF", "time": "", "country": ""},
        {"competitor": "Miho Takagi", "rank": "2", "status": "DNF", "time": "", "country": ""},
    ]
    assert staff.post(address(race), sheet_form(race, *lines)).status_code == 302
    assert list(race.results.order_by("line").values_list("rank", flat=True)) == [1, None, None]


@pytest.mark.parametrize(("read", "rank"), [("", None), ("typed", 2)])
def test_printed_place_of_who_did_not_finish_stays_where_somebody_typed_it(staff, race, three, read, rank):
    lines = [
        {"competitor": "Femke Kok", "rank": "1", "time": "37.05", "country": ""},
        {"competitor": "Miho Takagi", "rank": "2", "time": "DNF", "country": "", "read": read},
    ]
    assert staff.post(address(race), sheet_form(race, *lines)).status_code == 302
    assert list(race.results.order_by("line").values_list("rank", flat=True)) == [1, rank]


def test_script_takes_the_same_words_for_a_status_as_the_server():
    script = (settings.BASE_DIR / "standings/static/standings/admin/lines.js").read_text()
    said = re.search(r"const STATUSES = new Set\(\[(.*?)\]\)", script, re.DOTALL)
    assert said and set(re.findall(r'"([^"]+)"', said[1])) == set(STATUSES)


def test_number_is_no_name_though_a_skater_has_it_as_key(staff, race):
    kok = factories.skater()
    said = {"0-competitor": [f"“{kok.pk}”: a number is no name."]}
    assert errors(staff.post(address(race), sheet_form(race, {"competitor": str(kok.pk)}))) == said
    answered = sheet_form(race, {"competitor": "Kok", "country": "", "who": f"{kok.pk} Kok"})
    assert staff.post(address(race), answered).status_code == 302


def test_two_statuses_of_one_line_are_asked_about(staff, race):
    factories.skater()
    response = staff.post(address(race), sheet_form(race, {"competitor": "Femke Kok", "rank": "DNF", "status": "DQ"}))
    assert errors(response) == {"0-rank": ["DNF here, and DQ as its status: which of the two?"]}


def test_wrong_cells_say_what_would_be_right(staff, race):
    factories.skater()
    line = {"competitor": "Femke Kok", "country": "Atlantis", "time": "75.60", "rank": "first"}
    assert errors(staff.post(address(race), sheet_form(race, line))) == {
        "0-country": ["“Atlantis” is no country here: a code such as NED, or its name."],
        "0-rank": ["“first” is no place: a whole number, or DNF, DNS, DQ, WDR."],
        "0-time": ["“75.60” has more than 59 seconds: write 1:15.60."],
    }


def test_country_is_the_skaters_or_known_by_its_name(staff, race):
    factories.skater("Femke Kok"), factories.skater("Erin Jackson", country=events.country("USA"))
    lines = {"competitor": "Erin Jackson", "country": ""}, {"competitor": "Femke Kok", "country": "netherlands"}
    assert staff.post(address(race), sheet_form(race, *lines)).status_code == 302
    assert list(race.results.order_by("line").values_list("country", flat=True)) == ["USA", "NED"]


@pytest.mark.parametrize("odd", ["²", "٣", "9" * 5000, "-1", "\x00"])
def test_odd_numbers_are_answered_at_their_cell(staff, race, odd):
    factories.skater()
    for name in ("rank", "line", "bib", "pair"):
        line = {"competitor": "Femke Kok", name: odd}
        assert staff.post(address(race), sheet_form(race, line)).status_code in {200, 302}
        race.results.all().delete()


def test_line_without_a_skater_that_says_something_is_not_dropped(staff, race):
    response = staff.post(address(race), sheet_form(race, {"competitor": "", "time": "37.05", "country": ""}))
    assert errors(response) == {"0-competitor": ["This field is required."]}


def test_lines_are_counted_where_no_number_is_typed(staff, race):
    for name in ("Aa Aa", "Be Be"):
        factories.skater(name)
    lines = [{"competitor": name, "line": ""} for name in ("Aa Aa", "Be Be")]
    assert staff.post(address(race), sheet_form(race, *lines)).status_code == 302
    assert list(race.results.values_list("line", flat=True)) == [1, 2]


def test_empty_lines_stand_at_the_end_also_of_a_page_that_is_shown_again(staff, race):
    names = [f"Skater {letter}x" for letter in "ABCDEFGHIJKLMNOPQRSTU"]
    for name in names:
        factories.skater(name)
    lines = [{"competitor": name, "time": "soon" if name is names[0] else ""} for name in names]
    response = staff.post(address(race), sheet_form(race, *lines))
    formset = response.context["inline_admin_formsets"][0].formset
    assert [form["competitor"].value() or "" for form in formset.forms] == [*names, "", "", ""]
    assert [form["rank"].value() for form in formset.forms[-3:]] == ["22", "23", "24"]


def test_every_control_has_a_name(staff, race):
    kok = factories.skater()
    factories.result(race, kok, hundredths=3705)
    text = staff.get(address(race)).text
    for label in ("Time, line 1, Femke Kok", "Rank, line 1, Femke Kok", "Delete, line 1, Femke Kok", "Skater, line 2"):
        assert text.count(f'aria-label="{label}"') == 1
    assert "related-widget-wrapper" not in text


def test_two_people_at_one_sheet_keep_what_each_changed(staff, race, three):
    first = factories.result(race, three[0], hundredths=3705)
    factories.result(race, three[1], hundredths=3720)
    one, other = typed(staff, race), typed(staff, race)
    one.type(**{"results-0-time": "37,01", "source": "A sheet"})
    other.type(**{"results-1-notes": "T07", "source": "A sheet"})
    assert [window.send().status_code for window in (one, other)] == [302, 302]
    assert list(race.results.values_list("hundredths", "notes")) == [(3701, ""), (3720, "T07")]
    assert [change.row for change in Change.objects.filter(table="standings_result", deed="changed")] == [
        str(first.pk),
        str(race.results.last().pk),
    ]


def test_page_takes_as_many_queries_with_one_line_as_with_many(staff, django_assert_num_queries):
    few, many = events.race(), events.race(distance="1000")
    factories.result(few)
    for _ in range(8):
        factories.result(many)
    staff.get(address(few))
    for race in (few, many):
        with django_assert_num_queries(15):
            staff.get(address(race))

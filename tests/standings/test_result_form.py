"""A result typed by hand: its source and state are asked, contradictions shown, and the others moved up."""

import datetime
import re

import pytest

from events.models import Race
from standings.models import Result
from tests.factories import events
from tests.factories import standings as factories
from tests.standings.corrections import stage
from tests.standings.test_admin import address, sheet_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def race(db):
    return Race.objects.select_related("event__season").get(pk=stage.world()[0].pk)


def as_stored(race, **changes):
    """The lines as they are, with some changed: of Anna Aa by `anna`."""
    return [
        {
            "id": line.pk,
            "competitor": line.competitor_id,
            "line": line.line,
            "rank": line.rank or "",
            "status": line.status,
            "time": line.time_text,
            **changes.get(line.competitor.given_name.lower(), {}),
        }
        for line in race.results.select_related("competitor").order_by("line")
    ]


def errors(response):
    return response.context["inline_admin_formsets"][0].formset.non_form_errors()


def confirmed(response):
    """The tick as the page has it."""
    (value,) = re.findall(r'<input type="checkbox" name="confirmed" value="(\w+)"', response.text)
    return {"confirmed": value}


def test_place_that_contradicts_its_time_is_shown_before_it_is_stored(staff, race):
    form = sheet_form(race, *as_stored(race, dora={"time": "36.00"}))
    response = staff.post(address(race), form)
    found = errors(response)
    assert found[0] == "Dora De is on place 4 with 36.00, behind Cato Ce on place 2 with 37.10."
    assert found[1] == "Nothing is saved yet. Set it right, or tick “Save it as it stands”."
    assert stage.line(race, "Dora De").hundredths == 3720
    assert staff.post(address(race), {**form, **confirmed(response)}).status_code == 302
    assert stage.line(race, "Dora De").hundredths == 3600


@pytest.mark.parametrize(
    ("other", "state"), [({"dora": {"time": "35.00"}}, "official"), ({"dora": {"time": "36.00"}}, "unofficial")]
)
def test_tick_holds_for_nothing_but_what_was_shown(staff, race, other, state):
    tick = confirmed(staff.post(address(race), sheet_form(race, *as_stored(race, dora={"time": "36.00"}))))
    form = sheet_form(race, *as_stored(race, **other), result_state=state)
    response = staff.post(address(race), {**form, **tick})
    assert errors(response)[-1] == (
        "This isn’t what you confirmed. Nothing is saved yet. Set it right, or tick “Save it as it stands”."
    )
    assert "checked" not in response.text.split('name="confirmed"')[1].split(">")[0]
    assert stage.line(race, "Dora De").hundredths == 3720
    assert staff.post(address(race), {**form, **confirmed(response)}).status_code == 302


def test_tick_stays_where_something_else_is_wrong(staff, race):
    form = sheet_form(race, *as_stored(race, dora={"time": "36.00"}))
    tick = confirmed(staff.post(address(race), form))
    response = staff.post(address(race), {**form, **tick, "source": " "})
    assert "checked" in response.text.split('name="confirmed"')[1].split(">")[0]


def test_there_is_nothing_to_tick_before_anything_is_shown(staff, race):
    assert '<input type="hidden" name="confirmed" disabled id="id_confirmed">' in staff.get(address(race)).text
    form = sheet_form(race, *as_stored(race, dora={"time": "36.00"}), confirmed="on")
    assert staff.post(address(race), form).status_code == 200


def test_places_two_two_five_are_shown_and_of_a_partial_result_are_right(staff):
    race, skaters = events.race(), [factories.skater(name) for name in ("Aa Aa", "Be Be", "Ce Ce")]
    lines = [
        {"competitor": who.pk, "rank": rank, "time": time}
        for who, rank, time in zip(skaters, (2, 2, 5), ("37.00", "37.00", "38.00"), strict=True)
    ]
    assert errors(staff.post(address(race), sheet_form(race, *lines)))[0] == "Nobody is on places 1 and 4."
    assert staff.post(address(race), sheet_form(race, *lines, result_state="partial")).status_code == 302
    assert race.results.count() == 3


def test_result_of_a_race_that_is_to_come_is_shown(staff):
    day = datetime.date(2099, 11, 14)
    event = events.event(season=events.season(2099), start_date=day, end_date=day, number=1)
    race = events.race(session=events.session(event=event, date=day))
    lines = [{"competitor": factories.skater().pk, "time": "37.00"}]
    assert errors(staff.post(address(race), sheet_form(race, *lines)))[0] == (
        "The race is still to come, by its start in the programme."
    )
    assert Result.objects.count() == 0


def test_source_is_asked(staff, race):
    response = staff.post(address(race), sheet_form(race, *as_stored(race), source=" "))
    assert response.context["adminform"].form.errors == {"source": ["Say where the result is from: readers see it."]}


def test_disqualification_by_hand_is_asked_about_and_moves_the_others_up(staff, race):
    form = sheet_form(race, *as_stored(race, anna={"status": "DQ"}))
    found = errors(staff.post(address(race), form))
    assert found[0] == "Anna Aa is disqualified and has place 1, before place 5."
    assert "“Move the others up” gives everybody behind a disqualified line the next place." in found[-1]
    response = staff.post(address(race), {**form, "move_up": "on"}, follow=True)
    assert [str(message) for message in response.context["messages"]][:2] == [
        "Readers are told: Anna Aa: disqualified (before: place 1).",
        "Readers are told: 4 others move up one place.",
    ]
    assert stage.lines(race)[0] == ("Berta Be", 1, "OK")
    assert stage.lines(race)[-1] == ("Anna Aa", None, "DQ")
    assert stage.totals() == stage.expected()
    assert race.corrections.get().words == ["Anna Aa: disqualified (before: place 1).", "4 others move up one place."]


def test_disqualified_line_stands_last_even_where_the_others_stay(staff, race):
    form = sheet_form(race, *as_stored(race, anna={"status": "DQ", "rank": ""}))
    tick = confirmed(staff.post(address(race), form))
    assert staff.post(address(race), {**form, **tick}).status_code == 302
    assert [(name, rank) for name, rank, _ in stage.lines(race)] == [
        ("Berta Be", 2),
        ("Cato Ce", 2),
        ("Dora De", 4),
        ("Eva Ef", 5),
        ("Anna Aa", None),
    ]
    assert race.corrections.get().words == ["Anna Aa: disqualified (before: place 1)."]


def test_empty_lines_come_numbered_and_only_those_with_a_skater_are_saved(staff, db):
    race, (anna, berta) = events.race(), [factories.skater(name) for name in ("Aa Aa", "Be Be")]
    (lines, _) = staff.get(address(race)).context["inline_admin_formsets"]
    rows = [{"line": form["line"].value(), "rank": form["rank"].value()} for form in lines.formset.forms]
    assert rows == [{"line": number, "rank": number} for number in range(1, 21)]
    rows = [{**row, "country": ""} for row in rows]
    rows[0] |= {"competitor": anna.pk, "time": "37.00"}
    rows[1] |= {"competitor": berta.pk, "time": "37.10"}
    assert staff.post(address(race), sheet_form(race, *rows)).status_code == 302
    assert list(race.results.values_list("competitor__name", "line", "rank", "country")) == [
        ("Aa Aa", 1, 1, anna.country_id),
        ("Be Be", 2, 2, berta.country_id),
    ]


def test_columns_are_those_of_the_race_and_of_what_its_lines_have(staff, db):
    def columns(race):
        return set(staff.get(address(race)).context["inline_admin_formsets"][0].formset.empty_form.fields)

    assert {"lane", "laps", "sprint_points"} & columns(events.race()) == {"lane"}
    mass_start = events.race(distance="mass-start")
    assert {"lane", "laps", "sprint_points", "race_points"} & columns(mass_start) == {
        "laps",
        "sprint_points",
        "race_points",
    }
    factories.result(mass_start, lane="inner")
    assert "lane" in columns(mass_start)


def test_saving_what_is_stored_asks_nothing_and_corrects_nothing(staff, race):
    Result.objects.filter(race=race, rank=4).update(hundredths=3600)
    assert staff.post(address(race), sheet_form(race, *as_stored(race), source="Another")).status_code == 302
    assert race.corrections.count() == 0


def test_race_with_a_result_is_cancelled_on_its_own_page(staff, race):
    response = staff.post(address(race), sheet_form(race, *as_stored(race), result_state="cancelled"))
    assert response.context["adminform"].form.errors["__all__"] == [
        "This race has a result. Under “After the fact” it is cancelled, abandoned or skated again; what was skated "
        "stays readable."
    ]

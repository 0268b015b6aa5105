"""What results staff do in the admin."""

import pytest

from isuwc.history.models import Change
from standings.models import Competitor, Cup, Result, Standing
from standings.results.known_names import KnownNames
from standings.scoring.recompute import recompute
from tests.factories import events
from tests.factories import standings as factories
from tests.factories.people import sign_in
from tests.isuwc.submissions.forms import Window
from tests.markup import flat

pytestmark = pytest.mark.django_db


def sheet_form(race, *lines, **values):
    """What the page of a result sheet sends: lines are dicts of the fields that a test is about, the competitor by name
    or, shorter, by key."""
    data = {
        "result_state": "official",
        "source": "A sheet",
        "results-TOTAL_FORMS": len(lines),
        "results-INITIAL_FORMS": race.results.count(),
        "note_meanings-TOTAL_FORMS": 0,
        "note_meanings-INITIAL_FORMS": 0,
        **values,
    }
    for number, line in enumerate(lines):
        defaults = {"line": number + 1, "rank": number + 1, "status": "OK", "race": race.pk, "country": "NED"}
        for field, value in {**defaults, **line}.items():
            if field == "competitor" and isinstance(value, int):
                value = KnownNames.of(race).text_of(value)
            data[f"results-{number}-{field}"] = value
    return data


def address(race):
    return f"/admin/standings/racesheet/{race.pk}/change/"


def test_saving_a_sheet_computes_the_standings(staff):
    cup, race = factories.cup(), events.race()
    kok = factories.skater()
    response = staff.post(address(race), sheet_form(race, {"competitor": kok.pk, "time": "36.48(3)"}))
    assert response.status_code == 302
    result = Result.objects.get()
    assert (result.time_text, result.thousandth, result.race.result_state) == ("36.48", 3, "official")
    assert [(s.competitor, s.total) for s in Standing.objects.newest(cup)] == [(kok, 60)]


def test_results_staff_say_what_a_code_means(staff):
    race = factories.result(events.race(), notes="T07").race
    line = race.results.get()
    meaning = {"TOTAL_FORMS": 1, "0-race": race.pk, "0-code": "T07", "0-words": "Left the lane", "0-rule": "254.4"}
    form = sheet_form(race, {"id": line.pk, "competitor": line.competitor_id, "notes": "T07"})
    form |= {f"note_meanings-{name}": value for name, value in meaning.items()}
    assert staff.post(address(race), form).status_code == 302
    assert [str(each) for each in race.note_meanings.all()] == ["T07: Left the lane (rule 254.4)"]
    (change,) = Change.objects.filter(table="standings_notemeaning")
    assert (change.owner_table, change.owner_row, change.entry.person) == ("events_race", str(race.pk), "results")


def test_correcting_a_line_moves_the_standing(staff):
    cup, race = factories.cup(), events.race()
    lines = [factories.result(race, factories.skater(name)) for name in ("Femke Kok", "Jutta Leerdam")]
    recompute(cup.season)
    swapped = [
        {"id": line.pk, "competitor": line.competitor_id, "line": rank, "rank": rank}
        for line, rank in zip(lines, (2, 1), strict=True)
    ]
    staff.post(address(race), sheet_form(race, *swapped))
    assert [s.competitor.name for s in Standing.objects.newest(cup)] == ["Jutta Leerdam", "Femke Kok"]


def test_time_that_is_none_is_refused_in_words(staff):
    race, kok = events.race(), factories.skater()
    response = staff.post(address(race), sheet_form(race, {"competitor": kok.pk, "time": "36:48"}))
    form = response.context["inline_admin_formsets"][0].formset.forms[0]
    assert form.errors == {"time": ["“36:48” is not a time such as 36.48, 36,48 or 1:15.60."]}
    assert Result.objects.count() == 0


def test_time_stands_in_the_form_as_on_the_sheet(staff):
    result = factories.result(hundredths=3734, thousandth=2)
    response = staff.get(address(result.race))
    form = response.context["inline_admin_formsets"][0].formset.forms[0]
    assert form["time"].value() == "37.34(2)"


def test_sheets_are_neither_added_nor_deleted_here(staff):
    race = events.race()
    assert staff.get("/admin/standings/racesheet/add/").status_code == 403
    assert staff.post(f"/admin/standings/racesheet/{race.pk}/delete/", {"post": "yes"}).status_code == 403


def test_changing_a_scale_computes_the_standings(staff):
    cup = factories.cup()
    factories.result(events.race())
    recompute(cup.season)
    scale = cup.cup_scales.get(division="A").scale
    data = {
        "season": cup.season.pk,
        "name": scale.name,
        "points": "100,80,70",
        "confidence": "certain",
        "source": scale.source,
    }
    assert staff.post(f"/admin/standings/scale/{scale.pk}/change/", data).status_code == 302
    assert Standing.objects.newest(cup).get().total == 100


def test_scale_on_which_a_worse_rank_gets_more_is_refused(staff):
    data = {"season": events.season().pk, "name": "Odd", "points": "60,61", "confidence": "certain", "source": "x"}
    response = staff.post("/admin/standings/scale/add/", data)
    assert response.context["adminform"].form.errors == {
        "points": ["A worse rank can't get more points than a better one."]
    }


def test_deleting_a_cup_takes_its_standings_along(staff):
    cup = factories.cup()
    factories.result()
    recompute(cup.season)
    assert staff.post(f"/admin/standings/cup/{cup.pk}/delete/", {"post": "yes"}).status_code == 302
    assert (Cup.objects.count(), Standing.objects.count()) == (0, 0)


def test_competitors_are_found_without_accents(staff):
    zurek = factories.skater("Damian Żurek", category="men")
    factories.skater("Marek Kania", category="men")
    found = staff.get("/admin/standings/competitor/", {"q": "zurek"}).context["cl"].queryset
    assert list(found) == [zurek]
    assert Competitor.objects.count() == 2


@pytest.mark.parametrize("model", ["racesheet", "competitor", "scale", "cup", "publishedstanding"])
def test_lists_open(staff, model):
    cup = factories.cup()
    result = factories.result()
    factories.published_standing(cup=cup, competitor=result.competitor, event=result.race.event)
    response = staff.get(f"/admin/standings/{model}/")
    assert response.context["cl"].result_count >= 1


def test_journalist_sees_sheets_and_changes_none(client):
    race = events.race()
    sign_in(client, "Journalist")
    assert client.get(address(race)).status_code == 200
    assert client.post(address(race), sheet_form(race)).status_code == 403


def test_line_that_a_sheet_has_changed_meanwhile_is_asked_for(staff):
    factories.cup()
    race = events.race()
    factories.result(race, factories.skater(), hundredths=3648)
    window = Window(staff, address(race))
    Result.objects.update(hundredths=3650)
    response = window.type(results__0__time="36.47").send()
    assert response.status_code == 200
    asked = flat(response.text)
    assert "<dd>36.48</dd>" in asked and "<dd>36.50</dd>" in asked and "<dd>36.47</dd>" in asked
    assert Result.objects.get().hundredths == 3650


def test_event_saved_with_its_races_in_their_order_computes_no_standings(admin_client):
    cup = factories.cup()
    race = events.race(event=events.event(season=cup.season))
    factories.result(race)
    factories.result(events.race(event=race.event, division="B"))
    recompute(cup.season)

    def save(**changes):
        """As the form stands, with these changes; returns the keys of the standings, which recomputing renews."""
        address = f"/admin/events/event/{race.event_id}/change/"
        context = admin_client.get(address).context
        forms = [context["adminform"].form]
        for inline in context["inline_admin_formsets"]:
            forms += [inline.formset.management_form, *inline.formset.initial_forms]
        fields = {field.html_name: field.value() for form in forms for field in form}
        data = {name: value for name, value in fields.items() if value not in (None, False) and name != "art"}
        response = admin_client.post(address, {**data, **changes})
        assert response.status_code == 302, response.context["errors"]
        return set(Standing.objects.values_list("pk", flat=True))

    before = set(Standing.objects.values_list("pk", flat=True))
    assert save(**{"sessions-0-plan_note": "Doors open at noon"}) == before
    assert race.event.sessions.get().plan_note == "Doors open at noon"
    assert save(**{"races-0-number": "3"}).isdisjoint(before)

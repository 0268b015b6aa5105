"""A round of which only a part is in, by name: what readers are status, and what staff see until it is in."""

import pytest
from django.db import IntegrityError, transaction

from events.models import Race
from events.models.programme import ResultState
from isuwc.history.models import Change
from standings.models import Competitor, Result
from standings.results.event_results import clear_not_held, mark_not_held, results_of
from standings.scoring.recompute import recompute
from tests.factories import events
from tests.factories import standings as factories
from tests.factories.people import sign_in
from tests.markup import flat

CUP = "/standings/2025-26/women/team-pursuit/"


@pytest.fixture
def hamar(three_events):
    """World Cup 4, of whose programme nothing was known: the sheet of the women's team pursuit B brought its race."""
    season = three_events
    event = season.events.get(number=4)
    session = events.session(event=event)
    race = events.race(session=session, distance="team-pursuit", division="B", number=19)
    for noc in ("BEL", "KAZ", "SUI"):
        factories.result(race, Competitor.objects.get(kind="team", category="women", country_id=noc))
    recompute(season)
    return event


def leaders(context, slug="team-pursuit"):
    return next(
        ([row.competitor.country_id for row in cup.leaders], cup.line_note)
        for cup in context["columns"]["Women"]
        if cup.slug == slug
    )


def test_team_pursuit_of_which_only_division_b_is_in_is_provisional(client, hamar):
    response = client.get(CUP)
    table = response.context["table"]
    assert table.status.words.lede == "After World Cup 4, Division B only: the result of Division A is not in yet."
    assert (table.status.is_provisional, table.status.is_final, table.is_settled) == (True, False, False)
    empty = {
        row.standing.competitor.country_id: absence
        for row, cells in table.lines
        for cell, absence, _ in cells[-1:]
        if cell is None
    }
    assert set(empty.values()) == {"Division A not in"}
    assert {"JPN", "CAN", "NED"} <= empty.keys()
    assert "did not skate</span>" in flat(response.text)  # Czechia was absent from World Cup 2, of which all is in
    assert 'class="leader"' not in flat(response.text)
    assert response.context["outlook"].sentence.startswith(
        "Provisional: the result of Division A is not in yet. After "
    )
    assert [each.event.number for each in table.plotted] == [1, 2]


def test_leader_is_named_after_the_last_event_that_is_all_in(client, hamar):
    for address in ("/", "/standings/", "/standings/2025-26/"):
        response = client.get(address)
        (first, *_), note = leaders(response.context)
        assert (first, note) == ("JPN", "")
        assert response.context["headlines"].after == "after World Cup 3 of 5"
        assert response.context["headlines"].notes == [
            "World Cup 4 in Hamar is only partly in: a cup of which a result is missing is shown as it was before, or "
            "is provisional.",
            "The results of World Cup 5 in Inzell are not here, so this is not how the season ended.",
        ]
        assert "Who leads" not in flat(response.text)


def test_skater_and_nation_pages_keep_the_place_after_the_last_whole_event(client, hamar):
    (record,) = client.get("/skaters/team-bel-women/").context["seasons"]
    standing = record.cups[0].standing
    assert (standing.after, standing.is_provisional) == ("after World Cup 3 of 5", False)
    cups = client.get("/nations/bel/").context["record"].cups
    assert {each.cup.slug: each.after for each in cups}["team-pursuit"] == "after World Cup 3 of 5"


def test_event_page_says_what_its_standing_lacks(client, hamar):
    response = client.get(hamar.get_absolute_url())
    ((_, _, status),) = response.context["standings"]
    assert (status.is_provisional, status.words.provisional) == (True, "the result of Division A is not in yet")
    assert "This programme is not complete: more races may have been held than are known here." in flat(response.text)


def test_json_has_the_parts_in_and_missing(client, hamar):
    data = client.get("/standings/2025-26/women/team-pursuit.json").json()
    assert (data["after"], data["final"], data["provisional"], data["complete"]) == (4, False, True, False)
    assert data["events"][3] == {
        "number": 4,
        "title": "World Cup 4",
        "state": "partly in",
        "programme_complete": False,
        "distances_complete": False,
        "rounds": [
            {
                "title": "Team Pursuit",
                "complete": False,
                "parts": [
                    {"part": "A", "state": "expected", "race": None},
                    {"part": "B", "state": "in", "race": "4-women-team-pursuit-b"},
                ],
            }
        ],
    }


def test_csv_names_the_part_in_its_column(client, hamar):
    head, first, *_ = client.get("/standings/2025-26/women/team-pursuit.csv").text.splitlines()
    assert "World Cup 4 Team Pursuit (Division B only)" in head
    assert "provisional" in first


def test_race_that_was_not_held_completes_the_round(client, hamar):
    (missing,) = results_of(hamar).urgent
    assert (missing.race.title, missing.explanation) == (
        "Team Pursuit Women",
        "not in the programme, but other World Cups had it",
    )
    (race,) = mark_not_held(hamar, [missing.code])
    assert (race.division, race.result_state, race.session.event) == ("A", ResultState.NOT_HELD, hamar)
    assert (race.number, race.session) == (20, hamar.sessions.get())
    assert client.get(CUP).context["table"].status.is_complete
    assert leaders(client.get("/").context)[1] == "after World Cup 4 of 5"
    assert "This race was not held." in flat(client.get(race.get_absolute_url()).text)
    assert "Not held" in flat(client.get(hamar.get_absolute_url()).text)
    assert clear_not_held(hamar, [race.pk]) == [race]
    assert client.get(CUP).context["table"].status.is_provisional


def test_mark_of_a_race_whose_result_has_come_in_is_passed_over(hamar):
    (missing,) = results_of(hamar).urgent
    race = events.race(session=hamar.sessions.get(), distance="team-pursuit", division="A", number=20)
    factories.result(race, Competitor.objects.get(kind="team", category="women", country_id="NED"))
    assert mark_not_held(hamar, [missing.code]) == []


def test_race_that_was_not_held_has_no_result(hamar):
    race = hamar.races.get()
    with pytest.raises(IntegrityError, match="has a result, so it was held"), transaction.atomic():
        Race.objects.filter(pk=race.pk).update(result_state=ResultState.NOT_HELD)
    other = events.race(session=race.session, division="B", number=2, result_state=ResultState.NOT_HELD)
    with pytest.raises(IntegrityError, match=r"no result of race \d+ counts"), transaction.atomic():
        factories.result(other)


# Results staff


@pytest.fixture
def staff(client, hamar):
    sign_in(client, "Results")
    return client


def test_event_in_the_admin_says_what_is_missing(staff, hamar):
    page = staff.get(f"/admin/events/event/{hamar.pk}/change/")
    assert "Results: 1 of 1 races of the programme in." in flat(page.text)
    assert "Team Pursuit Women, Division A (not in the programme, but other World Cups had it)." in flat(page.text)


def test_staff_mark_a_race_as_not_held_and_take_it_back(staff, hamar):
    address = f"/admin/events/event/{hamar.pk}/results/"
    (missing,) = staff.get(address).context["results"].missing
    both = [missing.code, "gone meanwhile"]
    said = staff.post(address, {"_not_held": "1", "missing": both}, follow=True).context["messages"]
    assert [str(each) for each in said] == [
        "1 of the chosen races changed since you looked; nothing was marked there.",
        "Team Pursuit Women is marked as not held; the standings are computed.",
    ]
    page = staff.get(address)
    (race,) = page.context["results"].not_held
    assert 'value="Remove the mark from the chosen races"' in flat(page.text)
    staff.post(address, {"_held": "1", "held": [race.pk]})
    race.refresh_from_db()
    assert race.result_state == ResultState.NONE
    staff.post(address, {"_whole": "1"})
    hamar.refresh_from_db()
    assert hamar.programme_is_whole
    assert Change.objects.filter(table="events_event", row=hamar.pk, deed="said").count() == 3


@pytest.mark.parametrize("held", [["x"], ["9" * 30], ["²"], []])
def test_mark_that_names_no_race_is_answered(staff, hamar, held):
    address = f"/admin/events/event/{hamar.pk}/results/"
    (said,) = staff.post(address, {"_held": "1", "held": held}, follow=True).context["messages"]
    assert str(said) == "No race was chosen, or its result has come in since."


def test_only_who_keeps_results_may_mark(hamar, client):
    sign_in(client, "Journalist")
    assert client.get(f"/admin/events/event/{hamar.pk}/results/").status_code == 403


def test_result_sheet_with_lines_is_not_marked_as_not_held(staff, hamar):
    race = hamar.races.get()
    page = staff.get(f"/admin/standings/racesheet/{race.pk}/change/")
    post = {"result_state": "not-held", "source": ""}
    lines = page.context["inline_admin_formsets"][0].formset
    post |= {field.html_name: field.value() or "" for each in lines.initial_forms for field in each}
    post |= {field.html_name: field.value() for field in lines.management_form}
    response = staff.post(f"/admin/standings/racesheet/{race.pk}/change/", post)
    assert "This race has a result. Under “After the fact” it is cancelled, abandoned or skated again" in flat(
        response.text
    )
    assert Result.objects.filter(race=race).count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("races", "is_whole", "said"),
    [
        (0, False, "No race is in the programme yet, so nothing here says which results are missing."),
        (1, False, "Every race in the programme has its result, or is marked as not held."),
        (1, True, "Nothing is missing."),
    ],
)
def test_nothing_is_called_missing_or_complete_that_the_programme_does_not_say(client, races, is_whole, said):
    event = events.event(programme_is_whole=is_whole)
    for _ in range(races):
        factories.result(events.race(event=event))
    sign_in(client, "Results")
    page = flat(client.get(f"/admin/events/event/{event.pk}/results/").text)
    all_said = ("No race is in the programme yet", "Every race in the programme has", "Nothing is missing.")
    assert [words for words in all_said if words in page] == [words for words in all_said if said.startswith(words)]

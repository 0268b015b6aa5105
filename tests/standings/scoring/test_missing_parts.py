"""Parts of a round that are missing: its sheet waits, the final is to come, the programme is not known."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.models.programme import ResultState
from standings.results.apply import hand_in_sheet
from standings.results.event_results import results_of
from standings.scoring.recompute import recompute
from standings.sheets.files import read_file
from tests.factories import events, sheets
from tests.factories import standings as factories
from tests.markup import flat

pytestmark = pytest.mark.django_db


def test_sheet_that_waits_for_a_name_leaves_its_race_missing(client):
    cup = factories.cup()
    event = events.event(season=cup.season, programme_is_whole=False)
    for ordinal in (1, 2):
        for division in ("A", "B"):
            events.race(event=event, ordinal=ordinal, division=division)
    factories.result(event.races.get(ordinal=1, division="B"))
    recompute(cup.season)
    factories.skater("Anna Exemple")
    (sheet,) = read_file(sheets.WOMEN_500.pdf(), "sheet.pdf")
    hand_in_sheet(sheet, "sheet.pdf")
    (urgent,) = results_of(event).urgent
    assert (urgent.race.title, urgent.explanation) == (
        "1st 500m Women",
        "its sheet is handed in and waits to be applied",
    )
    status = client.get(cup.get_absolute_url()).context["table"].status
    assert status.words.lede == (
        "After World Cup 1, Division B of the 1st 500m only: the results of Division A of the 1st 500m and the 2nd "
        "500m are not in yet."
    )


def test_mass_start_without_its_final_is_provisional(client):
    cup = factories.cup(slug="mass-start", name="Mass Start", combination="sum", scales=())
    event = events.event(season=cup.season)
    for phase in ("semi-final-1", "semi-final-2", "final"):
        factories.cup_scale(cup=cup, distance="mass-start", phase=phase, scale=factories.scale())
        events.race(event=event, distance="mass-start", division="", phase=phase)
    for semi in event.races.exclude(phase="final"):
        factories.result(semi)
    recompute(cup.season)
    status = client.get(cup.get_absolute_url()).context["table"].status
    assert (status.is_provisional, status.words.lede) == (
        True,
        "After World Cup 1, semi-final 1 and semi-final 2 only: the result of the final is not in yet.",
    )


def test_distance_of_which_no_programme_is_known_is_said_to_be_unknown(client):
    cup = factories.cup()
    race = events.race(event=events.event(season=cup.season, programme_is_whole=False), division="B")
    factories.result(race)
    recompute(cup.season)
    status = client.get(cup.get_absolute_url()).context["table"].status
    assert status.words.lede == ("After World Cup 1, Division B only: whether Division A was held is not known here.")
    assert (status.is_final, status.is_provisional) == (False, True)
    assert client.get("/").context["columns"]["Women"][0].line_note == "provisional, after World Cup 1, Division B only"


def test_sheet_of_a_race_marked_as_not_held_says_that_the_mark_goes(admin_client):
    cup = factories.cup()
    event = events.event(season=cup.season)
    race = events.race(event=event, ordinal=1, result_state=ResultState.NOT_HELD)
    admin_client.post(
        "/admin/standings/sheetimport/hand-in/", {"sheets": SimpleUploadedFile("a.pdf", sheets.WOMEN_500.pdf())}
    )
    page = admin_client.get("/admin/standings/sheetimport/preview/")
    assert "The race is marked as not held; applied, the sheet takes the mark away." in flat(page.text)
    assert race.result_state == ResultState.NOT_HELD

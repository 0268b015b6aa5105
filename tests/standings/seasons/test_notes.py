"""Notes on cups that results have overtaken."""

import pytest

from isuwc.history.acting import Way, acting
from standings.models import Cup
from standings.seasons.notes import old_notes
from tests.factories import events
from tests.factories import standings as factories
from tests.factories.people import sign_in
from tests.markup import flat
from tests.standings.results.stage import hand_in

pytestmark = pytest.mark.django_db

PREVIEW = "/admin/standings/sheetimport/preview/"
NOTE = "No official sheet is at hand."


@pytest.fixture
def cup():
    return factories.cup(note=NOTE)


def result(cup, competitor=None, **race):
    event = events.Event.objects.first() or events.event(season=cup.season)
    with acting(Way.IMPORT, "Sheet"):
        return factories.result(events.race(event=event, **race), competitor)


def test_note_is_named_once_a_result_of_the_cup_came_in(cup):
    assert old_notes() == []
    race = result(cup).race
    (old,) = old_notes(cup.season)
    assert (old.cup, old.race, old.others) == (cup, race, 0)
    assert old.text == f"500m Women: “{NOTE}” Since then: {race.title}, {race.event}."


def test_result_of_another_cup_says_nothing(cup):
    result(cup, distance="1000")
    assert old_notes() == []


def test_cup_of_which_nothing_counts_yet_is_known_by_its_distance():
    cup = factories.cup(slug="team-sprint", name="Team Sprint", note=NOTE, scales=())
    result(cup, distance="1000")
    assert old_notes() == []
    sprint = result(cup, factories.team("NOR", category="women"), distance="team-sprint", number=2).race
    assert [(old.cup, old.race) for old in old_notes()] == [(cup, sprint)]


def test_note_that_is_written_after_the_result_stands(cup):
    result(cup)
    Cup.objects.update(note="Its sheets lack the last race.")
    assert old_notes() == []


def test_note_of_the_same_import_stands():
    season = events.season()
    with acting(Way.COMMAND, "Season"):
        factories.result(events.race(event=events.event(season=season)))
        factories.cup(season=season, note=NOTE)
    assert old_notes() == []


def test_staff_see_it_among_the_cups_and_confirm_it(client, cup):
    result(cup)
    sign_in(client, "Results")
    page = client.get("/admin/standings/cup/")
    assert "Are these notes still true?" in page.text
    assert f"500m Women: “{NOTE}” Since then: 500m Women" in flat(page.text)
    post = {"action": "confirm_notes", "_selected_action": [cup.pk]}
    response = client.post("/admin/standings/cup/", post, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["1 note confirmed."]
    assert "Are these notes still true?" not in response.text


def test_whoever_applies_a_sheet_of_the_cup_is_told(client, cup):
    events.event(season=cup.season, number=1)
    sign_in(client, "Results")
    waiting = hand_in()
    shown = client.get(PREVIEW).context["waiting"][0][1].fingerprint
    response = client.post(PREVIEW, {"_apply": 1, "sheet": waiting.pk, f"shown-{waiting.pk}": shown}, follow=True)
    assert f"Is this note still true? 500m Women: “{NOTE}” Since then: 1st 500m Women" in flat(response.text)


def test_cup_without_a_note_has_no_moment():
    cup = factories.cup()
    cup.refresh_from_db()
    assert cup.note_written_at is None

"""What is handed in is called what it is: state, source and contradictions."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from events.models import Race
from standings.models import Correction, Result
from standings.results.apply import apply_sheets, hand_in_sheet
from standings.results.decisions import decide
from standings.results.facts import Said
from standings.results.planner import Planner
from standings.sheets.files import read_file
from standings.spelling.decisions import NEW
from tests.factories import events, sheets
from tests.factories import standings as factories
from tests.factories.people import sign_in
from tests.markup import flat
from tests.standings.results.stage import TOTALS, hand_in, standing
from tests.standings.results.waiting import plan, table

pytestmark = pytest.mark.django_db

PREVIEW = "/admin/standings/sheetimport/preview/"


# State and source


def test_table_is_unofficial_and_counts(world_cup_1):
    (outcome,) = apply_sheets([table((1, "Anna EXAMPLE", "37.05"), (2, "Erin SAMPLE", "37.28"))])
    race = Race.objects.get()
    assert (outcome.applied, race.result_state, race.source) == (
        True,
        "unofficial",
        "Results table, not an official ISU sheet",
    )
    assert standing() == [(1, "Anna Example", 60), (2, "Erin Sample", 54)]


def test_table_that_lacks_places_is_partial_and_says_why(world_cup_1):
    waiting = table((1, "Anna EXAMPLE", "37.05"), (2, "Erin SAMPLE", "37.28"), (7, "Ida PRØVE", "38.00"))
    found = plan(waiting)
    assert (found.facts.state, found.lacking, found.contradictions) == (
        "partial",
        ["Nobody is on places 3, 4, 5 and 6."],
        [],
    )
    apply_sheets([waiting])
    assert Race.objects.get().result_state == "partial"


def test_nothing_is_said_of_lines_that_lack_while_names_are_undecided(world_cup_1, client):
    factories.skater("Anna Example")
    waiting = table((1, "Erin SAMPLE", "37.05"), (2, "Anna EXAMPLE", "37.28"))
    sign_in(client, "Results")
    for new_names, asked, state in ((False, ["Erin SAMPLE"], 0), (True, [], 1)):
        found = Planner(new_names=new_names).plan(waiting.sheet)
        assert ([doubt.name for doubt in found.doubts], found.facts.state) == (asked, "unofficial")
        assert (found.lacking, found.to_confirm) == ([], [])
        assert client.get(PREVIEW).text.count(f'name="state-{waiting.pk}"') == state
        decide({doubt.key: NEW for doubt in found.doubts})


def test_table_of_seven_lines_is_partial_where_others_of_the_kind_have_forty(world_cup_1):
    event = events.event(season=world_cup_1.season, number=2)
    for _ in range(20):
        factories.result(event.races.first() or events.race(event=event, ordinal=1))
    found = plan(table(*((n, f"Skater N{'abcdefg'[n] * 5}", f"37.{n}0") for n in range(1, 7))))
    assert (found.facts.state, found.lacking) == (
        "partial",
        ["It has 6 lines; other results of this race in the season have 20 or more."],
    )


def test_pdf_that_lacks_a_page_is_partial(world_cup_1):
    rows = [row for row in sheets.WOMEN_500.rows if row[4] != 2]
    (outcome,) = apply_sheets([hand_in(sheets.WOMEN_500.but(rows=rows))])
    assert outcome.plan.lacking == ["Nobody is on places 2 and 3.", "Nobody is in pair 2."]
    assert Race.objects.get().result_state == "partial"


def test_person_says_the_state_and_the_source(world_cup_1):
    waiting = table((1, "Anna EXAMPLE", "37.05"), (2, "Erin SAMPLE", "37.28"))
    apply_sheets([waiting], said={waiting.pk: Said("official", "The organiser’s list")})
    race = Race.objects.get()
    assert (race.result_state, race.source) == ("official", "The organiser’s list")


def test_official_although_it_lacks_places_has_to_be_confirmed(world_cup_1):
    waiting = table((1, "Anna EXAMPLE", "37.05"), (3, "Erin SAMPLE", "37.28"))
    said = {waiting.pk: Said("official", "A list")}
    (outcome,) = apply_sheets([waiting], said=said)
    assert (outcome.applied, outcome.is_unconfirmed, outcome.plan.to_confirm) == (
        False,
        True,
        ["Nobody is on place 2."],
    )
    (outcome,) = apply_sheets([waiting], said=said, confirmed={waiting.pk})
    assert (outcome.applied, Race.objects.get().result_state) == (True, "official")


def test_official_sheet_makes_an_unofficial_result_official_and_says_what_differs(world_cup_1):
    apply_sheets([table((1, "Anna EXAMPLE", "37.06"))])
    apply_sheets([hand_in()], new_names=True)
    assert Race.objects.get().result_state == "official"
    assert standing() == TOTALS
    assert Correction.objects.get().words[:2] == [
        "Anna Example: time 37.06 → 37.05.",
        "Zofia Żółć-Próbna is added, place 2.",
    ]


def test_place_that_contradicts_its_time_waits_until_it_is_confirmed(world_cup_1):
    waiting = table((1, "Anna EXAMPLE", "37.05"), (2, "Erin SAMPLE", "37.00"))
    (outcome,) = apply_sheets([waiting])
    assert (outcome.applied, outcome.plan.to_confirm) == (
        False,
        ["Erin SAMPLE is on place 2 with 37.00, behind Anna EXAMPLE on place 1 with 37.05."],
    )
    assert Result.objects.count() == 0
    (outcome,) = apply_sheets([waiting], confirmed={waiting.pk})
    assert outcome.applied


def test_result_of_a_race_that_is_to_come_waits_until_it_is_confirmed(world_cup_1):
    at = datetime.datetime(2025, 11, 14, 12, tzinfo=datetime.UTC)
    found = Planner(at=at).plan(hand_in().sheet)
    assert found.to_confirm == ["The race is still to come, by its start in the programme."]
    assert not found.is_ready


def test_page_asks_for_state_and_source_and_keeps_what_has_none(client, world_cup_1):
    sign_in(client, "Results")
    waiting = table((1, "Anna EXAMPLE", "37.05"), (2, "Erin SAMPLE", "37.00"))
    page = client.get(PREVIEW)
    assert "Erin SAMPLE is on place 2 with 37.00" in flat(page.text)
    found = page.context["waiting"][0][1]
    post = {
        "_apply": "1",
        "sheet": waiting.pk,
        f"shown-{waiting.pk}": found.fingerprint,
        f"state-{waiting.pk}": "partial",
    }
    for source, wrong in (
        (" ", "1st 500m Women: not applied. Say where the result is from: readers see it."),
        ("x" * 201, "1st 500m Women: not applied. The source has 201 of 200 characters."),
    ):
        response = client.post(PREVIEW, {**post, f"source-{waiting.pk}": source}, follow=True)
        assert [str(message) for message in response.context["messages"]] == [wrong]
    response = client.post(PREVIEW, {**post, f"source-{waiting.pk}": "A report"}, follow=True)
    assert "not applied. Compare it with its source and confirm it. Erin SAMPLE is on place 2" in str(
        next(iter(response.context["messages"]))
    )
    tick = {f"confirmed-{waiting.pk}": response.context["new"][0][1].confirmation}
    client.post(PREVIEW, {**post, f"source-{waiting.pk}": "A report", **tick})
    race = Race.objects.get()
    assert (race.result_state, race.source) == ("partial", "A report")


def test_tick_holds_only_for_the_state_and_the_contradictions_that_were_shown(client, world_cup_1):
    sign_in(client, "Results")
    waiting = table((1, "Anna EXAMPLE", "37.05"), (3, "Erin SAMPLE", "37.28"))
    found = client.get(PREVIEW).context["new"][0][1]
    assert (found.facts.state, found.to_confirm, found.lacking) == ("partial", [], ["Nobody is on place 2."])
    post = {
        "_apply": "1",
        f"shown-{waiting.pk}": found.fingerprint,
        f"state-{waiting.pk}": "official",
        f"source-{waiting.pk}": "The organiser’s list",
    }
    response = client.post(PREVIEW, {**post, f"confirmed-{waiting.pk}": found.confirmation}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "1st 500m Women: not applied. This isn’t what you confirmed. Compare it with its source and confirm it. "
        "Nobody is on place 2."
    ]
    said = response.context["new"][0][1]
    assert (said.facts.state, said.facts.source, said.to_confirm) == (
        "official",
        "The organiser’s list",
        ["Nobody is on place 2."],
    )
    page = flat(response.text)
    assert '<option value="official" selected>' in page and 'value="The organiser’s list"' in page
    assert (Race.objects.count(), said.fingerprint) == (0, found.fingerprint)
    client.post(PREVIEW, {**post, f"confirmed-{waiting.pk}": said.confirmation})
    assert Race.objects.get().result_state == "official"


def test_command_names_contradictions_state_and_source(world_cup_1, tmp_path, capsys):
    rows = [sheets.table_row(), sheets.table_row(rank=2, name="Erin SAMPLE", time="37.00")]
    path = tmp_path / "typed.csv"
    path.write_bytes(sheets.table(rows))
    with pytest.raises(CommandError, match="1 sheet not applied"):
        call_command("import_results", path, state="partial", source="A report")
    said = capsys.readouterr().out
    assert "partial, source: A report" in said
    assert "Erin SAMPLE is on place 2 with 37.00, behind Anna EXAMPLE" in said and "then --confirm" in said
    call_command("import_results", path, state="partial", source="A report", confirm=True)
    race = Race.objects.get()
    assert (race.result_state, race.source) == ("partial", "A report")
    with pytest.raises(CommandError, match="--source has 201 of 200 characters"):
        call_command("import_results", path, source="x" * 201)


def test_page_of_a_race_has_the_disqualified_last_wherever_a_table_has_them(client, world_cup_1):
    rows = [
        sheets.table_row(rank=rank, name=name, time=time, status=status)
        for rank, name, time, status in (
            (None, "Erin SAMPLE", None, "DQ"),
            (2, "Ida PRØVE", "37.28", "OK"),
            (None, "Una PROBA", None, "DNS"),
            (1, "Anna EXAMPLE", "37.05", "OK"),
        )
    ]
    (sheet,) = read_file(sheets.table(rows), "typed.csv")
    apply_sheets([hand_in_sheet(sheet, "typed.csv")], new_names=True)
    race = Race.objects.get()
    page = client.get(race.get_absolute_url())
    assert [line[0].place_text for line in page.context["lines"]] == ["1", "2", "DNS", "DQ"]


def test_file_of_a_sheet_stands_in_the_list(client, world_cup_1):
    sign_in(client, "Results")
    file = SimpleUploadedFile("WC1-12.pdf", sheets.WOMEN_500.pdf(), "application/pdf")
    client.post("/admin/standings/sheetimport/hand-in/", {"sheets": file})
    assert "WC1-12.pdf" in client.get("/admin/standings/sheetimport/").text

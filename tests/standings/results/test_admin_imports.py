"""Handing in sheets in the admin."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import Event
from standings.admin import imports
from standings.admin.typed_answers import Answer
from standings.models import Competitor, NameDecision, Result, SheetImport
from tests.factories import events, sheets
from tests.factories import standings as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

HAND_IN = "/admin/standings/sheetimport/hand-in/"
PREVIEW = "/admin/standings/sheetimport/preview/"


@pytest.fixture
def results_staff(client):
    cup = factories.cup()
    events.event(season=cup.season, number=1)
    return sign_in(client, "Results")


def file(paper: sheets.Paper = sheets.WOMEN_500, name: str = "sheet.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, paper.pdf(), "application/pdf")


def apply_all(client):
    """What the button does: every ready sheet, with what was shown of it."""
    context = client.get(PREVIEW).context
    post = {"_apply": "1", "sheet": [each.pk for each, plan in context["waiting"]]}
    post |= {f"shown-{each.pk}": plan.fingerprint for each, plan in context["waiting"]}
    return client.post(PREVIEW, post, follow=True)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_files_come_one_by_one_with_json_for_an_answer(client, results_staff):
    answer = client.post(HAND_IN, {"sheets": file()}, headers={"accept": "application/json"})
    assert json.loads(answer.content) == {"files": [{"file": "sheet.pdf", "titles": ["1st 500m Women"], "refused": ""}]}
    rubbish = SimpleUploadedFile("rubbish.pdf", b"%PDF-1.4 rubbish")
    answer = client.post(HAND_IN, {"sheets": rubbish}, headers={"accept": "application/json"})
    assert answer.json()["files"][0]["refused"] == "it is broken, or no PDF"
    waiting = SheetImport.objects.get()
    assert (waiting.handed_in_by, waiting.state) == (results_staff, "waiting")


def test_sheets_that_take_longer_than_a_request_are_refused_in_words(client, results_staff, monkeypatch):
    monkeypatch.setattr(imports, "READING", 0)
    answer = client.post(HAND_IN, {"sheets": [file(), file()]}, headers={"accept": "application/json"})
    assert [each["refused"] for each in answer.json()["files"]] == [
        "there was no time left for it after the files before it; hand it in again, with fewer at once"
    ] * 2
    assert SheetImport.objects.count() == 0


def test_files_come_together_without_scripts(client, results_staff):
    rubbish = SimpleUploadedFile("rubbish.pdf", b"%PDF-1.4 rubbish")
    response = client.post(HAND_IN, {"sheets": [file(), rubbish]}, follow=True)
    assert response.redirect_chain == [(PREVIEW, 302)]
    assert said(response) == ["rubbish.pdf: refused, it is broken, or no PDF."]
    assert response.context["ready"] == 1
    assert Result.objects.count() == 0


def test_no_file_is_said(client, results_staff):
    assert "Choose at least one file." in flat(client.post(HAND_IN, {}).text)


LINKS = (
    '<a href="/events/2025-26/1-stavanger/">World Cup 1, Stavanger 2025/26</a> · <a href="/standings/2025-26/">'
    "Standings</a>"
)


def test_applied_sheet_is_in_the_history_with_who_applied_it(client, results_staff):
    client.post(HAND_IN, {"sheets": file()})
    response = apply_all(client)
    assert said(response) == [
        f"1 sheet applied, 1 with something new; the standings are computed. {LINKS}",
        "World Cup 1, Stavanger 2025/26: still missing, so the standings are provisional: 1st 500m Women Division B "
        "(not in the programme; nothing here says whether it was held); 2 other races without a result. "
        f'<a href="/admin/events/event/{Event.objects.get().pk}/results/">What is missing, and was it held?</a>',
    ]
    applied = SheetImport.objects.get()
    assert (applied.decided_by, Result.objects.count()) == (results_staff, 5)
    page = client.get(f"/admin/standings/sheetimport/{applied.pk}/change/")
    assert "Anna EXAMPLE: added" in flat(page.text)
    assert "37.28(1)" in flat(page.text)


def test_two_new_sheets_with_the_same_new_skaters_are_applied_together(client, results_staff):
    second = sheets.WOMEN_500.but(title="25. RESULT 2nd 500m Women", day="Sunday, 16 November 2025")
    client.post(HAND_IN, {"sheets": [file(), file(second, "second.pdf")]})
    assert said(apply_all(client))[0] == f"2 sheets applied, 2 with something new; the standings are computed. {LINKS}"
    assert (Competitor.objects.count(), Result.objects.count()) == (5, 10)


def test_preview_shows_the_difference_of_a_corrected_sheet(client, results_staff):
    client.post(HAND_IN, {"sheets": file()})
    apply_all(client)
    rows = [list(row) for row in sheets.WOMEN_500.rows]
    rows[0][6] = "37.04"
    client.post(HAND_IN, {"sheets": file(sheets.WOMEN_500.but(rows=rows))})
    page = client.get(PREVIEW)
    assert "Anna Example: time 37.05 → 37.04" in flat(page.text)
    assert Result.objects.get(rank=1).hundredths == 3705


def test_changed_notes_are_applied_only_when_somebody_confirmed_them(client, results_staff):
    client.post(HAND_IN, {"sheets": file()})
    apply_all(client)
    client.post(HAND_IN, {"sheets": file(sheets.WOMEN_500.but(notes={3: "T10"}))})
    page = client.get(PREVIEW)
    ((waiting, plan),) = page.context["waiting"]
    assert '<li class="is-changed">Ingrid Prøve: notes T10 → none</li>' in flat(page.text)
    assert page.context["ready"] == 0
    assert said(apply_all(client)) == [
        "1st 500m Women: not applied. Compare it with its source and confirm it. Its status or notes change."
    ]
    client.post(
        PREVIEW, {"_apply": "1", f"shown-{waiting.pk}": plan.fingerprint, f"confirmed-{waiting.pk}": plan.confirmation}
    )
    assert list(Result.objects.exclude(notes="").values_list("bib", flat=True)) == [301]


def test_preview_shows_what_codes_mean_and_which_are_not_explained(client, results_staff):
    legend = ["T10 : Cutting the inner line in the curve (254.7)"]
    client.post(HAND_IN, {"sheets": file(sheets.WOMEN_500.but(notes={3: "K9", 4: "T10"}, legend=legend))})
    page = flat(client.get(PREVIEW).text)
    assert "<dt>T10</dt> <dd>Cutting the inner line in the curve (rule 254.7)</dd>" in page
    assert "<dt>K9</dt> <dd>Not explained on this sheet.</dd>" in page


def test_preview_of_a_table_says_that_it_is_no_official_sheet(client, results_staff):
    rows = sheets.table([sheets.table_row()])
    client.post(HAND_IN, {"sheets": SimpleUploadedFile("typed.csv", rows, "text/csv")})
    page = client.get(PREVIEW)
    ((waiting, plan),) = page.context["waiting"]
    assert (plan.facts.state, plan.facts.source) == ("unofficial", "Results table, not an official ISU sheet")
    assert '<option value="unofficial" selected>' in flat(page.text)
    assert f'name="source-{waiting.pk}" value="Results table, not an official ISU sheet"' in flat(page.text)


def test_sheet_that_changed_since_it_was_shown_is_not_applied(client, results_staff):
    client.post(HAND_IN, {"sheets": file()})
    waiting = SheetImport.objects.get()
    response = client.post(PREVIEW, {"_apply": "1", "sheet": [waiting.pk], f"shown-{waiting.pk}": "other"}, follow=True)
    assert said(response) == [
        "1st 500m Women: not applied because the result changed in the meantime. Review it again."
    ]
    assert Result.objects.count() == 0


def test_sheet_that_somebody_else_applied_meanwhile_is_said(client, results_staff):
    client.post(HAND_IN, {"sheets": file()})
    waiting = SheetImport.objects.get()
    context = client.get(PREVIEW).context
    apply_all(client)
    post = {"_apply": "1", "sheet": [waiting.pk], f"shown-{waiting.pk}": context["waiting"][0][1].fingerprint}
    decided = ["1 of the chosen sheets had been decided by somebody else already."]
    assert said(client.post(PREVIEW, post, follow=True)) == decided
    assert said(client.post(PREVIEW, {"_set_aside": "1", "sheet": [waiting.pk]}, follow=True)) == decided
    assert said(client.post(PREVIEW, {"_set_aside": "1"}, follow=True)) == ["No sheet was chosen."]


def ask(client):
    """The page's questions by name, and what it would send without any answer."""
    asked = {each.doubt.name: each for each in client.get(PREVIEW).context["questions"]}
    blank = {f"key-{each.position}": each.doubt.form_key for each in asked.values()}
    return asked, blank | {f"noc-{each.position}": each.noc for each in asked.values()}


def test_what_was_typed_of_a_sheet_is_there_again_where_it_was_not_applied(client, results_staff):
    client.post(HAND_IN, {"sheets": file()})
    ((waiting, plan),) = client.get(PREVIEW).context["waiting"]
    typed = {f"state-{waiting.pk}": "partial", f"source-{waiting.pk}": "live.isuresults.eu"}
    stale = {"_apply": "1", "sheet": [waiting.pk], f"shown-{waiting.pk}": "other", **typed}
    for post in (stale, {"_set_aside": "1", **typed}):
        page = flat(client.post(PREVIEW, post, follow=True).text)
        assert f'name="source-{waiting.pk}" value="live.isuresults.eu"' in page
        assert '<option value="partial" selected>' in page
    assert f'name="source-{waiting.pk}" value="{plan.facts.source}"' in flat(client.get(PREVIEW).text)


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


def test_sheet_is_set_aside(client, results_staff):
    client.post(HAND_IN, {"sheets": file()})
    waiting = SheetImport.objects.get()
    response = client.post(PREVIEW, {"_set_aside": "1", "sheet": [waiting.pk]}, follow=True)
    assert said(response) == ["1 sheet set aside; nothing was changed."]
    assert SheetImport.objects.get().state == "set-aside"


@pytest.mark.parametrize("role", ["Journalist", "Editor", "Broadcast"])
@pytest.mark.parametrize(
    "address", [HAND_IN, PREVIEW, "/admin/standings/cup/check/", "/admin/standings/racesheet/printed-points/"]
)
def test_other_roles_can_neither_see_nor_post(client, role, address):
    sign_in(client, role)
    assert client.get(address).status_code == 403
    assert client.post(address, {"sheets": file()}).status_code == 403
    assert SheetImport.objects.count() == 0


def test_history_can_be_neither_changed_nor_deleted(client, results_staff):
    client.post(HAND_IN, {"sheets": file()})
    sheet = SheetImport.objects.get()
    assert client.post(f"/admin/standings/sheetimport/{sheet.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"/admin/standings/sheetimport/{sheet.pk}/change/", {"title": "Other"}).status_code == 403
    sheet.refresh_from_db()
    assert sheet.title == "1st 500m Women"


# Comparing


def test_ranking_is_compared_on_the_page(client, results_staff):
    client.post(HAND_IN, {"sheets": file()})
    apply_all(client)
    ranking = "1 Anna EXAMPLE NED 60\n2 Zofia ŻÓŁĆ-PRÓBNA POL 54\n2 Erin SAMPLE USA 53\n"
    page = client.post("/admin/standings/cup/check/", {"text": ranking})
    assert [each.text for each in page.context["check"].errors] == ["Erin Sample: the list says 53 points, we have 54."]
    assert "Erin Sample: the list says 53 points, we have 54." in flat(page.text)
    assert "Paste a ranking, or choose its file." in flat(client.post("/admin/standings/cup/check/", {}).text)
    assert "No line of it is a place" in flat(client.post("/admin/standings/cup/check/", {"text": "hello"}).text)


def test_printed_points_that_differ_are_listed(client, results_staff):
    rows = [list(row) for row in sheets.WOMEN_500.rows]
    rows[3][8] = "(N)44"
    client.post(HAND_IN, {"sheets": file(sheets.WOMEN_500.but(rows=rows))})
    apply_all(client)
    page = client.get("/admin/standings/racesheet/printed-points/")
    assert [line.text for line in page.context["lines"]] == [
        "Maria Carolina Dos Santos Muestra: the sheet says 44, rank 4 gives 43."
    ]

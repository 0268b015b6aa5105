"""Handing in sheets in the admin."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import Event
from standings.admin.sheet_imports import sheet_import
from standings.models import Competitor, Result, SheetImport
from tests.factories import sheets
from tests.factories.people import sign_in
from tests.markup import flat
from tests.standings.results.handing_in import HAND_IN, PREVIEW, apply_all, file, said

pytestmark = pytest.mark.django_db


def test_files_come_one_by_one_with_json_for_an_answer(client, results_staff):
    answer = client.post(HAND_IN, {"sheets": file()}, headers={"accept": "application/json"})
    assert json.loads(answer.content) == {"files": [{"file": "sheet.pdf", "titles": ["1st 500m Women"], "refused": ""}]}
    rubbish = SimpleUploadedFile("rubbish.pdf", b"%PDF-1.4 rubbish")
    answer = client.post(HAND_IN, {"sheets": rubbish}, headers={"accept": "application/json"})
    assert answer.json()["files"][0]["refused"] == "it is broken, or no PDF"
    waiting = SheetImport.objects.get()
    assert (waiting.handed_in_by, waiting.state) == (results_staff, "waiting")


def test_sheets_that_take_longer_than_a_request_are_refused_in_words(client, results_staff, monkeypatch):
    monkeypatch.setattr(sheet_import, "READING", 0)
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


def test_sheet_that_is_only_confirmed_is_not_applied_by_setting_aside(client, results_staff):
    client.post(HAND_IN, {"sheets": file()})
    waiting = SheetImport.objects.get()
    plan = client.get(PREVIEW).context["waiting"][0][1]
    post = {"_set_aside": "1", f"shown-{waiting.pk}": plan.fingerprint, f"confirmed-{waiting.pk}": plan.confirmation}
    assert said(client.post(PREVIEW, post, follow=True)) == ["No sheet was chosen."]
    assert (SheetImport.objects.get().state, Result.objects.count()) == ("waiting", 0)

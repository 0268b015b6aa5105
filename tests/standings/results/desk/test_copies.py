"""Sheets with nothing new don't wait; and where what was applied leads."""

import pytest

from events.models import Event, Race
from standings.models import SheetImport
from tests.factories import events, news, sheets
from tests.factories.people import staff
from tests.isuwc.submissions.forms import form_in
from tests.markup import flat
from tests.standings.results.handing_in import HAND_IN, PREVIEW, apply_all, file, said

pytestmark = pytest.mark.django_db


def test_copy_of_the_sheet_that_was_applied_last_is_not_kept(client, results_staff):
    client.post(HAND_IN, {"sheets": file()})
    apply_all(client)
    client.post(HAND_IN, {"sheets": [file(), file(name="copy.pdf")]})
    page = client.get(PREVIEW)
    assert said(page) == ["Nothing new in 2 sheets, so nothing waits: 1st 500m Women; 1st 500m Women."]
    assert (SheetImport.objects.count(), page.context["waiting"]) == (1, [])
    assert said(client.get(PREVIEW)) == []


def test_script_is_told_of_each_file_with_nothing_new(client, results_staff):
    client.post(HAND_IN, {"sheets": file()})
    apply_all(client)
    answer = client.post(HAND_IN, {"sheets": file()}, headers={"accept": "application/json"})
    assert answer.json() == {"files": [{"file": "sheet.pdf", "titles": ["1st 500m Women, nothing new"], "refused": ""}]}


def test_other_sheet_that_says_the_same_is_kept_as_set_aside(client, results_staff):
    client.post(HAND_IN, {"sheets": file()})
    apply_all(client)
    moved = sheets.WOMEN_500.but(extra=[sheets.Text("Created on: 2025-11-15 20:00 Page 1 of 1", 28, 700)])
    client.post(HAND_IN, {"sheets": file(moved)})
    states = list(SheetImport.objects.order_by("pk").values_list("state", "decided_by__username"))
    assert states[0] == ("applied", "results")
    assert len(states) == 1 or states[1] == ("set-aside", "results")
    assert client.get(PREVIEW).context["waiting"] == []


def test_corrected_sheet_waits_as_before(client, results_staff):
    client.post(HAND_IN, {"sheets": file()})
    apply_all(client)
    rows = [list(row) for row in sheets.WOMEN_500.rows]
    rows[0][6] = "37.04"
    client.post(HAND_IN, {"sheets": file(sheets.WOMEN_500.but(rows=rows))})
    assert len(client.get(PREVIEW).context["waiting"]) == 1


def test_what_was_applied_leads_to_race_standing_form_and_back(client, results_staff):
    client.post(HAND_IN, {"sheets": file()})
    page = apply_all(client)
    race = Race.objects.get()
    assert page.redirect_chain == [(f"{PREVIEW}?applied={SheetImport.objects.get().pk}", 302)]
    ((each,), back) = page.context["applied"], page.context["way_back"]
    assert (each.race, [str(cup.title) for cup in each.cups], each.onward) == (race, ["500m Women"], ())
    words = flat(page.text)
    assert f'<a href="{race.get_absolute_url()}"><strong>1st 500m Women, Division A</strong></a>' in words
    assert f'<a href="/admin/standings/racesheet/{race.pk}/change/">Result form</a>' in words
    assert "Report from this" not in words
    address = str(back).split('"')[1]
    client.post(address, {"row": ""})
    assert SheetImport.objects.get().state == "waiting"
    assert client.get(page.redirect_chain[0][0]).context["applied"] == []


def test_who_may_write_articles_too_is_led_to_a_report(client, results_staff):
    results_staff.groups.add(staff("Journalist", "j").groups.get())
    client.post(HAND_IN, {"sheets": file()})
    page = apply_all(client)
    race = Race.objects.get()
    address = f"/admin/news/article/add/?event={race.event_id}&amp;race={race.pk}&amp;type=report"
    assert f'<a href="{address}">Report from this</a>' in flat(page.text)
    field = "news_resultblock_set-0-race"
    assert form_in(client.get(address.replace("&amp;", "&"))).values[field] == [str(race.pk)]
    assert client.get("/admin/news/article/add/?race=999999999").status_code == 200
    assert client.get("/admin/news/article/add/?race=x").status_code == 200
    article = news.article()
    assert field not in form_in(client.get(f"/admin/news/article/{article.pk}/change/?race={race.pk}")).values


@pytest.mark.parametrize("keys", ["", "x", "1-2-x-9999999999999", "999999", "-"])
def test_address_that_names_nothing_shows_nothing(client, results_staff, keys):
    page = client.get(PREVIEW, {"applied": keys})
    assert (page.status_code, page.context["applied"]) == (200, [])


def test_doubtful_sheets_come_first(client, results_staff):
    events.race(event=Event.objects.get(), ordinal=2, result_state="cancelled")
    second = sheets.WOMEN_500.but(title="25. RESULT 2nd 500m Women", day="Sunday, 16 November 2025")
    client.post(HAND_IN, {"sheets": [file(), file(second, "second.pdf")]})
    shown = [(plan.sheet.heading.identity.ordinal, plan.is_held) for _, plan, *_ in client.get(PREVIEW).context["new"]]
    assert shown == [(2, True), (1, False)]

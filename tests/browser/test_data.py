"""The page of the API: a form shows its answer below it, or leads to it where there are no scripts."""

import json

import pytest

pytestmark = pytest.mark.browser


def test_form_shows_the_answer_on_the_page(desktop):
    page = desktop.open("/api/v1/#results")
    form = page.locator("#results form")  # opened by the address
    form.get_by_label("event").fill("2025-26/1-salt-lake-city")
    form.get_by_label("place_up_to").fill("1")
    form.get_by_label("distance").select_option("500")
    form.get_by_role("button", name="Ask").click()
    answer = form.locator("pre")
    answer.wait_for()
    items = json.loads(answer.inner_text())["items"]
    assert {(each["distance"], each["place"]) for each in items} == {("500", 1)}
    assert form.get_by_role("status").inner_text().startswith("200, ")
    assert desktop.complaints == []


def test_what_is_refused_is_shown_in_words(phone):
    page = phone.open("/api/v1/#events")
    form = page.locator("#events form")
    form.get_by_label("season").fill("1999-00")
    form.get_by_role("button", name="Ask").click()
    form.locator("pre").wait_for()
    assert "There is no season 1999-00." in form.locator("pre").inner_text()


def test_form_leads_to_the_answer_without_scripts(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/api/v1/")
    page.locator("#skater summary").click()
    page.locator("#skater").get_by_role("button", name="Ask").click()
    assert page.url == f"{site.url}/api/v1/skaters/femke-kok"
    assert json.loads(page.locator("body").inner_text())["family_name"] == "Kok"
    context.close()

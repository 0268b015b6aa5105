"""Suggestions as one types, by keyboard and by pointer, and the plain form without them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.soundness import violations

pytestmark = pytest.mark.browser
LIST = "#q-suggestions"


def test_keyboard_leads_to_what_is_suggested(desktop):
    page = desktop.open("/search/")
    field = page.get_by_role("combobox", name="Skater, nation, event")
    field.press_sequentially("kok")
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(options).to_have_text([re.compile("Femke Kok"), re.compile("Max Kokko")])
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("form + [role=status]")).to_have_text("2 suggestions")
    assert violations(page, tags=None) == []
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id"))
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")  # back in the field
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowUp")
    field.press("Escape")
    expect(page.locator(LIST)).to_be_hidden()
    expect(field).to_have_value("kok")
    field.press("ArrowDown")
    field.press("Enter")
    expect(page).to_have_url(re.compile("/skaters/femke-kok/$"))
    assert desktop.complaints == []


def test_enter_without_a_choice_searches(desktop):
    page = desktop.open("/search/")
    field = page.get_by_role("combobox")
    field.press_sequentially("kok")
    expect(page.locator(LIST)).to_be_visible()
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=kok$"))


def test_pointer_leads_there_and_late_answers_are_left(phone):
    page = phone.open("/search/")
    held = []
    page.route("**/suggestions.json?q=leerda", lambda route: held.append(route))
    field = page.get_by_role("combobox")
    field.press_sequentially("leerda")
    page.wait_for_timeout(300)
    field.press_sequentially("m heer")
    field.fill("stolz")
    option = page.get_by_role("option", name="Jordan Stolz")
    expect(option).to_be_visible()
    assert len(held) == 1
    held[0].abort()
    expect(option).to_be_visible()
    option.tap()
    expect(page).to_have_url(re.compile("/skaters/jordan-stolz/$"))


def test_form_searches_where_nothing_can_be_suggested(desktop):
    page = desktop.open("/search/")
    page.route("**/suggestions.json*", lambda route: route.abort())
    field = page.get_by_role("combobox")
    field.press_sequentially("stolz")
    page.wait_for_timeout(300)
    expect(page.locator(LIST)).to_be_hidden()
    field.press("Enter")
    expect(page.get_by_role("link", name="Jordan Stolz").first).to_be_visible()

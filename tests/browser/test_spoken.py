"""What screen readers are given of a page: the browser's own tree of it."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def spoken(page: Page, role: str = "") -> list[str]:
    """The names of all parts, or of those with that role, in their order."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    parts = [node for node in tree["nodes"] if not node["ignored"] and node.get("name", {}).get("value")]
    return [node["name"]["value"] for node in parts if not role or node["role"]["value"] == role]


def test_strokes_between_breadcrumbs_are_not_spoken(phone):
    page = phone.open("/standings/2025-26/women/500m/")
    expect(page.locator(".breadcrumb li")).to_have_count(3)
    found = spoken(page)
    assert {"Standings", "2025/26"} <= set(found)
    assert [name for name in found if "/" in name.split()] == []


def test_columns_of_a_mass_start_are_each_called_a_sprint(phone):
    headers = spoken(phone.open("/events/2025-26/3-heerenveen/men-mass-start/"), "columnheader")
    assert [name for name in headers if name.startswith("Sprint")] == ["Sprint 1", "Sprint 2", "Sprint 3"]


def test_status_is_spoken_in_full(phone):
    """Erin Jackson did not finish, twentieth of 20."""
    page = phone.open("/events/2025-26/3-heerenveen/women-500m/")
    assert "Did not finish" in spoken(page)
    assert "DNF" not in spoken(page)
    expect(page.locator(".rank abbr")).to_have_text("DNFDid not finish")
    page = phone.open("/standings/2025-26/women/500m/")
    assert "DNF" not in spoken(page)


def test_title_in_another_script_is_laid_as_it_is_read(phone):
    page = phone.open("/news/2025/kok-five-from-five/")
    directions = "all => all.map(each => { each.textContent = 'كأس العالم'; return getComputedStyle(each).direction; })"
    found = page.locator(".article h1, .article .lede, .quote blockquote p").evaluate_all(directions)
    assert (len(found) > 1, set(found)) == (True, {"rtl"})
    assert page.evaluate("getComputedStyle(document.querySelector('.article')).direction") == "ltr"

"""Standings as fans move through them, and result sheets as staff hand them in."""

import pytest
from playwright.sync_api import expect

from tests.browser.soundness import violations
from tests.factories import sheets

pytestmark = pytest.mark.browser

CUP = "/standings/2025-26/men/mass-start/"


def test_slider_shows_the_standing_after_another_race_without_leaving(desktop):
    page = desktop.open(CUP)
    leader = page.locator(".cup-table tbody tr:first-child")
    expect(leader).to_contain_text("Jorrit Bergsma")
    latest = page.get_by_role("link", name="The latest")
    sentence = page.locator("#standing-outlook").inner_text()
    page.evaluate("window.live = [...document.querySelectorAll('[aria-live]')]")
    expect(latest).to_have_count(0)
    slider = page.get_by_role("slider", name="Standing after")
    slider.focus()
    slider.press("Home")
    expect(page.locator("#standing-said")).to_contain_text(
        "After World Cup 1, Division B only: Division A comes after it."
    )
    expect(leader).to_contain_text("Seungmin Cho")
    expect(latest).to_be_visible()
    expect(page.locator("#standing-outlook")).not_to_have_text(sentence)
    expect(page).to_have_title(
        "Mass Start Men 2025/26: standing after World Cup 1, Division B only · World Cup Speed Skating"
    )
    # Screen readers go on listening to the parts that were there
    assert page.evaluate("window.live.map(each => each.id)") == ["standing-said", "standing-outlook"]
    assert page.evaluate("window.live.every(each => each.isConnected)")
    expect(slider).to_be_focused()
    assert page.url.endswith("?race=1-men-mass-start-b")
    assert slider.get_attribute("aria-valuetext") == "Mass Start Men Division B, World Cup 1, Salt Lake City"
    assert desktop.complaints == []
    page.reload()
    expect(leader).to_contain_text("Seungmin Cho")
    latest.click()
    expect(leader).to_contain_text("Jorrit Bergsma")
    expect(page).to_have_title("Mass Start Men 2025/26: standing · World Cup Speed Skating")


def test_standing_that_comes_late_does_not_replace_the_one_asked_for_after_it(desktop):
    page = desktop.open(CUP)
    leader = page.locator(".cup-table tbody tr:first-child")
    held = []
    page.route("**/*race=1-men-mass-start-b", lambda route: held.append(route))
    slider = page.get_by_role("slider", name="Standing after")
    slider.focus()
    slider.press("Home")
    while not held:
        page.wait_for_timeout(50)
    slider.press("End")
    expect(page.locator("#standing-said")).not_to_contain_text("After World Cup 1, Division B only")
    page.wait_for_url("**/*?race=*")
    with page.expect_response("**/*race=1-men-mass-start-b"):
        held[0].continue_()
    page.wait_for_timeout(200)
    expect(leader).to_contain_text("Jorrit Bergsma")
    assert not page.url.endswith("?race=1-men-mass-start-b")


def test_list_of_races_works_by_itself(phone):
    page = phone.open(CUP)
    page.select_option("#after-race", label="Mass Start Men Division B")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#standing-said")).to_contain_text(
        "After World Cup 1, Division B only: Division A comes after it."
    )


def handed_in(name, paper):
    return {"name": name, "mimeType": "application/pdf", "buffer": paper.pdf()}


def test_sheets_are_handed_in_looked_at_and_applied(results_office):
    """Of an event of which no division B is in the programme: the sheet's race is added. The skaters are made up."""
    paper = sheets.WOMEN_500.but(
        series="ISU SPEED SKATING WORLD CUP #5",
        title="3. RESULT 1st 500m Women Division B",
        day="Friday, 23 January 2026",
    )
    page = results_office.open("/admin/standings/sheetimport/hand-in/")
    rubbish = {"name": "rubbish.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 rubbish"}
    page.set_input_files("#id_sheets", [handed_in("500.pdf", paper), handed_in("copy.pdf", paper), rubbish])
    page.get_by_role("button", name="Read the sheets").click()
    expect(page.locator("[data-progress-text]")).to_have_text("2 of 3 files read, 1 refused.")
    expect(page.locator("[data-files] li")).to_have_text(
        [
            "500.pdf: 1st 500m Women Division B",
            "copy.pdf: 1st 500m Women Division B",
            "rubbish.pdf: refused, it is broken, or no PDF",
        ]
    )
    page.get_by_role("link", name="See what would change").click()
    page.get_by_role("button", name="the unanswered are new skaters").click()
    expect(page.locator(".messagelist li").first).to_contain_text("5 names decided. They take effect when a sheet")
    page.reload()
    expect(page.locator(".sheets-plan h2")).to_have_text(["Decided names", "1st 500m Women Division B"])
    expect(page.locator(".sheets-plan").last).to_contain_text("a race that the programme doesn’t have: it is added")
    expect(page.locator(".sheets-plan").last).to_contain_text("It lacks lines, so it is partial")
    page.get_by_label("State").select_option("official")
    page.get_by_label("I have compared it with its source").check()
    assert violations(page) == []
    page.get_by_role("button", name="Apply the chosen sheets").click()
    # It was confirmed as a partial result
    expect(page.locator(".messagelist li").first).to_contain_text("not applied. This isn’t what you confirmed.")
    expect(page.get_by_label("State")).to_have_value("official")
    page.get_by_label("I have compared it with its source").check()
    page.get_by_role("button", name="Apply the chosen sheets").click()
    expect(page.locator(".messagelist li").first).to_have_text(
        "1 sheet applied, 1 with something new; the standings are computed. World Cup 5, Inzell 2025/26 · Standings"
    )
    expect(page.locator(".messagelist li:not(.messagelist-end)").last).to_contain_text(
        "still missing, so the standings are provisional"
    )
    page.goto(page.url.split("/admin/")[0] + "/events/2025-26/5-inzell/women-500m-1-b/")
    expect(page.locator("table tbody tr").first).to_contain_text("Anna Example")

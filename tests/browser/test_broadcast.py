"""The desk, the matrix and the tables as broadcast staff walk them."""

import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

DESK = "/admin/broadcast/?season=2025-26"
MATRIX = "/admin/events/listing/matrix/?season=2025-26"


def findings(page: Page, within: str) -> list[tuple[str, str]]:
    # Only what is ours: the admin's own side bar and heads are Django's
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]}
    violations = Axe().run(page, context=within, options=options).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in violations]


def in_sight(page: Page) -> bool:
    """Whether the page is no wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def add_listing(page: Page, country: str, ends_on: str = "", link: str = "") -> None:
    """From the matrix: a cell of a country without a listing, to a filled form, saved."""
    page.goto(page.url.split("/admin/")[0] + MATRIX + f"&country={country}")
    page.locator("[data-matrix] td a").first.click()
    page.wait_for_url("**/listing/add/**")
    page.locator(".field-broadcaster .select2-selection").click()
    page.keyboard.type("NOS")
    page.locator(".select2-results__option", has_text="NOS").click()
    page.fill("#id_source", "A made-up source")
    page.fill("#id_ends_on", ends_on)
    page.fill("#id_link", link)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")


def test_desk_says_what_ends_and_takes_what_staff_find(broadcast_office):
    page = broadcast_office.open(MATRIX)
    soon = datetime.datetime.now(tz=datetime.UTC).date() + datetime.timedelta(days=3)
    add_listing(page, "MLT", f"{soon:%d/%m/%Y}", "https://nos.nl/live")
    broadcast_office.open("/admin/")
    page.get_by_role("link", name="Broadcast desk").click()
    page.select_option("#season", label="2025/26")
    page.get_by_role("button", name="Show").click()
    ending = page.locator("#expiring tbody tr", has_text="NOS: Malta")
    expect(ending).to_contain_text("never")
    opened = ending.get_by_role("link", name="open the link of NOS: Malta in a new tab")
    assert (opened.get_attribute("rel"), opened.get_attribute("href")) == ("noopener noreferrer", "https://nos.nl/live")

    ending.get_by_role("button", name="No longer answers").click()
    expect(page.locator(".messagelist")).to_have_text("NOS: Malta: its link no longer answers.")
    assert page.url.endswith("/admin/broadcast/?season=2025-26#expiring")
    failing = page.locator("#links tbody tr", has_text="NOS: Malta").first
    expect(failing).to_contain_text("fails since")
    failing.get_by_role("button", name="Link answers").click()
    expect(page.locator(".messagelist")).to_have_text("NOS: Malta: its link answers, checked today.")
    expect(page.locator("#expiring tbody tr", has_text="NOS: Malta")).not_to_contain_text("never")
    assert findings(page, "#content") == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert in_sight(page)
    assert broadcast_office.complaints == []


def test_matrix_is_walked_by_the_keys_and_filtered(broadcast_office):
    page = broadcast_office.open(MATRIX)
    cells = page.locator("[data-matrix] tbody tr").first.locator("td a")
    page.locator(".matrix-scroll").focus()
    page.keyboard.press("Tab")
    expect(cells.nth(0)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(cells.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(cells.last).to_be_focused()
    page.keyboard.press("ArrowUp")  # there is nothing above it
    expect(cells.last).to_be_focused()
    page.keyboard.press("Home")
    for _ in range(40):
        page.keyboard.press("ArrowDown")
    focused = page.locator("[data-matrix] tbody tr").nth(40).locator("td a").first
    expect(focused).to_be_focused()
    head = page.locator("[data-matrix] thead th").first.bounding_box()
    assert focused.bounding_box()["y"] >= head["y"] + head["height"] - 1  # not below the row that sticks
    assert head["y"] >= page.locator(".matrix-scroll").bounding_box()["y"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-matrix]')") is None

    page.fill("#country", "ITA")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("[data-matrix] tbody th")).to_have_text(["Italy ITA"])
    expect(page.locator("[data-matrix] td a").first).to_contain_text("discovery+")
    page.locator("[data-matrix] td a").first.click()
    expect(page.locator("#content h2").first).to_contain_text("discovery+: Italy")
    assert broadcast_office.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_matrix_is_read_in_light_and_dark(broadcast_office, scheme):
    broadcast_office.page.emulate_media(color_scheme=scheme)
    page = broadcast_office.open(MATRIX)
    assert findings(page, "#content") == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert in_sight(page)


def test_single_session_is_entered_by_the_venue_s_clocks(broadcast_office):
    page = broadcast_office.open(MATRIX)
    add_listing(page, "SMR")
    page.locator("#result_list tbody tr", has_text="San Marino").locator("a").first.click()
    page.get_by_role("button", name="Add another Single session").click()
    row = page.locator("#showings-0")
    label = row.locator("select[name=showings-0-session] option", has_text="World Cup 3 Heerenveen").first
    row.locator("select[name=showings-0-session]").select_option(label.get_attribute("value"))
    row.locator("[name=showings-0-starts_at]").fill("5 Dec 2025 13:15")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    expect(page.locator("[name=showings-0-starts_at]")).to_have_value("05/12/2025 13:15")
    assert findings(page, "#showings-group") == []
    assert broadcast_office.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_broadcaster_s_schedule_is_pasted_looked_at_and_applied(broadcast_office, scheme):
    broadcast_office.page.emulate_media(color_scheme=scheme)
    page = broadcast_office.open("/admin/events/listing/")
    heading, buttons = page.locator("#content h1").bounding_box(), page.locator(".object-tools").bounding_box()
    assert heading["y"] + heading["height"] <= buttons["y"]
    page.get_by_role("link", name="Import sessions").click()
    head = "broadcaster\tcountry\tseason\tevent\tsession\tstart\tnote"
    row = "discovery+\tITA\t2025-26\t3\t1\t{}\t" + scheme
    page.fill("#id_text", f"{head}\n{row.format('25:00')}")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator(".table-plan li")).to_have_text(
        ["pasted, row 2, column start: '25:00' is not a time of day, which is from 00:00 to 23:59"]
    )
    assert findings(page, "#content") == []
    page.fill("#id_text", f"{head}\n{row.format('13:15')}")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator(".table-plan")).to_contain_text("World Cup 3, Heerenveen 2025/26, Session 1")
    expect(page.locator(".table-plan")).to_contain_text(scheme)
    assert findings(page, "#content") == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert in_sight(page)
    page.get_by_role("button", name="Apply what is shown").click()
    expect(page.locator(".messagelist")).to_contain_text("Single sessions: ")
    assert broadcast_office.complaints == []

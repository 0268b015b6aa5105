"""The desks by the keyboard alone: every control is reached, seen to be reached and not covered, and nothing traps."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.keyboard import walked
from tests.browser.test_broadcast import MATRIX, findings, in_sight

pytestmark = pytest.mark.browser

COUNTRY = re.compile("^Country .*Netherlands")
RIGHTS = "Rights of Eurosport\n\nGebiet\tEvent\tRechte\tURL\nSpain\tWC 3\tPay TV, live\thttps://eurosport.es/\n"


def listings(page: Page) -> None:
    """Their channels, links and days are typed in the list, whose buttons stay in sight."""
    page.goto(page.url + "events/listing/")


def listing(page: Page) -> None:
    """With all that stands under More, which is open as something in it is filled."""
    page.goto(page.url + "events/listing/?q=NOS")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_url("**/change/**")
    expect(page.get_by_role("combobox", name=COUNTRY)).to_be_visible()
    for name in ("Except events", "Except held in", "Except countries"):
        expect(page.get_by_role("searchbox", name=name, exact=True)).to_be_visible()


def matched_table(page: Page) -> None:
    page.goto(page.url + "events/listing/import/")
    page.fill("#id_text", RIGHTS)
    page.get_by_role("button", name="Show what would change").press("Enter")
    expect(page.locator(".table-matching")).to_be_visible()


def desk(page: Page) -> None:
    page.goto(page.url + "broadcast/?season=2025-26")


@pytest.mark.parametrize(
    ("go", "width"),
    [(listings, 390), (listing, 1366), (matched_table, 1366), (desk, 390)],
    ids=["listings", "listing", "table", "desk"],
)
def test_pages_of_the_broadcast_desk(broadcast_office: Visit, go: Callable[[Page], None], width: int):
    page = broadcast_office.page
    page.set_viewport_size({"width": width, "height": 768})
    go(page)
    assert findings(page, "#content") == []
    assert walked(page).troubles == {}
    assert in_sight(page)
    assert broadcast_office.complaints == []


@pytest.mark.parametrize("noc", ["NED", "ESP"])  # with a listing, and with none
def test_cell_of_the_matrix_opens_closes_and_holds_what_is_typed_in_sight(broadcast_office: Visit, noc: str):
    page = broadcast_office.open(MATRIX)
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator(f"#cell-{noc}-3 a").focus()
    page.keyboard.press("Enter")
    page.locator(".cell-dialog form").wait_for()
    assert walked(page).troubles == {}
    page.keyboard.press("Escape")
    expect(page.locator(f"#cell-{noc}-3 a")).to_be_focused()
    assert broadcast_office.complaints == []


def test_what_is_looked_up_says_of_what_it_is(broadcast_office: Visit):
    page = broadcast_office.open("/admin/events/listing/?q=NOS")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_url("**/change/**")
    page.get_by_role("combobox", name=COUNTRY).press("Enter")
    expect(page.get_by_role("searchbox", name="Search: Country")).to_be_focused()
    page.keyboard.type("Belg")
    page.get_by_role("option", name="Belgium").wait_for()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name=re.compile("^Country .*Belgium"))).to_be_focused()


def test_rows_of_an_event_s_form_have_names_new_ones_too(results_office: Visit):
    page = results_office.open("/admin/events/event/?q=WC3+2025/26")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_url("**/change/**")
    expect(page.get_by_label("Name: Session 3, Division B")).to_be_visible()
    page.get_by_role("button", name="Add another Session").click()
    expect(page.get_by_label("Name: new row").first).to_be_visible()
    assert findings(page, "#content") == []
    assert in_sight(page)
    assert results_office.complaints == []

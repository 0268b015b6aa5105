"""The desks by the keyboard alone: every control is reached, seen to be reached and not covered, and nothing traps."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.keyboard import walked
from tests.browser.test_broadcast import MATRIX, findings, in_sight

pytestmark = pytest.mark.browser

RIGHTS = "Rights of Eurosport\n\nGebiet\tEvent\tRechte\tURL\nSpain\tWC 3\tPay TV, live\thttps://eurosport.es/\n"


def listings(page: Page) -> None:
    """Their channels, links and days are typed in the list, whose buttons stay in sight."""
    page.goto(page.url + "events/listing/")


def listing(page: Page) -> None:
    """With all that stands under More."""
    page.goto(page.url + "events/listing/?q=NOS")
    page.locator("#result_list th a").first.click()
    page.locator("summary", has_text="More").click()
    for country in ("Country", "Except countries"):
        expect(page.get_by_role("searchbox" if "Except" in country else "combobox", name=country).first).to_be_visible()


def matched_table(page: Page) -> None:
    page.goto(page.url + "events/listing/import/")
    page.fill("#id_text", RIGHTS)
    page.get_by_role("button", name="Show what would change").press("Enter")
    expect(page.locator(".table-matching")).to_be_visible()


def desk(page: Page) -> None:
    page.goto(page.url + "broadcast/?season=2025-26")


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["laptop", "phone"])
@pytest.mark.parametrize("go", [listings, listing, matched_table, desk], ids=lambda go: go.__name__)
def test_pages_of_the_broadcast_desk(broadcast_office: Visit, go: Callable[[Page], None], size):
    page = broadcast_office.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
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
    expect(page.locator(".cell-dialog form")).to_be_visible()
    assert walked(page).troubles == {}
    page.keyboard.press("Escape")
    expect(page.locator(f"#cell-{noc}-3 a")).to_be_focused()
    assert broadcast_office.complaints == []

"""One address in fifteen listings, from the table to the desk and the list, as broadcast staff walk it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.soundness import fits, violations

pytestmark = pytest.mark.browser

DEAD, NEW = "https://nos.nl/schaatsen-live", "https://nos.nl/schaatsen"
NOCS = ["AND", "ARG", "AUS", "BAR", "BER", "BOL", "BRA", "BRU", "CHI", "COL", "CRC", "CYP", "ECU", "GEO", "GRE"]


def two_sizes(page: Page) -> None:
    """Nothing is out of sight, and axe finds nothing, at either."""
    for size in ({"width": 390, "height": 844}, {"width": 1366, "height": 768}):
        page.set_viewport_size(size)
        assert fits(page)
        assert violations(page, "#content") == []


def test_dead_address_of_fifteen_listings_is_two_clicks_and_a_new_one_is_given_to_all(broadcast_office):
    page = broadcast_office.open("/admin/events/listing/import/")
    rows = "\n".join(f"NOS,{noc},2025-26,A made-up source,{DEAD}" for noc in NOCS)
    page.fill("#id_text", f"broadcaster,country,season,source,link\n{rows}")
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_role("button", name="Apply what is shown").click()
    expect(page.locator(".messagelist")).to_contain_text("Listings: 15 added")

    # Two clicks on the desk, for all of them
    broadcast_office.open("/admin/broadcast/?season=2025-26")
    page.locator("#links > details > summary").click()
    row = page.locator("#links tbody tr", has_text=DEAD)
    expect(row).to_have_count(1)
    expect(row).to_contain_text("and 14 more")
    row.get_by_role("button", name="No longer answers").click()
    expect(page.locator(".messagelist")).to_have_text(f"Recorded for all 15 that lead there: {DEAD} no longer answers.")
    expect(page.locator("#links > details")).to_have_attribute("open", "")
    two_sizes(page)
    broadcast_office.open("/where-to-watch/and/?season=2025-26")
    assert page.locator(f'a[href="{DEAD}"]').count() == 0

    # A new link for all that are found, from today on
    broadcast_office.open("/admin/events/listing/?q=NOS&link_state=fails")
    expect(page.locator("#result_list tbody tr")).to_have_count(15)
    two_sizes(page)
    page.locator("#action-toggle").check()
    page.select_option("select[name=action]", label="New link …")
    page.get_by_role("button", name="Go").click()
    page.fill("#id_link", NEW)
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator(".table-plan li")).to_have_count(15)
    expect(page.locator(".table-plan li").first).to_contain_text(f"link: {DEAD} → {NEW} from")
    two_sizes(page)
    page.get_by_role("button", name="Apply what is shown").click()
    expect(page.locator(".messagelist")).to_contain_text("Listings: 0 added, 15 changed, 0 unchanged.")

    # One row in place, by keyboard alone
    broadcast_office.open("/admin/events/listing/?q=Greece")
    channel = page.get_by_role("textbox", name="Channel of NOS: Greece")
    channel.focus()
    page.keyboard.type("NPO 1")
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Link of NOS: Greece")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("1 listing was changed successfully.")
    expect(channel).to_have_value("NPO 1")
    assert broadcast_office.complaints == []

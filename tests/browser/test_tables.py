"""A broadcaster's own workbook, from the list of listings to what is applied, with the clicks counted."""

import io

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from tests.browser.soundness import fits, violations

pytestmark = pytest.mark.browser


def workbook(link: str) -> bytes:
    """Without the broadcaster's name; the first sheet is a cover."""
    book = Workbook()
    book.active.append(["Confidential"])
    sheet = book.create_sheet("Rights")
    sheet.append(["ISU Speed Skating World Cup 2025/26: licence overview"])
    sheet.merge_cells("A1:F1")
    sheet.append(["Territory", "Event", "Dates", "Live / Delay", "VOD", "URL"])
    sheet.append(["Iceland", "WC3 – Heerenveen", "5.–7.12.2025", "LIVE", "yes", link])
    sheet.append(["Malta", "World Cup 4", "12 Dec 2025 – 14 Dec 2025", "zeitversetzt", "no", link])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


class Counted:
    """Clicks, choices of a file among them, and fields typed in."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.fields = page, 0, 0

    def click(self, role: str, name: str) -> None:
        self.page.get_by_role(role, name=name, exact=True).click()
        self.clicks += 1

    def choose(self, name: str, data: bytes) -> None:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        with self.page.expect_navigation():
            self.page.set_input_files("#id_file", {"name": name, "mimeType": kind, "buffer": data})
        self.clicks += 1

    def type(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)
        self.clicks += 1
        self.fields += 1


def test_broadcasters_own_workbook_takes_six_clicks_and_then_three(broadcast_office):
    page = broadcast_office.open("/admin/events/listing/")
    first = Counted(page)
    first.click("link", "Import")
    first.choose("rights-november.xlsx", workbook("https://example.org/november"))
    expect(page.get_by_label("Sheet", exact=True)).to_have_value("Rights")
    expect(page.locator(".errorlist li").first).to_contain_text("No column is taken for broadcaster")
    expect(page.get_by_label("Season", exact=True)).to_have_value("2025-26")
    for width, scheme in ((1366, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert (fits(page), violations(page, "#content")) == (True, [])
    page.set_viewport_size({"width": 1366, "height": 768})
    first.type("Broadcaster", "Example Sport One")
    first.click("button", "Show what would change")
    expect(page.locator(".table-plan h2")).to_have_text("2 new, 0 changed, 0 unchanged")
    expect(page.locator(".table-plan li").nth(0)).to_contain_text(
        "Example Sport One, ISL new: season: 2025-26; starts_on: 2025-12-05; ends_on: 2025-12-07;"
    )
    expect(page.locator(".table-plan")).to_contain_text("Not taken: VOD.")
    assert violations(page, "#content") == []
    first.click("button", "Apply what is shown")
    expect(page.locator(".messagelist")).to_contain_text("Listings: 2 added, 0 changed, 0 unchanged.")
    assert (first.clicks, first.fields) == (5, 1)

    again = Counted(page)
    again.click("link", "Import")
    again.choose("rights-december.xlsx", workbook("https://example.org/december"))
    expect(page.locator(".table-matching summary").first).to_contain_text("As last time.")
    expect(page.locator(".table-plan h2")).to_have_text("0 new, 2 changed, 0 unchanged")
    expect(page.locator(".table-plan li").nth(0)).to_contain_text(
        "link: https://example.org/november → https://example.org/december"
    )
    again.click("button", "Apply what is shown")
    expect(page.locator(".messagelist")).to_contain_text("Listings: 0 added, 2 changed, 0 unchanged.")
    assert (again.clicks, again.fields) == (3, 0)
    assert broadcast_office.complaints == []


def test_columns_are_matched_by_the_keyboard_alone(broadcast_office):
    page = broadcast_office.open("/admin/events/listing/import/")
    page.get_by_label("Listings:", exact=True).fill("Where\tRemark of ours\nNorway\tSign language\n")
    page.get_by_role("button", name="Show what would change").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Remark of ours").focus()
    page.keyboard.type("note")
    page.get_by_label("Broadcaster", exact=True).focus()
    page.keyboard.type("Example Sport One")
    page.get_by_label("Source", exact=True).focus()
    page.keyboard.type("A mail")
    page.keyboard.press("Enter")
    expect(page.locator(".table-plan h2")).to_have_text("1 new, 0 changed, 0 unchanged")
    expect(page.locator(".table-plan li").first).to_contain_text("note: Sign language")
    assert broadcast_office.complaints == []

"""The work of results staff as they walk it, their clicks counted; and the first page as each role meets it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, Visit, sign_in, visit
from tests.browser.soundness import fits, violations
from tests.factories import sheets

pytestmark = pytest.mark.browser

WOMEN = [("Femke KOK", "NED"), ("Jutta LEERDAM", "NED"), ("Erin JACKSON", "USA")]
MEN = [("Jordan STOLZ", "USA"), ("Jenning DE BOO", "NED"), ("Laurent DUBREUIL", "CAN")]
TIMES = {
    "500": ["37.00", "37.20", "37.40"],
    "1000": ["1:14.00", "1:14.30", "1:14.90"],
    "1500": ["1:54.00", "1:55.00", "1:56.00"],
}


class Walk:
    """Clicks on the way through a task, each counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, role: str, name: str, within: str = "body") -> None:
        self.page.locator(within).get_by_role(role, name=name, exact=True).first.click()
        self.clicks += 1


def ten_results() -> bytes:
    """Ten races of World Cup 2 to 5 of 2022/23, whose results are not here, in one table."""
    rows = []
    races = [(category, distance) for category in ("women", "men") for distance in ("1000", "1500", "500")]
    for event, (category, distance) in [(2, race) for race in races] + [(3, race) for race in races[:4]]:
        names = WOMEN if category == "women" else MEN
        for rank, ((name, noc), time) in enumerate(zip(names, TIMES[distance], strict=True), 1):
            race = {"season": "2022-23", "event": event, "category": category, "distance": distance, "division": "A"}
            rows.append({**race, "rank": rank, "name": name, "noc": noc, "time": time})
    return sheets.table(rows)


@pytest.fixture
def small(browser: Browser, site: Site) -> Iterator[Visit]:
    """Results staff on a phone in the dark."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="en-US", color_scheme="dark", has_touch=True
    )
    found = visit(context, site)
    sign_in(found, "results")
    yield found
    context.close()


def test_sheets_are_handed_in_applied_and_taken_back(results_office):
    page = results_office.open("/admin/")
    page.set_viewport_size({"width": 1366, "height": 768})
    walk = Walk(page)
    walk.click("link", "Hand in sheets", ".work")
    file = {"name": "ten.csv", "mimeType": "text/csv", "buffer": ten_results()}
    page.set_input_files("[name=sheets]", [file])
    walk.click("button", "Read the sheets", "[data-hand-in]")
    page.wait_for_url("**/preview/")
    plans = page.locator(".sheets-plan")
    expect(plans).to_have_count(10)
    expect(plans.first).to_contain_text("First three: 1 Femke Kok 1:14.00 · 2 Jutta Leerdam 1:14.30")
    expect(plans.first).to_contain_text(
        "no standing counts it, as only some places of it, or of a race before, are known"
    )
    assert (fits(page), violations(page, "#content")) == (True, [])
    walk.click("button", "Apply the chosen sheets")
    expect(page.locator("#applied")).to_have_text("Applied: 10 results")
    row = page.locator(".sheets-applied li", has_text="1500m Women").first
    links = row.get_by_role("link").all_inner_texts()
    assert links == ["1500m Women, Division A", "Standing: 1500m Women", "Result form"]
    assert (walk.clicks, fits(page), violations(page, "#content")) == (3, True, [])
    assert row.get_by_role("link", name="Report from this").count() == 0  # they write no articles

    undo = Walk(page)
    undo.click("link", "Take this import back")
    undo.click("button", "Take it back")
    expect(page.locator(".messagelist")).to_contain_text("Took back")
    assert undo.clicks == 2
    results_office.open("/admin/")
    expect(page.locator(".work-task", has_text="Sheets waiting").locator(".work-count")).to_have_text("10")
    results_office.open("/admin/standings/sheetimport/preview/")
    page.get_by_role("button", name="Set the chosen sheets aside").click()
    expect(page.locator("#content")).to_contain_text("No sheet is waiting.")
    assert results_office.complaints == []


def test_new_season_has_the_rules_of_the_last_in_four_clicks(results_office):
    page = results_office.open("/admin/")
    walk = Walk(page)
    page.locator(".app-events .model-season").get_by_role("link", name="Add").click()
    walk.clicks += 1
    assert page.locator("#id_start_year").input_value() == "2026"
    walk.click("button", "Save")
    walk.click("link", "Copy the rules of 2025/26", ".messagelist")
    expect(page.locator("#content")).to_contain_text("Team Pursuit Women")
    walk.click("button", "Copy what is shown")
    page.wait_for_url("**/cup/grid/?season=2026-27")
    assert page.locator("tbody tr").count() > 30
    assert (walk.clicks, results_office.complaints) == (4, [])


def test_desk_of_an_event_and_the_first_page_on_a_phone(small):
    page = small.open("/admin/")
    assert (fits(page), violations(page, "#content")) == (True, [])
    page.locator(".work").get_by_role("link", name="World Cup 5, Inzell 2025/26").first.click()
    expect(page.locator(".desk-races").first).to_contain_text("Only some places are known")
    assert (fits(page), violations(page, "#content")) == (True, [])
    small.open("/admin/standings/racesheet/?q=wc2+women+500m")
    first = page.locator("#result_list tbody th").first
    page.locator(".results").evaluate("list => list.scrollTo(300, 0)")
    box = first.bounding_box()
    assert box and box["x"] >= 0  # the name stays when the list is scrolled
    small.open("/admin/events/listing/add/")
    expect(page.locator("#content")).to_contain_text("Who can: Broadcast, and administrators.")
    assert violations(page, "#content") == []
    page.get_by_role("link", name="To the newsroom").click()
    expect(page.locator("h1")).to_have_text("What would you like to do?")
    assert [text for text in small.complaints if "403" not in text] == []


def test_report_begins_with_the_result_of_its_race(newsroom):
    page = newsroom.open("/admin/standings/racesheet/?q=wc1+women+1000m+division+a")
    race = page.locator("#result_list tbody th a").first.get_attribute("href").split("/")[-3]
    newsroom.open(f"/admin/news/article/add/?type=report&race={race}")
    block = page.locator("#news_resultblock_set-0")
    expect(block.get_by_label("Race")).to_have_value("1000m Women, World Cup 1, Salt Lake City 2025/26")
    page.fill("#id_title", "A report of the 1000m")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("A report of the 1000m")
    assert page.locator("[name='news_resultblock_set-0-race']").input_value() == race
    assert newsroom.complaints == []

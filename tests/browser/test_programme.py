"""A programme pasted into the admin, with what it would change. Nothing is applied: other tests read the same site."""

import pytest
from playwright.sync_api import expect

from tests.browser.soundness import violations

pytestmark = pytest.mark.browser

HEADER = "session\tdate\tsession_start\tsession_end\tcategory\tdistance\tdivision\tstart"


def test_programme_is_pasted_corrected_and_shown(results_office):
    page = results_office.open("/admin/events/event/?q=Salt+Lake+City+2025/26")
    page.get_by_role("link", name="World Cup 1").click()
    page.get_by_role("link", name="Programme").click()
    expect(page.get_by_role("heading", name="Programme of World Cup 1, Salt Lake City 2025/26")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "programme-2025-26-1-salt-lake-city.csv"

    cells = page.get_by_label("Programme:", exact=True)
    cells.fill(f"{HEADER}\n1\t2025-11-14\t17:30\t19:00\tLadies\t500m\tA\t19:01")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator(".table-plan li")).to_have_text(
        ["pasted, row 2, column start: 19:01 is after the session ends, at 19:00"]
    )

    page.set_input_files("#id_file", download.value.path())  # is read at once
    expect(page.locator(".table-plan h2")).to_have_text("Sessions and races: 0 new, 0 changed, 0 removed, 35 unchanged")
    expect(page.get_by_role("button", name="Apply what is shown")).to_have_count(0)

    page.get_by_text("The table, to correct it here").click()
    cells.fill(cells.input_value().replace("Division B", "Morning").replace(",09:36,14:51,", ",09:30,14:51,"))
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator(".table-plan li").first).to_have_text(
        "Session 1, Morning name: Division B → Morning; start: 09:36 → 09:30"
    )
    expect(page.get_by_role("button", name="Apply what is shown")).to_be_visible()
    assert violations(page) == []
    assert results_office.complaints == []

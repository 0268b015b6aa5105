"""The site at another moment, walked in a browser: what scripts reckon goes by it as well."""

import pytest

from tests.browser.conftest import Visit, sign_in
from tests.browser.test_pages import check

pytestmark = pytest.mark.browser

EVENT = "/events/2025-26/1-salt-lake-city/"


def chips(page):
    return page.locator(".chip.state:visible").all_inner_texts()


@pytest.mark.parametrize("visitor", ["phone", "desktop"])
def test_staff_walk_the_site_at_a_moment_and_come_back(site, request, visitor):
    found: Visit = request.getfixturevalue(visitor)
    sign_in(found, "results")
    page = found.open("/admin/")
    page.fill("#shown-at", "2025-11-15T20:20")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/?at=2025-11-15T20%3A20")
    own = {"phone": "Sun 16 Nov 01:50 your time", "desktop": "Sat 15 Nov 21:20 your time"}[visitor]
    assert page.locator(".clock-bar .here").inner_text() == own
    check(page, found)

    # At 13:20 in Salt Lake City the session of 12:30 is on, and the next race is at 13:40
    page.locator(f'.next-event a[href="{EVENT}"]').first.click()
    page.wait_for_url(f"**{EVENT}")
    assert chips(page) == ["On now", "Finished", "Finished", "Finished", "On now", "Next"]
    parts = page.locator(".countdown b").all_inner_texts()
    assert (parts[0], parts[1], int(parts[2]) in {19, 20}) == ("0", "00", True)
    check(page, found)

    page.get_by_text("Another moment").click()
    page.fill("#clock-at", "2025-11-16T12:00")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**at=2025-11-16**")
    assert chips(page) == ["On now", *["Finished"] * 5, "Next"]

    page.get_by_role("link", name="Back to now").click()
    page.wait_for_url(f"**{EVENT}")
    assert (page.locator(".clock-bar").count(), page.locator(".countdown").count()) == (0, 0)
    assert found.complaints == []

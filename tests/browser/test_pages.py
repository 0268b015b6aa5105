"""Every kind of page, on a phone by day and on a desktop by night."""

from itertools import pairwise

import pytest

from tests.browser.soundness import fits, violations

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/news/",
    "/news/?type=recap",
    "/news/2025/?month=11",
    "/news/tag/speedskating/",
    "/news/2025/kok-five-from-five/",
    "/news/2025/one-point-at-the-top/",
    "/news/2025/how-points-are-won/",
    "/events/",
    "/events/2022-23/",
    "/events/2025-26/1-salt-lake-city/",
    "/events/2022-23/1-stavanger/",
    "/events/2025-26/1-salt-lake-city/women-500m-1/",
    "/events/2025-26/3-heerenveen/men-mass-start/",
    "/where-to-watch/",
    "/where-to-watch/ned/?season=2022-23",
    "/where-to-watch/reu/?season=2025-26",
    "/standings/",
    "/standings/2025-26/",
    "/champions/",
    "/standings/2025-26/women/500m/",
    "/standings/2025-26/men/team-pursuit/",
    "/standings/2025-26/men/mass-start/?race=2-men-mass-start-b",
    "/standings/2022-23/women/1000m/",
    "/skaters/",
    "/skaters/femke-kok/",
    "/skaters/team-ned-women/",
    "/skaters/femke-kok/against/jutta-leerdam/",
    "/nations/",
    "/nations/ned/",
    "/search/?q=kok",
    "/about/",
    "/about/this-site/",
    "/feeds/",
    "/data/",
    "/api/v1/",
    "/embed/",
    "/offline/",
    "/embed/?url=/standings/2025-26/women/500m/&theme=dark",
]


def check(page, visit) -> None:
    """Nothing to complain about for the browser, axe and a reader who doesn't want to scroll sideways."""
    assert fits(page)
    assert violations(page, tags=None) == []
    assert visit.complaints == []


@pytest.mark.parametrize("path", PAGES)
def test_page_on_a_phone(phone, path):
    check(phone.open(path), phone)


@pytest.mark.parametrize("path", PAGES)
def test_page_on_a_desktop_in_the_dark(desktop, path):
    check(desktop.open(path), desktop)


@pytest.mark.parametrize("width", [360, 390])
def test_menu_is_one_row_on_a_phone_and_marks_the_section(phone, width):
    page = phone.open("/skaters/femke-kok/")
    page.set_viewport_size({"width": width, "height": 844})
    links = page.locator(".site-nav a")
    assert links.all_inner_texts() == ["News", "Events", "Standings", "Skaters", "Where to watch"]
    boxes = [links.nth(at).bounding_box() for at in range(5)]
    assert len({box["y"] for box in boxes}) == 1
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    assert all(one["x"] + one["width"] <= other["x"] for one, other in pairwise(boxes))
    assert page.locator(".site-nav [aria-current]").all_inner_texts() == ["Skaters"]
    assert fits(page)


@pytest.mark.parametrize("width", [320, 360, 390])
def test_page_fits_a_phone_before_its_typeface_is_there(phone, width):
    """A slow first page keeps the system's letters, which are wider: the menu scrolls then, and not the page."""
    phone.page.route("**/*.woff2", lambda route: route.abort())
    page = phone.open("/events/2025-26/1-salt-lake-city/")
    page.set_viewport_size({"width": width, "height": 844})
    assert fits(page)
    last = page.get_by_role("link", name="Where to watch").first
    last.scroll_into_view_if_needed()
    box = last.bounding_box()
    assert box["x"] + box["width"] <= width


@pytest.mark.parametrize("cup", ["women/500m", "men/long-distances", "women/mass-start", "men/team-pursuit"])
def test_first_row_of_a_standing_is_on_the_first_screen_of_a_phone(phone, cup):
    page = phone.open(f"/standings/2025-26/{cup}/")
    row = page.locator(".cup-table tbody tr").first.bounding_box()
    assert row["y"] + row["height"] <= page.viewport_size["height"] == 844


def test_event_begins_with_its_podiums_and_jumps_to_its_sections(phone):
    page = phone.open("/events/2025-26/1-salt-lake-city/")
    first = page.locator(".race-podium").first
    assert first.bounding_box()["y"] < 844
    assert "Joy Beune" in first.inner_text()
    page.locator(".jump-links").get_by_text("Standings").click()
    assert page.evaluate("document.querySelector('#standings').getBoundingClientRect().top") < 100


def test_unknown_page_leads_back(phone):
    page = phone.open("/nothing/here/")
    assert page.locator("main a").count() > 0
    assert [text for text in phone.complaints if "404" not in text] == []


def test_chosen_theme_is_remembered_on_the_next_page(phone):
    page = phone.open("/")
    before = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.locator(
        "[data-theme-toggle], .theme-toggle, button[aria-label*=theme i], button[title*=theme i]"
    ).first.click()
    after = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert after != before
    phone.open("/events/")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == after


def test_first_tab_stop_skips_to_the_content(desktop):
    page = desktop.open("/standings/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_times_are_shown_for_the_visitor_with_their_weekday(phone):
    """9:36 in Salt Lake City on Friday is 22:06 in Kolkata."""
    page = phone.open("/events/2025-26/1-salt-lake-city/")
    page.get_by_text("Sessions and start times").click()
    moment = page.locator(".moment").first
    assert moment.locator("time").inner_text() == "Fri 09:36"
    assert "22:06" in moment.locator(".here").inner_text()


@pytest.mark.parametrize("path", ["/", "/where-to-watch/", "/standings/2025-26/women/500m/", "/events/2025-26/"])
def test_pages_work_without_javascript(browser, site, path):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    assert page.goto(site.url + path).status == 200
    assert page.locator("h1").count() == 1
    assert page.locator("main a:visible").count() > 3
    context.close()


def test_layout_does_not_shift(phone):
    phone.page.add_init_script(
        "window.shifts = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) "
        "window.shifts += entry.value; }).observe({ type: 'layout-shift', buffered: true });"
    )
    for path in ("/", "/news/2025/kok-five-from-five/", "/where-to-watch/", "/standings/2025-26/women/500m/"):
        page = phone.open(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.shifts") < 0.01, path

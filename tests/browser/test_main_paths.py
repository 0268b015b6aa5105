"""The main paths of a fan, from home to a search: by the keyboard alone, without scripts, and without styles."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import visit

pytestmark = pytest.mark.browser
EVENT = "/events/2025-26/1-salt-lake-city/"
PATH = [
    EVENT,
    f"{EVENT}women-500m-1/",
    "/skaters/femke-kok/",
    "/standings/2025-26/women/500m/",
    "/where-to-watch/",
    "/news/",
    "/news/2025/kok-five-from-five/",
    "/search/",
]
# The whole of a card is framed
IS_SEEN = """() => [document.activeElement, document.activeElement.closest(".card")].some(
  (each) => each && getComputedStyle(each).outlineStyle !== "none")"""
MOST = 250  # stops of a page before its link


def by_keys(page: Page, address: str) -> None:
    """Tab to the first link there that one comes to, and take it."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == address:
            assert page.evaluate(IS_SEEN)
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"No link to {address} is reached on {page.url}")


def by_pointer(page: Page, address: str) -> None:
    page.locator(f'a[href="{address}"]:visible').first.click()


def walk(page: Page, url: str, take: Callable[[Page, str], None]) -> None:
    page.goto(url + "/")
    for address in PATH:
        take(page, address)
        page.wait_for_url(url + address)
        expect(page.locator("h1")).to_have_count(1)
        headings = page.locator("main :is(h1, h2, h3, h4)").evaluate_all("all => all.map(each => each.localName)")
        levels = [int(name[1]) for name in headings]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def search(page: Page) -> None:
    page.locator("main input[type=search]").focus()  # a combobox, without scripts a searchbox
    page.keyboard.type("kok")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q=kok"))
    expect(page.locator('main a[href="/skaters/femke-kok/"]').first).to_be_visible()


def test_by_the_keyboard_alone(phone):
    phone.page.set_viewport_size({"width": 1280, "height": 900})
    walk(phone.page, phone.site.url, by_keys)
    search(phone.page)
    assert phone.complaints == []


def test_without_scripts(browser, site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    found = visit(context, site)
    page = found.page
    walk(page, site.url, by_pointer)
    search(page)

    # Each choice is a form
    page.goto(site.url + "/skaters/")
    page.get_by_label("Women or men").select_option("men")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Family names with S").click()
    page.get_by_role("link", name="Stolz Jordan").click()
    page.get_by_label("Jordan Stolz against").select_option("damian-zurek")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(site.url + "/skaters/jordan-stolz/against/damian-zurek/")
    page.goto(site.url + "/where-to-watch/")
    page.get_by_role("combobox", name="Your country").select_option(label="Japan")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile("/where-to-watch/jpn/"))
    page.goto(site.url + "/standings/2025-26/women/500m/")
    page.get_by_role("combobox", name="Standing after").select_option(index=0)
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile(r"\?race="))
    assert found.complaints == []
    context.close()


def test_without_styles(browser, site):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.route(re.compile(r"\.css"), lambda route: route.abort())
    walk(page, site.url, by_pointer)
    search(page)
    context.close()

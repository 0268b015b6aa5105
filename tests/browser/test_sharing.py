"""Sharing a page, and copying a result or a standing as text."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Visit, visit
from tests.browser.test_embeds import weights

pytestmark = pytest.mark.browser
CUP = "/standings/2025-26/women/500m/"
RACE = "/events/2025-26/1-salt-lake-city/women-500m-1/"
ARTICLE = "/news/2025/kok-five-from-five/"
SHARED = "navigator.share = async (what) => { window.shared = what; };"


@pytest.fixture
def reader(browser, site) -> Iterator[Visit]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, permissions=["clipboard-read", "clipboard-write"]
    )
    yield visit(context, site)
    context.close()


@pytest.mark.parametrize("path", [RACE, f"{CUP}?race=2-women-500m-1", CUP])
def test_result_and_standing_are_copied_as_their_text(reader, site, path):
    page = reader.open(path)
    link = page.locator("a[data-plain-text]").evaluate("link => link.href")
    said = page.locator("[data-share] [role=status]")
    page.get_by_role("button", name="Copy as text").click()
    page.get_by_text("The text is copied.").wait_for()
    assert said.inner_text() == "The text is copied."
    copied = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert copied == page.request.get(link).text()
    assert copied.endswith(f"Source: {site.url}{path}\n")
    assert reader.complaints == []


@pytest.mark.parametrize("path", [RACE, CUP, ARTICLE, "/events/2025-26/1-salt-lake-city/"])
def test_page_is_shared_by_the_browser_or_its_link_copied(reader, site, path):
    page = reader.open(f"{path}?at=2026-01-01#main")
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("The link is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == site.url + path
    page.add_init_script(SHARED)
    page = reader.open(path)
    assert page.get_by_role("button", name="Copy link").count() == 0
    page.get_by_role("button", name="Share", exact=True).click()
    page.wait_for_function("() => window.shared")
    assert page.evaluate("window.shared") == {"title": page.title(), "url": site.url + path}


def test_failure_is_said(reader):
    page = reader.open(RACE)
    page.route("**/result.txt", lambda route: route.fulfill(status=503))
    page.get_by_role("button", name="Copy as text").click()
    page.get_by_text("That did not work.").wait_for()


def test_without_javascript_there_is_the_text_and_no_button(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + RACE)
    assert page.locator("[data-share] button").count() == 0
    assert page.goto(page.locator("a[data-plain-text]").evaluate("link => link.href")).status == 200
    context.close()


def test_scripts_of_an_article_weigh_at_most_15_kb(reader):
    sizes = weights(reader.page)
    reader.open(ARTICLE)
    reader.page.wait_for_load_state("networkidle")
    scripts = {address: size for address, size in sizes.items() if address.endswith(".js")}
    assert len(scripts) > 4
    assert sum(scripts.values()) <= 15_000

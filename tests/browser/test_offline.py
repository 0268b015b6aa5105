"""Without a connection: what a browser has kept, how old it says that is, and what it never keeps."""

import time
from collections.abc import Callable, Iterator

import pytest

from tests.browser.conftest import Visit, sign_in, visit
from tests.browser.soundness import fits, violations

pytestmark = pytest.mark.browser
EVENT = "/events/2025-26/1-salt-lake-city/"
CUP = "/standings/2025-26/women/500m/"
STORY = "/news/2025/kok-five-from-five/"
KEPT = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("isuwc-pages-"));
  const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return keys.flat().map((request) => new URL(request.url).pathname);
}"""


@pytest.fixture
def reader(browser, site) -> Iterator[Visit]:
    """A visitor on a phone whose browser may keep pages."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", service_workers="allow")
    yield visit(context, site)
    context.close()


def until(is_so: Callable[[], bool]) -> None:
    """Waits for what the worker does, which no event of the page tells of."""
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


def begun(reader: Visit) -> None:
    """The worker is there, and has fetched ahead what it fetches."""
    page = reader.open("/about/")
    until(lambda: "/where-to-watch/" in page.evaluate(KEPT))


def test_pages_that_were_kept_say_how_old_they_are(reader):
    begun(reader)
    page = reader.open(CUP)
    assert page.locator("[data-kept-at]").count() == 0
    until(lambda: CUP in page.evaluate(KEPT))
    rows = page.locator(".cup-table tbody tr").all_inner_texts()
    reader.page.context.set_offline(True)
    for address in (CUP, "/where-to-watch/", "/standings/"):
        reader.open(address)
        said = page.locator("main > [data-kept-at]")
        assert said.get_attribute("role") == "status"
        assert said.inner_text().startswith("You are offline. This page is as of ")
    reader.open(CUP)
    assert page.locator(".cup-table tbody tr").all_inner_texts() == rows
    assert fits(page)
    assert violations(page, tags=None) == []
    reader.page.context.set_offline(False)
    reader.open(CUP)
    assert page.locator("[data-kept-at]").count() == 0


def test_programme_of_the_last_event_is_there_unasked_and_names_no_story(reader):
    begun(reader)
    (event,) = [path for path in reader.page.evaluate(KEPT) if path.startswith("/events/")]
    reader.page.context.set_offline(True)
    page = reader.open(event)
    assert page.locator("#programme").count() == 1
    assert page.locator("main a[href^='/news/']").count() == 0


def test_story_is_not_kept_and_what_is_kept_is_listed_instead(reader):
    begun(reader)
    reader.open(STORY)
    reader.page.wait_for_load_state("networkidle")
    assert [path for path in reader.page.evaluate(KEPT) if path.startswith(("/news/", "/search", "/admin"))] == []
    reader.page.context.set_offline(True)
    page = reader.open(STORY)
    assert page.locator("h1").inner_text() == "No connection"
    assert "/where-to-watch/" in [each.get_attribute("href") for each in page.locator("main li a").all()]
    assert violations(page, tags=None) == []


def test_page_for_somebody_who_is_signed_in_is_not_kept(reader):
    begun(reader)
    sign_in(reader, "editor")
    reader.open(EVENT)
    reader.page.wait_for_load_state("networkidle")
    assert EVENT not in reader.page.evaluate(KEPT)


def test_page_that_is_gone_is_forgotten(reader):
    begun(reader)
    page = reader.page
    page.evaluate(
        "async () => { const [name] = (await caches.keys()).filter((name) => name.startsWith('isuwc-pages-'));"
        " await (await caches.open(name)).put('/events/2025-26/9-gone/', new Response('Old')); }"
    )
    assert reader.open("/events/2025-26/9-gone/").locator("h1").inner_text() != "Old"
    until(lambda: "/events/2025-26/9-gone/" not in page.evaluate(KEPT))


def test_new_release_leaves_nothing_of_the_one_before(reader):
    page = reader.open("/robots.txt")  # without a script
    page.evaluate("async () => { await caches.open('isuwc-pages-older'); await caches.open('another'); }")
    begun(reader)
    names = page.evaluate("() => caches.keys()")
    assert "isuwc-pages-older" not in names
    assert "another" in names
    assert sum(name.startswith("isuwc-pages-") for name in names) == 1


def test_chromium_would_put_the_site_on_a_home_screen(reader):
    page = reader.open("/about/")
    asked = page.context.new_cdp_session(page)
    assert asked.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    assert asked.send("Page.getAppManifest")["errors"] == []

"""A page of a race day that stays open: it renews itself, and the reader stays where they are."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import Visit, visit

pytestmark = pytest.mark.browser
QUARTER = 16_000  # a little more than the fifteen seconds between two looks

RESULTS = """
<section data-part="results" aria-labelledby="results"><h2 id="results">Results</h2>
  <div data-result="500m Women"><a href="/a/">500m Women</a> <a href="/kok/">Femke Kok</a></div>
  <details data-fold="b"><summary>Division B {note}</summary><p>Somebody else</p></details>
  <p class="long">{note}</p>
</section>
"""


@pytest.fixture
def open_page(browser, winter):
    """A page of the event that is on, on a phone, whose clock the test moves on."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", timezone_id="Asia/Tokyo")
    found = visit(context, winter)
    found.page.clock.install()
    yield found
    context.close()


def event_of(found: Visit) -> str:
    page = found.open("/")
    return page.locator(".next-event h2 a").get_attribute("href")


def with_results(page: Page, address: str, **note: str) -> list[int]:
    """Lets the page find results at its next look; gives the statuses of the answers."""
    statuses: list[int] = []

    def give(route: Route) -> None:
        headers = {name: value for name, value in route.request.headers.items() if name != "if-none-match"}
        answer = route.fetch(headers=headers)
        programme = '<section aria-labelledby="programme"'
        body = answer.text().replace(programme, RESULTS.format(**note) + programme)
        statuses.append(answer.status)
        route.fulfill(status=200, body=body, headers={"Content-Type": "text/html"})

    page.unroute_all()
    page.route(re.compile(re.escape(address) + "$"), give)
    return statuses


def look(page: Page) -> None:
    with page.expect_response(lambda response: response.request.resource_type == "fetch"):
        page.clock.run_for(QUARTER)


def test_page_asks_every_quarter_of_a_minute_and_is_told_when_nothing_has_changed(open_page):
    page = open_page.open(event_of(open_page))
    expect(page.get_by_role("link", name="Reload")).to_be_visible()
    answers = []
    page.on("response", lambda response: answers.append((response.url, response.status)))
    look(page)
    look(page)
    asked = [status for url, status in answers if url == page.url]
    assert asked == [200, 304]
    expect(page.locator("[data-renewed]")).to_have_text(re.compile(r"Renews itself; last at \d\d:\d\d:\d\d\."))
    assert page.locator("[data-renewal-said]").inner_text() == ""
    assert open_page.complaints == []


def test_results_come_in_below_what_is_read_and_are_said_once(open_page):
    address = event_of(open_page)
    page = open_page.open(address)
    programme = page.get_by_role("heading", name="Programme")
    programme.evaluate("heading => scrollBy(0, heading.getBoundingClientRect().top - 10)")
    place = programme.bounding_box()["y"]
    with_results(page, address, note="one")
    look(page)
    expect(page.locator("[data-renewal-said]")).to_have_text("New: result of 500m Women")
    expect(page.get_by_role("heading", name="Results")).to_be_attached()
    assert abs(programme.bounding_box()["y"] - place) < 2
    # Between what it follows and what comes after it
    assert page.evaluate("document.querySelector('[data-part=results]').nextElementSibling.dataset.part") == "programme"

    # What is open stays open, and the focus stays on the same name
    page.locator("[data-fold=b] summary").click()
    page.get_by_role("link", name="Femke Kok").focus()
    with_results(page, address, note="two")
    look(page)
    expect(page.locator(".long")).to_have_text("two")
    expect(page.locator("[data-fold=b]")).to_have_attribute("open", "")
    assert page.evaluate("document.activeElement.textContent") == "Femke Kok"
    expect(page.locator("[data-renewal-said]")).to_have_text("New: result of 500m Women")

    # A selection is not taken out of somebody's hands
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.long'))")
    with_results(page, address, note="three")
    look(page)
    assert page.evaluate("getSelection().toString()") == "two"
    page.evaluate("getSelection().removeAllRanges()")
    look(page)
    expect(page.locator(".long")).to_have_text("three")
    assert open_page.complaints == []


def test_page_says_so_and_asks_less_often_while_the_site_does_not_answer(open_page):
    address = event_of(open_page)
    page = open_page.open(address)
    asked = []
    own = re.compile(re.escape(address) + "$")
    page.route(own, lambda route: (asked.append(1), route.abort()))
    with page.expect_request(own):
        page.clock.run_for(QUARTER)
    expect(page.locator("[data-renewed]")).to_have_text("Not renewed: no answer from the site.")
    page.clock.run_for(25_000)  # the next look comes after thirty seconds
    assert len(asked) == 1
    with page.expect_request(own):
        page.clock.run_for(10_000)
    page.unroute_all()
    with page.expect_response(own):
        page.clock.run_for(70_000)
    expect(page.locator("[data-renewed]")).to_contain_text("Renews itself")


def test_page_that_nobody_sees_does_not_ask(open_page):
    page = open_page.open(event_of(open_page))
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.resource_type == "fetch" else None)
    page.evaluate(
        "() => { Object.defineProperty(document, 'hidden', { get: () => window.unseen, configurable: true });"
        " window.unseen = true; document.dispatchEvent(new Event('visibilitychange')); }"
    )
    own = page.url
    page.clock.run_for(3 * QUARTER)
    assert own not in asked
    with page.expect_response(own):
        page.evaluate("() => { window.unseen = false; document.dispatchEvent(new Event('visibilitychange')); }")
        page.clock.run_for(100)


def test_page_of_a_race_day_can_be_reloaded_without_scripts(browser, winter, open_page):
    address = event_of(open_page)
    context: BrowserContext = browser.new_context(java_script_enabled=False)
    found = visit(context, winter)
    page = found.open(address)
    with page.expect_navigation():
        page.get_by_role("link", name="Reload").click()
    assert page.url == winter.url + address
    context.close()

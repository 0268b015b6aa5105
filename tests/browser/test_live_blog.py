"""A live blog on a race day: written on a phone at the rink, read on another that stays open."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit, visit
from tests.browser.conftest import sign_in as sign_in_as
from tests.browser.publishing import publish
from tests.browser.soundness import violations

pytestmark = pytest.mark.browser
WORDS = ".tiptap"
POST = {"name": "Post", "exact": True}


def start(found: Visit) -> str:
    """A story that is live as a live blog, with its desk open. Returns the address at which readers find it."""
    page = found.open("/admin/news/article/add/")
    page.fill("#id_title", "Race day, as it happens")
    page.fill("#id_lead", "All of the day from the first pair on.")
    page.check("#id_live_blog")
    page.locator("[name=_publish]").click()
    publish(page)
    expect(page.locator("ul.messagelist .success").last).to_contain_text("is live")
    address = page.get_by_role("link", name="read it").get_attribute("href")
    page.get_by_role("link", name="Live blog: post entries…").click()
    page.get_by_role("button", **POST).wait_for()
    return address


def post(page: Page, heading: str, words: str = "") -> None:
    page.fill("#id_heading", heading)
    if words:
        page.locator(WORDS).click()
        page.keyboard.type(words)
    page.get_by_role("button", **POST).click()
    expect(page.locator(".live-row-heading", has_text=heading)).to_be_visible()
    expect(page.locator("ul.messagelist .success")).to_contain_text("Posted at")


def look_again(page: Page) -> None:
    """What the page does by itself every twenty seconds, and when one comes back to it."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def without_its_photo(route: Route) -> None:
    """The answer with other words in an entry that has the same mark."""
    answer = route.fetch(headers={key: each for key, each in route.request.headers.items() if key != "if-none-match"})
    route.fulfill(response=answer, body=answer.text().replace("The ice is fast.", "The ice is free."))


def headings(page: Page) -> list[str]:
    return page.locator(".live-entry h3").all_inner_texts()


def test_entries_are_posted_from_a_phone_and_reach_a_page_that_is_open(browser, site, phone):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="en-GB")
    desk = visit(context, site)
    sign_in_as(desk, "journalist")
    address = start(desk)
    page = desk.page
    post(page, "First start", "The ice is fast.")

    fan = phone.open(address)
    expect(fan.locator(".live-state")).to_contain_text("Live")
    assert headings(fan) == ["First start"]
    expect(fan.locator(".live-entry .here").first).not_to_be_empty()

    # New ones are offered, and what is being read stays where it is
    fan.locator(".live-entry").first.scroll_into_view_if_needed()
    place = fan.locator(".live-entry").first.bounding_box()["y"]
    post(page, "Gold")
    post(page, "Silver")
    look_again(fan)
    expect(fan.get_by_role("status").filter(has_text="new entries")).to_have_text("2 new entries")
    assert headings(fan) == ["First start"]
    assert abs(fan.locator(".live-entry").first.bounding_box()["y"] - place) < 1
    assert violations(fan, tags=None) == []
    fan.get_by_role("button", name="Show 2 new entries").click()
    assert headings(fan) == ["Silver", "Gold", "First start"]
    expect(fan.locator(".live-entry").first).to_be_focused()
    expect(fan.locator("[data-live-new]")).to_be_hidden()

    # Pinned, corrected, withdrawn: what was wrong is put right at once
    page.get_by_role("button", name=re.compile("Pin.*First start")).click()
    expect(page.locator("ul.messagelist .success")).to_contain_text("Pinned")
    page.get_by_role("link", name=re.compile("Correct.*Gold")).click()
    page.fill("#id_heading", "Gold for the host")
    page.get_by_role("button", name="Correct it").click()
    expect(page.locator("ul.messagelist .success")).to_contain_text("Corrected")
    page.locator("summary", has_text="Withdraw “Silver”").click()
    page.locator(".live-row", has_text="Silver").get_by_role("button", name="Yes, withdraw it").click()
    expect(page.locator("ul.messagelist .success")).to_contain_text("Withdrawn")
    look_again(fan)
    expect(fan.get_by_role("heading", name="Silver")).to_have_count(0)
    assert headings(fan) == ["Gold for the host", "First start"]
    expect(fan.locator(".live-corrected")).to_contain_text("Corrected")
    expect(fan.locator(".live-entry").last).to_contain_text("Pinned")
    fan.reload()
    assert headings(fan) == ["First start", "Gold for the host"]
    fan.locator(".live-link").last.click()
    expect(fan).to_have_url(re.compile(r"\?from=\d+#entry-\d+$"))
    assert headings(fan) == ["Gold for the host", "First start"]
    fan.goto(site.url + address)

    # What changes without anything done to the entry, as a photo whose rights end
    fan.route("**/entries/", without_its_photo)
    look_again(fan)
    expect(fan.locator(".live-entry", has_text="First start")).to_contain_text("The ice is free.")
    fan.unroute("**/entries/")

    # Without a connection nothing is sent and nothing is lost
    page.locator(WORDS).click()
    page.keyboard.type("Typed in a tunnel.")
    context.set_offline(True)
    page.get_by_role("button", **POST).click()
    expect(page.locator("[data-signed-out]")).to_be_visible()
    expect(page.locator(WORDS)).to_have_text("Typed in a tunnel.")
    context.set_offline(False)
    desk.complaints.clear()  # that there was no connection
    page.get_by_role("button", **POST).dblclick()
    expect(page.locator("ul.messagelist .success")).to_contain_text("Posted at")
    expect(page.locator(".live-row", has_text="Typed in a tunnel.")).to_have_count(1)
    assert violations(page, tags=None) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.get_by_role("button", **POST).bounding_box()["y"] < 844

    page.locator("summary", has_text="End the live blog").click()
    page.get_by_role("button", name="End it").click()
    expect(page.locator("ul.messagelist .success")).to_contain_text("has ended")
    look_again(fan)
    expect(fan.locator(".live-state")).to_contain_text("Ended")
    expect(fan.get_by_role("button", name="Show 1 new entry")).to_be_visible()
    assert (desk.complaints, phone.complaints) == ([], [])
    context.close()

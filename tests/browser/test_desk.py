"""The newsroom's desk, calendar and steps of publishing in a browser: by keyboard, on a phone, in light and dark."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Site, sign_in, visit
from tests.browser.publishing import publish
from tests.browser.soundness import fits, violations

pytestmark = pytest.mark.browser
TOMORROW = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)


@pytest.fixture(params=[(1366, 768, "light"), (390, 844, "dark")], ids=["laptop", "phone"])
def editor(request, browser: Browser, site: Site):
    width, height, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        locale="en-GB",
        timezone_id="America/New_York",
    )
    found = visit(context, site)
    sign_in(found, "editor")
    yield found
    context.close()


def new_article(editor, title: str) -> str:
    """A draft about an event in Heerenveen, saved; the address of its steps."""
    page = editor.open("/admin/news/article/add/")
    page.fill("#id_title", title)
    page.fill("#id_lead", "A lead.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/change/**")
    return page.url.split("#")[0].removesuffix("change/").removeprefix(editor.site.url)


def test_story_is_scheduled_by_ones_own_clocks_and_stands_on_every_page(editor):
    steps = new_article(editor, f"By own clocks {editor.page.viewport_size['width']}")
    page = editor.open(f"{steps}publish/")
    assert (violations(page, "#content"), fits(page)) == ([], True)
    to_hero = page.get_by_role("link", name="To the hero photo")
    expect(to_hero).to_have_attribute("href", f"{steps}change/#id_hero_choose")
    page.get_by_label("Date", exact=True).fill(f"{TOMORROW:%Y-%m-%d}")
    page.get_by_label("Time", exact=True).fill("23:00")
    page.get_by_label("Time zone").select_option(label="America/New_York (your own clocks)")
    expect(page.locator("[data-when-said]")).to_contain_text("23:00 your time")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".newsroom-doubts .errorlist")).to_have_text(
        "Look at these, and tick that you have. Then publish."
    )
    expect(page.get_by_label("Time", exact=True)).to_have_value("23:00")
    expect(page.get_by_label("Time zone")).to_have_value("America/New_York")
    publish(page)
    expect(page.locator(".newsroom-waiting")).to_contain_text("23:00 your time")

    page = editor.open("/admin/")
    assert (violations(page, "#content"), fits(page)) == ([], True)
    expect(page.locator(".work")).to_contain_text("By own clocks")
    page.locator(".work").get_by_role("link", name="Scheduled", exact=True).click()
    assert (violations(page, "#content"), fits(page)) == ([], True)
    row = page.locator(".scheduled-row", has_text=f"By own clocks {page.viewport_size['width']}")
    at = datetime.datetime.combine(TOMORROW, datetime.time(23), ZoneInfo("America/New_York"))
    expect(row.locator("[data-until]")).to_contain_text(f"in {(at - timezone.now()).days} day")
    row.get_by_role("button", name="Cancel").click()
    expect(page.locator(".messagelist")).to_contain_text("Edition 1 is cancelled")
    expect(row).to_contain_text("is planned, not published")
    assert editor.complaints == []


def test_withdrawal_is_planned_and_cancelled(editor):
    steps = new_article(editor, f"A notice {editor.page.viewport_size['width']}")
    page = editor.open(f"{steps}publish/")
    publish(page)
    page = editor.open(f"{steps}withdraw/")
    page.get_by_label("Date", exact=True).fill(f"{TOMORROW:%Y-%m-%d}")
    page.get_by_label("Time", exact=True).fill("12:00")
    assert (violations(page, "#content"), fits(page)) == ([], True)
    page.get_by_role("button", name="Withdraw it at this time").click()
    expect(page.locator(".newsroom-state").first).to_contain_text("Withdrawn from")
    page.get_by_role("link", name="Move or cancel the withdrawal…").click()
    page.get_by_role("button", name="Cancel the withdrawal").click()
    expect(page.locator(".messagelist")).to_contain_text("It stays: the withdrawal")
    assert editor.complaints == []


def test_calendar_is_a_month_on_a_laptop_and_a_list_on_a_phone(editor):
    page = editor.open("/admin/news/article/calendar/?month=2025-11")
    assert (violations(page, "#content"), fits(page)) == ([], True)
    is_phone = page.viewport_size["width"] == 390
    expect(page.locator(".calendar-month thead")).to_be_visible(visible=not is_phone)
    first = page.locator(".calendar-happening.is-event a").first
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/2025-26/**")
    page = editor.open("/admin/news/article/calendar/?month=2025-11&as=list")
    assert (violations(page, "#content"), fits(page)) == ([], True)
    page.get_by_role("link", name="December", exact=True).click()
    expect(page.get_by_role("heading", name="December 2025")).to_be_visible()
    assert page.url.endswith("?month=2025-12&as=list")
    assert editor.complaints == []


def test_list_of_articles_is_whole_and_finds_without_accents(editor):
    page = editor.open("/admin/news/article/?q=jilek")
    expect(page.locator("#result_list .field-story", has_text="Jílek takes the 10,000m")).to_be_visible()
    assert fits(page)
    cut = page.evaluate(
        "[...document.querySelectorAll('#result_list td, #result_list th')]"
        ".filter((each) => each.getBoundingClientRect().right > innerWidth + 1).length"
    )
    assert cut == 0
    assert editor.complaints == []

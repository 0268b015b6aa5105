"""A broadcaster's mail becomes listings, and a schedule single sessions, with the clicks and fields that it takes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.counting import Counted
from tests.browser.soundness import fits, violations

pytestmark = pytest.mark.browser

ADD = "/admin/events/listing/add/"


@pytest.fixture
def counted(broadcast_office: Visit) -> Counted:
    return Counted.on(broadcast_office.page)


def tab_to(page: Page, field: str) -> None:
    """By the tab key from wherever one is."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == field:
            return
    raise AssertionError(field)


def test_mail_and_one_late_session_of_it(broadcast_office: Visit, counted: Counted):
    """Eurosport has Germany, Austria and German-speaking Switzerland for World Cup 2 to 4, live on TV and on demand in
    its app, geo-blocked. Then: in Austria only Saturday's second session, half an hour late."""
    page = broadcast_office.open(ADD)
    counted.again()
    page.set_viewport_size({"width": 1366, "height": 768})
    expect(page.locator("#id_who")).to_be_focused()
    page.keyboard.type("Eurosport")
    expect(page.locator("#id_who_heard")).to_have_text("New: Eurosport is added when you save.")
    tab_to(page, "id_where")
    page.keyboard.type("Germany, Austria and German-speaking Switzerlnd")
    expect(page.locator("#id_where_heard")).to_contain_text("that is known here. Is Switzerland")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.type("and")
    expect(page.locator("#id_where_heard")).to_have_text(
        "Understood: Germany · Austria · Switzerland, German-speaking part."
    )
    for number in (2, 3, 4):
        page.locator("#id_events").get_by_label(f"World Cup {number}").check()
    page.get_by_label("On demand").check()
    tab_to(page, "id_platform")
    page.keyboard.type("TV and")
    tab_to(page, "id_app_link")
    page.keyboard.type("https://www.eurosport.com/app")
    page.get_by_label("Geo-blocked").check()
    tab_to(page, "id_source")
    page.keyboard.type("Mail of 18 November")
    assert page.locator("summary", has_text="More").count() == 1
    assert page.locator("#id_language").is_hidden()
    assert violations(page, "#content") == []
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text(
        "3 listings were added successfully: Eurosport: Germany, Eurosport: Austria, Eurosport: Switzerland, "
        "German-speaking part. Eurosport was added as a broadcaster."
    )
    expect(page.locator(".messagelist")).to_contain_text("Example Sport One holds exclusive rights")
    assert (counted.clicks, sorted(counted.fields)) == (
        6,
        ["app_link", "events", "is_geo_blocked", "platform", "source", "ways", "where", "who"],
    )

    page.get_by_role("link", name="Eurosport: Austria").first.click()
    page.wait_for_url("**/change/")
    listing = page.url
    counted.again()
    page.get_by_label("Only the ticked sessions").check()
    page.locator("summary", has_text="World Cup 3").click()
    saturday = page.locator("details[open] tr", has_text="Sat 6 Dec").nth(1)
    saturday.get_by_role("checkbox").check()
    page.keyboard.press("Tab")
    page.keyboard.type("+30")
    page.keyboard.press("Tab")
    page.keyboard.type("Delayed")
    assert violations(page, "#content") == []
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    said = {re.sub(r"showings-\d+-", "", name) for name in counted.fields}
    assert (counted.clicks, said) == (4, {"only_sessions", "is_shown", "starts_at", "timing"})

    broadcast_office.open("/where-to-watch/aut/?season=2025-26")
    heerenveen = page.locator("section.event-answer", has=page.get_by_role("link", name="Heerenveen"))
    expect(heerenveen.locator(".own-right", has_text="Eurosport ")).to_have_count(6 + 1)
    expect(heerenveen.locator(".answer-how").first).to_have_text(
        re.compile(r"TV and stream · delayed, on demand\s+· some sessions only")
    )
    expect(heerenveen.locator(".own", has_text="delayed, on demand")).to_contain_text("Sat 14:45 in Heerenveen")
    expect(heerenveen.get_by_role("link", name="App of Eurosport")).to_have_attribute(
        "href", "https://www.eurosport.com/app"
    )

    # As at the last event, on a phone
    page.goto(listing)
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="As at World Cup 3 in Heerenveen").click()
    expect(page.locator(".sessions-filled")).to_contain_text("Nothing is saved yet")
    assert fits(page)
    assert violations(page, "#content") == []
    assert broadcast_office.complaints == []


def test_one_session_of_a_new_listing_by_the_keys_alone(broadcast_office: Visit):
    """RAI has World Cup 3 in Italy, of it Saturday's second session only, half an hour late: one page, no click."""
    page = broadcast_office.open(ADD)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.keyboard.type("RAI Sport")
    tab_to(page, "id_where")
    page.keyboard.type("Italy")
    box = page.locator("#id_events").get_by_label("World Cup 3")
    tab_to(page, box.get_attribute("id"))
    page.keyboard.press("Space")
    expect(page.locator("#id_events_heard")).to_have_text("Their sessions are at the foot of the form.")
    tab_to(page, "id_source")
    page.keyboard.type("Mail of 3 December")
    tab_to(page, "id_only_sessions")
    page.keyboard.press("Space")
    saturday = page.locator(".sessions-grid tr", has_text="Sat 6 Dec").nth(1)
    tab_to(page, saturday.get_by_role("checkbox").get_attribute("id"))
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("+30")
    assert violations(page, "#content") == []

    # What was typed of a session is still there when another event is ticked, or its own is unticked and ticked again
    second = page.locator("#id_events").get_by_label("World Cup 2")
    second.press("Space")
    expect(page.locator(".sessions-event")).to_have_count(2)
    box.press("Space")
    expect(page.locator(".sessions-event")).to_have_count(1)
    box.press("Space")
    second.press("Space")
    expect(page.locator(".sessions-event")).to_have_count(1)
    expect(saturday.get_by_label("starts at")).to_have_value("+30")
    expect(page.locator(".sessions-grid input[type=checkbox]:checked")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("RAI Sport was added as a broadcaster.")
    page.get_by_role("link", name="RAI Sport: Italy").first.click()
    expect(page.get_by_label("Only the ticked sessions")).to_be_checked()
    expect(saturday.get_by_label("starts at")).to_have_value("14:45")
    assert broadcast_office.complaints == []


def test_sessions_are_ticked_at_once_and_by_the_keys_and_nothing_typed_is_lost(broadcast_office: Visit):
    page = broadcast_office.open("/admin/events/listing/")
    page.locator("#result_list tr", has_text="Japan").locator("th a").first.click()
    page.wait_for_selector("[data-sessions]")
    boxes = page.locator(".sessions-grid input[type=checkbox]")
    total = boxes.count()
    page.get_by_role("button", name="Untick all sessions").click()
    assert page.locator(".sessions-grid input[type=checkbox]:checked").count() == 0
    page.get_by_role("button", name="Tick all sessions", exact=True).click()
    assert page.locator(".sessions-grid input[type=checkbox]:checked").count() == total
    first = page.locator("details[open] .sessions-grid tbody tr").first
    first.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    expect(first).to_have_class("is-out")
    expect(first.locator('input[name$="-starts_at"]')).to_be_hidden()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("noon")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".sessions-grid tr.errors")).to_contain_text("“noon” is not a time such as 18:30")
    expect(page.locator('.sessions-grid tr.errors input[name$="-starts_at"]')).to_have_value("noon")
    assert broadcast_office.complaints == []


def test_browsing_seasons_unticks_nothing(broadcast_office: Visit):
    page = broadcast_office.open(ADD)
    season, event = page.locator("#id_season"), page.locator("#id_events").get_by_label("World Cup 2")
    group = page.locator("#id_events > div", has=page.get_by_label("World Cup 2"))
    now = season.input_value()
    values = season.locator("option").evaluate_all("options => options.map((option) => option.value)")
    another = next(value for value in values if value not in {"", now})
    event.check()
    season.select_option(another)
    expect(group).to_be_visible()  # what is ticked and isn't of that season is seen, and refused by the server
    season.select_option(now)
    expect(event).to_be_checked()
    event.uncheck()
    season.select_option(another)
    expect(group).to_be_hidden()
    season.select_option(now)
    expect(group).to_be_visible()
    assert broadcast_office.complaints == []

"""The desk, the matrix and the tables as broadcast staff walk them."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.soundness import fits, violations

pytestmark = pytest.mark.browser

DESK = "/admin/broadcast/?season=2025-26"
MATRIX = "/admin/events/listing/matrix/?season=2025-26"


def add_listing(page: Page, country: str, ends_on: str = "", link: str = "") -> None:
    """From the matrix: a cell of a country without a listing, to a filled form, saved."""
    page.goto(page.url.split("/admin/")[0] + MATRIX + f"&country={country}")
    page.locator("[data-matrix] td a").first.click()
    cell = page.get_by_role("dialog")
    cell.get_by_label("Broadcaster").fill("NOS")
    cell.get_by_label("Source").fill("A made-up source")
    cell.get_by_label("Ends on").fill(ends_on)
    cell.get_by_label("Link").fill(link)
    cell.get_by_label("all events of the season").check()
    cell.get_by_role("button", name="Save").click()
    expect(page.locator("[data-matrix-said]")).to_contain_text("NOS:")


def test_desk_says_what_ends_and_takes_what_staff_find(broadcast_office):
    page = broadcast_office.open(MATRIX)
    soon = datetime.datetime.now(tz=datetime.UTC).date() + datetime.timedelta(days=3)
    add_listing(page, "MLT", f"{soon:%d/%m/%Y}", "https://nos.nl/live")
    broadcast_office.open("/admin/")
    page.get_by_role("link", name="Broadcast desk").click()
    page.select_option("#season", label="2025/26")
    page.get_by_role("button", name="Show").click()
    ending = page.locator("#expiring tbody tr", has_text="NOS: Malta")
    expect(ending).to_contain_text("never")
    opened = ending.get_by_role("link", name="open the link of NOS: Malta in a new tab")
    assert (opened.get_attribute("rel"), opened.get_attribute("href")) == ("noopener noreferrer", "https://nos.nl/live")

    ending.get_by_role("button", name="No longer answers").click()
    said = page.locator(".messagelist")
    expect(said).to_have_text("Recorded for the one that leads there: https://nos.nl/live no longer answers.")
    assert page.url.endswith("/admin/broadcast/?season=2025-26#expiring")
    failing = page.locator("#links tbody tr", has_text="https://nos.nl/live").first
    expect(failing).to_contain_text("Somebody found that it no longer answers")
    failing.get_by_role("button", name="Link answers").click()
    expect(said).to_have_text("Recorded for the one that leads there: https://nos.nl/live answers.")
    expect(page.locator("#expiring tbody tr", has_text="NOS: Malta")).to_contain_text("never")  # the right itself
    page.locator("#expiring tbody tr", has_text="NOS: Malta").get_by_role("button", name="Still right").click()
    expect(page.locator("#expiring tbody tr", has_text="NOS: Malta")).not_to_contain_text("never")
    assert violations(page, "#content") == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert fits(page)
    assert broadcast_office.complaints == []


def test_matrix_is_walked_by_the_keys_and_filtered(broadcast_office):
    page = broadcast_office.open(MATRIX)
    cells = page.locator("[data-matrix] tbody tr").first.locator("td a")
    page.locator(".matrix-scroll").focus()
    page.keyboard.press("Tab")
    expect(cells.nth(0)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(cells.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(cells.last).to_be_focused()
    page.keyboard.press("ArrowUp")  # there is nothing above it
    expect(cells.last).to_be_focused()
    page.keyboard.press("Home")
    for _ in range(40):
        page.keyboard.press("ArrowDown")
    focused = page.locator("[data-matrix] tbody tr").nth(40).locator("td a").first
    expect(focused).to_be_focused()
    head = page.locator("[data-matrix] thead th").first.bounding_box()
    assert focused.bounding_box()["y"] >= head["y"] + head["height"] - 1  # not below the row that sticks
    assert head["y"] >= page.locator(".matrix-scroll").bounding_box()["y"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-matrix]')") is None

    page.fill("#country", "ITA")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("[data-matrix] tbody th")).to_have_text(["Italy ITA"])
    expect(page.locator("[data-matrix] td a").first).to_contain_text("discovery+")
    page.locator("[data-matrix] td a").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("discovery+: listing for Italy")
    assert broadcast_office.complaints == []


def test_cell_is_changed_in_place_by_the_keyboard_alone(broadcast_office):
    page = broadcast_office.open(f"{MATRIX}&broadcaster=discovery%2B")
    cell = page.locator("#cell-ITA-2 a")
    cell.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Italy, World Cup 2, Calgary 2025/26")
    expect(dialog.get_by_label("Channel")).to_be_focused()
    assert violations(page, ".cell-dialog") == []
    page.keyboard.press("Control+a")
    page.keyboard.type("Calgary channel")
    page.on("dialog", lambda asked: asked.dismiss())
    page.keyboard.press("Escape")  # what was typed is not thrown away without a question
    expect(dialog.get_by_label("Channel")).to_have_value("Calgary channel")
    dialog.get_by_label("World Cup 2, Calgary 2025/26 alone").focus()
    page.keyboard.press("Space")
    with page.context.expect_page() as opened:
        dialog.get_by_role("button", name="What fans would see").press("Enter")
    foreseen = opened.value
    expect(foreseen.locator("main")).to_contain_text("2 answers would change: 1 country and 1 territory, 1 event.")
    expect(foreseen.locator(".foreseen-after")).to_contain_text("Calgary channel")
    assert violations(foreseen, "main") == []
    foreseen.set_viewport_size({"width": 390, "height": 844})
    assert fits(foreseen)
    foreseen.close()
    dialog.get_by_label("Note").press("Enter")
    expect(page.locator("[data-matrix-said]")).to_contain_text("is a listing of its own now.")
    expect(dialog).to_have_count(0)
    expect(cell).to_be_focused()

    page.goto(page.url.split("/admin/")[0] + "/where-to-watch/ita/?season=2025-26")
    expect(page.locator("#\\32 -calgary")).to_contain_text("Calgary channel")
    expect(page.locator("#\\33 -heerenveen")).not_to_contain_text("Calgary channel")

    # It is taken back where it was done.
    page.goto(page.url.split("/where-")[0] + MATRIX)
    page.locator("#cell-ITA-2 a").click()
    dialog.locator(".cell-last summary").click()
    dialog.get_by_role("link", name="Take this back …").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".messagelist")).to_be_visible()
    page.goto(page.url.split("/admin/")[0] + "/where-to-watch/ita/?season=2025-26")
    expect(page.locator("#\\32 -calgary")).not_to_contain_text("Calgary channel")
    assert broadcast_office.complaints == []


def test_cell_keeps_what_was_typed_whatever_happens(broadcast_office):
    page = broadcast_office.open(MATRIX)
    page.locator("#cell-ITA-3 a").click()
    dialog = page.get_by_role("dialog")
    note, save = dialog.get_by_label("Note"), dialog.get_by_role("button", name="Save")
    note.fill("Said by telephone")
    asked: list[str] = []
    page.on("dialog", lambda question: (asked.append(question.message), question.dismiss()))
    for leave in ("Close", "Add another broadcaster here"):
        dialog.get_by_text(leave, exact=True).click()
        expect(note).to_have_value("Said by telephone")
    assert asked == ["Close without saving what you typed?"] * 2

    refusal = "<main><h1>Try that again</h1><p>Somebody else is at it.</p></main>"
    answer = {"status": 409, "content_type": "text/html", "body": refusal}
    page.route("**/matrix/2025-26/ITA/3/*/", lambda route: route.fulfill(**answer))
    for _ in range(2):
        save.click()
        expect(dialog.get_by_role("alert").locator("p")).to_have_text(
            ["Try that again", "Somebody else is at it.", "What you typed is still here."]
        )
        expect(note).to_have_value("Said by telephone")
    assert violations(page, ".cell-dialog") == []
    page.unroute("**/matrix/2025-26/ITA/3/*/")

    dialog.get_by_label("Source").fill("")
    save.click()
    expect(dialog.get_by_text("This field is required.").first).to_be_visible()
    page.keyboard.press("Escape")  # the form that came back isn't saved either
    expect(note).to_have_value("Said by telephone")
    assert len(asked) == 3
    dialog.get_by_label("Source").fill("A made-up source")
    save.click()
    expect(page.locator("[data-matrix-said]")).to_contain_text("saved.", timeout=15_000)
    expect(dialog).to_have_count(0)
    assert len(asked) == 3
    assert {each for each in broadcast_office.complaints if "409" not in each} == set()


def test_cell_that_is_sent_signed_out_is_kept(broadcast_office):
    page = broadcast_office.open(MATRIX)
    page.locator("#cell-ITA-4 a").click()
    page.get_by_role("dialog").get_by_label("Note").fill("Said by telephone")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#content")).to_contain_text("What was typed is kept.", timeout=15_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_matrix_is_read_in_light_and_dark(broadcast_office, scheme):
    broadcast_office.page.emulate_media(color_scheme=scheme)
    page = broadcast_office.open(MATRIX)
    assert violations(page, "#content") == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert fits(page)


def test_single_session_is_entered_by_the_venue_s_clocks(broadcast_office):
    page = broadcast_office.open(MATRIX)
    add_listing(page, "SMR")
    broadcast_office.open("/admin/events/listing/?q=San+Marino")
    page.locator("#result_list tbody tr", has_text="San Marino").locator("a").first.click()
    page.locator("summary", has_text="World Cup 3, Heerenveen").click()
    page.get_by_label("Fri 5 Dec 13:46, Session 1, Division B: starts at").fill("13:15")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    expect(page.locator("[name=showings-0-starts_at]")).to_have_value("13:15")
    assert violations(page, "#showings-group") == []
    assert broadcast_office.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_broadcaster_s_schedule_is_pasted_looked_at_and_applied(broadcast_office, scheme):
    broadcast_office.page.emulate_media(color_scheme=scheme)
    page = broadcast_office.open("/admin/events/listing/")
    heading, buttons = page.locator("#content h1").bounding_box(), page.locator(".object-tools").bounding_box()
    assert heading["y"] + heading["height"] <= buttons["y"]
    page.get_by_role("link", name="Import sessions").click()
    head = "broadcaster\tcountry\tseason\tevent\tsession\tstart\tnote"
    row = "discovery+\tITA\t2025-26\t3\t1\t{}\t" + scheme
    page.fill("#id_text", f"{head}\n{row.format('25:00')}")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator(".table-plan li")).to_have_text(
        ["pasted, row 2, column start: '25:00' is not a time of day, which is from 00:00 to 23:59"]
    )
    assert violations(page, "#content") == []
    page.fill("#id_text", f"{head}\n{row.format('13:15')}")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator(".table-plan")).to_contain_text("World Cup 3, Heerenveen 2025/26, Session 1")
    expect(page.locator(".table-plan")).to_contain_text(scheme)
    assert violations(page, "#content") == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert fits(page)
    page.get_by_role("button", name="Apply what is shown").click()
    expect(page.locator(".messagelist")).to_contain_text("Single sessions: ")
    assert broadcast_office.complaints == []

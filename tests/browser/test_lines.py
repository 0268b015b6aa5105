"""Results and start lists as grids, in a real browser: pasted, typed by keyboard alone, on a desktop and a phone.

All skaters and races are examples of a season of their own.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Site, sign_in, visit
from tests.browser.soundness import fits, violations
from tests.databases import copy_name, using
from tests.factories import events
from tests.factories import standings as factories
from tests.together import apart

pytestmark = pytest.mark.browser

FIRST = ("Ada", "Bea", "Cleo", "Dora", "Ella", "Fay", "Gwen", "Hope", "Iris", "Jane")
NAMES = [f"{given} {family}" for family in ("Exampleton", "Samplesen") for given in FIRST]
# As a sheet prints it, but for one skater whom nobody knows
TWENTY = "\n".join(
    f"{place}\t{place + 30}\t{name.split()[1].upper()} {name.split()[0]}\tNED\t37,{place:02}"
    for place, name in enumerate([*NAMES[:19], "Zoe Unknownova"], 1)
)
STARTS = "START LIST\n" + "\n".join(
    f"Pair {pair}\nI {pair + 30} {NAMES[2 * pair - 2]} NED\nO {pair + 50} {NAMES[2 * pair - 1]} NED"
    for pair in range(1, 6)
)
UNNAMED = """() => [...document.querySelectorAll("#content-main form :is(input, select, textarea, button)")].filter(
  (each) => each.type !== "hidden" && !each.ariaLabel && !each.labels?.length && !each.textContent.trim()
    && !(each.type === "submit" && each.value)).map((each) => each.name)"""
PASTE = """(cell, text) => {
  const given = new DataTransfer();
  given.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module", autouse=True)
def races(site: Site, django_db_blocker) -> list[str]:
    """The keys of three races of a past event."""

    def make() -> list[str]:
        with django_db_blocker.unblock(), using(copy_name("demo")):
            for name in NAMES:
                factories.skater(name)
            event = events.event(season=events.season(2019), venue=events.venue("Example Oval"))
            return [str(events.race(event=event, distance=distance).pk) for distance in ("500", "1000", "1500")]

    return apart(make)


@pytest.fixture
def office(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """A page of results staff, which notes what the browser complains about."""
    contexts: list[BrowserContext] = []

    def open_one(path: str, **options) -> Page:
        contexts.append(
            browser.new_context(**{"viewport": {"width": 1366, "height": 768}, "locale": "en-GB"} | options)
        )
        found = visit(contexts[-1], site)
        sign_in(found, "results")
        found.page.complaints = found.complaints
        return found.open(path)

    yield open_one
    for context in contexts:
        context.close()


def is_sound(page: Page) -> None:
    """Nothing scrolls sideways, every control has a name, and axe finds nothing."""
    assert fits(page)
    assert page.evaluate(UNNAMED) == []
    assert violations(page) == []
    assert page.complaints == []


def cell(page: Page, name: str, line: int):
    return page.locator(f"[data-line]:nth-of-type({line}) [name$='-{name}']:not([type=hidden], [type=radio])")


def test_twenty_lines_are_pasted_and_saved_in_four_clicks(office, races, site):
    page = office(f"/admin/standings/racesheet/{races[0]}/change/")
    is_sound(page)
    cell(page, "competitor", 1).click()  # 1
    cell(page, "competitor", 1).evaluate(PASTE, TWENTY)
    expect(page.locator("#lines-read")).to_contain_text("20 new lines. Nothing is saved yet")
    expect(page.locator("#form-trouble li")).to_have_count(1)
    is_sound(page)
    assert page.get_by_label("Time, line 3, Cleo Exampleton").input_value() == "37.03"
    # Nobody is made of a name that is not known unless somebody says so
    page.get_by_label("a new skater: Zoe Unknownova (family name Unknownova), NED").check()  # for that skater alone
    page.get_by_label("Result state").select_option("official")  # 2
    page.get_by_label("Source").fill("A sheet made up for this test")  # 3
    page.get_by_role("button", name="Save and continue editing").click()  # 4
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully", timeout=20_000)
    assert cell(page, "competitor", 20).input_value() == "Zoe Unknownova"
    assert cell(page, "competitor", 21).input_value() == ""
    page.goto(site.url + f"/admin/standings/racesheet/{races[0]}/change/")
    page.get_by_role("link", name="View on site").click()
    expect(page.locator(".result-table tbody tr")).to_have_count(20)
    expect(page.locator(".result-table tbody tr").last).to_contain_text("Zoe Unknownova")


def test_lines_are_typed_by_keyboard_alone(office, races):
    page = office(f"/admin/standings/racesheet/{races[1]}/change/")
    cell(page, "competitor", 1).focus()
    keys = page.keyboard
    for name in NAMES[:2]:
        keys.type(name.lower())
        keys.press("Enter")
    expect(cell(page, "competitor", 3)).to_be_focused()
    assert cell(page, "country", 1).get_attribute("placeholder") == "NED"
    keys.type("Nobody")
    keys.press("Escape")
    expect(cell(page, "competitor", 3)).to_have_value("")
    keys.press("ArrowUp")
    expect(cell(page, "competitor", 2)).to_be_focused()
    keys.press("Tab")
    keys.press("Tab")
    expect(page.get_by_label(re.compile("Time, line 2, bea exampleton"))).to_be_focused()
    keys.type("1.15,60")
    keys.press("ArrowUp")
    keys.type("1:15,4")
    # A line is added as the last one is typed in, and places go on from those above
    last = page.locator("[data-line]").count()
    cell(page, "rank", last).fill("DNF")
    cell(page, "competitor", last).fill(NAMES[2])
    expect(page.locator("[data-line]")).to_have_count(last + 1)
    assert cell(page, "rank", last + 1).input_value() == str(last)  # the one before has no place
    cell(page, "competitor", last + 1).fill(NAMES[3])
    cell(page, "status", last + 1).select_option("DNS")
    expect(cell(page, "rank", last + 1)).to_have_value("")
    page.get_by_label("Result state").select_option("partial")
    page.get_by_label("Source").fill("Made up")
    page.get_by_label("Source").press("Enter")  # as ever, it saves: the box for pasted lines is not asked
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully", timeout=20_000)
    page.goto(f"{page.url.split('/admin/')[0]}/admin/standings/racesheet/{races[1]}/change/")
    said = [
        [cell(page, name, line).input_value() for name in ("rank", "competitor", "time", "status")]
        for line in (1, 2, 3, 4)
    ]
    assert said == [
        ["1", NAMES[0], "1:15.40", "OK"],
        ["2", NAMES[1], "1:15.60", "OK"],
        ["", NAMES[2], "", "DNF"],
        ["", NAMES[3], "", "DNS"],
    ]
    is_sound(page)


def test_start_list_is_pasted_on_a_phone_without_scripts_and_shown_to_fans(office, races, site, phone):
    page = office(
        f"/admin/standings/startsheet/{races[2]}/change/",
        viewport={"width": 390, "height": 844},
        java_script_enabled=False,
    )
    page.locator("summary").click()
    page.get_by_label("Lines", exact=True).fill(STARTS)
    page.get_by_role("button", name="Read the lines").click()
    expect(page.locator("#lines-read")).to_contain_text("10 new lines.")
    page.get_by_label("Source").fill("Made up for this test")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    assert page.complaints == []
    phone.page.emulate_media(color_scheme="dark")
    public = phone.open("/events/2019-20/")
    public.get_by_role("link", name=re.compile("Example Oval|World Cup 1")).first.click()
    public.locator(".start-list-fold summary").click()
    expect(public.locator(".start-list tbody tr")).to_have_count(10)
    public.get_by_role("link", name="Page of this race").click()
    expect(public.locator(".start-list tbody tr").nth(3)).to_contain_text("Dora Exampleton")
    assert fits(public)
    assert violations(public, tags=None) == []
    assert phone.complaints == []


@pytest.mark.parametrize("kind", ["racesheet", "startsheet"])
def test_grid_is_sound_on_a_phone_in_the_dark(office, races, kind):
    page = office(
        f"/admin/standings/{kind}/{races[2]}/change/",
        viewport={"width": 390, "height": 844},
        has_touch=True,
        color_scheme="dark",
    )
    is_sound(page)
    cell(page, "competitor", 1).fill(NAMES[0])
    expect(cell(page, "country", 1)).to_be_visible()
    assert cell(page, "competitor", 1).bounding_box()["height"] >= 44
    is_sound(page)

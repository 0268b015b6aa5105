"""Where room is scarce: narrow screens, long words, letters twice their size. And pictures that ask for no more."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.soundness import fits

pytestmark = pytest.mark.browser

LONG = "Mannschaftsverfolgungsweltmeisterschaftsqualifikation"
CUP = "/standings/2025-26/women/500m/"
PAGES = [
    "/", "/news/", "/news/2025/kok-five-from-five/", "/news/2025/how-points-are-won/", "/events/", "/events/2025-26/",
    "/events/2025-26/1-salt-lake-city/", "/events/2025-26/1-salt-lake-city/women-500m-1/",
    "/events/2025-26/3-heerenveen/men-mass-start/", "/where-to-watch/", "/where-to-watch/ned/?season=2022-23",
    "/standings/", "/standings/2025-26/", CUP, "/skaters/", "/skaters/femke-kok/", "/nations/", "/nations/ned/",
    "/search/?q=kok", "/about/", "/nothing/here/",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_letters_of_32_pixels_make_no_page_wider_than_a_phone(phone, path):
    phone.page.context.new_cdp_session(phone.page).send(
        "Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}}
    )
    page = phone.open(path)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert fits(page)
    button = page.locator(".theme-toggle").bounding_box()
    assert button["x"] >= 0
    assert button["x"] + button["width"] <= 390


def test_long_word_in_the_lead_makes_the_home_page_no_wider(phone):
    phone.page.set_viewport_size({"width": 320, "height": 640})
    page = phone.open("/")
    page.locator(".lead-story h1 a").evaluate("(link, word) => { link.textContent = word; }", LONG)
    assert fits(page)


# The frame around what has the focus, and the box of the menu, which crops what is outside of it
RINGS = """(nav) => [...nav.querySelectorAll("a")].map((link) => {
  link.focus();
  const style = getComputedStyle(link);
  const wide = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
  const [box, room] = [link.getBoundingClientRect(), nav.getBoundingClientRect()];
  return style.outlineStyle !== "none" && box.top - wide >= room.top && box.bottom + wide <= room.bottom
    && box.left - wide >= room.left - 1 && box.right + wide <= room.right + 1;
})"""


def test_focus_in_the_menu_is_framed_whole_where_the_menu_scrolls(phone):
    phone.page.set_viewport_size({"width": 340, "height": 740})
    page = phone.open("/")
    page.keyboard.press("Tab")  # from here on focus is that of a keyboard
    assert page.locator(".site-nav").evaluate(RINGS) == [True] * 5


@pytest.mark.parametrize("knows", [True, False])
def test_tabs_begin_at_the_current_one(phone, knows):
    def without(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("scroll-initial-target", "unknown-target"))

    if not knows:
        phone.page.route("**/*.css", without)
        phone.page.add_init_script("CSS.supports = () => false;")
    page = phone.open("/standings/2025-26/women/team-sprint/")
    tab = page.locator(".tabs [aria-current]")
    assert page.locator(".tabs").evaluate("row => row.scrollWidth > row.clientWidth")
    page.wait_for_function("document.querySelector('.tabs').scrollLeft > 0")
    box = tab.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("scrollY") == 0


# Of each picture: how wide it is laid out, a cropped one before it is cropped, and how wide `sizes` says
WIDTHS = """() => [...document.querySelectorAll("main img[sizes]")].map((image) => {
  const said = image.sizes.split(/,\\s*(?![^(]*\\))/u).map((each) => each.match(/^(?:(\\([^)]*\\)) )?(.+)$/u));
  const [, , size] = said.find(([, condition]) => !condition || matchMedia(condition).matches);
  const ruler = document.createElement("div");
  ruler.style.width = size;
  document.body.append(ruler);
  const expected = ruler.getBoundingClientRect().width;
  ruler.remove();
  const box = image.getBoundingClientRect();
  const isCropped = getComputedStyle(image).objectFit === "cover";
  const shape = image.getAttribute("width") / image.getAttribute("height");
  return [isCropped ? Math.max(box.width, box.height * shape) : box.width, expected, image.currentSrc];
})"""


def of_pictures(visit: Visit, path: str, width: int) -> list[tuple[float, float, str]]:
    visit.page.set_viewport_size({"width": width, "height": 900})
    page: Page = visit.open(path)
    return page.evaluate(WIDTHS)


@pytest.mark.parametrize("width", [360, 660, 800, 1000, 1200, 1366, 1920])
@pytest.mark.parametrize("path", ["/", "/news/", "/events/2025-26/1-salt-lake-city/", "/news/2025/kok-five-from-five/"])
def test_pictures_say_how_wide_they_are_laid_out(desktop, path, width):
    for laid_out, said, name in of_pictures(desktop, path, width):
        assert laid_out * 0.97 <= said <= laid_out * 1.3, name

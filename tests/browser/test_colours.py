"""What is seen in light and dark, in forced colours, and by browsers that know no pairs of colours."""

import io
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from PIL import Image
from playwright.sync_api import Locator, Page, Route

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

STORY = "/news/2025/kok-five-from-five/"
CUP = "/standings/2025-26/women/500m/"


def span(image: Image.Image) -> int:
    """How far apart its lightest and its darkest point are, of 255."""
    least, most = image.convert("L").getextrema()
    return most - least


def seen(page: Page, x: float, y: float, width: float, height: float) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot(clip={"x": x, "y": y, "width": width, "height": height})))


def video(visit: Visit) -> Page:
    page = visit.open(STORY)
    block = SimpleNamespace(poster=None, youtube="abcdefghijk", title="The race in full")
    html = render_to_string("news/blocks/_video.html", {"block": block})
    page.evaluate("html => document.querySelector('.article').insertAdjacentHTML('afterbegin', html)", html)
    page.locator(".video-play").scroll_into_view_if_needed()
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_title_of_a_video_is_light_on_dark_in_both_themes(phone, scheme):
    phone.page.emulate_media(color_scheme=scheme)
    page = video(phone)
    title = Image.open(io.BytesIO(page.locator(".video-play bdi").screenshot()))
    assert title.convert("L").getextrema()[0] < 60
    assert span(title) > 150


def test_video_has_its_sign_in_forced_colours(phone):
    phone.page.emulate_media(forced_colors="active")
    page = video(phone)
    box = page.locator(".video-play").bounding_box()
    assert span(seen(page, box["x"] + 20, box["y"] + 20, 64, 64)) > 100


def is_underlined(link: Locator) -> bool:
    """Whether the foot of its box has another colour than the corner above it."""
    box = link.bounding_box()
    foot = seen(link.page, box["x"] + 12, box["y"] + box["height"] - 2, box["width"] - 24, 1)
    corner = seen(link.page, box["x"] + 1, box["y"] + 1, 2, 2)
    return foot.getpixel((0, 0)) != corner.getpixel((0, 0))


@pytest.mark.parametrize("forced", ["active", "none"])
@pytest.mark.parametrize("row", [".tabs", ".site-nav"])
def test_current_link_alone_is_underlined(desktop, forced, row):
    desktop.page.emulate_media(forced_colors=forced, reduced_motion="reduce")
    links = desktop.open(CUP).locator(f"{row} a").all()
    assert len(links) > 3
    current = [link.get_attribute("aria-current") is not None for link in links]
    assert current.count(True) == 1
    assert [is_underlined(link) for link in links] == current


COLOURS = """() => [...document.querySelectorAll("*")].map((each) => {
  const style = getComputedStyle(each);
  return [each.localName, each.className, style.color, style.backgroundColor, style.borderTopColor].join();
})"""


def without_pairs(route: Route) -> None:
    """A stylesheet as browsers have it that don't know light-dark()."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace("light-dark(", "unknown-pair("))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", STORY, CUP, "/where-to-watch/"])
def test_browser_without_pairs_of_colours_shows_the_same(phone, scheme, path):
    phone.page.emulate_media(color_scheme=scheme)
    page = phone.open(path)
    page.wait_for_load_state("networkidle")
    expected = page.evaluate(COLOURS)
    page.route("**/*.css", without_pairs)
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(COLOURS) == expected

"""Pages as they are printed: read from the PDF that the browser makes of them."""

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.browser.watching import EVENT, fan

__all__ = ["fan"]

pytestmark = pytest.mark.browser

STORY = "/news/2025/kok-five-from-five/"
MARGIN = 14 / 25.4 * 72  # points


def printed(page: Page) -> pypdfium2.PdfDocument:
    page.wait_for_load_state("networkidle")
    return pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))


def text(document: pypdfium2.PdfDocument) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def lefts(document: pypdfium2.PdfDocument, words: str) -> list[float]:
    """Where these words begin, in points from the left edge of the paper."""
    found = []
    for page in document:
        search = page.get_textpage().search(words)
        while place := search.get_next():
            found.append(search.textpage.get_charbox(place[0])[0])
    return found


def test_text_of_an_article_begins_at_the_left_margin(desktop):
    page = desktop.open(STORY)
    first = " ".join(page.locator(".article .prose p").first.inner_text().split()[:3])
    found = printed(page)
    assert lefts(found, first)[0] == pytest.approx(MARGIN, abs=3)


def test_lead_story_of_the_home_page_begins_at_the_left_margin(desktop):
    page = desktop.open("/")
    title = " ".join(page.locator(".lead-story h1").inner_text().split()[:2])
    assert lefts(printed(page), title)[0] == pytest.approx(MARGIN, abs=3)


@pytest.mark.parametrize("path", [STORY, "/events/2025-26/1-salt-lake-city/", "/about/"])
def test_printed_page_says_the_site_and_its_own_address(desktop, path):
    page = desktop.open(path)
    assert not page.locator(".on-paper").is_visible()
    words = text(printed(page)).replace("- ", "-").replace(" -", "-")  # the address may be broken at a hyphen
    assert words.startswith(f"World Cup Speed Skating {desktop.site.url}{path} ")


def test_printed_times_say_whose_they_are(fan):
    words = text(printed(fan("Asia/Tokyo").open(EVENT)))
    assert words.count("your time") > 2
    assert words.count("your time (Asia/Tokyo)") == words.count("your time")

"""A report that came as plain text becomes an article in a few minutes."""

import datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.pictures import jpeg
from tests.browser.publishing import publish
from tests.browser.soundness import violations

REPORT = Path(__file__).resolve().parents[1] / "data" / "reports" / "01-report-of-a-day.txt"

pytestmark = pytest.mark.browser


def picture(name: str) -> dict[str, object]:
    return {"name": name, "mimeType": "image/jpeg", "buffer": jpeg()}


def test_report_is_pasted_read_line_by_line_made_a_draft_and_published(newsroom: Visit):
    page = newsroom.open("/admin/news/article/")
    page.get_by_role("link", name="New article from text").click()
    assert violations(page, "#content-main", tags=None) == []
    page.get_by_label("Text", exact=False).first.fill(REPORT.read_text())
    page.get_by_role("button", name="Check the text").click()

    facts = [
        "Ada Example leads the way to the bell in the 1000m",
        "Hamar, Norway · Vikingskipet, Hamar",
        "World Cup 4, Hamar 2025/26",
        "#SpeedSkating",
        "15 kept as text, 6 recognised, 19 left out",
    ]
    expect(page.locator(".from-text-facts dd")).to_have_text(facts)
    lines = page.locator(".from-text-lines tbody tr")
    expect(lines).to_have_count(40)
    expect(lines.nth(3)).to_have_text("7 Example 1250000001 Recognised a picture's name and number")
    page.get_by_role("link", name="Line 25").click()
    expect(page.locator("#line-25")).to_be_in_viewport()
    assert violations(page, "#content-main", tags=None) == []

    page.set_input_files("#id_pictures", [picture("GettyImages-1250000001.jpg"), picture("1250000002.jpg")])
    page.fill("#id_title", "A report that came as text")
    page.get_by_role("button", name="Create the draft").click()
    expect(page.locator(".messagelist")).to_have_text("The draft is made. Read it once, then preview and publish it.")

    page.get_by_role("button", name="Save and publish").click()
    publish(page)
    article = newsroom.open(f"/news/{datetime.datetime.now(datetime.UTC).year}/a-report-that-came-as-text/")
    expect(article.locator("article figcaption .credit")).to_have_text(["© ISU", "© ISU"])
    expect(article.locator("article h2")).to_have_text(["Example waits for the clock", "Przykład alone at the front"])
    expect(article.locator("article blockquote")).to_have_count(2)
    assert newsroom.complaints == []

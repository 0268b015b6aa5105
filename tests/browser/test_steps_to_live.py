"""How many steps a report takes from the desk to live, by hand and from text, as `docs/journalists.md` tells them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import story, walks
from tests.browser.conftest import Site, Visit, sign_in, visit
from tests.browser.counting import Counted, Steps

pytestmark = pytest.mark.browser

BY_HAND = Steps(clicks=7, keys=8, fields=8, loads=3)
FROM_TEXT = Steps(clicks=11, keys=2, fields=5, loads=5)
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "journalists.md"


@pytest.fixture
def editor(browser: Browser, site: Site) -> Iterator[Visit]:
    """At the desk, on a laptop, with a clipboard of her own."""
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, permissions=["clipboard-read", "clipboard-write"]
    )
    found = visit(context, site)
    yield found
    context.close()


def at_the_desk(editor: Visit) -> Counted:
    counted = Counted.on(editor.page)
    sign_in(editor, "editor")
    editor.open("/admin/")
    counted.again()
    return counted


def is_live(page: Page, title: str) -> None:
    """The whole story answers to whoever isn't signed in."""
    address = page.locator(".newsroom-state a").first.evaluate("link => link.href")
    reader = page.context.browser.new_context().new_page()
    answer = reader.goto(address)
    assert answer.status == 200
    expect(reader.locator("h1")).to_have_text(title)
    article = reader.locator("main article").first
    expect(article).to_contain_text(story.LEAD)
    expect(article.locator("blockquote")).to_have_count(5)
    for name in ("Jutta Leerdam", "Ivanie Blondin"):
        expect(article.locator("figure", has=reader.locator("blockquote")).filter(has_text=name).first).to_be_visible()
    expect(article.locator("h2").filter(has_text=re.compile("Three within|Eight hundredths"))).to_have_count(2)
    words = article.inner_text()
    for photo, above in zip(story.PHOTOS[1:], story.ABOVE, strict=True):
        assert photo.caption in words.partition(above)[0], "each photo is in its place"
    for photo in story.PHOTOS:
        expect(article.get_by_alt_text(photo.alt)).to_have_count(1)
    expect(article.locator("figcaption", has_text="© ISU")).to_have_count(3)
    expect(reader.locator("main")).to_contain_text("who showed it")
    reader.context.close()


def test_story_is_written_by_hand_and_live(editor: Visit):
    counted = at_the_desk(editor)
    walks.by_hand(editor.page, story.files(), f"{story.TITLE}, by hand")
    assert counted.steps == BY_HAND, [counted.of(name) for name in Steps._fields]
    is_live(editor.page, f"{story.TITLE}, by hand")
    # tiptap's links warn so of every text after the first
    assert [each for each in editor.complaints if "linkifyjs: already initialized" not in each] == []


def test_story_is_made_from_its_text_and_live(editor: Visit):
    counted = at_the_desk(editor)
    files = story.files()
    walks.from_text(editor.page, story.as_text(files, f"{story.TITLE}, from text"), files)
    assert counted.steps == FROM_TEXT, [counted.of(name) for name in Steps._fields]
    is_live(editor.page, f"{story.TITLE}, from text")
    assert editor.complaints == []


def test_guide_tells_these_counts():
    rows = re.findall(r"^\| isuwc, .*?\|(.*)\|$", GUIDE.read_text(), re.MULTILINE)
    assert [[int(cell.strip(" *")) for cell in row.split("|")] for row in rows] == [
        [steps.total, *steps] for steps in (FROM_TEXT, BY_HAND)
    ]

"""What is pasted from Word, Google Docs and spreadsheets keeps its structure, in the rich text and as plain text."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

PASTED = Path(__file__).resolve().parents[1] / "data" / "pasted"
PASTE = """(element, [html, plain]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", plain);
  element.focus();
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  return element.dispatchEvent(event);
}"""

pytestmark = pytest.mark.browser


def paste(page: Page, selector: str, html: str, plain: str = "plain words") -> bool:
    """Whether the browser was left to paste the plain words."""
    return page.locator(selector).first.evaluate(PASTE, [html, plain])


def source(name: str) -> str:
    return (PASTED / f"{name}.html").read_text()


def expected(name: str) -> str:
    return (PASTED / f"{name}.txt").read_text().rstrip("\n")


@pytest.fixture
def form(newsroom: Visit) -> Page:
    return newsroom.open("/admin/news/article/from-text/")


@pytest.mark.parametrize("name", ["word", "google-docs", "spreadsheet", "lettered"])
def test_pasted_document_becomes_the_lines_that_its_file_does(form, name):
    field = form.locator("#id_text")
    field.fill("Before. ")
    assert paste(form, "#id_text", source(name)) is False
    expect(field).to_have_value(f"Before. {expected(name)}")
    form.keyboard.press("Control+z")
    expect(field).to_have_value("Before. ")


def test_plain_words_are_pasted_as_always(form):
    assert paste(form, "#id_text", "<meta charset=utf-8><span style='color:red'>some words</span>") is True
    assert form.locator("#id_brought").input_value() == ""


def test_links_of_a_pasted_document_come_into_the_draft(newsroom, form):
    paste(form, "#id_text", source("google-docs"))
    form.locator("#id_text").press("Control+Home")
    form.keyboard.insert_text(
        f"A pasted report\n\n{'A lead of a hundred letters and more, of which there are many. ' * 2}\n\n"
    )
    form.get_by_role("button", name="Check the text").click()
    expect(form.locator(".from-text-facts dd").first).to_have_text("A pasted report")
    form.get_by_role("button", name="Create the draft").click()
    expect(form.locator(".ProseMirror a[href='https://example.org/muster']")).to_have_text("Berit Muster")
    assert newsroom.complaints == []


@pytest.mark.parametrize("name", ["word", "google-docs", "lettered"])
def test_rich_text_keeps_lists_with_their_levels_and_drops_the_rest(newsroom, name):
    page = newsroom.open("/admin/news/article/add/")
    page.locator(".order-machine-insert-target").first.click()
    page.get_by_role("menuitem", name="Text").click()
    page.locator(".ProseMirror:visible").first.click()
    paste(page, ".ProseMirror:visible", source(name))
    field = page.locator("textarea[name$='-0-text']").first
    expect(field).to_have_value(re.compile("It begins at ten|a voice"))
    # The editor says twice how its lists count; the server drops the one that is its own
    rich = (PASTED / f"{name}.rich.html").read_text().rstrip("\n")
    assert re.sub(' data-type="[^"]*"', "", field.input_value()) == rich
    assert newsroom.complaints == []

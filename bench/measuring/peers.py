"""The story of `tests.browser.story` written in stock Django admin and in Wagtail as one does it who knows them well.

Only what both can do: title, lead, dateline, the photo at the top, texts with their subheads, quotes with speakers,
photos with caption and alternative text. Wagtail has no field for a photo's credit, so it ends the caption there.
"""

from collections.abc import Iterator

from playwright.sync_api import Locator, Page, expect

from tests.browser.counting import Counted
from tests.browser.story import BODY, DATELINE, HERO, LEAD, TITLE, File, Photo, Quote, Text
from tests.browser.walks import choose_file

CREDIT = "ISU"


def sign_in(page: Page, address: str) -> None:
    """As the user that both have."""
    page.goto(f"{address}/admin/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", "editor")
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(f"{address}/admin/")


def speaker(quote: Quote) -> str:
    surname, first = quote.found.partition(" (")[0].split(", ")
    return f"{first} {surname}"


# Stock Django admin: each kind of block is an inline, and its place among all is a number


def stock_admin(page: Page, files: list[File]) -> str:
    """The address of the live page."""
    pictures = iter(files)
    page.locator("tr.model-article .addlink").click()
    page.locator("#id_title").click()
    page.keyboard.type(TITLE)
    page.keyboard.press("Tab")
    page.keyboard.type(LEAD)
    page.keyboard.press("Tab")
    page.keyboard.type(DATELINE)
    _add_photo(page, "id_hero", HERO, pictures)
    numbers = {"text": 0, "quote": 0, "photointext": 0}
    for place, part in enumerate(BODY, start=1):
        kind = {Text: "text", Quote: "quote", Photo: "photointext"}[type(part)]
        page.locator(f"#{kind}_set-group .add-row a").click()
        row = f"id_{kind}_set-{numbers[kind]}"
        numbers[kind] += 1
        match part:
            case Text():
                page.locator(f"#{row}-text").click()
                page.keyboard.type(f"<h2>{part.subhead}</h2>" if part.subhead else "")
                page.keyboard.type(f"<p>{part.words}</p>")
                page.keyboard.press("Tab")
            case Quote():
                page.locator(f"#{row}-text").click()
                page.keyboard.type(part.words)
                page.keyboard.press("Tab")
                page.keyboard.type(speaker(part))
                page.keyboard.press("Tab")
            case Photo():
                _add_photo(page, f"{row}-photo", part, pictures)
                page.locator(f"#{row}-place").click()
        page.keyboard.type(str(place))
    page.get_by_role("button", name="Save", exact=True).click()
    change = page.locator(".messagelist a").get_attribute("href")
    assert change
    return f"/{change.split('/')[-3]}/"


def _add_photo(page: Page, field: str, photo: Photo, pictures: Iterator[File]) -> None:
    """By the plus beside the field, in a window of its own."""
    with page.expect_popup() as opened:
        page.locator(f"#add_{field}").click()
    window = opened.value
    Counted.in_window(window)
    choose_file(window, window.locator("#id_file"), next(pictures))
    for words in (photo.caption, CREDIT, photo.alt):
        window.keyboard.press("Tab")
        window.keyboard.type(words)
    with window.expect_event("close"):
        window.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(f"#{field}")).not_to_have_value("")


# Wagtail: a StreamField of the same blocks


def wagtail(page: Page, files: list[File]) -> str:
    """The address of the live page."""
    pictures = iter(files)
    page.get_by_role("button", name="Pages", exact=True).click()
    page.get_by_role("link", name="News", exact=True).click()
    page.get_by_role("link", name="Add child page").first.click()
    page.locator("#id_title").click()
    page.keyboard.type(TITLE)
    page.locator("#id_lead").click()
    page.keyboard.type(LEAD)
    for number, part in enumerate(BODY):
        page.locator(".c-sf-add-button").last.click()
        page.locator(".w-combobox__option", has_text=type(part).__name__).click()
        row = f"body-{number}-value"
        match part:
            case Text():
                _enter(page.locator(f"#{row}").locator("xpath=..").locator("[contenteditable=true]"))
                page.keyboard.type(f"## {part.subhead}\n" if part.subhead else "")
                page.keyboard.type(part.words)
            case Quote():
                _enter(page.locator(f"#{row}-text"))
                page.keyboard.type(part.words)
                page.locator(f"#{row}-speaker").click()
                page.keyboard.type(speaker(part))
            case Photo():
                _choose_image(page, f"{row}-photo", part, pictures)
                page.locator(f"#{row}-caption").click()
                page.keyboard.type(f"{part.caption} © {CREDIT}")
    page.locator("#id_dateline").click()
    page.keyboard.type(DATELINE)
    _choose_image(page, "id_hero", HERO, pictures)
    page.locator("#id_hero_caption").click()
    page.keyboard.type(f"{HERO.caption} © {CREDIT}")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages .success")).to_contain_text("published")
    live = page.locator(".messages .success a", has_text="View live").get_attribute("href")
    assert live
    return live


def _enter(field: Locator) -> None:
    """With a click only where Wagtail doesn't go there itself."""
    try:
        expect(field).to_be_focused(timeout=1000)
    except AssertionError:
        field.click()


def _choose_image(page: Page, field: str, photo: Photo, pictures: Iterator[File]) -> None:
    """A new one, in Wagtail's dialog; it takes the file's name for a title."""
    page.locator(f"#{field}-chooser").get_by_role("button", name="Choose an image").click()
    dialog = page.locator(".modal.in")
    dialog.get_by_role("tab", name="Upload").click()
    choose_file(page, dialog.locator("input[type=file]"), next(pictures))
    expect(dialog.get_by_label("Title")).not_to_have_value("")
    dialog.locator("#id_image-chooser-upload-description").click()
    page.keyboard.type(photo.alt)
    dialog.get_by_role("button", name="Upload", exact=True).click()
    expect(dialog).to_have_count(0)

"""The story written and published as a practised journalist does it, by mouse and keys, from the newsroom's first page.

The mouse takes what is in sight, the keys are those that the form lists. Nothing is filled in but by typing, so that
what it takes is counted (`counting`).
"""

from playwright.sync_api import Locator, Page, expect

from tests.browser.story import BODY, DATELINE, EVENT, HERO, LEAD, PHOTOS, TITLE, File, Photo, Quote, Text

ANSWERED = 20_000  # milliseconds, also where much else runs


def choose_file(page: Page, field: Locator, *files: File) -> None:
    """Press the field and take the files in the browser's own dialog."""
    with page.expect_file_chooser() as chooser:
        field.click()
    chooser.value.set_files([file.upload for file in files])


def use_photo(page: Page, photo: Photo, file: File) -> None:
    """In the open dialog of photos: a new one, of which the file says all but what it shows."""
    dialog = page.locator("dialog[open]")
    choose_file(page, dialog.get_by_label("Upload a photo"), file)
    expect(dialog.locator("[name=alt]")).to_be_focused(timeout=ANSWERED)
    page.keyboard.type(photo.alt)
    dialog.get_by_role("button", name="Use this photo").click()
    expect(dialog).to_have_count(0, timeout=ANSWERED)


def find(page: Page, words: str, found: str) -> None:
    """Type into the field that looks up, and take what it finds first."""
    page.keyboard.type(words)
    expect(page.locator(".lookup-list:visible [aria-selected=true]")).to_have_text(found, timeout=ANSWERED)
    page.keyboard.press("Enter")


def new_text(page: Page) -> None:
    page.keyboard.press("Control+Enter")
    expect(page.locator(".tiptap:focus")).to_have_text("")


def write_part(page: Page, part: Text | Quote | Photo, files: list[File]) -> None:
    new_text(page)
    match part:
        case Text():
            if part.subhead:
                page.keyboard.type(f"## {part.subhead}\n")
            page.keyboard.type(part.words)
        case Quote():
            page.keyboard.type("> ")
            expect(page.locator("textarea[name$=-text]:focus")).to_have_count(1)
            page.keyboard.type(part.words)
            page.keyboard.press("Tab")
            find(page, part.speaker, part.found)
        case Photo():
            page.keyboard.press("/")
            expect(page.locator(".plugin-button:focus")).to_have_count(1)
            page.keyboard.press("p")
            page.keyboard.press("Enter")
            use_photo(page, part, files.pop(0))


def publish(page: Page) -> None:
    """From the article's form; the address of the live story."""
    page.keyboard.press("Alt+Shift+U")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".newsroom-state").first).to_contain_text("Live: edition 1", timeout=ANSWERED)


def by_hand(page: Page, files: list[File], title: str = TITLE) -> None:
    page.get_by_role("link", name="New article", exact=True).click()
    expect(page.locator("#id_title")).to_be_focused()
    expect(page.get_by_role("button", name="Add a block")).to_be_visible()
    page.keyboard.type(title)
    page.keyboard.press("Enter")
    page.keyboard.type(LEAD)
    hero, *others = files
    for part in BODY:
        write_part(page, part, others)
    page.locator("#id_event").click()
    find(page, *EVENT)
    page.locator("#id_dateline").click()
    page.keyboard.type(DATELINE)
    page.locator("#id_hero_choose").click()
    use_photo(page, HERO, hero)
    publish(page)


def describe(page: Page, photo: Photo) -> None:
    """Say what a photo that is there shows, in place of its caption."""
    page.get_by_role("button", name=f"Details… {photo.caption}").click()
    expect(page.locator("dialog[open] [name=alt]")).to_be_focused(timeout=ANSWERED)
    page.keyboard.type(photo.alt)
    page.locator("dialog[open]").get_by_role("button", name="Save").click()
    expect(page.locator("dialog[open]")).to_have_count(0, timeout=ANSWERED)


def from_text(page: Page, text: str, files: list[File]) -> None:
    """The text lies in the clipboard, and is pasted."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.get_by_role("link", name="New article from text").click()
    expect(page.locator("#id_text")).to_be_focused()
    page.keyboard.press("Control+V")
    choose_file(page, page.locator("#id_pictures"), *files)
    page.get_by_role("button", name="Check the text").click()
    page.get_by_role("button", name="Create the draft").click()
    expect(page.locator(".messagelist")).to_contain_text("The draft is made", timeout=ANSWERED)
    for photo in PHOTOS:
        describe(page, photo)
    publish(page)

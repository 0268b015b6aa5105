"""The story written and published as a practised journalist does it, by mouse and keys, from the newsroom's first page.

The mouse takes what is in sight, the keys are those that the form lists. Nothing is filled in but by typing, so that
what it takes is counted (`counting`).
"""

from playwright.sync_api import Locator, Page, expect

from tests.browser.story import ABOVE, BODY, DATELINE, EVENT, LEAD, PHOTOS, TITLE, File, Photo, paragraphs

ANSWERED = 20_000  # milliseconds, also where much else runs


def choose_file(page: Page, field: Locator, *files: File) -> None:
    """Press the field and take the files in the browser's own dialog."""
    with page.expect_file_chooser() as chooser:
        field.click()
    chooser.value.set_files([file.upload for file in files])


def find(page: Page, words: str, found: str) -> None:
    """Type into the field that looks up, and take what it finds first."""
    page.keyboard.type(words)
    expect(page.locator(".lookup-list:visible [aria-selected=true]")).to_have_text(found, timeout=ANSWERED)
    page.keyboard.press("Enter")


def body_in_one(page: Page) -> None:
    """All paragraphs, subheads and quotes in one text, as one writes on; then its blocks are made of it."""
    page.keyboard.press("Control+Enter")
    expect(page.locator(".tiptap:focus")).to_have_text("")
    page.keyboard.type("\n".join(paragraphs(BODY)))
    page.keyboard.press("Alt+Shift+M")
    expect(page.get_by_text("11 blocks were made of the text: 5 quotes.")).to_be_visible(timeout=ANSWERED)


def add_photos(page: Page, photos: list[Photo], files: list[File]) -> None:
    """All at once, the first at the top of the story; each says by its file all but what it shows."""
    page.locator("#id_hero_choose").click()
    dialog = page.locator("dialog[open]")
    choose_file(page, dialog.get_by_label("Upload a photo"), *files)
    for place, photo in enumerate(photos, start=1):
        expect(dialog).to_contain_text(f"{place} of {len(photos)}", timeout=ANSWERED)
        expect(dialog.locator("[name=alt]")).to_be_focused(timeout=ANSWERED)
        page.keyboard.type(photo.alt)
        page.keyboard.press("Enter")
    expect(dialog).to_have_count(0, timeout=ANSWERED)


def put_in_place(page: Page, photo: Photo, above: str) -> None:
    """Drag the block of a photo before the one with these words."""
    blocks = page.locator(".order-machine .block:not(.empty-form)")
    values = "rows => rows.map(row => row.querySelector('textarea').value)"
    place = next(number for number, words in enumerate(blocks.evaluate_all(values)) if above in words)
    head, target = blocks.filter(has_text=photo.caption).locator("> h3"), blocks.nth(place).locator("> h3")
    for each, steps in ((head, 1), (target, 5)):
        each.evaluate("head => head.scrollIntoView({ block: 'center', behavior: 'instant' })")
        box = each.bounding_box()
        assert box
        page.mouse.move(box["x"] + 40, box["y"] + 6, steps=steps)
        if each is head:
            page.mouse.down()
            page.mouse.move(box["x"] + 60, box["y"] + 12, steps=5)  # taken up, before the page scrolls under it
    page.mouse.up()
    expect(blocks.nth(place)).to_contain_text(photo.caption)


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
    body_in_one(page)
    page.locator("#id_event").click()
    find(page, *EVENT)
    expect(page.locator("#id_dateline")).to_have_value(DATELINE)
    add_photos(page, PHOTOS, files)
    for photo, above in zip(PHOTOS[1:], ABOVE, strict=True):
        put_in_place(page, photo, above)
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

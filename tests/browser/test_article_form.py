"""An article's form without a mouse: blocks added, moved and deleted, skaters and races found, photos mended."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.pictures import jpeg
from tests.browser.soundness import is_sound

pytestmark = pytest.mark.browser

FOCUS = "document.activeElement.closest('.inline-related')?.getAttribute('aria-label') ?? null"
# Whether the bar hides some of the field with the focus; of a text, which may be longer than the window, its first line
BELOW_THE_BAR = """() => {
  const bar = document.querySelector(".newsroom-steps");
  const field = document.activeElement;
  if (bar.contains(field)) return false;
  const box = field.getBoundingClientRect();
  const bottom = field.matches("[contenteditable], textarea") ? box.top + 30 : box.bottom;
  return getComputedStyle(bar).position === "sticky" && bottom > bar.getBoundingClientRect().top;
}"""


def new_block(page: Page, first_letters: str) -> None:
    """A block of the kind whose name begins so, by keys alone; a text where none is pressed."""
    page.keyboard.press("Alt+Shift+N")
    page.locator(".plugin-buttons").wait_for(state="visible")
    for letter in first_letters:
        page.keyboard.press(letter)  # of one kind alone
    if not first_letters:
        page.keyboard.press("Enter")
        expect(page.locator(".tiptap:focus")).to_have_count(1)  # the editor is made after its block


def kinds(page: Page) -> list[str]:
    return [
        name.partition("(")[2].removesuffix(")")
        for name in page.locator(".order-machine [role=group]").evaluate_all(
            "rows => rows.map(row => row.getAttribute('aria-label'))"
        )
    ]


def take(page: Page, words: str, text: str) -> None:
    """Type into the field with the focus and take what is found first."""
    page.keyboard.type(words)
    expect(page.locator(".lookup-list:visible [aria-selected=true]")).to_have_text(text)
    page.keyboard.press("Enter")


def test_article_is_written_without_a_mouse(newsroom: Visit):
    page = newsroom.open("/admin/news/article/add/")
    page.locator("#id_title").focus()
    page.keyboard.type("Written by keys alone")
    page.keyboard.press("Enter")
    page.keyboard.type("The lead.")
    page.keyboard.press("Tab")  # to the body, which has no block yet
    expect(page.get_by_role("button", name="Add a block")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Text")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Photo")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Add a block")).to_be_focused()

    new_block(page, "")
    page.keyboard.type("A paragraph.")
    page.locator(".order-machine-insert-target.last").focus()
    new_block(page, "q")
    assert page.evaluate(FOCUS) == "block 2 (quote)"
    page.keyboard.type("“Nobody said it.”")
    page.keyboard.press("Tab")
    take(page, "jilek", "Jílek, Metoděj (CZE)")
    new_block(page, "r")  # before the quote, which has the focus
    take(page, "WC3 500m women b", "500m Women Division B, World Cup 3, Heerenveen 2025/26")
    assert kinds(page) == ["text", "result card", "quote"]

    page.keyboard.press("Alt+Shift+ArrowDown")
    assert (kinds(page), page.evaluate(FOCUS)) == (["text", "quote", "result card"], "block 3 (result card)")
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    expect(page.locator(".order-machine [role=group]")).to_have_count(3)  # once the editor has put them in their order
    assert kinds(page) == ["text", "quote", "result card"]
    quote = page.get_by_role("group", name="block 2 (quote)")
    expect(quote.get_by_label("Skater")).to_have_value("Jílek, Metoděj (CZE)")
    assert quote.locator("[name$=speaker]").input_value().isdecimal()

    # Deleted ones come back until the form is saved; a new one goes at once, and the others keep their words.
    page.get_by_role("button", name="Delete: block 2 (quote)").press("Enter")
    page.get_by_role("button", name="Keep: block 2 (quote)").press("Enter")
    page.get_by_role("button", name="Delete: block 1 (text)").press("Enter")
    page.get_by_role("button", name="Add a block before block 1 (text)").press("Enter")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Delete: block 1 (text)").press("Enter")
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    expect(page.locator(".order-machine [role=group]")).to_have_count(2)
    assert kinds(page) == ["quote", "result card"]
    expect(page.locator("[name$=set-0-text]")).to_have_value("“Nobody said it.”")
    assert newsroom.complaints == []


def test_writing_goes_on_by_keys_and_takes_no_words_away(newsroom: Visit):
    page = newsroom.open("/admin/news/article/add/")
    expect(page.get_by_role("button", name="Add a block")).to_be_visible()
    expect(page.locator("#id_title")).to_be_focused()
    page.keyboard.type("Written on")
    page.keyboard.press("Control+Enter")
    text = page.locator(".tiptap:focus")
    expect(text).to_have_text("")
    page.keyboard.press("/")
    expect(page.get_by_role("menuitem", name="Text")).to_be_focused()
    page.keyboard.press("Escape")
    expect(text).to_have_count(1)
    page.keyboard.type("> ")
    expect(page.locator("textarea[name$=-text]:focus")).to_have_count(1)
    assert kinds(page) == ["quote"]
    page.keyboard.type("“Nobody said it.”")
    page.keyboard.press("Control+Enter")
    expect(text).to_have_text("")
    page.keyboard.type("Second / > text")
    page.keyboard.press("Alt+Shift+ArrowUp")
    page.keyboard.press("Control+Enter")  # after this one, before the quote
    expect(text).to_have_text("")
    page.keyboard.press("/")
    page.keyboard.press("v")  # of no other kind
    assert kinds(page) == ["text", "video", "quote"]
    assert page.evaluate(FOCUS) == "block 2 (video)"
    page.locator("#id_lead").focus()
    page.keyboard.press("Control+Enter")
    expect(text).to_have_text("")
    page.keyboard.type("First.")
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    assert kinds(page) == ["text", "text", "video", "quote"]
    expect(page.locator(".tiptap")).to_have_text(["First.", "Second / > text"])
    # Stored words stay what they are
    page.locator(".tiptap").first.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Backspace")
    page.keyboard.type("/")
    expect(text).to_have_text("/")
    assert [each for each in newsroom.complaints if "linkifyjs" not in each] == []


def test_keys_are_listed_and_a_skater_s_name_comes_where_one_writes(newsroom: Visit):
    page = newsroom.open("/admin/news/article/add/")
    page.get_by_role("button", name="Keyboard shortcuts").press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("Find a skater")
    is_sound(page)
    page.keyboard.press("Escape")
    page.locator("#id_lead").fill("Won by .")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Alt+Shift+F")
    take(page, "femke kok", "Kok, Femke (NED)")
    expect(page.locator("#id_lead")).to_have_value("Won by Femke Kok (NED).")
    expect(page.locator("#id_lead")).to_be_focused()
    page.keyboard.type("?")  # in a text it is a letter
    expect(dialog).to_be_hidden()
    assert newsroom.complaints == []


def test_words_that_were_not_taken_choose_nothing(newsroom: Visit):
    page = newsroom.open("/admin/news/article/add/")
    event = page.locator("#id_event")
    event.focus()
    take(page, "calgary", "World Cup 2, Calgary 2025/26")
    key = page.locator("[name=event]").input_value()
    event.fill("nowhere at all")
    expect(page.locator(".field-event .lookup-said")).to_have_text("Nothing found")
    page.keyboard.press("Tab")
    expect(event).to_have_value("World Cup 2, Calgary 2025/26")
    expect(page.locator("[name=event]")).to_have_value(key)
    event.fill("")
    page.keyboard.press("Tab")
    expect(page.locator("[name=event]")).to_have_value("")


def test_text_editor_that_is_made_late_gets_the_focus_unless_one_has_gone_on(newsroom: Visit):
    page = newsroom.open("/admin/news/article/add/")
    waiting = []
    # A part of the editor that comes with the first one
    page.route("**/news/admin/mentions*.js", lambda route: waiting.append(route))
    for goes_on in (False, True):
        if goes_on:
            page.reload()
        page.get_by_role("button", name="Add a block").press("Enter")
        with page.expect_request("**/news/admin/mentions*.js"):
            page.keyboard.press("Enter")
        page.wait_for_timeout(800)
        if goes_on:
            page.locator("#id_title").focus()
        waiting.pop().continue_()
        expect(page.locator(".tiptap")).to_have_count(1)
        expect(page.locator("#id_title" if goes_on else ".tiptap")).to_be_focused()


def test_unfinished_block_is_saved_and_led_to(newsroom: Visit):
    page = newsroom.open("/admin/news/article/add/")
    page.fill("#id_title", "Half a story")
    page.fill("#id_lead", "The lead.")
    for letter in "qrp":
        page.locator(".order-machine-insert-target.last").focus()
        new_block(page, letter)
        if letter == "p":
            page.get_by_role("dialog").get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    expect(page.locator(".newsroom-unfinished li")).to_have_text(
        ["Block 1 (quote) is empty.", "Block 2 (result card) has no race.", "Block 3 (photo) has no photo."]
    )
    is_sound(page)
    mark = page.locator(".newsroom-unfinished").evaluate("box => getComputedStyle(box).borderLeftColor")
    assert 0.6 < float(mark.split()[0].removeprefix("oklch(")) < 0.8, "seen on light and on dark"
    page.get_by_role("link", name="Block 2 (result card) has no race.").click()
    expect(page.get_by_role("group", name="block 2 (result card)").locator(":focus")).to_have_count(1)
    assert newsroom.complaints == []


def test_photo_without_credit_is_mended_where_it_stands(newsroom: Visit):
    page = newsroom.open("/admin/news/article/add/")
    page.fill("#id_title", "A photo without a credit")
    new_block(page, "p")
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files({"name": "bare.jpg", "mimeType": "image/jpeg", "buffer": jpeg()})
    while dialog.get_by_role("button", name="Add it all the same").is_visible():
        dialog.get_by_role("button", name="Add it all the same").click()
    dialog.locator("[name=caption]").fill("The last lap.")
    dialog.get_by_role("button", name="Use this photo").click()
    row = page.locator(".block .photo-picker-chosen li")
    expect(row).to_contain_text("no credit")

    row.get_by_role("button", name="Details").press("Enter")
    expect(dialog.locator("[name=credit]")).to_be_focused()
    page.keyboard.type("isuwc")
    dialog.get_by_label("Decorative").check()
    dialog.get_by_role("button", name="Save").click()
    expect(row.locator(".photo-credit")).to_have_text("© isuwc")
    expect(row.locator(".photo-missing")).to_have_text("")
    expect(row.get_by_role("button", name="Details")).to_be_focused()
    row.get_by_role("button", name="Details").press("Enter")
    expect(dialog.get_by_label("Decorative")).to_be_checked()
    is_sound(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    expect(page.locator(".newsroom-unfinished")).to_have_count(0)


@pytest.mark.parametrize("size", [(1366, 768), (390, 844), (320, 256)], ids=str)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_form_is_sound_and_its_bar_hides_nothing(newsroom: Visit, size, scheme):
    page = newsroom.open("/admin/news/article/?q=perfect")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)
    page.locator("#result_list tbody th a").first.click()
    expect(page.locator(".tiptap").first).to_be_visible()
    is_sound(page)
    page.locator("#id_title").focus()
    hidden = []
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(BELOW_THE_BAR):
            hidden.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    assert hidden == []
    assert newsroom.complaints == []


def test_text_is_shown_as_readers_see_it(newsroom: Visit):
    page = newsroom.open("/admin/news/article/add/")
    new_block(page, "")
    page.keyboard.type("## A subhead")
    page.keyboard.press("Enter")
    page.keyboard.type("A paragraph.")
    style = (
        "(e) => { const s = getComputedStyle(e); return [s.fontFamily.split(',')[0], s.fontSize, s.backgroundColor]; }"
    )
    text = page.locator(".tiptap")
    assert text.locator("h2").evaluate(style) == ["Archivo", "28.48px", "rgba(0, 0, 0, 0)"]
    assert text.locator("p").evaluate(style)[0] == "Archivo"
    assert text.get_attribute("spellcheck") != "false"
    assert re.match("en", page.evaluate("document.documentElement.lang"))

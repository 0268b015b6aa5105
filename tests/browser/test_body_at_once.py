"""An article's body at once: blocks made of one text, other kinds of block within it, photos that are let go there."""

import base64

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.pictures import jpeg
from tests.browser.soundness import is_sound

pytestmark = pytest.mark.browser
ANSWERED = 20_000  # milliseconds
SAID = "“It was a good race for me today,” said Femke Kok."
LINES = ["The last race of the day was the fastest of all that were held here.", SAID, "Much was still to come."]
DROP = """(target, [content, names]) => {
  const files = new DataTransfer();
  const bytes = content.map((each) => Uint8Array.from(atob(each), (letter) => letter.charCodeAt(0)));
  names.forEach((name, number) => files.items.add(new File([bytes[number]], name, { type: "image/jpeg" })));
  const { left, top } = target.getBoundingClientRect();
  for (const kind of ["dragover", "drop"]) {
    const [clientX, clientY] = [left + 5, top + 2];
    const own = { dataTransfer: files, clientX, clientY };
    target.dispatchEvent(new DragEvent(kind, { ...own, bubbles: true, cancelable: true }));
  }
}"""


def body(page: Page, count: int) -> list[tuple[str, str]]:
    """The kind of each block, and what is in its first field, once there are so many."""
    blocks = page.locator(".order-machine .block:not(.empty-form)")
    expect(blocks).to_have_count(count)
    found = "rows => rows.map(row => [row.dataset.kind, row.querySelector('textarea').value])"
    return [(kind, words) for kind, words in blocks.evaluate_all(found)]


def begin(newsroom: Visit, lines: list[str]) -> Page:
    """A new article whose body is one text."""
    page = newsroom.open("/admin/news/article/add/")
    expect(page.get_by_role("button", name="Add a block")).to_be_visible()
    page.fill("#id_title", "A body at once")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".tiptap:focus")).to_have_text("")
    page.keyboard.type("\n".join(lines))
    return page


def test_blocks_are_made_of_a_text_and_taken_back(newsroom: Visit):
    page = begin(newsroom, LINES)
    whole = "".join(f"<p>{line}</p>" for line in LINES)
    assert body(page, 1) == [("Text", whole)]
    page.get_by_role("button", name="Make blocks of this text: block 1 (text)").click()
    said = page.locator(".article-said")
    expect(said).to_contain_text("3 blocks were made of the text: 1 quote.", timeout=ANSWERED)
    made = [("Text", f"<p>{LINES[0]}</p>"), ("Quote", SAID), ("Text", f"<p>{LINES[2]}</p>")]
    assert body(page, 3) == made
    expect(page.locator(".block .field-speaker input[type=text]").first).to_have_value("Kok, Femke (NED)")
    is_sound(page)
    said.get_by_role("button", name="Take it back").click()
    assert body(page, 1) == [("Text", whole)]
    page.keyboard.press("Alt+Shift+M")
    expect(said).to_contain_text("3 blocks", timeout=ANSWERED)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    assert body(page, 3) == made
    # A stored text of which nothing can be made stays, and says so
    page.locator(".tiptap").first.click()
    page.keyboard.press("Alt+Shift+M")
    expect(said).to_contain_text("Nothing in this text reads as a quote", timeout=ANSWERED)
    assert body(page, 3) == made
    assert [each for each in newsroom.complaints if "linkifyjs" not in each] == []


def test_quote_without_a_certain_speaker_gets_the_focus(newsroom: Visit):
    page = begin(newsroom, ["“It was a good race for everybody today,” said the coach."])
    page.keyboard.press("Alt+Shift+M")
    expect(page.locator(".article-said")).to_contain_text("1 of the quotes", timeout=ANSWERED)
    expect(page.locator(".block .field-speaker input[type=text]:focus")).to_have_count(1)
    assert [kind for kind, _ in body(page, 1)] == ["Quote"]
    page.get_by_role("button", name="Take it back").click()
    assert [kind for kind, _ in body(page, 1)] == ["Text"]


@pytest.mark.parametrize(
    ("place", "made"),
    [
        (0, ["<p>One.</p>", "“So.”", "<p>Two.</p><p>Three.</p>"]),
        (1, ["<p>One.</p><p>Two.</p>", "“So.”", "<p>Three.</p>"]),
        (2, ["<p>One.</p><p>Two.</p><p>Three.</p>", "“So.”"]),
    ],
)
@pytest.mark.parametrize("keys", ["/q", "> "])
def test_empty_paragraph_within_a_text_becomes_a_block(newsroom: Visit, place: int, made: list[str], keys: str):
    lines = ["One.", "Two.", "Three."]
    page = begin(newsroom, [*lines[: place + 1], "", *lines[place + 1 :]])
    for _ in lines[place + 1 :]:
        page.keyboard.press("ArrowUp")
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator(".block textarea[name*=quoteblock]:focus")).to_have_count(1)
    page.keyboard.type("“So.”")
    assert [words for _, words in body(page, len(made))] == made


def test_key_that_follows_at_once_means_where_the_cursor_is_now(newsroom: Visit):
    """And not where the editor of the text, which hears of it later, believes it to be."""
    page = begin(newsroom, ["One.", "", "Two."])
    page.locator(".tiptap").first.evaluate("""text => {
      getSelection().collapse(text.children[1], 0);
      text.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true }));
    }""")
    expect(page.locator(".plugin-button:focus")).to_have_count(1)


def test_menu_that_is_closed_leads_back_into_the_text(newsroom: Visit):
    page = begin(newsroom, ["One.", ""])
    page.keyboard.press("/")
    expect(page.locator(".plugin-button:focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".tiptap:focus")).to_have_count(1)
    page.keyboard.type("Two.")
    assert body(page, 1) == [("Text", "<p>One.</p><p>Two.</p>")]


def let_go(page: Page, target: str, *names: str) -> None:
    """Files that are dragged from elsewhere, on the element."""
    content = [base64.b64encode(jpeg()).decode() for _ in names]
    page.locator(target).first.evaluate(DROP, [content, list(names)])


def describe(page: Page, *alts: str) -> None:
    for number, alt in enumerate(alts, start=1):
        dialog = page.locator("dialog[open]")
        if len(alts) > 1:
            expect(dialog).to_contain_text(f"{number} of {len(alts)}", timeout=ANSWERED)
        dialog.locator("[name=credit]").fill("isuwc", timeout=ANSWERED)
        dialog.locator("[name=alt]").fill(alt)
        page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_photos_come_where_they_are_let_go(newsroom: Visit):
    page = begin(newsroom, ["One."])
    page.keyboard.press("Control+Enter")
    expect(page.locator(".tiptap:focus")).to_have_text("")
    page.keyboard.type("Two.")
    let_go(page, ".block:not(.empty-form):has(.tiptap) >> nth=1", "first.jpg", "second.jpg")
    describe(page, "The first.", "The second.")
    assert [kind for kind, _ in body(page, 4)] == ["Text", "Photo", "Photo", "Text"]
    alts = "images => images.map(image => image.alt)"
    assert page.locator(".block .photo-picker-chosen img").evaluate_all(alts) == ["The first.", "The second."]
    let_go(page, ".field-hero", "top.jpg")
    describe(page, "At the top.")
    assert page.locator(".field-hero img").evaluate_all(alts) == ["At the top."]
    # What is no picture leaves no block
    page.locator(".block:not(.empty-form)").first.evaluate(
        DROP, [[base64.b64encode(b"no picture").decode()], ["odd.jpg"]]
    )
    expect(page.locator("dialog[open]")).to_contain_text("odd.jpg", timeout=ANSWERED)
    page.keyboard.press("Escape")
    assert [kind for kind, _ in body(page, 4)] == ["Text", "Photo", "Photo", "Text"]
    assert [each for each in newsroom.complaints if "linkifyjs" not in each and "400" not in each] == []

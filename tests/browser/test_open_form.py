"""While an article is written: its words kept on the server, others at it named, and its preview beside the form."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Site, Visit, sign_in, visit
from tests.browser.soundness import fits, violations

pytestmark = pytest.mark.browser
ANSWERED = 20_000  # milliseconds within which a save is answered, also where other tests run beside it


@pytest.fixture
def office(browser: Browser, site: Site) -> Iterator[Callable[[str], Visit]]:
    """A browser of one's own, signed in with that role."""
    contexts: list[BrowserContext] = []

    def open_one(role: str) -> Visit:
        contexts.append(browser.new_context(viewport={"width": 1366, "height": 900}, locale="en-GB"))
        found = visit(contexts[-1], site)
        found.page.on("dialog", lambda dialog: dialog.accept())
        sign_in(found, role)
        return found

    yield open_one
    for context in contexts:
        context.close()


def is_sound(page: Page) -> None:
    """axe finds nothing in what is shown while an article is written. The rest of the form, which the bar may hide in
    part, has tests of its own."""
    parts = ("[data-others]", "[data-kept]", ".article-kept", "#article-beside[open]")
    assert violations(page, *(part for part in parts if page.locator(part).count())) == []
    assert fits(page)


def write(page: Page, field: str, words: str) -> None:
    page.locator(field).fill("")
    page.locator(field).focus()
    page.keyboard.type(words)


def look(page: Page) -> None:
    """As when one comes back to the window: the next sign of life is sent at once."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("ul.messagelist .success")).to_be_visible(timeout=ANSWERED)


def new_article(page: Page, site: Site, title: str) -> str:
    page.goto(f"{site.url}/admin/news/article/add/")
    page.fill("#id_title", title)
    page.fill("#id_lead", "The lead.")
    save(page)
    return page.url.partition("#")[0]


def test_words_wait_at_another_computer_and_others_are_named(office, site):
    anna, bert = office("editor"), office("journalist")
    page, theirs = anna.page, bert.page
    address = new_article(page, site, "Live words")
    said, not_kept = page.locator("[data-kept-on-server]"), page.locator("[data-not-kept]")
    write(page, "#id_lead", "Typed and never saved.")
    expect(said).to_have_text(re.compile(r"^Kept on the server \d\d:\d\d:\d\d$"), timeout=ANSWERED)

    # Who comes is told of who is there, and the other way round, without reloading.
    theirs.goto(address)
    expect(theirs.locator("[data-others]")).to_have_text(
        re.compile(r"^editor has been editing this since \d\d:\d\d\. $"), timeout=ANSWERED
    )
    is_sound(theirs)
    look(page)
    expect(page.locator("[data-others]")).to_contain_text("journalist has had this open since", timeout=ANSWERED)
    theirs.fill("#id_title", "Live words, by two")
    save(theirs)
    look(page)
    expect(page.locator("[data-others]")).to_contain_text(
        re.compile(r"journalist saved version 2 at .*; your form began with 1\. Saving will bring both together\."),
        timeout=ANSWERED,
    )
    expect(page.get_by_role("link", name="Compare them")).to_have_attribute("href", re.compile("from=v1&to=v2"))
    theirs.goto(f"{site.url}/admin/")
    for _ in range(20):  # as long as it takes to be sure that no page follows the one that was saved
        look(page)
        page.wait_for_timeout(1000)
        if "this open" not in page.locator("[data-others]").inner_text():
            break
    expect(page.locator("[data-others]")).not_to_contain_text("this open")

    # The session ends: it is said where one writes, and what is typed on is kept once one has signed in again.
    page.context.clear_cookies(name="sessionid")
    write(page, "#id_lead", "Typed after the session had ended.")
    expect(not_kept).to_have_text(
        "Not kept on the server: you are no longer signed in; kept in this browser. Sign in in a new window",
        timeout=ANSWERED,
    )
    expect(page.locator("[data-others]")).to_have_text("")  # of whom nothing is heard any more
    is_sound(page)
    elsewhere = visit(page.context, site)
    sign_in(elsewhere, "editor")
    look(page)
    expect(said).to_have_text(re.compile("^Kept on the server"), timeout=ANSWERED)
    expect(not_kept).to_have_text("")

    # Another computer, while the first one is still on
    other = office("editor")
    other.page.goto(address)
    offer = other.page.locator("[data-kept]")
    expect(offer).to_contain_text("is kept on the server, typed on another device, from", timeout=ANSWERED)
    is_sound(other.page)
    offer.get_by_role("button", name="Restore it").click()
    expect(other.page.locator("#id_lead")).to_have_value("Typed after the session had ended.", timeout=ANSWERED)
    expect(other.page.locator("#id_title")).to_have_value("Live words, by two")
    expect(other.page.locator("[data-kept-on-server]")).to_have_text(re.compile("^Kept"), timeout=ANSWERED)
    page.close(run_before_unload=False)
    save(other.page)
    other.page.reload()
    expect(other.page.locator("#id_lead")).to_have_value("Typed after the session had ended.")
    other.page.wait_for_load_state("networkidle")
    expect(offer).to_have_count(0)
    # The token of the earlier sign-in was refused once, and exchanged.
    assert [words for words in anna.complaints if "403 (Forbidden)" not in words] == []
    assert bert.complaints + other.complaints == []


def test_preview_beside_follows_what_is_typed(office, site):
    found = office("editor")
    page = found.page
    found.open("/admin/news/article/?q=perfect")
    page.locator("#result_list tbody th a").first.click()
    expect(page.locator(".tiptap").first).to_be_visible()
    page.keyboard.press("Alt+Shift+B")
    frame = page.frame_locator("#article-beside iframe")
    said = page.locator("[data-beside-said]")
    write(page, "#id_lead", "A lead that only the writer sees.")
    expect(frame.locator(".lede")).to_have_text("A lead that only the writer sees.", timeout=ANSWERED)
    width = "document.querySelector('#article-beside iframe').contentWindow.innerWidth"
    assert page.evaluate(width) == 390
    is_sound(page)

    # What can't be shown is said, and the last picture stays where one was in it.
    root = "document.querySelector('#article-beside iframe').contentDocument.scrollingElement"
    page.evaluate(f"{root}.scrollTo({{top: 700, behavior: 'instant'}})")
    page.fill("#id_title", "")
    expect(said).to_contain_text("Can’t be saved as it is: Title: This field is required.", timeout=ANSWERED)
    expect(frame.locator(".lede")).to_have_text("A lead that only the writer sees.")
    page.fill("#id_title", "Another title")
    expect(frame.locator("h1")).to_have_text("Another title", timeout=ANSWERED)
    expect(said).to_have_text("")
    assert page.evaluate(f"{root}.scrollTop") == 700
    page.evaluate(f"{root}.querySelector('.eyebrow a').click()")  # which leads away from the article
    page.wait_for_timeout(300)
    expect(frame.locator("h1")).to_have_text("Another title")

    page.get_by_role("button", name="Desktop").click()
    assert page.evaluate(width) == 1280
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.reload()
    expect(page.get_by_role("button", name="Desktop")).to_have_attribute("aria-pressed", "true")
    expect(frame.locator("h1")).to_have_text(re.compile("perfect"), timeout=ANSWERED)

    # Where there is no room it lies over the form, and Escape leads back.
    page.keyboard.press("Alt+Shift+B")
    expect(page.locator("#article-beside")).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="Reader’s view").click()
    expect(page.get_by_role("button", name="Back to the form")).to_be_visible()
    expect(page.locator("#article-beside:modal")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#article-beside")).to_be_hidden()
    expect(page.get_by_role("button", name="Reader’s view")).to_be_focused()
    assert found.complaints == []

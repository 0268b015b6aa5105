"""Two people at one form, two presses of one button, and words that a browser keeps: in real browsers."""

import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import CHROMIUM, FLAGS
from tests.browser.conftest import Site, sign_in, visit
from tests.browser.soundness import violations

pytestmark = pytest.mark.browser
SAVE = "[name=_continue]"
ANSWERED = 20_000  # milliseconds within which a save is answered, also where other tests run beside it


@pytest.fixture
def office(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """A page of a browser of one's own, signed in with that role."""
    contexts: list[BrowserContext] = []

    def open_one(role: str, **options) -> Page:
        contexts.append(
            browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"} | options)
        )
        found = visit(contexts[-1], site)
        sign_in(found, role)
        return found.page

    yield open_one
    for context in contexts:
        context.close()


def first_of(page: Page, site: Site, path: str) -> str:
    page.goto(site.url + path)
    return site.url + page.locator("#result_list tbody th a").first.get_attribute("href")


def saved(page: Page) -> None:
    expect(page.locator("ul.messagelist .success")).to_be_visible(timeout=ANSWERED)


@pytest.mark.parametrize(
    ("role", "path", "theirs", "mine", "title"),
    [
        ("broadcast", "/admin/events/listing/", "#id_channel", "#id_note", "Channel"),
        ("editor", "/admin/news/photo/", "#id_place", "#id_people", "Place"),
        ("results", "/admin/events/event/?q=Heerenveen", "#id_plan_note", "#id_sessions-0-name", "Note"),
    ],
    ids=["listing", "photograph", "event with sessions"],
)
@pytest.mark.parametrize("width", [390, 1280])
def test_both_keep_what_they_changed_and_the_same_field_is_asked_for(
    office, site, role, path, theirs, mine, title, width
):
    anna, bert = (office(role, viewport={"width": width, "height": 844}) for _ in range(2))
    where = first_of(anna, site, path)
    for page in (anna, bert):
        page.goto(where)
    anna.fill(theirs, f"Theirs {width}")
    anna.click(SAVE)
    saved(anna)
    bert.fill(mine, f"Mine {width}")
    bert.click(SAVE)
    saved(bert)
    expect(bert.locator("ul.messagelist .warning").filter(has_text="This was kept")).to_contain_text(f"Theirs {width}")
    expect(bert.locator(theirs)).to_have_value(f"Theirs {width}")

    anna.goto(where)
    expect(anna.locator(mine)).to_have_value(f"Mine {width}")
    anna.fill(theirs, f"Once more {width}")
    anna.click(SAVE)
    saved(anna)
    bert.fill(theirs, f"Against it {width}")
    bert.evaluate("scrollTo(0, document.body.scrollHeight)")
    bert.click(SAVE)
    trouble = bert.locator("#form-trouble")
    expect(trouble).to_be_focused(timeout=ANSWERED)
    expect(trouble).to_be_in_viewport()
    expect(trouble).to_contain_text(f"Once more {width}")
    expect(bert.locator(theirs)).to_have_value(f"Against it {width}")
    trouble.get_by_role("link", name=title, exact=True).first.click()
    expect(bert.locator(theirs)).to_be_focused()
    trouble.get_by_label("Save yours").check()
    bert.click(SAVE)
    saved(bert)
    anna.goto(where)
    expect(anna.locator(theirs)).to_have_value(f"Against it {width}")


def press_twice(page: Page, button: str, pause: int) -> None:
    """As a hand does it, whatever the page does meanwhile; until an answer has come."""
    here = page.url
    page.locator(button).scroll_into_view_if_needed()
    box = page.locator(button).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.click(x, y)
    page.wait_for_timeout(pause)
    page.mouse.click(x, y)
    expect(page).not_to_have_url(here, timeout=ANSWERED)  # the first answer may be given up for the second
    page.wait_for_load_state()


@pytest.mark.parametrize("pause", [0, 150, 400])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_two_presses_make_one_article_and_change_it_once(office, site, pause, scripts):
    page = office("editor", java_script_enabled=scripts)
    title = f"Pressed twice after {pause} {'with' if scripts else 'without'} scripts"
    page.goto(f"{site.url}/admin/news/article/add/")
    page.fill("#id_title", title)
    page.fill("#id_lead", "A lead.")
    press_twice(page, "[name=_save]", pause)
    page.goto(f"{site.url}/admin/news/article/?q={title.replace(' ', '+')}")
    rows = page.locator("#result_list tbody tr")
    expect(rows).to_have_count(1)
    rows.locator("th a").click()
    page.fill("#id_lead", "Another lead.")
    press_twice(page, "[name=_save]", pause)
    assert "Nothing was saved" not in page.content()
    page.goto(f"{site.url}/admin/news/article/?q={title.replace(' ', '+')}")
    page.locator("#result_list tbody tr th a").click()
    expect(page.locator("#id_lead")).to_have_value("Another lead.")
    expect(page.locator(".newsroom-state")).to_contain_text("version 2")


def test_form_that_is_gone_back_to_and_sent_again_adds_nothing(office, site):
    """The page is asked for anew, since nothing of the newsroom is kept; what was typed the browser fills in again."""
    page = office("editor")
    page.goto(f"{site.url}/admin/news/qrcode/add/")
    page.fill("#id_path", "/standings/?gone=back")
    page.locator(SAVE).click()
    saved(page)
    made = page.url
    page.go_back()
    expect(page.locator("#id_path")).to_have_value("/standings/?gone=back")
    page.locator(SAVE).click()
    saved(page)
    assert page.url == made
    # Other words are another row, once it is said that they are meant so
    page.go_back()
    page.fill("#id_path", "/standings/?gone=again")
    page.locator(SAVE).click()
    expect(page.locator("#form-trouble")).to_contain_text("you have sent this form before, with different content")
    page.locator(SAVE).click()
    saved(page)
    assert page.url != made
    page.goto(f"{site.url}/admin/news/qrcode/?q=gone")
    expect(page.locator("#result_list tbody tr")).to_have_count(2)
    # A form that is opened by its link is a new one
    page.goto(f"{site.url}/admin/news/qrcode/add/")
    page.fill("#id_path", "/standings/?gone=back")
    page.locator(SAVE).click()
    saved(page)
    assert page.url != made


def test_refused_article_is_seen_and_leads_to_its_fields(office, site):
    page = office("editor", viewport={"width": 390, "height": 844})
    page.goto(f"{site.url}/admin/news/article/add/")
    page.fill("#id_lead", "A lead without a title.")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.get_by_role("button", name="Save", exact=True).click()
    trouble = page.locator("#form-trouble")
    expect(trouble).to_be_focused(timeout=ANSWERED)
    page.wait_for_timeout(600)  # the editor goes to where one was, after 200 milliseconds
    expect(trouble).to_be_in_viewport()
    trouble.get_by_role("link", name="Title").click()
    expect(page.locator("#id_title")).to_be_focused()


def test_success_is_seen_wherever_one_is(office, site):
    page = office("editor", viewport={"width": 390, "height": 844})
    page.goto(first_of(page, site, "/admin/news/article/"))
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.get_by_role("button", name="Save", exact=True).click()
    messages = page.locator("ul.messagelist")
    expect(messages).to_contain_text("was changed successfully", timeout=ANSWERED)
    page.wait_for_timeout(600)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(messages).to_be_in_viewport()
    expect(page.locator(".messagelist-region")).to_have_attribute("role", "status")
    assert violations(page, ".messagelist-region", tags=None) == []
    messages.get_by_role("button", name="Close").click()
    expect(messages).to_have_count(0)


# Words that the browser keeps


def type_article(page: Page, site: Site, title: str) -> None:
    page.goto(f"{site.url}/admin/news/article/add/")
    page.fill("#id_title", title)
    page.wait_for_timeout(600)


def offered(page: Page, site: Site) -> list[str]:
    """The titles of what this browser keeps; what the server does is the person's in every browser."""
    page.goto(f"{site.url}/admin/news/article/add/")
    page.wait_for_timeout(1200)
    return re.findall(
        r"“([^”]*)”", " ".join(page.locator("[data-kept]:visible", has_text="on this computer").all_inner_texts())
    )


def test_two_new_articles_are_kept_beside_each_other_and_no_open_one_is_offered(office, site):
    page = office("editor")
    other = page.context.new_page()
    for each in (page, other):
        each.on("dialog", lambda dialog: dialog.accept())
    type_article(page, site, "The first one")
    type_article(other, site, "The second one")
    third = page.context.new_page()
    assert offered(third, site) == []
    page.close()
    other.close()
    assert sorted(offered(third, site)) == ["The first one", "The second one"]
    box = third.locator("[data-kept]", has_text="The first one")
    box.get_by_role("button", name="Restore it").click()
    expect(third.locator("#id_title")).to_have_value("The first one")
    third.on("dialog", lambda dialog: dialog.accept())
    third.fill("#id_lead", "A lead.")
    third.get_by_role("button", name="Save", exact=True).click()
    saved(third)
    third.wait_for_timeout(500)
    assert offered(third, site) == ["The second one"]


def test_words_are_offered_to_nobody_else_and_go_when_one_signs_out(office, site):
    page = office("editor")
    page.on("dialog", lambda dialog: dialog.accept())
    type_article(page, site, "Mine alone")
    page.context.clear_cookies()
    found = visit(page.context, site)
    sign_in(found, "journalist")
    assert offered(found.page, site) == []
    page.context.clear_cookies()
    sign_in(found, "editor")
    assert offered(found.page, site) == [], "somebody else has been there: they are gone"

    type_article(found.page, site, "Before I go")
    found.page.on("dialog", lambda dialog: dialog.accept())
    found.open("/admin/news/photo/")
    found.page.locator("#logout-form button").click()
    found.page.wait_for_timeout(500)
    sign_in(found, "editor")
    assert offered(found.page, site) == []


def test_words_outlive_a_browser_that_is_killed_right_after_them(browser, site, tmp_path):
    def start() -> BrowserContext:
        return browser.browser_type.launch_persistent_context(str(tmp_path), executable_path=CHROMIUM, args=FLAGS)

    context = start()
    found = visit(context, site)
    sign_in(found, "editor")
    cookies = context.cookies()
    found.open("/admin/news/article/add/")
    found.page.fill("#id_title", "Then the power went")
    found.page.wait_for_timeout(500)
    listed = subprocess.run(["pgrep", "-f", f"user-data-dir={tmp_path}"], capture_output=True, text=True, check=True)  # noqa: S607
    for pid in listed.stdout.split():
        os.kill(int(pid), signal.SIGKILL)
    again = start()
    again.add_cookies(cookies)
    assert offered(again.new_page(), site) == ["Then the power went"]
    again.close()

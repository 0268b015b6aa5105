"""Signed out while typing: what was typed waits beside the sign-in, for who typed it, in every kind of form."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, Visit, sign_in, visit
from tests.browser.soundness import violations

pytestmark = pytest.mark.browser

SAVE = "Save and continue editing"


@pytest.fixture
def anybody(browser: Browser, site: Site) -> Iterator[Visit]:
    """A browser in which somebody will sign in, with JavaScript."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
    yield visit(context, site)
    context.close()


@pytest.fixture
def without_scripts(browser: Browser, site: Site) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", java_script_enabled=False)
    yield visit(context, site)
    context.close()


def end_session(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")


def sign_in_again(found: Visit, role: str) -> None:
    page = found.page
    page.fill("#id_username", role)
    page.fill("#id_password", found.site.passwords[role])
    page.get_by_role("button", name="Log in").click()


def send(page: Page, button: str = SAVE) -> None:
    """After the session has ended; the sign-in page says that the words are kept."""
    end_session(page)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator("#login-form")).to_be_visible()
    expect(page.locator("#content")).to_contain_text("What was typed is kept.")


def first_row(page: Page, address: str, site: Site) -> None:
    page.goto(site.url + address)
    page.goto(site.url + str(page.locator("#result_list tbody th a").first.get_attribute("href")))


def test_result_of_twenty_lines_comes_back_and_is_saved(anybody: Visit):
    sign_in(anybody, "results")
    page = anybody.page
    lines = page.locator("input[name$=-notes]:not([name*=__prefix__])")
    anybody.open("/admin/standings/racesheet/?q=1000m")
    sheets = [link.get_attribute("href") for link in page.locator("#result_list tbody th a").all()]
    next(sheet for sheet in sheets if anybody.open(sheet) and lines.count() >= 20)
    noted = [f"N{number}" for number in range(20)]
    for number, note in enumerate(noted):
        lines.nth(number).fill(note)
    send(page)
    sign_in_again(anybody, "results")
    expect(page).to_have_url(re.compile("/admin/kept/"))
    cells = page.locator(".kept-table td")
    assert [text for text in cells.all_inner_texts() if re.fullmatch(r"N\d+", text)] == noted
    assert violations(page, "#content-main") == []
    page.get_by_role("button", name="Send it now").click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    assert [lines.nth(number).input_value() for number in range(20)] == noted
    assert anybody.complaints == []


def test_listing_with_a_showing_comes_back_after_a_wrong_password(anybody: Visit):
    sign_in(anybody, "broadcast")
    page = anybody.page
    first_row(page, "/admin/events/listing/", anybody.site)
    link = f"https://example.org/{'x' * 240}"
    page.fill("#id_link", link)
    note = page.locator("[name^=showings-][name$=-note]:not([name*=__prefix__])").last
    note.evaluate("field => field.closest('details')?.setAttribute('open', '')")
    note.fill("From the second race on")
    send(page)
    page.fill("#id_username", "broadcast")
    page.fill("#id_password", "not the password")
    page.get_by_role("button", name="Log in").click()
    expect(page.locator(".errornote")).to_be_visible()
    anybody.open("/admin/login/")
    sign_in_again(anybody, "broadcast")
    words = page.locator(".kept-words")
    expect(words).to_contain_text(link)
    expect(words.locator("td", has_text="From the second race on")).to_have_count(1)
    page.get_by_role("button", name="Send it now").click()
    expect(page.locator("#id_link")).to_have_value(link)
    expect(page.locator("[name^=showings-][name$=-note][value='From the second race on']")).to_have_count(1)


def test_event_comes_back_with_its_file_named(without_scripts: Visit, tmp_path):
    sign_in(without_scripts, "results")
    page = without_scripts.page
    first_row(page, "/admin/events/event/", without_scripts.site)
    page.fill("#id_plan_note", "The start was put off by the ice.")
    picture = tmp_path / "key-visual.jpg"
    picture.write_bytes(b"\xff\xd8" + bytes(1_000_000))
    page.set_input_files("#id_art", picture)
    send(page)
    sign_in_again(without_scripts, "results")
    expect(page.locator(".kept-notice")).to_have_text("Files can’t be kept. Choose again: key-visual.jpg.")
    page.get_by_role("button", name="Send it now").click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    expect(page.locator("#id_plan_note")).to_have_value("The start was put off by the ice.")
    assert without_scripts.complaints == []


def test_another_person_sees_nothing_of_an_article_and_its_author_does(without_scripts: Visit):
    sign_in(without_scripts, "journalist")
    page = without_scripts.open("/admin/news/article/add/")
    page.fill("#id_title", "Words of a journalist alone")
    page.fill("#id_lead", "The lead that nobody else reads.")
    send(page, "Save")
    sign_in_again(without_scripts, "editor")
    expect(page.locator("#id_title")).to_have_value("")
    without_scripts.open("/admin/kept/")
    expect(page.locator("#content-main")).to_have_text("Nothing is kept for you in this browser.")
    expect(page.locator("body")).not_to_contain_text("Words of a journalist")
    page.get_by_role("button", name="Log out").click()
    without_scripts.open("/admin/")
    sign_in_again(without_scripts, "journalist")
    expect(page.locator(".kept-words")).to_contain_text("Words of a journalist alone")
    page.get_by_role("button", name="Send it now").click()
    expect(page.locator(".messagelist")).to_contain_text("Words of a journalist alone")


def test_form_of_a_colleague_who_signed_in_before_is_not_sent_under_the_next_name(anybody: Visit):
    sign_in(anybody, "broadcast")
    page = anybody.page
    first_row(page, "/admin/events/listing/", anybody.site)
    page.fill("#id_note", "Typed by the broadcast office")
    end_session(page)
    other = Visit(page.context.new_page(), [], anybody.site)
    sign_in(other, "editor")
    page.get_by_role("button", name=SAVE, exact=True).click()
    expect(page.locator("#content-main")).to_contain_text("was opened by somebody else")
    other.open("/admin/kept/")
    expect(other.page.locator("#content-main")).to_contain_text("Nothing is kept for you")
    end_session(page)
    other.open("/admin/")
    sign_in_again(other, "broadcast")
    expect(other.page.locator(".kept-words")).to_contain_text("Typed by the broadcast office")
    other.page.get_by_role("button", name="Discard it").click()
    expect(other.page.locator("#content-main")).to_have_text("Nothing is kept for you in this browser.")


def test_new_article_from_text_comes_back(without_scripts: Visit):
    sign_in(without_scripts, "journalist")
    page = without_scripts.open("/admin/news/article/from-text/")
    page.locator("textarea[name=text]").fill("A report that was nearly lost\n\nHAMAR, Norway. The first words of it.")
    end_session(page)
    page.get_by_role("button", name="Check the text").click()
    sign_in_again(without_scripts, "journalist")
    expect(page.locator(".kept-words h2")).to_have_text("Article: from text")
    expect(page.locator(".kept-words")).to_contain_text("HAMAR, Norway. The first words of it.")
    page.get_by_role("button", name="Send it now").click()
    expect(page.locator("#content-main")).to_contain_text("A report that was nearly lost")
    without_scripts.open("/admin/kept/")
    expect(page.locator(".kept-list")).to_contain_text("sent again at")

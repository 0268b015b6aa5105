"""The desks by the keyboard alone: every control is reached, seen to be reached and not covered, and nothing traps."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, sign_in
from tests.browser.keyboard import walked
from tests.browser.soundness import fits, is_sound, violations
from tests.browser.test_broadcast import MATRIX

pytestmark = pytest.mark.browser

COUNTRY = re.compile("^Country .*Netherlands")
RIGHTS = "Rights of Eurosport\n\nGebiet\tEvent\tRechte\tURL\nSpain\tWC 3\tPay TV, live\thttps://eurosport.es/\n"


def listings(office: Visit) -> Page:
    """Their channels, links and days are typed in the list, whose buttons stay in sight."""
    return office.open("/admin/events/listing/")


def listing(office: Visit) -> Page:
    """With all that stands under More, which is open as something in it is filled."""
    page = office.open("/admin/events/listing/?q=NOS")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_url("**/change/**")
    expect(page.get_by_role("combobox", name=COUNTRY)).to_be_visible()
    for name in ("Except events", "Except held in", "Except countries"):
        expect(page.get_by_role("searchbox", name=name, exact=True)).to_be_visible()
    return page


def matched_table(office: Visit) -> Page:
    page = office.open("/admin/events/listing/import/")
    page.fill("#id_text", RIGHTS)
    page.get_by_role("button", name="Show what would change").press("Enter")
    expect(page.locator(".table-matching")).to_be_visible()
    return page


def desk(office: Visit) -> Page:
    return office.open("/admin/broadcast/?season=2025-26")


@pytest.mark.parametrize(
    ("go", "width"),
    [(listings, 390), (listing, 1366), (matched_table, 1366), (desk, 390)],
    ids=["listings", "listing", "table", "desk"],
)
def test_pages_of_the_broadcast_desk(broadcast_office: Visit, go: Callable[[Visit], Page], width: int):
    broadcast_office.page.set_viewport_size({"width": width, "height": 768})
    page = go(broadcast_office)
    assert violations(page, "#content") == []
    assert walked(page).troubles == {}
    assert fits(page)
    assert broadcast_office.complaints == []


@pytest.mark.parametrize("noc", ["NED", "ESP"])  # with a listing, and with none
def test_cell_of_the_matrix_opens_closes_and_holds_what_is_typed_in_sight(broadcast_office: Visit, noc: str):
    page = broadcast_office.open(MATRIX)
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator(f"#cell-{noc}-3 a").focus()
    page.keyboard.press("Enter")
    page.locator(".cell-dialog form").wait_for()
    assert walked(page).troubles == {}
    page.keyboard.press("Escape")
    expect(page.locator(f"#cell-{noc}-3 a")).to_be_focused()
    assert broadcast_office.complaints == []


def test_what_is_looked_up_says_of_what_it_is(broadcast_office: Visit):
    page = broadcast_office.open("/admin/events/listing/?q=NOS")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_url("**/change/**")
    page.get_by_role("combobox", name=COUNTRY).press("Enter")
    expect(page.get_by_role("searchbox", name="Search: Country")).to_be_focused()
    page.keyboard.type("Belg")
    page.get_by_role("option", name="Belgium").wait_for()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name=re.compile("^Country .*Belgium"))).to_be_focused()


def test_rows_of_an_event_s_form_have_names_new_ones_too(results_office: Visit):
    page = results_office.open("/admin/events/event/?q=WC3+2025/26")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_url("**/change/**")
    expect(page.get_by_label("Name: Session 3, Division B")).to_be_visible()
    page.get_by_role("button", name="Add another Session").click()
    expect(page.get_by_label("Name: new row").first).to_be_visible()
    assert violations(page, "#content") == []
    assert fits(page)
    assert results_office.complaints == []


# Below an article's address, below the photos', and below the admin's
OF_ARTICLE = ["change", "publish", "review", "links", "versions", "withdraw", "live", "history"]
OF_PHOTOS = ["", "many/", "facts/", "add/"]
OTHERS = ["", "news/article/", "news/article/add/", "news/article/calendar/", "news/article/scheduled/", "kept/"]
TEXTS = ["news/article/from-text/", "news/banner/", "news/leadstory/add/", "news/oldaddress/add/", "news/qrcode/add/"]


@pytest.mark.parametrize("width", [1366, 390])
def test_pages_of_the_newsroom(newsroom: Visit, width: int):
    """All at one go: each takes the browser a second, and the site is theirs already."""
    page = newsroom.open("/admin/news/article/?q=How+points+are+won")
    page.locator("#result_list tbody th a").first.click()
    page.fill("#id_lead", f"Where the points come from, on {width} pixels.")  # a version to compare with the one before
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    page.set_viewport_size({"width": width, "height": 768})
    article = re.sub(r"change/.*", "", page.url)
    photo = (
        newsroom.open("/admin/news/photo/").locator("#result_list a[href*=change]").first.evaluate("link => link.href")
    )
    admin = photo.partition("news/")[0]
    places = [f"{admin}{each}" for each in (*OTHERS, *TEXTS)]
    places += [photo, *(f"{admin}news/photo/{each}" for each in OF_PHOTOS)]
    places += [f"{article}{each}/" for each in OF_ARTICLE]
    page.goto(f"{article}versions/")
    of_versions = page.locator("#content li a", has_text=re.compile("Compare|Restore"))
    places += of_versions.evaluate_all("links => links.map(link => link.href)")
    assert any("compare" in each for each in places), "compared"
    assert any("restore" in each for each in places), "restored"
    found = {}
    for place in places:
        answer = page.goto(place)
        assert answer
        assert answer.status == 200, place
        if place.endswith(("article/add/", f"{article}change/")):
            expect(page.get_by_role("button", name="Add a block", exact=False).last).to_be_visible()
            page.wait_for_load_state("networkidle")  # a notice of words that other tests left comes late
        if troubles := [walked(page).troubles, violations(page, "#content")]:
            found[place.removeprefix(admin)] = troubles
    assert {place: troubles for place, troubles in found.items() if any(troubles)} == {}
    assert [each for each in newsroom.complaints if "linkifyjs" not in each] == []


@pytest.mark.parametrize("width", [1366, 390])
def test_choice_between_two_people_s_words_is_made_by_keys_alone(newsroom: Visit, width: int):
    """The block is long, and both wrote at its end: what differs is in sight all the same."""
    page = newsroom.open("/admin/news/article/add/")
    page.fill("#id_title", f"Two at one story, on {width} pixels")
    page.locator(".order-machine .empty-form").first.wait_for(state="attached")
    page.keyboard.press("Control+Enter")
    page.locator(".tiptap:focus").wait_for()
    page.keyboard.type("What both have, at some length. " * 40)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    other = page.context.new_page()
    other.goto(page.url)
    for each, words in ((other, "Theirs at the end."), (page, "Mine at the end.")):
        each.set_viewport_size({"width": width, "height": 768})
        each.fill("#id_title", f"{words} On {width} pixels")
        each.locator(".tiptap").focus()
        each.keyboard.press("Control+End")
        each.keyboard.type(words)
        each.get_by_role("button", name="Save", exact=True).click()
        if each is other:
            expect(other.locator(".messagelist")).to_contain_text("was changed successfully")
    trouble = page.locator("#form-trouble")
    expect(trouble).to_be_focused()
    for words in ("Theirs at the end.", "Mine at the end."):
        expect(trouble.locator("ins", has_text=words).last).to_be_visible()
    is_sound(page, "#content")
    assert walked(page).troubles == {}
    trouble.focus()
    for choice in ("ArrowRight", "Space"):  # theirs for the title; for the text, the first: mine
        while not page.evaluate("document.activeElement.matches('.form-question input')"):
            page.keyboard.press("Tab")
        page.keyboard.press(choice)
        page.keyboard.press("Tab")
    page.keyboard.press("Control+s")
    expect(trouble).to_have_count(0)
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    expect(page.locator("#id_title")).to_have_value(f"Theirs at the end. On {width} pixels")
    expect(page.locator(".tiptap")).to_contain_text("Mine at the end.")
    assert [each for each in newsroom.complaints if "linkifyjs" not in each] == []


def test_forms_of_people_and_venues_have_names_for_all_their_fields(results_office: Visit):
    page = results_office.open("/admin/events/venue/add/")
    assert violations(page, "#content") == []
    page.context.clear_cookies()
    sign_in(results_office, "admin")
    page = results_office.open("/admin/auth/user/?q=editor")
    page.locator("#result_list tbody th a").first.click()
    expect(page.locator("#id_username")).to_be_visible()
    assert violations(page, "#content") == []

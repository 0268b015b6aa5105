"""Help from the data for whoever writes: `@` in texts and fields, a block by one search, a report from results."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.publishing import publish
from tests.browser.soundness import is_sound

pytestmark = pytest.mark.browser
OPTIONS = ".mention-list:visible [role=option]"


def key_of(page: Page, kind: str, words: str) -> str:
    """The key of what is found first by these words."""
    return page.evaluate(
        "([kind, q]) => fetch(`/admin/news/article/find/${kind}/?` + new URLSearchParams({ q }))"
        ".then((answer) => answer.json()).then(({ found }) => String(found[0].key))",
        [kind, words],
    )


def marked(page: Page) -> str:
    """The option that the text with the focus says is chosen."""
    return page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.firstChild.textContent"
    )


def test_at_sign_puts_in_names_with_links(newsroom: Visit):
    page = newsroom.open("/admin/news/article/add/")
    event = key_of(page, "event", "WC4 2025/26")
    page.goto(f"{newsroom.site.url}/admin/news/article/add/?event={event}")
    page.locator("#id_title").focus()
    page.keyboard.type("A day of @jilek")
    expect(page.locator(OPTIONS)).to_have_count(1)
    page.keyboard.press("Enter")  # takes it, and does not leave the title
    expect(page.locator("#id_title")).to_have_value("A day of Metoděj Jílek (CZE)")
    expect(page.locator("#id_title")).to_be_focused()
    page.locator("#id_lead").focus()
    page.keyboard.type("Mail ann@jilek")  # an address opens nothing
    page.wait_for_timeout(400)
    expect(page.locator(OPTIONS)).to_have_count(0)
    page.keyboard.type(" or @jilek")
    expect(page.locator(OPTIONS)).to_have_count(1)
    page.keyboard.type("xy")
    page.keyboard.press("Enter")  # nobody is called so, and who was found for fewer letters is not taken
    expect(page.locator("#id_lead")).to_have_value("Mail ann@jilek or @jilekxy\n")
    for _ in range(3):
        page.keyboard.press("Backspace")
    expect(page.locator(OPTIONS)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(OPTIONS)).to_have_count(0)
    page.keyboard.type(" x")
    page.wait_for_timeout(400)
    expect(page.locator(OPTIONS)).to_have_count(0)  # what was closed stays closed
    expect(page.locator("#id_lead")).to_have_value("Mail ann@jilek or @jilek x")

    page.get_by_role("button", name="Add a block").click()
    page.keyboard.press("Enter")
    expect(page.locator(".tiptap:focus")).to_have_count(1)
    page.keyboard.type("Won by @stolz")
    expect(page.locator(OPTIONS)).to_have_count(1)
    assert marked(page) == "Jordan Stolz (USA)"
    is_sound(page)
    page.keyboard.press("Enter")
    page.keyboard.type(". Then the @5000 men")
    expect(page.locator(OPTIONS).first).to_have_text("men’s 5000m 5000m Men, World Cup 4, Hamar 2025/26")
    page.keyboard.press("ArrowDown")
    assert marked(page).startswith("Metoděj Jílek (CZE) won the men’s 5000m in 6:07.58")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.type(" was on.")
    text = page.locator("textarea[name$=set-0-text]")
    expect(text).to_have_value(
        '<p>Won by <a href="/skaters/jordan-stolz/">Jordan Stolz</a> (USA). Then the '
        '<a href="/events/2025-26/4-hamar/men-5000m/">men’s 5000m</a> was on.</p>'
    )

    # On a phone a tap takes it, within the window
    page.set_viewport_size({"width": 390, "height": 844})
    page.keyboard.type(" @netherl")
    option = page.locator(OPTIONS).filter(has_text="Country, NED")
    expect(option).to_be_in_viewport(ratio=1)
    is_sound(page)
    option.click()
    expect(text).to_have_value(text.input_value()[:-4].removesuffix("@netherl") + "</p>")
    expect(page.locator(".tiptap:focus a").last).to_have_text("Netherlands")
    page.set_viewport_size({"width": 1280, "height": 1000})

    # A block by one search, before the one with the focus
    page.keyboard.press("Alt+Shift+R")
    expect(page.get_by_role("dialog", name="Find a result or standings")).to_be_visible()
    page.keyboard.type("standings 1500 women 2025/26")
    expect(page.locator(".lookup-list:visible [aria-selected=true]")).to_have_text("Standings: 1500m Women 2025/26")
    is_sound(page)
    page.keyboard.press("Enter")
    block = page.get_by_role("group", name="block 1 (standings)")
    expect(block.get_by_label("Cup")).to_have_value("1500m Women 2025/26")
    page.locator(".order-machine-insert-target.last").click()
    page.get_by_role("menuitem", name="Find a result or standings").click()
    page.keyboard.type("women 500 thialf 2025/26")
    expect(page.locator(".lookup-list:visible [aria-selected=true]")).to_contain_text("500m Women, World Cup 3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="block 3 (result card)").get_by_label("Race")).to_have_value(
        "500m Women, World Cup 3, Heerenveen 2025/26"
    )
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    expect(page.locator("[name$=standingsblock_set-0-cup]")).to_have_value(key_of(page, "cup", "1500m women 2025/26"))
    assert newsroom.complaints == []


def test_report_is_begun_from_results_and_goes_live_in_a_few_steps(newsroom: Visit):
    page = newsroom.open("/admin/news/article/")
    event = key_of(page, "event", "WC4 2025/26")
    page.goto(f"{newsroom.site.url}/admin/news/article/from-results/{event}/")
    is_sound(page, "#content")
    page.locator(".scheduled-row").nth(1).get_by_role("button", name="Start a report").click()  # 1
    expect(page.locator(".messagelist")).to_contain_text("nothing in it is a quote")
    expect(page.locator(".order-machine [role=group]")).to_have_count(9)
    is_sound(page)
    page.get_by_role("button", name="Save and publish").click()  # 2
    expect(page.locator("#content")).to_contain_text("The title is still the one that was drafted from the results.")
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    page.go_back()
    for name in ("title", "lead"):  # 3, 4
        field = page.locator(f"#id_{name}")
        field.fill(field.input_value().removeprefix("Proposal: "))
    page.get_by_role("button", name="Save and publish").click()  # 5
    publish(page)  # 6, 7: there is no photo, which is a doubt
    expect(page.locator(".messagelist")).to_contain_text("live")
    page.goto(f"{newsroom.site.url}/admin/news/article/from-results/{event}/")
    row = page.locator(".scheduled-row").nth(1)
    expect(row).to_contain_text("Published or scheduled")
    expect(row.get_by_role("button", name="Start another")).to_be_visible()
    is_sound(page, "#content")
    assert newsroom.complaints == []

"""A journalist's day in the admin: a whole article written in blocks, previewed, published, corrected, withdrawn."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, sign_in_with_password, visit
from tests.browser.pictures import jpeg
from tests.browser.publishing import publish

pytestmark = pytest.mark.browser
ANSWERED = 20_000  # milliseconds within which a save is answered, also where other tests run beside it


def add_block(page: Page, kind: str):
    """Put a block at the end of the body; its row."""
    page.locator(".order-machine-insert-target.last").click()
    page.locator(f".plugin-button[title='{kind}']").click()
    return page.locator(".order-machine .inline-related:not(.empty-form):visible").last


def find(field, words: str, text: str) -> None:
    """Type the words into a field that looks up, and take what it offers by that text."""
    field.fill(words)
    field.locator("xpath=..").get_by_role("option", name=text, exact=True).click()


def test_article_is_written_in_blocks_previewed_published_corrected_and_withdrawn(newsroom: Visit):
    page = newsroom.open("/admin/news/article/add/")
    page.fill("#id_title", "A whole article")
    page.fill("#id_lead", "The lead of the whole article, written in the newsroom.")
    page.fill("#id_dateline", "Heerenveen, Netherlands")
    find(page.locator("#id_event"), "WC3 2025/26", "World Cup 3, Heerenveen 2025/26")

    text = add_block(page, "Text")
    text.locator(".tiptap").click()
    page.keyboard.type("The first paragraph of the body.")
    quote = add_block(page, "Quote")
    quote.locator("textarea").fill("“Example words that nobody said.”")
    quote.locator("input[name$=speaker_name]").fill("Example Speaker")
    photo = add_block(page, "Photo")
    dialog = page.locator("dialog[open]")
    dialog.locator("input[type=file]").set_input_files({"name": "ice.jpg", "mimeType": "image/jpeg", "buffer": jpeg()})
    dialog.locator("[name=caption]").fill("Blue\vice.")
    dialog.locator("[name=credit]").fill("isuwc")
    dialog.locator("[name=alt]").fill("A blue surface.")
    dialog.get_by_role("button", name="Use this photo").click()
    expect(dialog.locator("[role=status]")).to_have_text(
        "Caption: a soft return became a line break. Press “Use this photo” to go on."
    )
    expect(dialog.locator("[name=caption]")).to_have_value("Blue\nice.")
    dialog.get_by_role("button", name="Use this photo").click()
    expect(photo.locator(".photo-credit")).to_have_text("© isuwc")
    video = add_block(page, "Video")
    video.locator("input[name$=youtube_id]").fill("https://www.youtube.com/watch?v=abcdefghijk")
    video.locator("input[name$=title]").fill("An example video")
    table = add_block(page, "Table")
    table.locator("textarea").fill("Place | Skater\n1 | Example One")
    result = add_block(page, "Result card")
    find(result.get_by_label("Race"), "heerenveen 500 women", "500m Women, World Cup 3, Heerenveen 2025/26")
    standings = add_block(page, "Standings")
    find(standings.get_by_label("Cup"), "500 women 2025/26", "500m Women 2025/26")
    add_block(page, "Where to watch")
    add_block(page, "Calendar")

    # The preview shows what is in the form, before anything is saved.
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview").click()
    preview = opened.value
    expect(preview.locator("h1")).to_have_text("A whole article")
    expect(preview.locator("main")).to_contain_text("The first paragraph of the body.")
    expect(preview.locator("main")).to_contain_text("© isuwc")
    preview.close()

    page.get_by_role("button", name="Save and publish…").click()
    expect(page.locator("h1").last).to_have_text("Publish")
    publish(page)
    expect(page.locator(".newsroom-state")).to_contain_text("Live: edition 1")
    assert newsroom.complaints == []

    reader = page.context.browser.new_context().new_page()
    response = reader.goto(newsroom.site.url + page.locator(".newsroom-state a").first.get_attribute("href"))
    assert response.status == 200
    main = reader.locator("main")
    for words in [
        "The first paragraph of the body.",
        "“Example words that nobody said.”",
        "Example Speaker",
        "Blue ice.",
        "© isuwc",
        "An example video",
        "Example One",
        "Femke Kok",
        "It was held on",
        "Speed Skating World Cup events 2025/26",
    ]:
        expect(main).to_contain_text(words)

    # A change is not public until it is published again.
    page.locator(".tiptap").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" And a correction.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".newsroom-state")).to_contain_text("Unpublished changes")
    reader.reload()
    expect(main).not_to_contain_text("And a correction.")
    page.get_by_role("button", name="Save and publish…").click()
    publish(page)
    expect(page.locator(".newsroom-state")).to_contain_text("Live: edition 2")
    reader.reload()
    expect(main).to_contain_text("And a correction.")

    page.get_by_role("link", name="Withdraw…").click()
    page.get_by_role("button", name="Withdraw it", exact=True).click()
    expect(page.locator(".newsroom-state")).to_contain_text("Withdrawn")
    assert reader.reload().status == 410
    reader.context.close()
    assert newsroom.complaints == []


def test_edition_that_waits_is_postponed_kept_and_cancelled(newsroom: Visit):
    page = newsroom.open("/admin/news/article/add/")
    page.fill("#id_title", "Not before noon")
    page.fill("#id_lead", "The lead that waits.")
    find(page.locator("#id_event"), "WC3 2025/26", "World Cup 3, Heerenveen 2025/26")
    page.get_by_role("button", name="Save and publish…").click()
    page.get_by_label("Date", exact=True).fill("2099-12-01")
    page.get_by_label("Time", exact=True).fill("12:00")
    publish(page)
    expect(page.locator(".messagelist")).to_have_text(
        "Edition 1 will go live on 1 December 2099, 12:00 UTC (13:00 in Heerenveen)."
    )

    # 31 October 2100, 02:30, is there twice in Heerenveen; the planned moment is proposed, and what is typed stays.
    page.fill("#id_lead", "The lead that waits, corrected.")
    page.get_by_role("button", name="Save and publish…").click()
    expect(page.get_by_label("Date", exact=True)).to_have_value("2099-12-01")
    page.get_by_label("Date", exact=True).fill("2100-10-31")
    page.get_by_label("Time", exact=True).fill("02:30")
    page.get_by_label("Time zone").select_option(value="Europe/Amsterdam")
    page.get_by_label("also keep edition 1").check()
    publish(page)
    page.get_by_label("the second, UTC+01:00").check()
    expect(page.get_by_label("Time", exact=True)).to_have_value("02:30")
    expect(page.get_by_label("also keep edition 1")).to_be_checked()
    publish(page)
    expect(page.locator(".newsroom-waiting li")).to_have_count(2)

    page.get_by_role("link", name="Move or cancel").first.click()
    page.get_by_label("Date", exact=True).fill("2099-12-02")
    page.get_by_role("button", name="Move it").click()
    expect(page.locator(".newsroom-waiting")).to_contain_text("Edition 1 goes live on 2 December 2099, 12:00 UTC")
    page.get_by_role("link", name="Move or cancel").first.click()
    page.get_by_role("button", name="Cancel edition 1").click()
    expect(page.locator(".newsroom-waiting li")).to_have_count(1)
    page.get_by_role("link", name="All versions").click()
    expect(page.locator("#content-main")).to_contain_text("cancelled by editor on")
    assert newsroom.complaints == []


def test_unsaved_words_are_kept_on_the_computer_and_come_back(newsroom: Visit):
    page = newsroom.open("/admin/news/article/add/")
    page.fill("#id_title", "Words that were never saved")
    page.wait_for_timeout(1000)  # they are kept half a second after the last key
    page.on("dialog", lambda dialog: dialog.accept())
    newsroom.open("/admin/news/article/add/")
    offer = page.locator("[data-kept]", has_text="Words that were never saved")
    offer.get_by_role("button", name="Restore it").click()
    expect(page.locator("#id_title")).to_have_value("Words that were never saved")


def test_second_of_two_editors_loses_nothing_and_undoes_nothing(newsroom: Visit):
    page = newsroom.open("/admin/news/article/add/")
    page.fill("#id_title", "Two at work")
    page.fill("#id_lead", "The lead before both of them.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".newsroom-state")).to_be_visible(timeout=ANSWERED)
    address = page.url.partition("#")[0]
    other = page.context.new_page()
    other.goto(address)
    other.fill("#id_lead", "The lead of the first one.")
    other.get_by_role("button", name="Save", exact=True).click()
    # The field alone would not prove it: before the answer comes it holds what was typed.
    expect(other.locator(".messagelist")).to_contain_text("was changed successfully", timeout=ANSWERED)

    page.fill("#id_title", "Two at the same work")
    page.fill("#id_lead", "The lead of the second one.")
    page.get_by_role("button", name="Save", exact=True).click()
    trouble = page.locator("#form-trouble")
    expect(trouble).to_be_focused(timeout=ANSWERED)
    expect(trouble.locator("ins").filter(has_text="first one")).to_be_visible()
    expect(trouble.locator("ins").filter(has_text="second one")).to_be_visible()
    expect(page.locator("#id_lead")).to_have_value("The lead of the second one.")
    other.reload()
    expect(other.locator("#id_lead")).to_have_value("The lead of the first one.")

    trouble.get_by_label("Save yours").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully", timeout=ANSWERED)
    expect(page.locator("#id_lead")).to_have_value("The lead of the second one.")

    # What each of them saved is kept, compared and restored, without a mouse.
    page.get_by_role("link", name="All versions").press("Enter")
    expect(page.locator(".versions tbody tr")).to_have_count(3, timeout=ANSWERED)
    expect(page.locator(".versions tbody tr").first).to_contain_text("Title, lead")
    page.get_by_label("Compare version 1").press(" ")
    page.get_by_role("button", name="Compare the two").press("Enter")
    expect(page.locator(".compare-before del").filter(has_text="before both of them")).to_be_visible(timeout=ANSWERED)
    expect(page.locator(".compare-after ins").filter(has_text="of the second one")).to_be_visible()
    page.get_by_role("link", name="Restore it…").first.click()
    page.get_by_role("button", name="Restore version").click()
    expect(page.locator(".messagelist")).to_contain_text("is restored as version 4", timeout=ANSWERED)
    assert newsroom.complaints == []


def test_ended_session_loses_no_words(newsroom: Visit):
    page = newsroom.open("/admin/news/article/add/")
    page.fill("#id_title", "Written after the session had ended")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("[data-signed-out]")).to_be_visible()
    expect(page.locator("#id_title")).to_have_value("Written after the session had ended")


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        ("journalist", "/admin/news/article/add/", "/admin/standings/cup/add/"),
        ("broadcast", "/admin/events/listing/add/", "/admin/news/article/"),
        ("results", "/admin/standings/racesheet/", "/admin/news/article/add/"),
    ],
)
def test_each_role_finds_its_work_and_nobody_elses(browser, site, role, may, may_not):
    context = browser.new_context()
    found = visit(context, site)
    sign_in_with_password(found, role)
    assert found.page.goto(site.url + may).status == 200
    assert found.page.goto(site.url + may_not).status == 403
    context.close()


def test_photo_s_correction_is_offered_and_brought_to_readers(newsroom: Visit, tmp_path):
    page = newsroom.open("/admin/news/photo/?q=dawn")
    page.locator("#result_list tbody th a").last.click()
    page.fill("#id_caption", "A hall before sunrise.")
    # Too large a file is not even sent; what was typed stays.
    huge = tmp_path / "huge.jpg"
    with huge.open("wb") as file:
        file.truncate(41 << 20)
    page.set_input_files("#id_upload", huge)
    expect(page.locator("[data-too-large]")).to_have_text("huge.jpg has 41 MB; the limit is 40 MB. It was not taken.")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".photo-stories")).to_contain_text("with earlier details")
    page.get_by_role("link", name="Bring the correction to them…").click()
    story = page.locator(".photo-correction h2").first.inner_text()
    expect(page.locator(".photo-changes ins").first).to_have_text("After: A hall before sunrise.")
    page.get_by_role("button", name=re.compile("Publish the correction")).click()
    expect(page.locator(".messagelist")).to_contain_text(f"{story}: edition 2 has the corrected facts")
    expect(page.locator(".photo-stories")).not_to_contain_text("with earlier details")

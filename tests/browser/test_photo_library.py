"""Many photographs go into the library at once, their facts are mended together, and it shows them as crops."""

import base64
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.soundness import fits, violations
from tests.factories.images import jpeg_with_iptc, picture_file, scene

pytestmark = pytest.mark.browser
DROP = """([name, data]) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const carried = new DataTransfer();
    carried.items.add(new File([bytes], name, { type: "image/jpeg" }));
    document.querySelector("[data-drop]").dispatchEvent(
        new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: carried }));
}"""


def looks_well(page: Page) -> None:
    """On a laptop in the light and on a phone in the dark: nothing for axe to say, and nothing beyond the screen."""
    for width, scheme in ((390, "dark"), (1366, "light")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.evaluate(
            "Promise.all(document.getAnimations().map((each) => each.finished))"
        )  # links fade into their other colour
        assert (violations(page, "#content"), fits(page)) == ([], True)


def photograph(seed: int) -> bytes:
    fields = {120: [f"Skater {seed} in the last lap.".encode()], 90: [b"Hamar"], 101: [b"Norway"], 25: [b"ice"]}
    return jpeg_with_iptc(fields, source=scene(seed))


def test_many_come_in_at_once_are_mended_together_and_found_as_crops(newsroom):
    page = newsroom.open("/admin/news/photo/many/")
    looks_well(page)
    files = [
        {"name": f"lap-{seed}.jpg", "mimeType": "image/jpeg", "buffer": photograph(seed)} for seed in (9301, 9302, 9303)
    ]
    smaller = picture_file("JPEG", scene(9301).resize((300, 200)), quality=60)
    files.append({"name": "smaller.jpg", "mimeType": "image/jpeg", "buffer": smaller})
    files.append({"name": "words.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"})
    page.set_input_files("input[type=file]", files[:1])
    expect(page.locator("[data-said]")).to_contain_text("1 added.", timeout=60_000)
    page.set_input_files("input[type=file]", files[1:])
    page.evaluate(DROP, ["dropped.jpg", base64.b64encode(photograph(9304)).decode()])
    said = page.locator("[data-said]")
    expect(said).to_contain_text("4 added, 1 in the library already, 1 not added.", timeout=60_000)
    row = {name: page.locator("[data-files] > li", has_text=name) for name in ("smaller", "words", "dropped")}
    expect(row["smaller"]).to_contain_text("This picture is in the library already")
    expect(row["smaller"].get_by_role("link", name="lap-9301.jpg")).to_be_visible()
    expect(row["words"]).to_contain_text("This is not a picture that the site can read.")
    expect(row["dropped"]).to_contain_text("Added. It has no credit, no alternative text.")
    looks_well(page)

    page.get_by_role("link", name="Look at their facts").click()
    rows = page.locator(".facts-row")
    expect(rows).to_have_count(4)
    first = rows.filter(has_text="lap-9301")
    expect(first.get_by_label("Caption")).to_have_value("Skater 9301 in the last lap.")
    expect(first.get_by_label("Place")).to_have_value("Hamar, Norway")
    first.get_by_label("Credit holder").fill("Another holder")
    page.locator(".facts-all").get_by_label("Credit holder").fill("The holder of four")
    page.get_by_role("button", name="Put into the photos below").click()
    expect(page.locator("[data-put-in-said]")).to_have_text("Put into 3 fields. Nothing is saved yet.")
    looks_well(page)
    page.get_by_role("button", name="Save, and all of these are right").click()
    expect(page.locator(".messagelist")).to_contain_text("4 photos were changed successfully.")
    expect(page.locator(".facts-words")).to_contain_text("No facts wait to be checked")

    page = newsroom.open("/admin/news/photo/?q=holder+of+four")
    expect(page.locator("#result_list tbody tr")).to_have_count(3)
    looks_well(page)
    page.get_by_role("link", name=re.compile("lap-9302")).click()
    # The focal point goes where the arrow keys lead it, and the crops follow
    crop = page.locator(".photo-crop-square")
    page.locator("[data-focal-point]").focus()
    for key in ("Shift+ArrowRight", "Shift+ArrowRight", "ArrowRight", "Shift+ArrowUp"):
        page.keyboard.press(key)
    expect(page.locator("#id_focal_x")).to_have_value("0.710")
    expect(page.locator("#id_focal_y")).to_have_value("0.300")
    expect(crop).to_have_css("object-position", "71% 30%")
    looks_well(page)
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/photo/?*")
    card = page.locator("#result_list tr", has_text="lap-9302")
    expect(card.locator("img")).to_have_class(re.compile(r"\bfx-7 fy-3\b"))
    assert [each for each in newsroom.complaints if "Failed to load resource" not in each] == []


def test_what_the_server_had_no_time_for_is_tried_again_by_itself(newsroom):
    """A file that others keep waiting is refused for the moment: the page comes back to it after the rest."""
    page = newsroom.open("/admin/news/photo/many/")
    refusals = iter([503, 503])
    answer = {"content_type": "application/json", "body": '{"error": "Other files are being read right now."}'}
    page.route(
        "**/photo/upload/",
        lambda route: route.fulfill(status=503, **answer) if next(refusals, None) else route.continue_(),
    )
    files = [
        {"name": f"busy-{seed}.jpg", "mimeType": "image/jpeg", "buffer": photograph(seed)}
        for seed in (9311, 9312, 9313)
    ]
    page.set_input_files("input[type=file]", files)
    expect(page.locator("[data-files] > li", has_text="busy-9311")).to_contain_text("The server is busy.")
    expect(page.locator("[data-said]")).to_contain_text("3 added.", timeout=60_000)
    page.route("**/photo/upload/", lambda route: route.fulfill(status=400, **answer))
    page.set_input_files("input[type=file]", [{**files[0], "name": "refused.jpg"}])
    expect(page.locator("[data-said]")).to_contain_text("3 added, 1 not added.")  # which would end like this again

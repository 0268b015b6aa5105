"""Draws docs/images/season/ anew: home and an event's page in ten states of a season, as staff look at another moment.

    python -m tools.season_screens http://127.0.0.1:8000 editor PASSWORD

asks a site with the demo's database (`make run`), signed in as somebody of the staff. Each picture has home at 1280 px,
and beside it home and the event's page at 390 px.
"""

import argparse
import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright
from tqdm import tqdm

from tests.browser.chromium import CHROMIUM, FLAGS

FOLDER = Path(__file__).parent.parent / "docs" / "images" / "season"
FIRST, THIRD, FOURTH, LAST = (
    f"/events/2025-26/{slug}/" for slug in ("1-salt-lake-city", "3-heerenveen", "4-hamar", "5-inzell")
)
STATES = {  # a name, the moment shown, and the event whose page is drawn
    "1-months-before": ("2025-08-20T10:00Z", FIRST),
    "2-week-before": ("2025-11-08T10:00Z", FIRST),
    "3-hour-before": ("2025-11-14T22:05Z", FIRST),
    "4-live": ("2025-11-15T20:20Z", FIRST),
    "5-evening-after": ("2025-11-17T02:00Z", FIRST),
    "6-between-sessions": ("2025-12-06T17:00Z", THIRD),
    "7-between-events": ("2025-12-09T10:00Z", FOURTH),
    "8-last-day-without-times": ("2026-01-25T12:00Z", LAST),
    "9-after-the-last-event": ("2026-01-27T10:00Z", LAST),
    "10-off-season": ("2026-05-20T10:00Z", LAST),
}
WIDE, PHONE = (1280, 1300), (390, 1300)
GAP, SCALE, QUALITY = 20, 0.5, 45


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("site", "user", "password"):
        parser.add_argument(name)
    asked = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(locale="en-GB", timezone_id="Europe/Amsterdam", color_scheme="light")
        page = context.new_page()
        page.goto(f"{asked.site}/admin/login/")
        page.fill("#id_username", asked.user)
        page.fill("#id_password", asked.password)
        page.click("[type=submit]")
        page.wait_for_selector("#user-tools")
        for name, (moment, event) in tqdm(STATES.items(), desc="states"):
            _joined(list(_screens(page, asked.site, moment, event))).save(
                FOLDER / f"{name}.webp", quality=QUALITY, method=6
            )
        browser.close()


def _screens(page: Page, site: str, moment: str, event: str) -> Iterator[Image.Image]:
    for address, (width, height) in (("/", WIDE), ("/", PHONE), (event, PHONE)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{site}{address}?at={moment}", wait_until="networkidle")
        yield Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def _joined(screens: list[Image.Image]) -> Image.Image:
    width = sum(screen.width for screen in screens) + GAP * (len(screens) - 1)
    sheet = Image.new("RGB", (width, screens[0].height), "#777")
    left = 0
    for screen in screens:
        sheet.paste(screen, (left, 0))
        left += screen.width + GAP
    return sheet.resize((round(width * SCALE), round(sheet.height * SCALE)), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()

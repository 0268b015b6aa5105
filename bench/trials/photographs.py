"""Forty photographs of 24 megapixels go into the library, while somebody else saves an article again and again.

Run it as `.venv/bin/python bench/trials/photographs.py [photographs]`; it takes some minutes. It serves the demo with a
database of its own, opens the page "Add photographs" in a real browser, and has a second browser save an article. It
ends with an error where a file was not added, a save did not pass, or a process that answers requests took more than
200 MB. Its figures are kept in docs/trials.md.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from floods import Site, served  # first: it sets Django up

# isort: split
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

MOST = 200  # MB of a process that answers
SIZE = (6000, 4000)
LONGEST = 1_800  # seconds for all
CHROMIUM = "/usr/bin/chromium-headless-shell"


def photograph(folder: str, number: int) -> str:
    """A file of some 5 MB, unlike all others."""
    chance = random.Random(number)
    coarse = Image.frombytes("RGB", (24, 16), chance.randbytes(24 * 16 * 3)).resize(SIZE, Image.Resampling.BICUBIC)
    fine = Image.frombytes("RGB", (1500, 1000), chance.randbytes(4_500_000)).resize(SIZE)
    path = f"{folder}/photograph-{number}.jpg"
    Image.blend(coarse, fine, 0.25).save(path, "JPEG", quality=88)
    return path


def answering(site: Site) -> Iterator[float]:
    """MB of each process of the site that answers requests: those of gunicorn, and not the ones that read files."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"\0PORT={site.port}\0".encode() not in b"\0" + (process / "environ").read_bytes() + b"\0":
                continue
            said = (process / "status").read_text()
            is_reader = b"confined" in (process / "cmdline").read_bytes()
        except (OSError, PermissionError):
            continue
        if not is_reader and (held := [line for line in said.splitlines() if line.startswith("VmRSS")]):
            yield int(held[0].split()[1]) / 1024


def signed_in(browser: Browser, site: Site) -> Page:
    page = browser.new_context(viewport={"width": 1366, "height": 900}).new_page()
    page.goto(f"http://127.0.0.1:{site.port}/admin/login/")
    page.fill("[name=username]", "admin")
    page.fill("[name=password]", site.password)
    page.click("[type=submit]")
    page.wait_for_selector("#user-tools")
    return page


def save(page: Page, number: int) -> float:
    """Seconds until the article is saved and its form is there again."""
    page.fill("#id_lead", f"Saved for the {number}th time.")
    start = time.perf_counter()
    with page.expect_navigation(timeout=60_000):
        page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_selector(".messagelist .success")
    return time.perf_counter() - start


def new_article(page: Page, site: Site) -> None:
    page.goto(f"http://127.0.0.1:{site.port}/admin/news/article/add/")
    page.fill("#id_title", "Written meanwhile")
    save(page, 0)


def said_of(seconds: list[float]) -> str:
    return f"{len(seconds)} saves, median {statistics.median(seconds):.1f} s, slowest {max(seconds):.1f} s"


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder, served() as site, sync_playwright() as playwright:
        files = [photograph(folder, number) for number in range(count)]
        size = sum(Path(file).stat().st_size for file in files) / 1e6
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        writer, adder = signed_in(browser, site), signed_in(browser, site)
        new_article(writer, site)
        alone = [save(writer, number) for number in range(5)]
        print(f"{count} photographs, {size:.0f} MB. Nobody else: {said_of(alone)}", flush=True)
        print(f"Largest process that answers, before: {max(answering(site)):.0f} MB", flush=True)
        adder.goto(f"http://127.0.0.1:{site.port}/admin/news/photo/many/")
        start, most, meanwhile = time.monotonic(), 0.0, []
        adder.set_input_files("input[type=file]", files)
        while not adder.locator("text=Look at their facts").count() and time.monotonic() - start < LONGEST:
            meanwhile.append(save(writer, len(meanwhile)))
            most = max(most, *answering(site))
        took = time.monotonic() - start
        said = adder.inner_text("[data-said]")
        print(f"Added in {took:.0f} s, {took / count:.1f} s each: {said}", flush=True)
        print(f"Meanwhile: {said_of(meanwhile)}; largest process that answers {most:.0f} MB", flush=True)
        for refused in adder.locator("[data-files] [data-state=failed], [data-files] [data-state=there]").all():
            print(f"Not added: {' '.join(refused.inner_text().split())}")
        browser.close()
    if f"{count} added." not in said or most > MOST:
        sys.exit("Not all of that is as it should be.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)

"""The steps from a newsroom's first page to a live story: ours, Wagtail's and those of stock Django admin.

Run it as `.venv/bin/python bench/steps_to_live.py`. All are driven in the same Chromium with the same counter, by
somebody who knows them well (`tests.browser.walks`, `measuring.peers`), and write the same story with three photographs
(`tests.browser.story`). The peers are measured where they are installed, each in an environment of its own that this
project has nothing to do with:

    python -m venv var/peers/wagtail && var/peers/wagtail/bin/pip install wagtail
    python -m venv var/peers/django && var/peers/django/bin/pip install django

Only what all can do is counted. What ours has besides, and the others lack, is said below the table.
"""

import contextlib
import json
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator

from measuring import ROOT
from measuring.newsroom import newsroom
from measuring.peers import sign_in, stock_admin, wagtail
from playwright.sync_api import Browser, Page

from tests.browser import story, walks
from tests.browser.counting import Counted, Steps

PEERS = ROOT / "var" / "peers"
Write = Callable[[Page, list[story.File]], str]


@contextlib.contextmanager
def served(python: str, folder: str) -> Iterator[str | None]:
    """The address of the peer, until the end; None where it is not installed."""
    program = PEERS / python / "bin" / "python"
    if not program.exists():
        yield None
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    process = subprocess.Popen(
        [program, ROOT / "bench" / "peers" / folder / "desk.py", port],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/admin/login/", timeout=10):  # noqa: S310 - our own
                break
            time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def new_page(browser: Browser) -> Page:
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, permissions=["clipboard-read", "clipboard-write"]
    )
    return context.new_page()


def of_peer(browser: Browser, address: str, write: Write) -> Steps:
    """The story is live at the end, else nothing was counted."""
    page = new_page(browser)
    counted = Counted.on(page)
    sign_in(page, address)
    counted.again()
    live = write(page, story.files())
    steps = counted.steps
    answer = page.goto(live if live.startswith("http") else address + live)
    assert answer and answer.status == 200
    page.context.close()
    return steps


def of_ours(browser: Browser, url: str, password: str) -> Iterator[tuple[str, Steps]]:
    page = new_page(browser)
    counted = Counted.on(page)
    page.goto(f"{url}/admin/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", password)
    page.click("[type=submit]")
    page.wait_for_selector("#user-tools")
    for name in ("isuwc, from text", "isuwc, by hand"):
        page.goto(f"{url}/admin/")
        counted.again()
        files = story.files()
        if name.endswith("text"):
            walks.from_text(page, story.as_text(files, f"{story.TITLE}, from text"), files)
        else:
            walks.by_hand(page, files)
        yield name, counted.steps
    page.context.close()


def main() -> None:
    print("| | steps | clicks | keys | fields | page loads |\n|---|---|---|---|---|---|")
    with newsroom("steps") as ours:
        password = json.loads((ours.folder / "passwords.json").read_text())["editor"]
        for name, steps in of_ours(ours.browser, ours.url, password):
            print(f"| {name} | {steps.total} |", " | ".join(map(str, steps)), "|", flush=True)
        for name, python, folder, write in (
            ("Wagtail", "wagtail", "wagtail_desk", wagtail),
            ("stock Django admin", "django", "stock_admin", stock_admin),
        ):
            with served(python, folder) as address:
                if not address:
                    print(f"{name} is not installed: see the first lines of this file.")
                    continue
                steps = of_peer(ours.browser, address, write)
                print(f"| {name} | {steps.total} |", " | ".join(map(str, steps)), "|", flush=True)
    print(
        "Counted for none of them: standings, where to watch, the calendar and the text about the series, which ours "
        "adds by itself and the others have to be given by hand. Counted though only ours has it: finding the event."
    )


if __name__ == "__main__":
    main()

"""The browser: a real Chromium."""

import shutil
from contextlib import ExitStack
from functools import partial

from playwright.sync_api import Browser, sync_playwright

# The headless shell takes half the processor time of the whole browser.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
FLAGS = [
    "--no-sandbox",  # the tests' own pages are all that it opens; as root it would not start otherwise
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


class Chromium:
    """The browser of this process: started when a test asks for it, ended before a test of another kind (`apart`)."""

    def __init__(self) -> None:
        self.running = ExitStack()
        self.browser: Browser | None = None

    def started(self) -> Browser:
        if self.browser is None:
            assert CHROMIUM, "Chromium is not installed; `make test` says how to get it."
            playwright = self.running.enter_context(sync_playwright())
            self.browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            # Pages are kept offline in the tests of that alone, which say "allow"
            self.browser.new_context = partial(self.browser.new_context, service_workers="block")  # type: ignore[method-assign]  # so that every test's context has it
            self.running.callback(self.browser.close)
        return self.browser

    def end(self) -> None:
        self.browser = None
        self.running.close()

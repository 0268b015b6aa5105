"""The newsroom on the demo, in a database of its own, and trials of its forms one after another."""

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from measuring.browsers import ANSWERED, PASSWORD  # first: it sets Django up
from measuring.rows import add_what_the_demo_lacks

# isort: split
from django.conf import settings
from django.contrib import admin
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

from tests.browser.chromium import CHROMIUM, FLAGS
from tests.browser.conftest import DEMO
from tests.browser.serving import served
from tests.databases import copy, copy_name, using

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright has a loop of its own in this thread
PAUSES = (0, 150, 400)  # milliseconds between two presses of a button
ASKS_FIRST = {"Article"}  # its page asks whether one is signed in before it sends


@dataclass(frozen=True)
class Newsroom:
    url: str
    browser: Browser
    folder: Path


class Open:
    """In place of pytest-django's guard of the database."""

    unblock = staticmethod(contextlib.nullcontext)


@contextlib.contextmanager
def newsroom(kind: str) -> Iterator[Newsroom]:
    """Served until the end; `kind` is in the name of its database."""
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder, database = Path(made), copy_name(kind)
        copy(DEMO, database, folder=folder)
        with served(folder, database, Open()) as url, using(database):
            add_what_the_demo_lacks()
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            yield Newsroom(url, browser, folder)
            browser.close()


@dataclass
class FormTrial:
    """One model's form. `wrong` is what was lost, doubled or said that isn't so."""

    name: str
    address: str
    wrong: list[str] = field(default_factory=list, kw_only=True)
    done: list[str] = field(default_factory=list, kw_only=True)

    def check(self, holds: bool, words: str) -> None:
        if not holds:
            self.wrong.append(words)

    def run(self) -> None:
        raise NotImplementedError


def forms_of(names: list[str], without: Mapping[str, str]) -> list[Any]:
    """The models to be tried: those that are named, or all but `without`, for each of which it is said why."""
    models = {model.__name__: model for model in admin.site._registry if model.__name__ not in without}
    if unknown := set(names) - set(models):
        sys.exit(f"No such form: {', '.join(sorted(unknown))}. There are: {', '.join(models)}.")
    for name, why in () if names else without.items():
        print(f"{name}: not tried, as {why}")
    return [models[name] for name in names or models]


def all_tried(trials: Iterable[FormTrial]) -> int:
    """How the process ends: 1 if anything was wrong. A trial that fails is told, and the others go on."""
    wrong = 0
    for trial in trials:
        began = time.monotonic()
        try:
            trial.run()
        except Exception as error:  # whatever ends one trial is counted as wrong and printed; the others go on
            trial.wrong.append(f"{type(error).__name__}: {str(error)[:300]}")
        took = f"{time.monotonic() - began:.0f} s"
        print(f"{trial.name} ({took}): {', '.join(trial.done)}", *trial.wrong, sep="\n    ! ", flush=True)
        wrong += len(trial.wrong)
    print("Nothing was lost, doubled, or said that isn't so." if not wrong else f"{wrong} things are wrong.")
    return 1 if wrong else 0


def press_twice(page: Page, name: str, pause: int) -> None:
    """The button of that name, which leads to another page unless something is wrong."""
    button = page.locator(f"[name={name}]:visible").first  # before it may be one for the Enter key alone
    button.scroll_into_view_if_needed()
    box: Any = button.bounding_box()
    here = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    old = page.url
    page.mouse.click(*here)
    page.wait_for_timeout(pause)
    page.mouse.click(*here)
    with contextlib.suppress(TimeoutError):
        page.wait_for_url(lambda url: url != old, timeout=ANSWERED)
    page.wait_for_load_state()
    page.wait_for_timeout(500)  # for a second answer


@contextlib.contextmanager
def session_ended(page: Page) -> Iterator[None]:
    """As if it had; afterwards it is as it was."""
    session: Any = next(each for each in page.context.cookies() if each["name"] == settings.SESSION_COOKIE_NAME)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    try:
        yield
    finally:
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        page.context.add_cookies([session])


def sign_in(page: Page, name: str) -> None:
    """With a wrong password first. Where much else runs, the site may ask to try again in a moment (503)."""
    for password in ("not the password", PASSWORD):
        for _ in range(20):
            page.fill("#id_username", name)
            page.fill("#id_password", password)
            with page.expect_navigation(timeout=ANSWERED) as answered:
                page.get_by_role("button", name="Log in").click()
            if answered.value and answered.value.status != 503:
                break


def sign_in_beside(page: Page, name: str) -> None:
    """Where the page itself says that nobody is signed in, and sends nothing."""
    page.locator("[name=_continue]").first.click()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="sign in in a new window").first.click()
    sign_in(opened.value, name)
    opened.value.close()


def send_signed_out(trial: FormTrial, page: Page, name: str) -> None:
    """Save, sign in, look at what is kept, and send it on."""
    with page.expect_navigation(timeout=ANSWERED):
        page.locator("[name=_continue]").first.click()
    trial.check("What was typed is kept." in page.content(), "the sign-in doesn't say that the words are kept")
    sign_in(page, name)
    trial.check("/admin/kept/" in page.url, f"the sign-in leads to {page.url}")
    with page.expect_navigation(timeout=ANSWERED):
        page.get_by_role("button", name="Send it now").click()

"""Two people at every form of the newsroom, each in a browser of their own, and one who is signed out while typing.

Run it as `.venv/bin/python bench/trials/two_browsers.py [model …]`; all models take some twenty minutes. For the form
of each model of the admin, on the demo in a database of its own:

- two people change different fields, in either order: both changes are stored, and the second is told of the first's;
- two people change the same field: nothing is saved before the second has chosen, and what was chosen is stored;
- Save is pressed twice within 0, 150 and 400 milliseconds: one change, one entry of the history, no refusal;
- the session ends before Save, and the first password is wrong: what was typed is shown after the sign-in, and a click
  saves it.

It prints a line for each model and ends with an error where anything was lost, doubled or said that isn't so.
"""

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain, islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measuring.browsers import ANSWERED, PASSWORD, Field, Window, person  # first: it sets Django up

# isort: split
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import sync_playwright

from events.models import Country, CountryGroup
from isuwc.history.models import Entry
from news.models import Article, LeadStory, OldAddress
from news.models.article import State
from standings.models import Alias, Competitor
from tests.browser.conftest import CHROMIUM, DEMO, FLAGS, served
from tests.databases import copy, copy_name, using

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright has a loop of its own in this thread
WITHOUT_FORM = {"SheetImport"}
ASKS_FIRST = {"Article"}  # its page asks whether one is signed in before it sends
PAUSES = (0, 150, 400)


@dataclass
class Trial:
    """One model's form."""

    name: str
    address: str
    anna: Window
    bert: Window
    wrong: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def check(self, holds: bool, words: str) -> None:
        if not holds:
            self.wrong.append(words)

    def stored(self, *fields: Field) -> list[str]:
        self.anna.open(self.address)
        return [self.anna.read(each.name) for each in fields]

    def workable(self) -> Iterator[tuple[Field, str]]:
        """Fields in which one person alone can save another value, and the former one again; one of each part."""
        parts: set[str] = set()
        for each in self.anna.open(self.address).fields[:25]:
            if each.part not in parts and (value := self.another(each)):
                parts.add(each.part)
                yield each, value

    def another(self, what: Field, but: str = "") -> str:
        """Another value of the field that is taken, empty if there is none."""
        others = self.anna.open(self.address).others(what)
        rest = [value for value in (*others, *([f"{but}3"] if but else [])) if value not in (but, what.value)]
        return next((value for value in rest if self.takes(what, value)), "")

    def takes(self, what: Field, value: str) -> bool:
        for each in (value, what.value):
            if not self.anna.open(self.address).type(what, each).save() or self.stored(what) != [each]:
                return False
        return True

    def put_back(self, *fields: Field) -> None:
        self.anna.open(self.address)
        for each in fields:
            self.anna.type(each, each.value)
        self.check(self.anna.save(), "the former values can't be saved again")

    def run(self) -> None:
        workable = self.workable()
        found = list(islice(workable, 2))
        if not found:
            self.wrong.append("no field was found that can be changed")
            return
        if len(found) == 2:
            for first, second in (found, found[::-1]):
                self.different_fields(first, second)
        else:
            self.done.append(f"no second field beside {found[0][0].name}")
        self.same_fields(chain(found, workable))
        self.two_presses(*found[0])
        self.signed_out(*found[0])

    def both_open(self) -> None:
        for each in (self.anna, self.bert):
            each.open(self.address)

    def different_fields(self, theirs: tuple[Field, str], mine: tuple[Field, str]) -> None:
        self.both_open()
        self.check(self.anna.type(*theirs).save(), "the first of two is refused")
        saved = self.bert.type(*mine).save()
        said = self.bert.messages if saved else self.bert.trouble
        self.check("Anna" in said, f"the second is not told of the first: {said!r}")
        self.check(saved, f"different fields are refused: {said!r}")
        if saved:
            self.check(self.stored(theirs[0], mine[0]) == [theirs[1], mine[1]], "a change of two fields is lost")
            self.done.append("different fields")
        self.put_back(theirs[0], mine[0])

    def same_fields(self, workable: Iterable[tuple[Field, str]]) -> None:
        """In the first field of which a third value is taken."""
        for what, theirs in workable:
            if what.kind != "checkbox" and (mine := self.another(what, but=theirs)):
                self.same_field(what, theirs, mine)
                return
        self.done.append("no field has a third value")

    def same_field(self, what: Field, theirs: str, mine: str) -> None:
        for choice, left in (("mine", mine), ("theirs", theirs)):
            self.both_open()
            self.check(self.anna.type(what, theirs).save(), "the first of two is refused")
            self.check(not self.bert.type(what, mine).save(), "the second undoes the first in silence")
            self.check("Anna" in self.bert.trouble, f"the second is not told who was first: {self.bert.trouble!r}")
            self.check(self.bert.read(what.name) == mine, "what the second typed is gone")
            self.check(self.stored(what) == [theirs], "the first's value is gone before the second has chosen")
            asked = self.bert.page.locator(f'#form-trouble input[type=radio][value="{choice}"]')
            self.check(bool(asked.count()), "nothing is asked")
            if asked.count():
                asked.first.check()
                self.check(self.bert.save(), f"what was chosen is refused: {self.bert.trouble!r}")
                self.check(self.stored(what) == [left], f"{choice} was chosen and is not stored")
                self.done.append(f"same field, {choice}")
            self.put_back(what)

    def two_presses(self, what: Field, value: str) -> None:
        for pause in PAUSES:
            before = Entry.objects.count()
            page = self.anna.open(self.address).page
            self.anna.type(what, value)
            button = page.locator("[name=_save]").first
            button.scroll_into_view_if_needed()
            box = button.bounding_box() or {}
            here = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            old = page.url
            page.mouse.click(*here)
            page.wait_for_timeout(pause)
            page.mouse.click(*here)
            page.wait_for_url(lambda url, old=old: url != old, timeout=ANSWERED)
            page.wait_for_load_state()
            page.wait_for_timeout(300)
            self.check("Nothing was saved" not in page.content(), f"two presses, {pause} ms: refused")
            self.check(self.stored(what) == [value], f"two presses, {pause} ms: not stored")
            made = Entry.objects.count() - before
            self.check(made == 1, f"two presses, {pause} ms: {made} entries in the history")
            self.put_back(what)
        self.done.append("two presses")

    def signed_out(self, what: Field, value: str) -> None:
        page = self.anna.open(self.address).page
        self.anna.type(what, value)
        session: Any = next(each for each in page.context.cookies() if each["name"] == settings.SESSION_COOKIE_NAME)
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        try:
            self.sign_in_again(what, value)
        finally:
            page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
            page.context.add_cookies([session])
        self.put_back(what)
        self.done.append("signed out, second step")

    def sign_in_beside(self) -> None:
        """The page itself says that nobody is signed in, and sends nothing."""
        page = self.anna.page
        page.locator("[name=_continue]").first.click()
        with page.expect_popup() as opened:
            page.get_by_role("link", name="sign in in a new window").click()
        other = opened.value
        for password in ("not the password", PASSWORD):
            other.fill("#id_username", "Anna")
            other.fill("#id_password", password)
            with other.expect_navigation(timeout=ANSWERED):
                other.get_by_role("button", name="Log in").click()
        other.close()
        self.check(self.anna.save(), f"what was typed before the sign-in is refused: {self.anna.trouble!r}")

    def sign_in_again(self, what: Field, value: str) -> None:
        page = self.anna.page
        if self.name in ASKS_FIRST:
            self.sign_in_beside()
            self.check(self.stored(what) == [value], "what was typed before the sign-in is lost")
            return
        with page.expect_navigation(timeout=ANSWERED):
            page.locator("[name=_continue]").first.click()
        self.check("What was typed is kept." in page.content(), "the sign-in doesn't say that the words are kept")
        for password in ("not the password", PASSWORD):
            page.fill("#id_username", "Anna")
            page.fill("#id_password", password)
            with page.expect_navigation(timeout=ANSWERED):
                page.get_by_role("button", name="Log in").click()
        self.check("/admin/kept/" in page.url, f"the sign-in leads to {page.url}")
        with page.expect_navigation(timeout=ANSWERED):
            page.get_by_role("button", name="Send it now").click()
        self.check(self.stored(what) == [value], "what was typed before the sign-in is lost")


def add_what_the_demo_lacks() -> None:
    skater = Competitor.objects.order_by("pk").first()
    if skater:
        values = {"category": skater.category, "country": skater.country, "competitor": skater}
        Alias.objects.create(name="An Example Spelling", **values)
    if article := Article.objects.filter(state=State.PUBLISHED).order_by("pk").first():
        until = timezone.now().replace(microsecond=0) + timedelta(days=30)
        LeadStory.objects.update_or_create(article=article, defaults={"until": until})
    OldAddress.objects.create(path="/news/an-example", target="/standings/")
    CountryGroup.objects.create(name="Example group").countries.set(Country.objects.filter(noc__in=["NOR", "SWE"]))


def trials(url: str, anna: Window, bert: Window, names: list[str]) -> Iterator[Trial]:
    for model in admin.site._registry:
        if model.__name__ in WITHOUT_FORM or (names and model.__name__ not in names):
            continue
        row = model._default_manager.exclude(**({"username__in": ["Anna", "Bert"]} if model is User else {}))
        key = row.order_by("pk").values_list("pk", flat=True).first()
        if model.__name__ == "RaceSheet":
            key = row.filter(results__isnull=False).order_by("pk").values_list("pk", flat=True).first()
        if key is None:
            sys.exit(f"The demo has no {model.__name__}.")
        where = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[key])
        yield Trial(model.__name__, url + where, anna, bert)


class Open:
    """In place of pytest-django's guard of the database."""

    unblock = staticmethod(contextlib.nullcontext)


def main(names: list[str]) -> int:
    wrong = 0
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder, database = Path(made), copy_name("trial")
        copy(DEMO, database, folder=folder)
        with served(folder, database, Open()) as url, using(database):
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            add_what_the_demo_lacks()
            anna, bert = (person(browser, url, name) for name in ("Anna", "Bert"))
            for trial in trials(url, anna, bert, names):
                began = time.monotonic()
                try:
                    trial.run()
                except Exception as error:  # reported and counted; the other forms are tried all the same
                    trial.wrong.append(f"{type(error).__name__}: {str(error)[:300]}")
                took = f"{time.monotonic() - began:.0f} s"
                print(f"{trial.name} ({took}): {', '.join(trial.done)}", *trial.wrong, sep="\n    ! ", flush=True)
                wrong += len(trial.wrong)
            browser.close()
    print("Nothing was lost, doubled, or said that isn't so." if not wrong else f"{wrong} things are wrong.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

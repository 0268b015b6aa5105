"""A form of the newsroom in a browser: its fields, what else may be typed in them, and its answer."""

import datetime
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import measuring  # noqa: F401 - first: it sets Django up

# isort: split
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page

from isuwc.signin.accounts.sessions.store import SessionStore
from isuwc.signin.hashing import BoundedPBKDF2PasswordHasher

# As the served site has it (`tests.browser.serve`): a hash of another cost is replaced at the first sign-in, which ends
# the person's other sessions.
BoundedPBKDF2PasswordHasher.iterations = 1

PASSWORD = "a-long-enough-password-of-the-trial"  # noqa: S105 - of a database that is gone afterwards
ANSWERED = 90_000  # milliseconds within which a page is answered, also where much else runs
DATE = "%d/%m/%Y"
TIME = re.compile(r"(\d\d)(:\d\d(?::\d\d)?)")
# Of a field that finds its choices while one types: the first of them, as its own script asks for them
FOUND = """async select => {
    const {appLabel, modelName, fieldName} = select.dataset;
    const asked = new URLSearchParams({app_label: appLabel, model_name: modelName, field_name: fieldName});
    const answer = await fetch(`${select.getAttribute('data-ajax--url')}?${asked}`);
    return (await answer.json()).results.map(each => String(each.id));
}"""
CHOOSE = """(select, value) => {
    if (![...select.options].some(each => each.value == value)) select.append(new Option(value, value));
    select.value = value;
    select.dispatchEvent(new Event('change', {bubbles: true}));
}"""
FIELDS = """form => [...form.querySelectorAll('input, textarea, select')].filter(each =>
    each.name && !/^_|csrf|__prefix__|-id$|DELETE$/.test(each.name) && !each.disabled && !each.readOnly
    && each.offsetParent !== null && each.getClientRects().length && each.checkVisibility() && each.name != 'pasted'
    && ['text', 'url', 'number', 'checkbox', 'textarea', 'select-one'].includes(each.type)
).map(each => ({name: each.name, kind: each.type, value: each.type == 'checkbox' ? String(each.checked) : each.value,
                is_found: each.classList.contains('admin-autocomplete'),
                options: each.options ? [...each.options].map(option => option.value) : []}))"""


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    value: str
    options: tuple[str, ...]
    is_found: bool  # its options are found while one types

    @property
    def part(self) -> str:
        """What is asked about as a whole: a field of several inputs, or a row."""
        return re.sub(r"(-\d+-).*|_\d$", r"\1", self.name)

    @property
    def others(self) -> list[str]:
        """What else may be typed there."""
        if self.kind == "checkbox":
            return ["false" if self.value == "true" else "true"]
        if self.kind == "select-one":
            return [value for value in self.options if value != self.value][:4]
        if self.value.isdecimal():
            return [str(int(self.value) + step) for step in (1, 2)]
        if self.kind == "number":  # a share, such as the focal point of a picture
            return [each for each in ("0.25", "0.75", "0.5") if each != self.value][:2]
        with suppress(ValueError):
            day = datetime.datetime.strptime(self.value, DATE).date()
            return [format(day + datetime.timedelta(days=step), DATE) for step in (1, 2)]
        if time := TIME.fullmatch(self.value):
            return [f"{(int(time[1]) + step) % 24:02}{time[2]}" for step in (1, 2)]
        return [f"{self.value}{more}" for more in (" once more", "x", "1")]


HEADINGS = {"bib": "Number", "note": "Notes", "notes": "Notes"}  # of a cell that what is pasted may fill


@dataclass
class Window:
    """A person's page with a form in it."""

    page: Page

    @property
    def form(self) -> Any:
        return self.page.locator("#content-main form[id$=_form]").first

    def open(self, address: str) -> "Window":
        self.page.goto(address)
        return self

    @property
    def fields(self) -> list[Field]:
        return [Field(**{**each, "options": tuple(each["options"])}) for each in self.form.evaluate(FIELDS)]

    def others(self, what: Field) -> list[str]:
        """What else may be typed or chosen there; the page has to be open."""
        if what.is_found:
            what = replace(what, options=tuple(self._input(what).evaluate(FOUND)))
        return what.others

    def read(self, name: str) -> str:
        return next(each.value for each in self.fields if each.name == name)

    def _input(self, what: Field) -> Any:
        return self.page.locator(f'[name="{what.name}"]').first

    def type(self, what: Field, value: str) -> "Window":
        found = self._input(what)
        if what.kind == "checkbox":
            found.set_checked(value == "true")
        elif what.is_found:
            found.evaluate(CHOOSE, value)
        elif what.kind == "select-one":
            found.select_option(value)
        else:
            found.fill(value)
        return self

    def paste(self, cell: str, value: str) -> "Window":
        """That cell of the first line, as a table with the competitor's name, read into the grid and not saved yet."""
        prefix, _, name = cell.rpartition("-")
        self.page.locator("details.lines-paste:not([open]) summary").click()
        self.page.fill("[name=pasted]", f"Name\t{HEADINGS[name]}\n{self.read(f'{prefix}-competitor')}\t{value}")
        with self.page.expect_navigation(timeout=ANSWERED):
            self.page.locator("[data-read]").click()
        return self

    def save(self) -> bool:
        """Whether it was saved."""
        with self.page.expect_navigation(timeout=ANSWERED):
            self.page.locator("[name=_continue]").first.click()
        return self.page.locator("ul.messagelist .success").count() > 0 and not self.trouble

    @property
    def trouble(self) -> str:
        found = self.page.locator("#form-trouble")
        return found.inner_text() if found.count() else ""

    @property
    def messages(self) -> str:
        return " ".join(self.page.locator("ul.messagelist li").all_inner_texts())


def person(browser: Browser, url: str, name: str) -> Window:
    """The window of an administrator who is signed in, in a browser of their own."""
    user = User.objects.create_superuser(name, password=PASSWORD)
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]  # the first only limits attempts
    session.create()
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key), "url": url}
    context.add_cookies([cookie])  # type: ignore[list-item] # a plain dictionary is one
    context.set_default_timeout(ANSWERED)
    return Window(context.new_page())

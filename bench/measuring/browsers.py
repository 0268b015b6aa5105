"""A form of the newsroom in a browser: its fields, what else may be typed in them, and its answer."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

ANSWERED = 30_000  # milliseconds within which a page is answered, also where much else runs
FIELDS = """form => [...form.querySelectorAll('input, textarea, select')].filter(each =>
    each.name && !/^_|csrf|__prefix__|-id$|DELETE$/.test(each.name) && !each.disabled && !each.readOnly
    && each.offsetParent !== null && each.getClientRects().length
    && ['text', 'url', 'number', 'checkbox', 'textarea', 'select-one'].includes(each.type)
).map(each => ({name: each.name, kind: each.type, value: each.type == 'checkbox' ? String(each.checked) : each.value,
                options: each.options ? [...each.options].map(option => option.value) : []}))"""


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    value: str
    options: tuple[str, ...]

    @property
    def others(self) -> list[str]:
        """What else may be typed there."""
        if self.kind == "checkbox":
            return ["false" if self.value == "true" else "true"]
        if self.kind == "select-one":
            return [value for value in self.options if value != self.value][:4]
        if self.value.isdecimal():
            return [str(int(self.value) + step) for step in (1, 2)]
        return [f"{self.value}{more}" for more in (" once more", "x", "1")]


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

    def read(self, name: str) -> str:
        return next(each.value for each in self.fields if each.name == name)

    def type(self, what: Field, value: str) -> "Window":
        found = self.page.locator(f'[name="{what.name}"]').first
        if what.kind == "checkbox":
            found.set_checked(value == "true")
        elif what.kind == "select-one":
            found.select_option(value)
        else:
            found.fill(value)
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

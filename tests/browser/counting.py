"""What a hand does in the browser, counted there: presses, keys that are commands, fields that it fills, pages."""

from dataclasses import dataclass
from typing import NamedTuple

from playwright.sync_api import Page

# Typing into a field is its writing, and so is a new paragraph. Every other key is a command, and so is a mark at the
# start of an empty text that makes it something else. What the page's own script changes is nobody's step.
COUNT = """
(() => {
    if (top !== window || location.protocol === "about:") return;
    const note = (name, value) => {
        const kept = JSON.parse(sessionStorage[name] ?? "[]");
        sessionStorage[name] = JSON.stringify([...kept, value]);
    };
    note("loads", location.pathname);
    const seen = new WeakSet();
    const editor = (element) => element.closest?.("[contenteditable=true]");
    const isTicked = (element) => ["checkbox", "radio"].includes(element.type);
    const isWritten = (element) => editor(element) || element.localName === "textarea" ||
        (element.localName === "input" && !isTicked(element) && !["file", "submit", "button"].includes(element.type));
    const isMark = (character, field) => ["/", ">", "#"].includes(character) && editor(field)?.textContent.trim() === "";
    addEventListener("pointerdown", (event) => note("clicks", event.target.outerHTML.slice(0, 80)), true);
    addEventListener("keydown", (event) => {
        if (!event.isTrusted || ["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
        const isCommand = event.ctrlKey || event.altKey || event.metaKey || !isWritten(event.target) ||
            !(event.key.length === 1 || (event.key === "Enter" && editor(event.target))) || isMark(event.key, event.target);
        if (isCommand) note("keys", event.key);
    }, true);
    const filled = (event) => {
        const field = editor(event.target) ?? event.target;
        // The browser's own choosing of a file is the script's of Playwright here
        if (seen.has(field) || !(event.isTrusted || field.type === "file") || isMark(event.data, field)) return;
        if (event.type === "input" && "/>#".includes(field.textContent.trim()) && editor(field)) return;
        seen.add(field);
        note(isTicked(field) ? "ticks" : "fields", field.name || field.id);
    };
    for (const kind of ["beforeinput", "input", "change"]) addEventListener(kind, filled, true);
})();
"""


class Steps(NamedTuple):
    """A field counts once on each page, a file that is chosen as a field, a tick as the click that makes it."""

    clicks: int
    keys: int
    fields: int
    loads: int

    @property
    def total(self) -> int:
        """Without the pages: they are waited for, and no step of the hand."""
        return self.clicks + self.keys + self.fields


@dataclass
class Counted:
    """The steps on a page since it was made or counted `again`; `COUNT` has to be there before the first address."""

    page: Page

    @classmethod
    def on(cls, page: Page) -> "Counted":
        page.add_init_script(COUNT)
        return cls(page)

    def of(self, name: str) -> list[str]:
        found: list[str] = self.page.evaluate(f"JSON.parse(sessionStorage.{name} ?? '[]')")
        return found

    @property
    def clicks(self) -> int:
        return len(self.of("clicks"))

    @property
    def fields(self) -> set[str]:
        """The names of those that were filled or ticked."""
        return {*self.of("fields"), *self.of("ticks")}

    @property
    def steps(self) -> Steps:
        return Steps(*(len(self.of(name)) for name in Steps._fields))

    def again(self) -> None:
        self.page.evaluate("sessionStorage.clear()")

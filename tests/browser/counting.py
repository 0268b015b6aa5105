"""What a hand does in the browser, counted there: presses, keys that are commands, fields that it fills, pages."""

from dataclasses import dataclass
from typing import NamedTuple

from playwright.sync_api import Page

# Typing into a field is its writing, and so is a new paragraph. Every other key is a command, and so is a mark at the
# start of an empty text that makes it something else. What the page's own script changes is nobody's step.
COUNT = """
(() => {
    if (top !== window || location.protocol === "about:" || document.isCounted) return;
    document.isCounted = true;
    const note = (name, value) => {
        const kept = JSON.parse(localStorage[`counted-${name}`] ?? "[]");
        localStorage[`counted-${name}`] = JSON.stringify([...kept, value]); // of windows that are opened, too
    };
    note("loads", `${location.pathname} ${performance.timeOrigin}`);
    const seen = new WeakSet();
    const editor = (element) => element.closest?.("[contenteditable=true]");
    const isTicked = (element) => ["checkbox", "radio"].includes(element.type);
    const isWritten = (element) => editor(element) || element.localName === "textarea" ||
        (element.localName === "input" && !isTicked(element) && !["file", "submit", "button"].includes(element.type));
    const isMark = (character, field) => ["/", ">", "#"].includes(character) &&
        editor(field)?.textContent.trim() === "";
    document.addEventListener("pointerdown", (event) => note("clicks", event.target.outerHTML.slice(0, 80)), true);
    document.addEventListener("keydown", (event) => {
        if (!event.isTrusted || ["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
        const isCommand = event.ctrlKey || event.altKey || event.metaKey || !isWritten(event.target) ||
            !(event.key.length === 1 || (event.key === "Enter" && editor(event.target))) ||
            isMark(event.key, event.target);
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
    for (const kind of ["beforeinput", "input", "change"]) document.addEventListener(kind, filled, true);
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
        page.context.add_init_script(COUNT)
        return cls(page)

    @staticmethod
    def in_window(window: Page) -> None:
        """Count in one that the page has opened, too: Chromium may have loaded it before it was told to."""
        window.wait_for_load_state()
        window.evaluate(COUNT)

    def of(self, name: str) -> list[str]:
        found: list[str] = self.page.evaluate(f"JSON.parse(localStorage['counted-{name}'] ?? '[]')")
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
        loads = len(set(self.of("loads")))  # a window may be told twice
        return Steps(*(len(self.of(name)) for name in ("clicks", "keys", "fields")), loads)

    def again(self) -> None:
        self.page.evaluate(
            "Object.keys(localStorage).filter((key) => key.startsWith('counted-'))"
            ".forEach((key) => delete localStorage[key])"
        )

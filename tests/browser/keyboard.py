"""A page walked with the tab key alone: what it leads to, and what of that can't be told from where one is not."""

from dataclasses import dataclass, field

from playwright.sync_api import Page

MOST = 400  # stops of one page; beyond them it counts as one that has no end

BEGIN = """() => {
  const start = document.querySelector("dialog[open]") ?? document.body;
  start.tabIndex = -1;
  start.focus({ preventScroll: true });
  start.removeAttribute("tabindex");
  window.walk = { count: 0, before: null };
}"""
# Where one is, and whether what one has left looked the same as while one was there. A date's field has several stops.
STEP = """async () => {
  // Of a text that is written in, its block has the frame
  const around = (element) => element.closest(".select2-container") ??
    (element.matches(".tiptap") ? element.closest(".block") : null) ?? element;
  const look = (element) => [element, around(element), ...(element.labels ?? [])].map(
    (each) => each.querySelector?.(":scope > .select2-selection, .select2-selection") ?? each,
  ).map(getComputedStyle).map((style) => [style.outline, style.boxShadow, style.borderColor, style.backgroundColor,
    style.textDecoration, style.color].join()).join();
  const named = (element) => `${element.localName}#${element.id || element.name || ""} ` +
    (element.ariaLabel || element.textContent || element.value || "").trim().replace(/\\s+/gu, " ").slice(0, 60);
  const element = document.activeElement;
  // select2 says a moment later that one has left
  if (window.walk.before?.element.closest(".select2-container")) await new Promise((done) => setTimeout(done, 20));
  const { before } = window.walk;
  const unseen = before && before.element !== element && before.element.isConnected
    && look(before.element) === before.look ? before.name : "";
  if (!element || element === document.body) return { unseen, end: true };
  const known = "walked" in element.dataset;
  element.dataset.walked ||= ++window.walk.count;
  const labels = [...(element.labels ?? [])];
  const hit = (x, y) => {
    const top = document.elementFromPoint(x, y);
    return top && (element.contains(top) || top.contains(element) || labels.some((label) => label.contains(top)));
  };
  // Of what is in sight of it: a link that is broken over lines has several boxes
  const covered = ![...element.getClientRects()].some((box) => {
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    // Of a text, which may be longer than the window, the line in which one begins
    const isText = element.matches("[contenteditable], textarea");
    const middle = Math.min((bottom - top) / 2, isText ? 20 : Infinity);
    return left < right && top < bottom && [0.1, 0.5, 0.9].some(
      (part) => hit(left + (right - left) * part, top + middle));
  });
  const again = known && before?.element !== element;
  // At the last stop of a date's field it is the sign within it that is framed
  const isWithin = before?.element === element && ["date", "time", "datetime-local"].includes(element.type);
  if (!isWithin) window.walk.before = { element, look: look(element), name: named(element) };
  return { unseen, end: again, covered: covered && !known ? named(element) : "" };
}"""
LEFT = """() => [...(document.querySelector("dialog[open]") ?? document).querySelectorAll(
  "a[href], button, input:not([type=hidden]), select, textarea, summary, [contenteditable=true]")].filter(
  (each) => !("walked" in each.dataset) && !each.disabled && each.tabIndex >= 0 && each.checkVisibility({
    visibilityProperty: true }) && !(each.type === "radio" && document.querySelector(
      `[type=radio][name="${CSS.escape(each.name)}"][data-walked]`)))
  .map((each) => `${each.localName}#${each.id || each.name} ${each.textContent.trim().slice(0, 60)}`)"""


@dataclass
class Walk:
    stops: int = 0
    unseen: list[str] = field(default_factory=list)  # where one doesn't see that one is there
    covered: list[str] = field(default_factory=list)  # where something else stands over it, or it is out of sight
    left: list[str] = field(default_factory=list)  # to which no key leads

    @property
    def troubles(self) -> dict[str, list[str]]:
        found = {"unseen": self.unseen, "covered": self.covered, "left": self.left}
        return {what: names for what, names in found.items() if names}


def walked(page: Page) -> Walk:
    """From the start of the page, or of the dialog that is open, until it begins anew. AssertionError for a trap."""
    found = Walk()
    page.evaluate(BEGIN)
    for _ in range(MOST):
        page.keyboard.press("Tab")
        step = page.evaluate(STEP)
        found.unseen += filter(None, [step["unseen"]])
        if step["end"]:
            found.left = page.evaluate(LEFT)
            return found
        found.stops += 1
        found.covered += filter(None, [step["covered"]])
    raise AssertionError(f"no end after {MOST} stops, at {page.evaluate('document.activeElement.outerHTML')[:200]}")

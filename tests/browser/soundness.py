"""Whether a page may be shown to people: its width, and what axe finds."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WCAG = ("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa")

# Looking at contrast costs axe most of its time. Of cells and rows that are built and placed alike it looks at four, as
# even and odd ones may differ, and at the last: the rule passes over the others, which costs less than to ask axe for
# this rule apart, as axe reads the whole page for each question. Style sheets are not fetched anew (`preload`), which
# serves one rule alone: that no style goes by how a phone is held, a test of the style sheets sees. Colours that are
# still changing from one theme to the other are taken for what they become.
LOOK = """async ([within, tags]) => {
  for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish();
  const built = (each) => each.tagName + each.getAttribute("class") + each.getAttributeNames().sort();
  const places = new Map();
  const placed = (each) => {
    if (each && !places.has(each)) places.set(each, `${placed(each.parentElement)}>${built(each)}`);
    return places.get(each) ?? "";
  };
  const seen = new Map();
  const alike = new Set([...document.querySelectorAll("tr, li, td, th")].filter((each) => {
    const kind = [placed(each), ...[...each.querySelectorAll("*")].map(built)].join();
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    return seen.get(kind) > 4 && each.nextElementSibling;
  }));
  const isAlike = (each) => each && (alike.has(each) || isAlike(each.parentElement));
  const rule = axe._audit.rules.find(({ id }) => id === "color-contrast");
  const usual = rule.matches;
  rule.matches = (node, ...more) => !isAlike(node) && usual.call(rule, node, ...more);
  const include = within?.map((each) => [each]);
  const options = { resultTypes: ["violations"], preload: false, ...(tags && { runOnly: tags }) };
  const found = await axe.run(include ? { include } : document, options).finally(() => { rule.matches = usual; });
  return found.violations.map((each) => [each.id, each.nodes[0].html]);
}"""


def violations(page: Page, *within: str, tags: tuple[str, ...] | None = WCAG) -> list[tuple[str, str]]:
    """What axe finds in the page, or within what these selectors find: each rule with the first part that breaks it.
    All its rules without tags, its good advice among them."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [(rule, html) for rule, html in page.evaluate(LOOK, [list(within) or None, tags and list(tags)])]


def fits(page: Page) -> bool:
    """Whether the page is no wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def is_sound(page: Page, *within: str) -> None:
    """Nothing is out of sight at the side, and axe finds nothing.

    The bar stands below the form meanwhile: axe takes whatever lies under it for too close to its buttons, and what
    that is depends on the moment, as a form that was saved is scrolled back only after a while.
    """
    page.wait_for_load_state()
    assert fits(page)
    page.evaluate("for (const bar of document.querySelectorAll('.newsroom-steps')) bar.style.position = 'static'")
    found = violations(page, *within)
    page.evaluate(
        "for (const bar of document.querySelectorAll('.newsroom-steps')) bar.style.removeProperty('position')"
    )
    assert found == []

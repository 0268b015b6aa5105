"""Whether a page of the newsroom may be shown to people: its width, and what axe finds."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def is_sound(page: Page) -> None:
    """Nothing is out of sight at the side, and axe finds nothing.

    The bar stands below the form meanwhile: axe takes whatever lies under it for too close to its buttons, and what
    that is depends on the moment, as a form that was saved is scrolled back only after a while.
    """
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("for (const bar of document.querySelectorAll('.newsroom-steps')) bar.style.position = 'static'")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}).response["violations"]
    page.evaluate(
        "for (const bar of document.querySelectorAll('.newsroom-steps')) bar.style.removeProperty('position')"
    )
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []

"""Publishing as a person does it on its page."""

from playwright.sync_api import Page


def publish(page: Page) -> None:
    """Tick that the doubts were looked at, where the page asks, and press the button."""
    page.locator(".newsroom-step").wait_for()
    box = page.get_by_label("I have looked at these")
    if box.count():
        box.check()
    page.get_by_role("button", name="Publish", exact=True).click()

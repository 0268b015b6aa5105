"""Fans who look where to watch: the made-up season, and a visitor with a clock and a language."""

from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tests.browser.conftest import Visit, visit
from tests.browser.season_to_come import season_on

YEAR = season_on(timezone.now())
SEASON = f"{YEAR}-{(YEAR + 1) % 100:02d}"
EVENT = f"/events/{SEASON}/7-example-heerenveen/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
SHIFTS = (
    "window.shifts = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) "
    "window.shifts += entry.value; }).observe({ type: 'layout-shift', buffered: true });"
)


@pytest.fixture
def fan(browser, winter) -> Iterator[Callable[..., Visit]]:
    """A visitor with a clock and a language: `fan("Asia/Kolkata", "en-GB")`."""
    contexts = []

    def comes(zone: str = "Asia/Kolkata", locale: str = "en-GB", **options) -> Visit:
        contexts.append(browser.new_context(**{**PHONE, "timezone_id": zone, "locale": locale, **options}))
        return visit(contexts[-1], winter)

    yield comes
    for context in contexts:
        context.close()


def answer(page: Page) -> str:
    page.wait_for_selector("[data-my-answer] .answer")
    return page.locator("[data-my-answer]").inner_text()

"""Embeds on other sites' pages, what they weigh, and the code that is copied."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from tests.browser.conftest import visit
from tests.browser.soundness import fits, violations

pytestmark = pytest.mark.browser
STANDING = "/embed/standings/2025-26/women/500m/"
EMBEDS = [
    STANDING,
    "/embed/standings/2022-23/women/1000m/",
    "/embed/events/2025-26/1-salt-lake-city/women-500m-1/",
    "/embed/events/2025-26/3-heerenveen/men-mass-start/",
    "/embed/events/2025-26/1-salt-lake-city/",
    "/embed/next-event/",
    "/embed/where-to-watch/",
    "/embed/where-to-watch/reu/?event=2025-26/3-heerenveen",
]
MOST = 30_000  # bytes


@pytest.mark.parametrize("path", EMBEDS)
def test_embed_is_sound_in_a_narrow_column_and_light(phone, path):
    sizes = weights(phone.page)
    page = phone.open(path)
    page.set_viewport_size({"width": 240, "height": 700})
    page.wait_for_load_state("networkidle")
    assert 1_000 < sum(sizes.values()) <= MOST
    assert fits(page)
    assert violations(page, tags=None) == []
    assert phone.complaints == []
    page.emulate_media(color_scheme="dark")
    assert dark(page)
    assert violations(page, tags=["wcag2aa"]) == []


def weights(page) -> dict[str, int]:
    """Bytes of each answer, compressed as they came, by address; filled while a page loads."""
    found: dict[str, int] = {}
    page.on("requestfinished", lambda each: found.update({each.url: each.sizes()["responseBodySize"]}))
    return found


def dark(page) -> bool:
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor").startswith("oklch(0.1")


@pytest.mark.parametrize(("theme", "system"), [("dark", "light"), ("light", "dark")])
def test_theme_that_is_asked_for_counts_more_than_the_readers(phone, theme, system):
    phone.page.emulate_media(color_scheme=system)
    assert dark(phone.open(f"{STANDING}?theme={theme}")) == (theme == "dark")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def elsewhere(tmp_path) -> Iterator[str]:
    """The address of another site, which has the files of that folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_other_site_shows_an_embed_and_hears_how_high_it_is_but_no_other_page(browser, site, elsewhere, tmp_path):
    context = browser.new_context()
    page = context.new_page()
    other = (
        "<script>addEventListener('message', (event) => { window.said = event.data; });</script>"
        f'<iframe id="ours" src="{site.url}{STANDING}" width="320" height="500"></iframe>'
        f'<iframe id="closed" src="{site.url}/standings/2025-26/women/500m/"></iframe>'
    )
    (tmp_path / "index.html").write_text(other)
    page.goto(elsewhere)
    inside = page.frame_locator("#ours")
    assert inside.locator("h1").inner_text() == "500m Women"
    page.wait_for_function("() => window.said && window.said.height > 200")
    assert page.evaluate("window.said.type") == "isuwc-embed-height"
    assert page.frame_locator("#closed").locator("h1").count() == 0
    with context.expect_page() as opened:
        inside.get_by_role("link", name="Whole standing").click()
    assert opened.value.url == f"{site.url}/standings/2025-26/women/500m/"
    assert opened.value.evaluate("window.opener") is None
    context.close()


def test_code_is_given_and_shown_without_javascript_and_copied_with_it(browser, site):
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{site.url}/standings/2025-26/women/500m/")
    page.get_by_role("link", name="Embed this").click()
    code = page.locator("textarea").input_value()
    assert f'src="{site.url}{STANDING}"' in code
    assert page.frame_locator("main iframe").locator("h1").inner_text() == "500m Women"
    assert page.get_by_role("button", name="Copy").count() == 0
    plain.close()
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    found = visit(context, site)
    page = found.open("/embed/?url=/standings/2025-26/women/500m/")
    page.get_by_role("button", name="Copy the code").click()
    page.get_by_text("The code is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == code
    assert found.complaints == []
    context.close()

"""A second factor set up, used and removed in a real browser, whose passkey is Chromium's virtual authenticator."""

from collections.abc import Iterator
from dataclasses import replace

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, Visit, sign_in, visit
from tests.browser.soundness import is_sound

pytestmark = pytest.mark.browser

WHO = "contributor"
ANSWERED = 20_000  # milliseconds, also where much else runs
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def by_name(browser: Browser, site: Site) -> Iterator[Visit]:
    """A phone with a passkey's authenticator, on which the site is asked for by a name, as passkeys need it."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
    context.set_default_timeout(ANSWERED)
    found = visit(context, replace(site, url=site.url.replace("127.0.0.1", "localhost")))
    session = context.new_cdp_session(found.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield found
    context.close()


def give_password(found: Visit) -> Page:
    page = found.open("/admin/login/")
    page.fill("#id_username", WHO)
    page.fill("#id_password", found.site.passwords[WHO])
    page.keyboard.press("Enter")
    return page


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_text("Log in again")).to_be_visible()


def test_app_and_passkey_are_set_up_used_and_removed(by_name):
    sign_in(by_name, WHO)
    page = by_name.open("/admin/account/")
    is_sound(page)
    page.get_by_role("link", name="Set up a second factor").click()
    is_sound(page)
    page.get_by_role("link", name="An authenticator app").click()
    is_sound(page)
    secret = page.locator(".people-key").inner_text().replace(" ", "")
    page.get_by_label("The code that the app shows now:").fill(pyotp.TOTP(secret).now())
    page.keyboard.press("Enter")
    expect(page.locator(".people-codes li")).to_have_count(10)
    is_sound(page)
    code = page.locator(".people-codes code").first.inner_text()
    page.get_by_role("button", name="I have kept them").click()
    page.get_by_role("link", name="Set up another one").click()
    page.get_by_role("link", name="A passkey").click()
    is_sound(page)
    page.get_by_label("What do you call it?").fill("Phone")
    page.get_by_role("button", name="Set up the passkey").click()
    expect(page.get_by_text("Set up: passkey “Phone”.")).to_be_visible()
    is_sound(page)
    sign_out(page)

    give_password(by_name)
    expect(page.get_by_label("Code of your authenticator app, or a recovery code:")).to_be_visible()
    is_sound(page)
    page.get_by_label("Code of your authenticator app, or a recovery code:").fill("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").first).to_contain_text("That is not right, or was used before.")
    is_sound(page)
    page.get_by_role("button", name="Use your passkey").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#user-tools")).to_be_visible()
    sign_out(page)

    give_password(by_name)
    page.get_by_label("Code of your authenticator app, or a recovery code:").fill(code)
    page.keyboard.press("Enter")
    expect(page.locator("#user-tools")).to_be_visible()
    by_name.open("/admin/account/")
    expect(page.get_by_text("9 left")).to_be_visible()
    for name in ("Remove the passkey Phone", "Remove the authenticator app"):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_text(": removed.")).to_be_visible()
    expect(page.get_by_role("link", name="Set up a second factor")).to_be_visible()
    assert by_name.complaints == []


def test_pages_of_a_forgotten_password_and_of_people_are_sound(newsroom):
    is_sound(newsroom.open("/admin/account/confirm/"))
    newsroom.page.get_by_role("button", name="Log out").click()
    page = newsroom.open("/admin/login/")
    page.get_by_role("link", name="Forgot your password?").click()
    expect(page.get_by_role("heading", name="Forgot your password?")).to_be_visible()
    is_sound(page)
    sign_in(newsroom, "admin")
    for address in ("", "add/", "1/change/", "1/access/"):
        is_sound(newsroom.open(f"/admin/auth/user/{address}"))
    assert newsroom.complaints == []

"""Headers that servers use among themselves, sent by a visitor to the served site."""

import urllib.request

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("header", ["SCRIPT_NAME", "PATH_INFO"])
def test_header_of_servers_is_not_taken_from_a_visitor(site, header):
    request = urllib.request.Request(f"{site.url}/healthz", headers={header: "/elsewhere"})  # noqa: S310 - our own
    with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
        assert (response.status, response.read()) == (200, b"ok\n")

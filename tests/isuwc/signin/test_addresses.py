import pytest
from django.test import RequestFactory

from isuwc.signin.addresses import client_address, household


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "expected"),
    [
        (0, "198.51.100.1", "192.0.2.7", "192.0.2.7"),  # anybody can write the header
        (1, "198.51.100.1", "127.0.0.1", "198.51.100.1"),
        (1, "10.0.0.1, 198.51.100.1", "127.0.0.1", "198.51.100.1"),  # what stands before was written by the visitor
        (2, "10.0.0.1, 198.51.100.1, 192.0.2.80", "127.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "127.0.0.1", "127.0.0.1"),  # one proxy was passed by
        (1, "", "127.0.0.1", "127.0.0.1"),
        (1, "nonsense\u0000", "127.0.0.1", "127.0.0.1"),
        (1, "::ffff:198.51.100.1", "", "198.51.100.1"),
        (0, "", "", "unknown"),
    ],
)
def test_address_is_the_one_that_our_own_proxy_saw(settings, proxies, forwarded, remote, expected):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:0:1:aaaa::1", "2001:db8:0:1::/64"),
        ("unknown", "unknown"),
    ],
)
def test_household_of_an_ipv6_address_is_its_network(address, expected):
    assert household(address) == expected

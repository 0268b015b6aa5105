import pytest
from django.test import RequestFactory

from isuwc.signin.addresses import _warn_of_proxies, client_address, household


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "expected"),
    [
        (0, "198.51.100.1", "192.0.2.7", "192.0.2.7"),  # anybody can write the header
        (1, "198.51.100.1", "127.0.0.1", "198.51.100.1"),
        (1, "10.0.0.1, 198.51.100.1", "127.0.0.1", "198.51.100.1"),  # what stands before was written by the visitor
        (2, "10.0.0.1, 198.51.100.1, 192.0.2.80", "127.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "127.0.0.1", "unknown"),  # one proxy was passed by
        (2, "198.51.100.1", "192.0.2.80", "192.0.2.80"),
        (0, "198.51.100.1", "127.0.0.1", "unknown"),  # a proxy that nobody told the site of
        (0, "198.51.100.1", "::1", "unknown"),
        (0, "", "127.0.0.1", "127.0.0.1"),
        (1, "", "127.0.0.1", "127.0.0.1"),
        (1, "nonsense\u0000", "127.0.0.1", "unknown"),
        (1, "198.51.100.1:4711", "127.0.0.1", "198.51.100.1"),
        (1, "[2001:db8::1]:4711", "127.0.0.1", "2001:db8::1"),
        (1, "[2001:db8::1]", "127.0.0.1", "2001:db8::1"),
        (1, "fe80::1%eth0\u202e", "127.0.0.1", "unknown"),
        (1, "[fe80::1%eth0]:1", "127.0.0.1", "unknown"),
        (1, "::ffff:198.51.100.1", "", "198.51.100.1"),
        (0, "", "", "unknown"),
    ],
)
def test_address_is_the_one_that_our_own_proxy_saw(settings, proxies, forwarded, remote, expected):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == expected


def test_proxy_that_nobody_told_the_site_of_is_logged_once(settings, caplog):
    _warn_of_proxies.cache_clear()
    settings.PROXIES = 0
    for _ in range(3):
        client_address(RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.1"))
    assert caplog.messages == [
        "A proxy on this machine hands requests on, and its X-Forwarded-For is not what PROXIES=0 says: all visitors "
        "count as one address for sign-in. Set PROXIES to the number of proxies before the site."
    ]


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

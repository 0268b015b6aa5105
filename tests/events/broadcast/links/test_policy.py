"""Which addresses the command may try, and which numbers it may connect to."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.broadcast.links.policy import Policy, RefusedError, Target, is_public

POLICY = Policy()


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("8.8.8.8", True),
        ("9.255.255.255", True),
        ("10.0.0.0", False),
        ("10.255.255.255", False),
        ("11.0.0.0", True),
        ("0.0.0.0", False),  # noqa: S104 - refused here, and bound to by nobody
        ("0.255.255.255", False),
        ("1.0.0.0", True),
        ("100.63.255.255", True),
        ("100.64.0.0", False),
        ("100.127.255.255", False),
        ("100.128.0.0", True),
        ("127.0.0.1", False),
        ("127.255.255.255", False),
        ("128.0.0.1", True),
        ("169.253.255.255", True),
        ("169.254.169.254", False),  # where clouds keep credentials
        ("172.15.255.255", True),
        ("172.16.0.0", False),
        ("172.31.255.255", False),
        ("172.32.0.0", True),
        ("192.0.0.8", False),
        ("192.0.2.1", False),
        ("192.88.99.1", False),
        ("192.168.0.0", False),
        ("192.168.255.255", False),
        ("192.169.0.0", True),
        ("198.18.0.1", False),
        ("198.51.100.1", False),
        ("203.0.113.1", False),
        ("223.255.255.255", True),
        ("224.0.0.1", False),
        ("239.255.255.255", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("2a00:1450:4001::1", True),
        ("2001:4860:4860::8888", True),
        ("::", False),
        ("::1", False),
        ("::8.8.8.8", False),
        ("::ffff:8.8.8.8", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::8.8.8.8", False),
        ("64:ff9b:1::1", False),
        ("100::1", False),
        ("2001::1", False),
        ("2001:1ff:ffff::1", False),
        ("2001:db8::1", False),
        ("2002:7f00:1::1", False),
        ("3fff::1", False),
        ("4000::1", False),
        ("fc00::1", False),
        ("fdff::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("2a00:1450:4001::1%eth0", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("ff0e::1", False),
    ],
)
def test_only_numbers_of_the_internet_are_public(number, expected):
    assert is_public(ipaddress.ip_address(number)) is expected


@given(st.ip_addresses())
def test_public_number_has_none_of_the_properties_of_others(number):
    found = is_public(number)
    other = (
        number.is_private or number.is_loopback or number.is_link_local or number.is_multicast
        or number.is_reserved or number.is_unspecified or not number.is_global
    )  # fmt: skip
    assert not (found and other)


@given(st.ip_addresses(v=4))
def test_ipv4_inside_ipv6_is_refused_whatever_it_is(number):
    packed = int(number)
    for inside in (0xFFFF << 32 | packed, packed, 0x64FF9B << 96 | packed, 0x2002 << 112 | packed << 80):
        assert not is_public(ipaddress.IPv6Address(inside))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://nos.nl", Target("https", "nos.nl", 443, "/")),
        ("http://nos.nl/live?a=1#top", Target("http", "nos.nl", 80, "/live?a=1")),
        ("HTTPS://NOS.NL./Live", Target("https", "nos.nl", 443, "/Live")),
        ("https://nos.nl:443/", Target("https", "nos.nl", 443, "/")),
        ("https://bücher.de/ä?ö=é", Target("https", "xn--bcher-kva.de", 443, "/%C3%A4?%C3%B6=%C3%A9")),
        ("https://nos.nl/%41%zz", Target("https", "nos.nl", 443, "/%41%zz")),
        ("https://8.8.8.8/", Target("https", "8.8.8.8", 443, "/")),
        ("https://[2a00::1]/", Target("https", "2a00::1", 443, "/")),
    ],
)
def test_address_is_taken_apart_as_the_request_has_it(address, expected):
    assert POLICY.target(address) == expected
    assert POLICY.target(expected.address) == expected


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "it is neither http nor https"),
        ("ftp://nos.nl/", "it is neither http nor https"),
        ("file:///etc/passwd", "it is neither http nor https"),
        ("gopher://nos.nl/", "it is neither http nor https"),
        ("javascript:alert(1)", "it is neither http nor https"),
        ("//nos.nl/", "it is neither http nor https"),
        ("https:///live", "it has no host"),
        ("https://me@nos.nl/", "it contains a user name or a password"),
        ("https://:secret@nos.nl/", "it contains a user name or a password"),
        ("https://nos.nl:80/", "it names port 80"),
        ("http://nos.nl:443/", "it names port 443"),
        ("http://nos.nl:22/", "it names port 22"),
        ("https://nos.nl:0/", "it names port 0"),
        ("https://nos.nl:99999/", "it is not an address"),
        ("https://[::1/", "it is not an address"),
        ("https://nos.nl/\r\nHost: x", "it has a character that addresses can't contain"),
        ("https://nos.nl/a b", "it has a character that addresses can't contain"),
        ("https://nos.nl\\@evil.net/", "it has a character that addresses can't contain"),
        (f"https://{'ä' * 70}.nl/", f"{'ä' * 70}.nl is not a host name"),
        (f"https://nos.nl/{'a' * 2000}", "it has more than 2,000 characters"),
    ],
)
def test_other_addresses_are_refused_with_the_reason(address, why):
    with pytest.raises(RefusedError) as refused:
        POLICY.target(address)
    assert str(refused.value) == why


@given(st.one_of(st.text(max_size=80), st.text(max_size=60).map(lambda text: f"http://{text}")))
def test_whatever_is_accepted_is_http_at_its_own_port_without_odd_characters(text):
    try:
        found = POLICY.target(text)
    except RefusedError:
        return
    assert (found.scheme, found.port) in {("http", 80), ("https", 443)}
    assert found.host
    assert found.host.isascii()
    assert found.path.startswith("/")
    assert found.path.isascii()
    assert not set(" \r\n\t") & set(found.path + found.host)


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/live", "https://nos.nl/live"),
        ("live", "https://nos.nl/a/live"),
        ("?b=1", "https://nos.nl/a/page?b=1"),
        ("//npo.nl/x", "https://npo.nl/x"),
        ("http://npo.nl/", "http://npo.nl/"),
        ("/\xc3\xa4", "https://nos.nl/%C3%A4"),  # UTF-8, as http.client reads it
    ],
)
def test_redirect_is_followed_from_where_it_stands(location, expected):
    assert POLICY.followed(POLICY.target("https://nos.nl/a/page"), location).address == expected


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "http://nos.nl:8080/", "https://me@nos.nl/", "http://[::1/"]
)
def test_redirect_is_checked_anew(location):
    with pytest.raises(RefusedError):
        POLICY.followed(POLICY.target("https://nos.nl/"), location)


def test_name_is_refused_for_any_of_its_numbers():
    assert [str(each) for each in POLICY.chosen("nos.nl", ["8.8.8.8", "2a00::1", "8.8.8.8"])] == ["8.8.8.8", "2a00::1"]
    for found, why in (
        ([], "the name nos.nl has no address"),
        (["8.8.8.8", "10.0.0.1"], "nos.nl is at 10.0.0.1 that the public internet doesn't have"),
        (["::1"], "nos.nl is at ::1 that the public internet doesn't have"),
        (["rubbish"], "nos.nl is at an address that the public internet doesn't have"),
    ):
        with pytest.raises(RefusedError) as refused:
            POLICY.chosen("nos.nl", found)
        assert str(refused.value) == why


@given(st.lists(st.ip_addresses().map(str), min_size=1, max_size=4))
def test_chosen_numbers_are_all_of_the_names_and_all_public(found):
    public = [is_public(ipaddress.ip_address(each)) for each in found]
    try:
        chosen = POLICY.chosen("nos.nl", found)
    except RefusedError:
        assert not all(public)
    else:
        assert all(public)
        assert [str(each) for each in chosen] == list(dict.fromkeys(found))

"""Addresses that pages lead to, judged by how they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.broadcast.links.faults import faults


@pytest.mark.parametrize(
    "address",
    [
        "https://nos.nl/",
        "https://nos.nl",
        "https://www.tv2.no/sport/schaatsen?id=3&lang=no#live",
        "HTTPS://WWW.VG.NO/",
        "https://sport.tv.xn--p1ai/",
        "https://śnieg.pl/sport",
        "https://www.youtube.com/@SkatingISU",
        "https://a-b.co.uk/%20/",
        "https://3sat.de/",
        "https://example.org.pl/",  # of somebody
        "https://myexample.org/",
        "https://nos.nl/?site=1&sid=2",  # no parameter of a campaign, though `si` is one
    ],
)
def test_good_address_has_no_fault(address):
    assert faults(address) == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", ["It is empty."]),
        ("http://nos.nl/", ["It does not begin with https://."]),
        ("ftp://nos.nl/", ["It does not begin with https://."]),
        ("nos.nl/live", ["It does not begin with https://.", "It has no host."]),
        ("//nos.nl/", ["It does not begin with https://."]),
        ("javascript:alert(1)", ["It does not begin with https://.", "It has no host."]),
        ("https:///live", ["It has no host."]),
        ("https://user:secret@nos.nl/", ["It contains a user name or a password."]),
        ("https://@nos.nl/", ["It contains a user name or a password."]),
        ("https://nos.nl:8443/", ["It contains a port."]),
        ("https://nos.nl:443/", ["It contains a port."]),
        ("https://nos.nl:http/", ["It is not an address."]),
        ("https://[::1/", ["It is not an address."]),
        ("https://[2001:db8::1]/", ["It has an IP address instead of a host name."]),
        ("https://192.0.2.1/", ["It has an IP address instead of a host name."]),
        ("https://3221225985/", ["It has an IP address instead of a host name."]),
        ("https://0xc0.0.2.0x1/", ["It has an IP address instead of a host name."]),
        ("https://localhost/", ["localhost is not a host that readers can reach."]),
        ("https://tv.localhost./", ["tv.localhost is not a host that readers can reach."]),
        ("https://printer.local/", ["printer.local is not a host that readers can reach."]),
        ("https://intranet/", ["intranet is not a host that readers can reach."]),
        ("https://nos/", ["nos is not a host name."]),
        ("https://nos..nl/", ["nos..nl is not a host name."]),
        ("https://-nos.nl/", ["-nos.nl is not a host name."]),
        ("https://nos-.nl/", ["nos-.nl is not a host name."]),
        ("https://n_s.nl_/", ["n_s.nl_ is not a host name."]),
        (f"https://{'a' * 64}.nl/", [f"{'a' * 64}.nl is not a host name."]),
        ("https://nos.n/", ["nos.n is not a host name."]),
        ("https://nos.nl/a b", ["It has a space or an invisible character."]),
        (" https://nos.nl/", ["It has a space or an invisible character."]),
        ("https://nos.nl/\t", ["It has a space or an invisible character."]),
        ("https://nos\u200b.nl/", ["It has a space or an invisible character."]),
        ("https://nos.nl/\u202e", ["It has a space or an invisible character."]),
        ("https://nos.nl\\@evil.net/", ["It has a character that addresses can't contain."]),
        ("https://nos.nl/<live>", ["It has a character that addresses can't contain."]),
        ("https://nos.nl/?utm_source=x&a=1&UTM_Medium=y", ["It has tracking parameters: utm_source, UTM_Medium."]),
        ("https://youtu.be/abc?si=x", ["It has tracking parameters: si."]),
        ("https://nos.nl/?fbclid=", ["It has tracking parameters: fbclid."]),
        ("https://example.org/", ["example.org is a placeholder."]),
        ("https://tv.example.com/", ["tv.example.com is a placeholder."]),
        ("https://tv.example/", ["tv.example is a placeholder."]),
        ("https://tv.test/", ["tv.test is a placeholder."]),
        (
            "http://u@localhost:8000/?gclid=1",
            [
                "It does not begin with https://.",
                "It contains a user name or a password.",
                "It contains a port.",
                "localhost is not a host that readers can reach.",
                "It has tracking parameters: gclid.",
            ],
        ),
    ],
)
def test_each_fault_is_said(address, said):
    assert faults(address) == said


def test_example_may_lead_to_a_placeholder_and_to_nothing_else_that_is_wrong():
    assert faults("https://example.org/live", is_example=True) == []
    assert faults("http://example.org/", is_example=True) == ["It does not begin with https://."]
    assert faults("https://localhost/", is_example=True) == ["localhost is not a host that readers can reach."]


@given(st.one_of(st.text(max_size=80), st.text(max_size=60).map(lambda text: f"https://{text}")))
def test_rubbish_is_judged_and_never_an_error(text):
    found = faults(text)
    assert all(each.endswith(".") for each in found)
    assert found or text.lower().startswith("https://")


@given(st.from_regex(r"https://([a-z]([a-z0-9]{0,8}[a-z])?\.){1,3}(nl|no|pl|museum)/[a-z0-9/]{0,20}", fullmatch=True))
def test_plain_address_is_good_and_bad_with_a_port_or_a_user(address):
    assert faults(address) == []
    host, _, path = address.removeprefix("https://").partition("/")
    assert faults(f"https://{host}:81/{path}") == ["It contains a port."]
    assert faults(f"https://me@{host}/{path}") == ["It contains a user name or a password."]

"""Checks how an address that pages link to is written. Pure."""

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

# Parameters that track readers; a page opens the same without them
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid?|mc_[ce]id|_ga|_gl|ref_src|si|vero_id",
    re.IGNORECASE,
)
# Hosts reserved as placeholders (RFC 2606 and 6761), and those of private networks
PLACEHOLDERS = ("example.org", "example.com", "example.net", "example", "test", "invalid")
INSIDE = ("localhost", "localdomain", "local", "internal", "intranet", "lan", "home.arpa", "onion")
LABEL = re.compile(r"[^\W_]([\w-]{0,61}[^\W_])?", re.UNICODE)
TOP = re.compile(r"xn--[a-z0-9-]{1,59}|[^\W\d_]{2,63}", re.IGNORECASE | re.UNICODE)


def faults(address: str, is_example: bool = False) -> list[str]:
    """Everything that is wrong with it, in words; empty for a good one. Examples may have placeholder hosts."""
    if not address:
        return ["It is empty."]
    if re.search(r"[\s\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060\ufeff]", address):
        return ["It has a space or an invisible character."]
    if re.search(r'[\\<>"{}|^`]', address):
        return ["It has a character that addresses can't contain."]
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ["It is not an address."]
    found = []
    if parts.scheme.lower() != "https":
        found.append("It does not begin with https://.")
    if parts.username is not None or parts.password is not None:
        found.append("It contains a user name or a password.")
    if port is not None:
        found.append("It contains a port.")
    return [*found, *_of_host(host, is_example), *_of_query(parts.query)]


def _of_host(host: str, is_example: bool) -> Iterator[str]:
    labels = host.split(".")
    if not host:
        yield "It has no host."
    elif _is_number(host):
        yield "It has an IP address instead of a host name."
    elif _ends(host, INSIDE):
        yield f"{host} is not a host that readers can reach."
    elif len(labels) < 2 or len(host) > 253 or not TOP.fullmatch(labels[-1]) or not all(map(LABEL.fullmatch, labels)):
        yield f"{host} is not a host name."
    elif _ends(host, PLACEHOLDERS) and not is_example:
        yield f"{host} is a placeholder."


def _of_query(query: str) -> Iterator[str]:
    names = dict.fromkeys(name for name, _ in parse_qsl(query, keep_blank_values=True) if TRACKING.fullmatch(name))
    if names:
        yield f"It has tracking parameters: {', '.join(names)}."


def _ends(host: str, ends: tuple[str, ...]) -> bool:
    return any(host == end or host.endswith(f".{end}") for end in ends)


def _is_number(host: str) -> bool:
    """192.0.2.1, 2001:db8::1, and other spellings that browsers accept as an IP address: 3221225985, 0xc0.0.2.1."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(re.fullmatch(r"\d+|0x[0-9a-f]*", host.split(".")[-1], re.IGNORECASE))
    return True

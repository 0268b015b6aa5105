"""Which addresses the command may try, and to which of a name's numbers it may connect. Pure.

Only what any reader on the internet reaches: http and https at their usual ports, and numbers that belong to nobody's
own network. A number that holds another one inside (mapped, translated or tunnelled IPv4) is refused whatever it holds.
"""

import ipaddress
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

Number = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = {"http": 80, "https": 443}
LONGEST = 2_000  # characters of an address, as in the database
# IPv6 that is given out to anybody (RFC 4291); all else is somebody's own, reserved, or holds IPv4
GIVEN_OUT = ipaddress.ip_network("2000::/3")
HOLDS_IPV4 = (ipaddress.ip_network("2002::/16"), ipaddress.ip_network("2001::/32"))  # 6to4, Teredo
NOBODYS = tuple(
    ipaddress.ip_network(each)
    for each in (
        "100.64.0.0/10",  # within providers (RFC 6598)
        "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/3",  # multicast and reserved
        "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16",
    )
)  # fmt: skip
ODD = re.compile(r"[\s\x00-\x20\x7f-\x9f\\<>\"{}|^`]")


class RefusedError(Exception):
    """Why an address is not tried, in words."""


@dataclass(frozen=True)
class Target:
    """An address taken apart. `host` is its name in ASCII, `path` with the query, as the request has it."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def address(self) -> str:
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{self._named}{port}{self.path}"

    @property
    def _named(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host


def is_public(number: Number) -> bool:
    """Whether it belongs to the internet: not private, local, link-local, multicast, reserved, or IPv4 inside IPv6."""
    if isinstance(number, ipaddress.IPv6Address) and (
        number.scope_id or number not in GIVEN_OUT or any(number in each for each in HOLDS_IPV4)
    ):
        return False
    if any(number.version == each.version and number in each for each in NOBODYS):
        return False
    return number.is_global and not (
        number.is_private
        or number.is_loopback
        or number.is_link_local
        or number.is_multicast
        or number.is_reserved
        or number.is_unspecified
    )


@dataclass(frozen=True)
class Policy:
    """`may_reach` and `ports` are the seam by which tests reach servers of their own."""

    may_reach: Callable[[Number], bool] = is_public
    ports: Mapping[str, frozenset[int]] = field(
        default_factory=lambda: {scheme: frozenset({port}) for scheme, port in PORTS.items()}
    )

    def target(self, address: str) -> Target:
        """Raises RefusedError for an address that is not to be tried."""
        if len(address) > LONGEST:
            raise RefusedError(f"it has more than {LONGEST:,} characters")
        if ODD.search(address):
            raise RefusedError("it has a character that addresses can't contain")
        try:
            parts = urlsplit(address)
            host, port = (parts.hostname or "").rstrip("."), parts.port
        except ValueError as error:
            raise RefusedError("it is not an address") from error
        scheme = parts.scheme.lower()
        if scheme not in PORTS:
            raise RefusedError("it is neither http nor https")
        if parts.username is not None or parts.password is not None:
            raise RefusedError("it contains a user name or a password")
        port = PORTS[scheme] if port is None else port
        if port not in self.ports[scheme]:
            raise RefusedError(f"it names port {port}")
        return Target(scheme, _in_ascii(host), port, _path(parts.path, parts.query))

    def followed(self, target: Target, location: str) -> Target:
        """Where a redirect leads, checked as if somebody had typed it. Raises RefusedError."""
        try:
            return self.target(urljoin(target.address, _spelled(location)))
        except ValueError as error:
            raise RefusedError("it is not an address") from error

    def chosen(self, host: str, found: Iterable[str]) -> list[Number]:
        """The numbers of a name, all of which may be reached; raises RefusedError if any may not.

        Names with some numbers of either kind are how a stranger's name is led into a network.
        """
        numbers = [_number(each) for each in dict.fromkeys(found)]
        if not numbers:
            raise RefusedError(f"the name {host} has no address")
        for number in numbers:
            if number is None or not self.may_reach(number):
                raise RefusedError(f"{host} is at {number or 'an address'} that the public internet doesn't have")
        return [number for number in numbers if number]


def _number(text: str) -> Number | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _in_ascii(host: str) -> str:
    if not host:
        raise RefusedError("it has no host")
    try:
        return host.encode("ascii").decode() if host.isascii() else host.encode("idna").decode()
    except UnicodeError as error:
        raise RefusedError(f"{host} is not a host name") from error


def _path(path: str, query: str) -> str:
    safe = "/%:@!$&'()*+,;=~-._?"
    shown = quote(path or "/", safe=safe)
    return f"{shown}?{quote(query, safe=safe + '[]')}" if query else shown


def _spelled(location: str) -> str:
    """A header's bytes as they were meant: http.client reads them as Latin-1, and servers send UTF-8."""
    try:
        return location.encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        return location.strip()

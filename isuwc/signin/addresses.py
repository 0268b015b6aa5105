"""The address that a request comes from."""

import logging
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"  # through an untrusted proxy or a Unix socket
_WITH_PORT = re.compile(r"\[([^\[\]]*)\](?::\d+)?|([\d.]+):\d+")

logger = logging.getLogger("isuwc.security")


def client_address(request: HttpRequest) -> str:
    """The address of the visitor, as the outermost of our own proxies saw it.

    Each proxy adds the address that it was asked by at the end of X-Forwarded-For. Only the last PROXIES of them are
    ours; what stands before them anybody can write. Where none of it can be used, a proxy on this machine is still no
    visitor.
    """
    return address_in(request.META)


def address_in(meta: Mapping[str, Any]) -> str:
    """`client_address` of a request with that META, which is what a server hands over."""
    remote = _read(meta.get("REMOTE_ADDR", ""))
    said = meta.get("HTTP_X_FORWARDED_FOR", "")
    forwarded = said.split(",")[-settings.PROXIES :] if settings.PROXIES else []
    if forwarded and len(forwarded) == settings.PROXIES and (address := _read(forwarded[0])):
        return str(address)
    if remote and remote.is_loopback and said.strip():
        _warn_of_proxies()
        return UNKNOWN
    return str(remote) if remote else UNKNOWN


@cache
def _warn_of_proxies() -> None:
    """Once for each process."""
    logger.warning(
        "A proxy on this machine hands requests on, and its X-Forwarded-For is not what PROXIES=%s says: all visitors "
        "count as one address for sign-in. Set PROXIES to the number of proxies before the site.",
        settings.PROXIES,
    )


def household(address: str) -> str:
    """What counts as one place: an IPv4 address, or the IPv6 /64 network of a household or an office."""
    read = _read(address)
    if isinstance(read, IPv6Address):
        return str(IPv6Network((read, 64), strict=False))
    return address


@lru_cache(maxsize=1_000)
def _read(written: str) -> IPv4Address | IPv6Address | None:
    """The address, with or without a port behind it. One with a zone (fe80::1%eth0) is not a visitor's."""
    written = written.strip()
    if found := _WITH_PORT.fullmatch(written):
        written = found[1] or found[2] or ""
    if "%" in written:
        return None
    try:
        address = ip_address(written)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or address
    return address

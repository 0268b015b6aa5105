"""Where a request comes from."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"  # through a Unix socket without a proxy's word


def client_address(request: HttpRequest) -> str:
    """The address of the visitor, as the outermost of our own proxies saw it.

    Each proxy adds the address that it was asked by at the end of X-Forwarded-For. Only the last PROXIES of them are
    ours; what stands before them anybody can write.
    """
    addresses = [request.META.get("REMOTE_ADDR", "")]
    if settings.PROXIES:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-settings.PROXIES :]
        addresses = [*forwarded[:1], *addresses] if len(forwarded) == settings.PROXIES else addresses
    for written in addresses:
        if address := _read(written.strip()):
            return str(address)
    return UNKNOWN


def household(address: str) -> str:
    """What is counted as one place: an IPv4 address, or the /64 that a household or an office has of IPv6."""
    read = _read(address)
    if isinstance(read, IPv6Address):
        return str(IPv6Network((read, 64), strict=False))
    return address


def _read(written: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(written)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or address
    return address

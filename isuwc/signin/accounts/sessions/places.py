"""From which device and network somebody comes, in words that are exact enough to know oneself again. Pure."""

import re
from ipaddress import IPv6Address, ip_network

# The first that stands in what a browser says of itself: most of them name others as well
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def device_in_words(user_agent: str) -> str:
    """Firefox on Windows."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "Another browser")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser


def network_in_words(address: str) -> str:
    """192.0.2.x of an IPv4 address, the /48 of an IPv6 one; what is none stays as it is."""
    if re.fullmatch(r"[\d.]+", address):
        return f"{address.rpartition('.')[0]}.x"
    try:
        network = ip_network((IPv6Address(address), 48), strict=False)
    except ValueError:
        return address
    return str(network)

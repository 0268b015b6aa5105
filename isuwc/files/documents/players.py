"""What players of videos and sounds in a page lead to. Pure."""

import re
from collections.abc import Mapping

_YOUTUBE = re.compile(
    r"(?:https?:)?//(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:embed|v|shorts)/(?!videoseries)([\w-]{11})(?![\w-])"
)
PLAYERS = {"iframe", "video", "audio", "object", "embed"}


def plays(tag: str, found: Mapping[str, str]) -> str:
    """What a player's element says that it plays; "" if that is nothing for readers."""
    address = (found.get("src") or found.get("data-src") or found.get("data") or "").strip()
    is_unseen = tag == "iframe" and {found.get("width"), found.get("height")} & {"0", "1"}
    return "" if is_unseen or address.startswith(("about:", "javascript:", "data:", "blob:")) else address


def video(address: str) -> str:
    """The address of the one YouTube video that is played; "" for any other player."""
    found = _YOUTUBE.match(address)
    return f"https://www.youtube.com/watch?v={found[1]}" if found else ""

"""Paths as they may stand in a log: without what opens a door to whoever reads it there."""

import re

MASK = "…"
LONGEST = 300  # characters of a path
# A signed token, as of a link to a preview, has capitals or colons, which no address of ours has. Django's token of a
# password that is to be set anew is a number and a digest.
_TOKEN = re.compile(r"(?=[^/.]*[A-Z:=])[\w:=%-]{12,}|[0-9a-z]{1,13}-[0-9a-f]{32,64}|[0-9a-f]{48,}", re.ASCII)


def masked(path: str) -> str:
    """The path without tokens; control characters are escaped, so that nobody writes lines of their own."""
    shown = "/".join(MASK if _TOKEN.fullmatch(part) else part for part in path.split("/"))
    shown = shown.encode("unicode_escape").decode("ascii") if not shown.isprintable() else shown
    return shown if len(shown) <= LONGEST else shown[:LONGEST] + MASK

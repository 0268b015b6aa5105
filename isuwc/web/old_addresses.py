"""Addresses of pages that have gone, as they are written and as they are looked up. Pure."""

import re
from urllib.parse import unquote, urlsplit

LONGEST = 500  # characters of a stored address


def plain(address: str) -> str:
    """An address without its site, fragment and last slash, decoded: /news/2019/story?id=7. "" for none.

    Sites wrote one page's address with and without a slash, encoded or not; all of these are the same one.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    path = f"/{unquote(parts.path).strip('/ ')}"
    return f"{path}?{parts.query}" if parts.query else path


def has_controls(address: str) -> bool:
    """Whether it has characters that no page's address has, and some of which a database can't hold."""
    return bool(re.search(r"[\x00-\x1f\x7f]", address))


def spellings(path: str, query: str) -> list[str]:
    """What to look for when this was requested, the most exact first: with its query, then without."""
    if has_controls(path) or has_controls(query):
        return []
    whole = f"/{path.strip('/ ')}"  # a request's path has been decoded already
    return [f"{whole}?{query}", whole] if query else [whole]

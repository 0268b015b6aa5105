"""Addresses of pages that have gone, as they are written and as they are looked up. Pure."""

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


def spellings(path: str, query: str) -> list[str]:
    """What to look for when this was requested, the most exact first: with its query, then without."""
    whole = plain(path.replace("%", "%25"))  # a request's path has been decoded already
    return [f"{whole}?{query}", whole] if query else [whole]

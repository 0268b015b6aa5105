"""What schema.org calls lists and breadcrumbs of pages, for search engines, and the whole addresses that it wants."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings


def whole_address(path: str) -> str:
    """The address with scheme and host; an external storage's addresses have them already."""
    return path if path.startswith(("http://", "https://")) else f"{settings.SITE_URL}{path}"


def item_list(name: str, items: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """A page's list, as pairs of name and address, in its order. Only what is shown belongs into it."""
    listed = [
        {"@type": "ListItem", "position": number, "name": text, "url": whole_address(address)}
        for number, (text, address) in enumerate(items, start=1)
    ]
    return {"@type": "ItemList", "name": name, "numberOfItems": len(listed), "itemListElement": listed}


def breadcrumb_list(crumbs: Sequence[tuple[str, str]], here: str) -> dict[str, Any]:
    """A page's breadcrumb, as pairs of name and address. The page's own name (`here`, or empty) is no link there."""
    items: list[dict[str, Any]] = [{"name": str(text), "item": whole_address(address)} for text, address in crumbs]
    items += [{"name": str(here)}] if here else []
    listed = [{"@type": "ListItem", "position": number, **item} for number, item in enumerate(items, start=1)]
    return {"@type": "BreadcrumbList", "itemListElement": listed}

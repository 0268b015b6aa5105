"""Code and templates name addresses by strings, which no import checks."""

import re

from django.conf import settings
from django.urls import URLResolver, get_resolver

NAMED = re.compile(r"""(?:reverse|reverse_lazy|redirect)\(\s*"([\w:-]+)"|\{%\s*url\s+["']([\w:-]+)["']""")


def names(resolver: URLResolver, before: str = "") -> set[str]:
    """Every name that `reverse` knows."""
    found = {f"{before}{name}" for name in resolver.reverse_dict if isinstance(name, str)}
    for space, (_, inner) in resolver.namespace_dict.items():
        found |= names(inner, f"{before}{space}:")
    return found


def test_every_address_that_is_named_exists():
    folders = [settings.BASE_DIR / name for name in ("events", "standings", "news", "isuwc", "templates")]
    sources = [path for folder in folders for kind in ("*.py", "*.html") for path in folder.rglob(kind)]
    named = {first or second for path in sources for first, second in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert {"standings:race", "standings:nation", "home"} <= named
    assert named - names(get_resolver()) == set()

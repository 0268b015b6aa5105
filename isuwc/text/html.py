"""HTML from people, made safe: paragraphs, subheads, lists, links, emphasis, and nothing else.

This module is the only place where a string becomes HTML that templates print as it is.
"""

import re
from html import unescape

import nh3
from django.utils.safestring import SafeString, mark_safe

from isuwc.text.characters import clean_markup

TAGS = {"p", "h2", "h3", "ul", "ol", "li", "a", "strong", "em", "br"}
# Other tags for the same thing: their words keep the same role.
RENAMED = {
    "h1": "h2",
    "h4": "h3",
    "h5": "h3",
    "h6": "h3",
    "b": "strong",
    "i": "em",
    **dict.fromkeys(("div", "section", "article", "blockquote", "figcaption", "pre", "dt", "dd", "tr"), "p"),
}
# Tags that fall away but part words: without a space "37.05" and "1" of two table cells would read 37.051.
PARTING = {"td", "th", "table", "caption", "thead", "tbody", "hr", "figure", "dl", "option"}

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>", re.IGNORECASE)
_PIECE = re.compile(r"<(/?)([a-z0-9]++)>|<[^<>]*+>|[^<]++|<")
_FILLED = {"p", "h2", "h3", "li", "ul", "ol", "strong", "em"}  # nothing without words in it
_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
    clean_content_tags={"script", "style"},
)


def clean_html(html: str) -> SafeString:
    """The same words in allowed markup only. Cleaning what is clean changes nothing."""
    cleaned = _cleaned(html)
    # Until nothing changes: &#11; is a vertical tab only after the first time, and an address from which an invisible
    # character went is another address, which has to be looked at again.
    while (again := _cleaned(cleaned)) != cleaned:
        cleaned = again
    cleaned = _without_empty(cleaned)
    return mark_safe(cleaned.strip())  # noqa: S308 - nh3 has just taken everything out but TAGS


def _cleaned(html: str) -> str:
    return _CLEANER.clean(_TAG.sub(_rename, clean_markup(html).text))


def plain(html: str) -> str:
    """The words alone, a line for each paragraph."""
    text = re.sub(r"</(?:p|h2|h3|li)>|<br ?/?>", "\n", html)
    lines = (" ".join(line.split()) for line in unescape(re.sub(r"<[^<>]*+>", "", text)).split("\n"))
    return "\n".join(line for line in lines if line)


def paragraphs(text: str) -> list[str]:
    """The parts of a plain text between blank lines (which may hold spaces)."""
    parts = re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n"))
    return [part.strip() for part in parts if part.strip()]


def _without_empty(html: str) -> str:
    """Without elements that hold nothing but spaces, line breaks and others such; read once from front to end."""
    kept: list[str] = []
    open_and_blank: list[tuple[str, int]] = []  # tags with nothing in them so far, and where they stand
    for piece in _PIECE.finditer(html):
        slash, name = piece[1], piece[2]
        if name in _FILLED and not slash:
            open_and_blank.append((name, len(kept)))
        elif name in _FILLED and open_and_blank and open_and_blank[-1][0] == name:
            del kept[open_and_blank.pop()[1] :]
            continue
        elif piece[0] != "<br>" and piece[0].replace("&nbsp;", " ").strip():
            open_and_blank.clear()
        kept.append(piece[0])
    return "".join(kept)


def _rename(found: re.Match[str]) -> str:
    slash, name, rest = found[1], found[2].lower(), found[3]
    if name in PARTING:
        return " "
    if name in RENAMED:
        return f"<{slash}{RENAMED[name]}>"
    return f"<{slash}{name}{rest}>"

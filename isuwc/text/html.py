"""Makes HTML from people safe: it keeps paragraphs, subheads, lists, links and emphasis, and nothing else.

This is the only module that marks a string as safe HTML for templates.
"""

import re
from html import unescape

import nh3
from django.utils.safestring import SafeString, mark_safe

from isuwc.text.characters import clean_markup

TAGS = {"p", "h2", "h3", "ul", "ol", "li", "a", "strong", "em", "br"}
# Tags that are replaced by an allowed one of the same meaning
RENAMED = {
    "h1": "h2",
    "h4": "h3",
    "h5": "h3",
    "h6": "h3",
    "b": "strong",
    "i": "em",
    **dict.fromkeys(("div", "section", "article", "blockquote", "figcaption", "pre", "dt", "dd", "tr"), "p"),
}
# Tags replaced by a space, without which "37.05" and "1" of two table cells would read 37.051
SEPARATING = {"td", "th", "table", "caption", "thead", "tbody", "hr", "figure", "dl", "option"}

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>", re.IGNORECASE)
_PIECE = re.compile(r"<(/?)([a-z0-9]++)(?: [^<>]*+)?>|<[^<>]*+>|[^<]++|<")
_ELEMENT = re.compile(r"<(/?)(?:p|h2|h3|ul|ol)(?: [^<>]*+)?>")
_FILLED = {"p", "h2", "h3", "li", "ul", "ol", "strong", "em"}  # nothing without words in it
# What a list begins with, and whether it has numbers, letters or Roman numerals, which a text may name: "see b)"
_OF_LISTS = {"start": re.compile(r"[1-9]\d{0,2}"), "type": re.compile(r"[1aAiI]")}


def _attribute(tag: str, name: str, value: str) -> str | None:
    if tag != "ol":
        return value
    return value if _OF_LISTS[name].fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href"}, "ol": set(_OF_LISTS)},
    attribute_filter=_attribute,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
    clean_content_tags={"script", "style"},
)


def clean_html(html: str) -> SafeString:
    """The same text in allowed markup only. Cleaning what is clean changes nothing."""
    cleaned = _cleaned(html)
    # Repeated until nothing changes: &#11; becomes a vertical tab only in the first pass, and an address must be
    # checked again after an invisible character was removed from it.
    while (again := _cleaned(cleaned)) != cleaned:
        cleaned = again
    cleaned = _without_empty(cleaned)
    return mark_safe(cleaned.strip())  # noqa: S308 - nh3 has just taken everything out but TAGS


def _cleaned(html: str) -> str:
    return _CLEANER.clean(_TAG.sub(_rename, clean_markup(html).text))


def plain(html: str) -> str:
    """The text without markup, a line for each paragraph."""
    text = re.sub(r"</(?:p|h2|h3|li)>|<br ?/?>", "\n", html)
    lines = (" ".join(line.split()) for line in unescape(re.sub(r"<[^<>]*+>", "", text)).split("\n"))
    return "\n".join(line for line in lines if line)


def elements(html: str) -> list[str]:
    """The outermost paragraphs, subheads and lists of clean HTML, each whole; what stands between them as one more."""
    found: list[str] = []
    start = depth = 0
    for tag in _ELEMENT.finditer(html):
        is_end = bool(tag[1])
        if not is_end and depth == 0 and html[start : tag.start()].strip():
            found.append(html[start : tag.start()])
        if not is_end and depth == 0:
            start = tag.start()
        depth += -1 if is_end else 1
        if depth == 0:
            found.append(html[start : tag.end()])
            start = tag.end()
    return [*found, html[start:]] if html[start:].strip() else found


def paragraphs(text: str) -> list[str]:
    """The parts of a plain text that are separated by blank lines, which may have spaces in them."""
    parts = re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n"))
    return [part.strip() for part in parts if part.strip()]


def _without_empty(html: str) -> str:
    """The HTML without elements that contain nothing but spaces, line breaks and empty elements, in one pass."""
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
    if name in SEPARATING:
        return " "
    if name in RENAMED:
        return f"<{slash}{RENAMED[name]}>"
    return f"<{slash}{name}{rest}>"

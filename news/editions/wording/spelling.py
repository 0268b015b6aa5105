"""Quotation marks without their pair, times that are none, and links that don't say where they lead. Pure."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

from news.editions.wording.pieces import Piece

# 2:58.99 in whatever separators; and 37;05
_TIME = re.compile(r"(?<![\w.,:;-])(\d{1,2})([;,.:])(\d{2})([;,.:])(\d{2,3})(?![\w:;-]|[.,]\d)")
_SHORT = re.compile(r"(?<![\w.,:;-])(\d{1,2});(\d{2,3})(?![\w:;-]|[.,]\d)")
_VAGUE = {
    "here", "click here", "see here", "there", "this", "this link", "this page", "link", "website", "click",
    "more", "read more", "see more",
}  # fmt: skip


def spelling_doubts(piece: Piece) -> Iterator[str]:
    """In words that follow the piece's label."""
    if piece.is_prose:
        yield from _marks(piece.paragraphs)
    for paragraph in piece.paragraphs:
        yield from _times(paragraph)
    yield from _links(piece.html)


def _marks(paragraphs: Iterable[str]) -> Iterator[str]:
    """Speech of several paragraphs opens each of them, and closes the last alone."""
    text = re.sub(r'„([^„“”"]*+)"', "„\\1“", "\n".join(paragraphs))  # „ … ", as many keyboards have it
    if "“" not in text and "„" not in text:
        if text.count("”") % 2:  # ” … ”, as in Swedish and Finnish
            yield "a quotation mark ” has no other to go with it."
    else:
        yield from _curly(text)
    if text.count('"') % 2 and not re.search(r'\d"', text):  # not inches
        yield 'a quotation mark " has no other to go with it.'
    if text.count("«") != text.count("»"):
        yield "the quotation marks « and » don’t pair."


def _curly(text: str) -> Iterator[str]:
    opened = ""  # with which mark
    begins = True  # a paragraph
    for sign in text:
        if sign == "„" or (sign == "“" and opened != "„"):
            if opened and not begins:
                yield "a quotation opens within another: “ … “."
                return
            opened = sign
        elif sign == "”" or (sign == "“" and opened == "„"):
            if not opened:
                yield "a quotation is closed by ” that was not opened."
                return
            opened = ""
        begins = sign == "\n" or (begins and sign.isspace())
    if opened:
        yield f"a quotation is opened by {opened} and not closed."


def _times(text: str) -> Iterator[str]:
    for found in _TIME.finditer(text):
        minutes, first, seconds, second, parts = found.groups()
        if (first, second) == (":", "."):
            if int(seconds) > 59:
                yield f"no time has {seconds} seconds: {found[0]}."
        elif not _is_something_else(int(minutes), int(seconds), parts, first + second):
            yield f"{found[0]} is no time as the site writes it: {minutes}:{seconds}.{parts}?"
    for found in _SHORT.finditer(text):
        yield f"{found[0]} is no time as the site writes it: {found[1]}.{found[2]}?"


def _is_something_else(first: int, second: int, third: str, between: str) -> bool:
    """A date (15.11.25), a time of day (20:15:30) or a list of numbers."""
    is_date = between == ".." and 1 <= second <= 12 and 1 <= first <= 31
    is_clock = between == "::" and second < 60 and int(third) < 60 and len(third) == 2
    return is_date or is_clock or between == ",,"


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._address: str | None = None
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._address, self._words = dict(attrs).get("href") or "", ""

    def handle_data(self, data: str) -> None:
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._address is not None:
            self.found.append((self._address.strip(), " ".join(self._words.split())))
            self._address = None


def links_in(html: str) -> list[tuple[str, str]]:
    """The addresses that a text links to, with the words of each link."""
    reader = _Links()
    reader.feed(html)
    reader.close()
    return reader.found


def _links(html: str) -> Iterator[str]:
    for address, words in links_in(html):
        if why := _malformed(address):
            yield f"the link “{words or address}” {why}."
        if words.casefold().strip(" .:!…»>") in _VAGUE:
            yield f"the link “{words}” does not say where it leads ({address})."
        elif not words:
            yield f"a link to {address} has no words."
        elif (shown := _host(words)) and shown != _host(address):
            yield f"the link “{words}” leads to another site: {_host(address)}."


def _malformed(address: str) -> str:
    """Why it leads nowhere; empty if it may lead somewhere."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return "has no address that a browser understands"
    if parts.scheme == "mailto":
        return "" if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", parts.path) else "has no address of e-mail"
    if not parts.scheme and not parts.netloc and address.startswith("/"):
        return ""  # a page of ours
    if parts.scheme not in {"http", "https"} or "." not in host.strip("."):
        return f"has no whole address ({address})"
    if re.search(r"\s|https?:/*$", address) or host in {"http", "https", "www"} or "://" in parts.path[:9]:
        return f"has an address that looks mistyped ({address})"
    return ""


def _host(text: str) -> str:
    """Of words that are an address themselves; without www."""
    found = re.fullmatch(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:[/?#]\S*)?", text, re.IGNORECASE)
    return found[1].casefold().removeprefix("www.") if found else ""

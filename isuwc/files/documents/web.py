"""Reads the text of an HTML file, in a reader process (`isuwc.files.confined`)."""

import base64
import binascii
import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from isuwc.files.confined import Found, RefusedError
from isuwc.files.documents.elements import Attributes
from isuwc.files.documents.lines import Lines
from isuwc.files.documents.markup import Markup

PICTURES = {"image/jpeg": "jpg", "image/jpg": "jpg", "image/png": "png", "image/webp": "webp", "image/avif": "avif"}
ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".tif", ".tiff", ".heic"}
LONGEST_NAME = 100
_CHARSET = re.compile(r"<meta[^>]{0,200}?charset\s?=\s?[\"']?([\w-]{1,40})", re.IGNORECASE)
_FRAGMENT = re.compile(r"<!--(?:Start|End)Fragment-->")


def web(data: bytes, name: str) -> Found:
    """The facts of a `Document`, and the pictures that the file holds."""
    html, doubts = decoded(data)
    pictures = Pictures(name)
    markup = parse(html, pictures)
    within = markup.within
    if within:
        doubts += _left_out(len(markup.lines.words) - len(within.words) + len(markup.around.words))
    else:
        doubts += _left_out(len(markup.around.words))
    facts = facts_of(within or markup.lines, doubts, pictures)
    return facts | {"address": markup.around.address, "published": markup.around.published}, pictures.files


def parse(html: str, pictures: "Pictures", keeps_tabs: bool = False) -> Markup:
    markup = Markup(pictures.name, keeps_tabs)
    markup.feed(_FRAGMENT.sub("", html))
    markup.close()
    return markup


def facts_of(lines: Lines, doubts: list[str], pictures: "Pictures") -> dict[str, Any]:
    return {
        "text": lines.text,
        "links": [[link.line, link.words, link.address] for link in lines.links],
        "pictures": [[name, pictures.alts.get(name, "")] for name, _ in pictures.files],
        "doubts": doubts + lines.lost.doubts + pictures.doubts,
    }


def _left_out(words: int) -> list[str]:
    if not words:
        return []
    what = "a word" if words == 1 else f"{words:,} words"
    return [f"What is hidden or stands around the page’s text, such as menus and footers, was left out: {what}."]


def decoded(data: bytes) -> tuple[str, list[str]]:
    """The page's text by its byte order mark or what it declares, else as UTF-8, else as Windows text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), []
    declared = _CHARSET.search(data[:4096].decode("latin-1"))
    for encoding in ("utf-8-sig", declared[1] if declared else "", "cp1252"):
        try:
            text = data.decode(encoding) if encoding else None
        except (UnicodeDecodeError, LookupError):
            continue
        if text is not None:
            guessed = encoding == "cp1252" and not declared
            doubt = "The file is not UTF-8; it was read as Windows text. Look at letters such as ø and ł."
            return text, [doubt] if guessed else []
    raise RefusedError("The letters of this file can’t be read. Save it as UTF-8, or paste its text.")


class Pictures:
    """The pictures of a document: each gets a name, under which the text names it; those inside the file are taken."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.files: list[tuple[str, bytes]] = []
        self.alts: dict[str, str] = {}
        self.doubts: list[str] = []

    def name(self, found: Attributes) -> str:
        """What stands in the text for an <img>; "" for nothing."""
        source = found.get("src", "")
        if source.startswith("data:"):
            return self._inside(source, found.get("alt", ""))
        path = PurePosixPath(unquote(urlsplit(source).path)) if "//[" not in source else PurePosixPath()
        name = re.sub(r"[^\w\-–.,()&'’©@ ]", "_", path.name)[-LONGEST_NAME:]
        return name if path.suffix.lower() in ENDINGS else ""

    def _inside(self, source: str, alt: str) -> str:
        head, _, packed = source.removeprefix("data:").partition(",")
        kind = head.partition(";")[0].strip().lower()
        try:
            data = base64.b64decode(packed) if head.endswith("base64") else b""
        except (binascii.Error, ValueError):
            data = b""
        return self.take(kind, data, alt)

    def take(self, kind: str, data: bytes, alt: str) -> str:
        """Keep a picture that stands in the file; its name, or "" with a doubt if it is none that the site can read."""
        if kind not in PICTURES or not data:
            self.doubts.append(
                f"A picture inside the document was left out: it is {kind or 'of no kind that is known'}."
            )
            return ""
        known = next((name for name, other in self.files if other == data), "")
        name = known or f"{self.document} picture {len(self.files) + 1}.{PICTURES[kind]}"
        if not known:
            self.files.append((name, data))
            self.alts[name] = alt
        return name

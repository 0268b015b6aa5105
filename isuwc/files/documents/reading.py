"""Has a document read in a separate process, by what it holds rather than by its name."""

import math
import re
from dataclasses import dataclass, field

from isuwc.files.confined.run import MB, Limits, UnreadableError, read

LONGEST = 60 * MB  # of a file; pictures make it large
# Of a text that fills the largest file; one of 60 MB with its pictures takes 1.5 seconds
LIMITS = Limits(memory=768 * MB, seconds=15, answer=80 * MB)

_ROOM = "isuwc.files.documents"
_HTML = re.compile(
    r"\s*+(?:<\?xml[^>]{0,200}>\s*+)?+(?:<!--[^>]{0,2000}>\s*+)?+<(?:!doctype\s{1,9}html|html|head|body|meta|div|p|article)\b",
    re.IGNORECASE,
)
_OTHERS = {
    b"%PDF": "a PDF, which has no paragraphs. Save the report as .docx, .rtf, .html or plain text (.txt)",
    b"\xd0\xcf\x11\xe0": "a file of an old Word (.doc) or another old program. Save it as .docx",
}


class DocumentError(ValueError):
    """The file can't be read as a document; the message says why, in words for a journalist."""


@dataclass(frozen=True)
class Link:
    """Words of a line of the text that led somewhere."""

    line: str
    words: str
    address: str


@dataclass(frozen=True)
class Inside:
    """A picture inside a document. The text has its name where it stands."""

    name: str
    alt: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Document:
    """The text of a document as newsrooms type it, and what a text can't say."""

    text: str
    links: tuple[Link, ...] = ()
    pictures: tuple[Inside, ...] = ()
    doubts: tuple[str, ...] = ()  # what was left out, in words
    address: str = ""  # of an HTML page: the address that it says is its own
    published: str = ""  # of an HTML page: when it says that it was published


def too_large(size: int) -> str:
    return f"The file has {math.ceil(size / MB)} MB; the limit is {LONGEST // MB} MB."


def kind_of(data: bytes) -> str:
    """word, rtf or web; "" for whatever has no markup. Raises DocumentError for kinds that are not read."""
    for start, what in _OTHERS.items():
        if data.startswith(start):
            raise DocumentError(f"This is {what}.")
    if data.startswith(b"PK\x03\x04"):
        return "word"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    head = data[:8192].decode("utf-16" if is_wide else "latin-1", errors="replace")
    return "web" if _HTML.match(head.removeprefix("ï»¿")) else ""


def _stem(name: str) -> str:
    """The file's name without its ending, of characters that names of pictures have; "Document" if none is left."""
    stem = re.sub(r"[^\w\-–.,()&'’ ]", " ", name.rpartition(".")[0] or name)
    return " ".join(stem.split())[:60] or "Document"


def read_document(data: bytes, name: str = "") -> Document | None:
    """The document in a file; None if it is plain text, or nothing that is known. Raises DocumentError.

    Its pictures are named after the file, since that is what the text calls them.
    """
    kind = kind_of(data)
    if not kind:
        return None
    if len(data) > LONGEST:
        raise DocumentError(too_large(len(data)))
    try:
        answer = read("document", data, f"{_ROOM}.{kind}", kind, _stem(name), limits=LIMITS)
    except UnreadableError as error:
        raise DocumentError(str(error)) from error
    facts, files = answer.facts, dict(answer.files)
    return Document(
        text=facts["text"],
        links=tuple(Link(*link) for link in facts["links"]),
        pictures=tuple(Inside(name, alt, files[name]) for name, alt in facts["pictures"]),
        doubts=tuple(facts["doubts"]),
        address=facts.get("address", ""),
        published=facts.get("published", ""),
    )

"""The files of an import: the report, as text or as a document, and the pictures sent with it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath

from django.utils.text import capfirst

from isuwc.files.documents.reading import DocumentError, Link, read_document
from isuwc.files.pictures.uploaded import glance, likeness_of
from isuwc.text.characters import clean
from news.blocks.pasted import with_cells_on_one_line

NO_TEXT = "The file can't be read as a report. Save it as .docx, .rtf, .html or plain text (.txt)."
LONGEST = 1_000_000  # bytes of text; a long report has 20,000
ENDINGS = (".txt", ".docx", ".html", ".htm", ".rtf")  # of the files that can be a report
PICTURE_ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif", ".hif"}
LINES = 5_000  # with words; a long report has 200
# Pasted text may contain a few control characters, which are removed; with more than this, and than 0.1 %, a file is
# not text
MOST_CONTROLS = 10
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_OTHER_KINDS = ("%PDF", "PK\x03\x04", "{\\rtf", "<!DOCTYPE", "<!doctype", "<html")


class UnreadableReportError(ValueError):
    """The file is not a readable report; the message says why, in words for a journalist."""


def check_length(size: int) -> None:
    """Raises UnreadableReportError if a file of this size (bytes) can't be a report."""
    if size > LONGEST:
        raise UnreadableReportError(f"The file has {size:,} bytes, far more than a report. Is it a text file?")


@dataclass(frozen=True)
class Source:
    """A report's text, and what came with it."""

    text: str
    doubts: tuple[str, ...] = ()  # about how it was read
    links: tuple[Link, ...] = ()
    pictures: tuple["PhotoFile", ...] = ()  # inside the document
    address: str = ""  # that an HTML page says is its own
    published: str = ""  # when an HTML page says that it was published


def read_source(data: bytes, name: str = "") -> Source:
    """The report in a file of any kind that is read. Raises UnreadableReportError."""
    try:
        document = read_document(data, name)
    except DocumentError as error:
        raise UnreadableReportError(str(error)) from error
    if document is None:
        text, doubt = read_report(data)
        return Source(text, (doubt,) if doubt else ())
    text, doubt = _checked(document.text)
    pictures = tuple(PhotoFile.inside(each.name, each.data, each.alt) for each in document.pictures)
    doubts = (*document.doubts, *([doubt] if doubt else []))
    return Source(text, doubts, document.links, pictures, document.address, document.published)


def read_report(data: bytes) -> tuple[str, str]:
    """A plain text, and a doubt about its encoding or "". Raises UnreadableReportError."""
    check_length(len(data))
    doubt = ""
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            raise UnreadableReportError(NO_TEXT) from None
        doubt = "The file is not UTF-8; it was read as Windows text. Look at letters such as ø and ł."
    is_binary = "\x00" in text or len(_CONTROL.findall(text)) > max(MOST_CONTROLS, len(text) / 1000)
    if is_binary or text.lstrip("\ufeff \n").startswith(_OTHER_KINDS):
        raise UnreadableReportError(NO_TEXT)
    text, cleaned = _checked(with_cells_on_one_line(text))
    return text, " ".join(filter(None, [doubt, cleaned]))


def _checked(text: str) -> tuple[str, str]:
    """The text, cleaned, and what was removed. Raises UnreadableReportError if it is far from a report."""
    check_length(len(text))
    if not re.search(r"\w", text):
        raise UnreadableReportError("The file holds no words.")
    if (lines := len(re.findall(r"^.*\w", text, re.MULTILINE))) > LINES:
        raise UnreadableReportError(f"The file has {lines:,} lines, far more than a report.")
    cleaned = clean(text)
    return cleaned.text, f"{capfirst(cleaned.words)}." if cleaned.words else ""


@dataclass(frozen=True)
class PhotoFile:
    """A picture sent with the text; its bytes are read when needed."""

    name: str
    read: Callable[[], bytes] = field(repr=False)
    alt: str = ""  # as a document describes it

    @classmethod
    def at(cls, path: Path) -> "PhotoFile":
        return cls(path.name, path.read_bytes)

    @classmethod
    def inside(cls, name: str, data: bytes, alt: str) -> "PhotoFile":
        """One that stands in a document."""
        return cls(name, lambda: data, clean(alt, is_line=True).text)

    @property
    def stem(self) -> str:
        return PurePath(self.name).stem

    @cached_property
    def agency_id(self) -> str:
        """The agency number in the file's metadata."""
        return glance(self.read()).agency_id

    @cached_property
    def likeness(self) -> int | None:
        """By which the library knows the same picture; None for a file that is no picture."""
        return likeness_of(self.read())

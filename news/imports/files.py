"""The files of an import: the report, and the pictures sent with it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath

from django.utils.text import capfirst

from isuwc.files.pictures.uploaded import glance, likeness_of
from isuwc.text.characters import clean

NO_TEXT = "The file is not plain text. Save the report as plain text (.txt)."
LONGEST = 1_000_000  # bytes; a long report has 20,000
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


def read_report(data: bytes) -> tuple[str, str]:
    """A file's text, and a doubt about its encoding or "". Raises UnreadableReportError."""
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
    if not re.search(r"\w", text):
        raise UnreadableReportError("The file holds no words.")
    if (lines := len(re.findall(r"^.*\w", text, re.MULTILINE))) > LINES:
        raise UnreadableReportError(f"The file has {lines:,} lines, far more than a report.")
    cleaned = clean(text)
    return cleaned.text, " ".join(filter(None, [doubt, cleaned.words and f"{capfirst(cleaned.words)}."]))


@dataclass(frozen=True)
class PhotoFile:
    """A picture sent with the text; its bytes are read when needed."""

    name: str
    read: Callable[[], bytes] = field(repr=False)

    @classmethod
    def at(cls, path: Path) -> "PhotoFile":
        return cls(path.name, path.read_bytes)

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

"""What comes from outside: the report's file, and the pictures that came with it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath

from django.utils.text import capfirst

from isuwc.files.pictures.uploaded import glance
from isuwc.text.characters import clean

NO_TEXT = "The file is not plain text. Save the report as plain text (.txt)."
LONGEST = 1_000_000  # bytes; a long report has 20,000
LINES = 5_000  # that hold something; a long report has 200
# Control characters that no text holds: a few slip into pasted words and are taken out, but more than these and a tenth
# of a per cent are not text
MOST_CONTROLS = 10
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_OTHER_KINDS = ("%PDF", "PK\x03\x04", "{\\rtf", "<!DOCTYPE", "<!doctype", "<html")


class UnreadableReportError(ValueError):
    """The file holds no report; the message tells a journalist why."""


def check_length(size: int) -> None:
    """Raises UnreadableReportError for more bytes than a report has."""
    if size > LONGEST:
        raise UnreadableReportError(f"The file has {size:,} bytes, far more than a report. Is it a text file?")


def read_report(data: bytes) -> tuple[str, str]:
    """The text of a file, and a doubt about its letters or "". Raises UnreadableReportError."""
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
    """A picture that came with the text; its bytes are read when they are needed."""

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
        """The number that the agency wrote into the file."""
        return glance(self.read()).agency_id

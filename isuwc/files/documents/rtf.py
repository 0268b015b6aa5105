"""Reads the text of an .rtf, in a reader process (`isuwc.files.confined`)."""

import re

from striprtf.striprtf import rtf_to_text

from isuwc.files.confined import Found, RefusedError
from isuwc.files.documents.lines import Lines, tidy

UNREADABLE = "The letters of this RTF file can’t be read. Save it as .docx, or paste its text."
_PICTURE = re.compile(r"\\pict\b")
# striprtf writes an address behind the last words of a line, whatever led to it
_LINK = re.compile(r"(\\fldinst\b[^\\{}]{0,9}(?:\\\w{1,20} ?|\{|\}|\s){0,20})HYPERLINK\b")
# Neither is for readers, and striprtf takes both for text
_DELETED = re.compile(r"(?<!\\)(?:\\\\)*\\deleted1?(?![a-zA-Z0-9])")
_HIDDEN = re.compile(r"(?<!\\)(?:\\\\)*\\v1?(?![a-zA-Z0-9])")
_NOTE = re.compile(r"\{\\(?:footnote|header[lrf]?|footer[lrf]?)\b[^{}]{0,200}[\w]")
_COMMENT = re.compile(r"\\annotation\b")
_SOFT_RETURN = re.compile(r"\\line(?![a-zA-Z]) ?")
_ITEM = re.compile(r"^(?:[·•▪◦§o-]|(\d{1,3}[.)]|[a-z][.)]))\t+(?=\S)")
_ROW = re.compile(r"^[^|]*\|.*\|$")


def rtf(data: bytes, name: str) -> Found:
    """The facts of a `Document`; an RTF's pictures are named, not taken. Raises RefusedError."""
    _refuse(data.decode("latin-1"))
    source, links = _LINK.subn(r"\1", data.decode("latin-1"))
    source = _SOFT_RETURN.sub(r"\\'0b", source)  # a vertical tab: lines.BREAK
    try:
        text: str = rtf_to_text(source, errors="strict")  # type: ignore[no-untyped-call]
    except (UnicodeError, ValueError, LookupError, OverflowError) as error:
        raise RefusedError(UNREADABLE) from error
    lines = Lines()
    for line in text.split("\n"):
        _add(lines, line)
    return {"text": lines.text, "links": [], "pictures": [], "doubts": _doubts(source, links)}, ()


def _refuse(source: str) -> None:
    if _DELETED.search(source):
        raise RefusedError("This RTF file has tracked changes. Accept them and save it again, or save it as .docx.")
    if _HIDDEN.search(source):
        raise RefusedError("This RTF file has hidden text. Remove it and save the file again, or save it as .docx.")


def _add(lines: Lines, line: str) -> None:
    if _ROW.match(line):
        cells = [tidy(cell) for cell in line.strip().removesuffix("|").split("|")]
        lines.add("\t".join(cells) if any(cells) else "", group="table")
    elif item := _ITEM.match(line):
        lines.add(tidy(line[item.end() :]), f"{item[1]} " if item[1] else "• ", group="list")
    else:
        lines.add(tidy(line, keeps_tabs=True))
        if not line.strip():
            lines.group = None


def _doubts(source: str, links: int) -> list[str]:
    doubts = []
    if links:
        what = "A link was" if links == 1 else f"{links} links were"
        doubts.append(f"{what} taken as words, without an address. A .docx keeps both.")
    if pictures := len(_PICTURE.findall(source)):
        doubts.append(
            f"Pictures inside an RTF file ({pictures}) are not taken. A .docx keeps them, or add their files."
        )
    if _NOTE.search(source) or _COMMENT.search(source):
        doubts.append("Footnotes, comments and the heads and feet of pages were left out.")
    return doubts

"""Reads the text of an .rtf, in a reader process (`isuwc.files.confined`)."""

import re

from striprtf.striprtf import rtf_to_text

from isuwc.files.confined import Found, RefusedError
from isuwc.files.documents.anchors import Anchors
from isuwc.files.documents.lines import BREAK, Lines, Link, on_one_line, tidy
from isuwc.files.documents.lost import listed
from isuwc.files.documents.rtf_groups import Marked, RtfPicture, TooDeepError
from isuwc.files.documents.rtf_marks import CELL, DEEPER, LINK, LINK_END, PICTURE, mark
from isuwc.files.documents.web import Pictures, facts_of

UNREADABLE = "The letters of this RTF file can’t be read. Save it as .docx, or paste its text."
_NOTE = re.compile(r"\{\\(?:footnote|header[lrf]?|footer[lrf]?)\b[^{}]{0,200}[\w]")
_COMMENT = re.compile(r"\\annotation\b")
_PIECES = re.compile(r"([\x01-\x05])")
_ITEM = re.compile(r"^\s{0,9}(?:[·•▪◦§o\uf0b7\uf0a7-]|(\(?(?:\d{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,7})[.)]))\t+(?=\S)")
_STARTS = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG"}


def rtf(data: bytes, name: str) -> Found:
    """The facts of a `Document`, and its pictures. Raises RefusedError."""
    try:
        marked = mark(data.decode("latin-1"))
        text = _letters(marked.source)
    except (UnicodeError, ValueError, LookupError, OverflowError, TooDeepError) as error:
        raise RefusedError(UNREADABLE) from error
    reader = Reader(marked, Pictures(name))
    for line in text.split("\n"):
        reader.take(line)
    reader.end_table()
    return facts_of(reader.lines, _doubts(data.decode("latin-1"), marked), reader.pictures), reader.pictures.files


def _letters(source: str) -> str:
    text: str = rtf_to_text(source, errors="strict")  # type: ignore[no-untyped-call]
    # It makes two halves of each letter that RTF writes in two, such as an emoji
    return text.encode("utf-16", "surrogatepass").decode("utf-16", errors="replace")


class Reader:
    """Makes lines of the text and its marks, which come in the order in which they were made."""

    def __init__(self, marked: Marked, pictures: Pictures) -> None:
        self.lines = Lines()
        self.pictures = pictures
        self.anchors = Anchors(lambda: [self.lines.lost])
        self.links = iter(marked.links)
        self.marked_pictures = iter(marked.pictures)
        self.below: list[str] = []  # pictures of a table, which stand below it

    def take(self, line: str) -> None:
        """A line of the text, which may be a row of a table, or hold pictures."""
        is_row = CELL in line
        if not is_row and line.strip():
            self.end_table()
        buffer: list[str] = []
        for piece in _PIECES.split(line):
            if piece == LINK:
                self.anchors.begin(next(self.links, ""), len(buffer))
            elif piece == LINK_END:
                self.anchors.end(buffer)
            elif piece == PICTURE:
                name = self._picture(next(self.marked_pictures))
                self.anchors.hold_picture(name)
                if is_row:
                    self.below += [name] if name else []
                    continue
                self._end_line(buffer)
                buffer = []
                self.lines.add(name)
            else:
                buffer.append(piece)
        self._end_row(buffer) if is_row else self._end_line(buffer)

    def end_table(self) -> None:
        for name in self.below:
            self.lines.add(name)
        self.below = []

    def _end_row(self, buffer: list[str]) -> None:
        self.anchors.end_line(buffer)
        cells = [on_one_line(tidy(cell)) for cell in "".join(buffer).strip().removesuffix(CELL).split(CELL)]
        if any(cells):
            self.lines.add("\t".join(cells), group="table")
        self.lines.links += [Link("", words, address) for words, address in self.anchors.taken()]

    def _end_line(self, buffer: list[str]) -> None:
        self.anchors.end_line(buffer)
        line, links = "".join(buffer), self.anchors.taken()
        depth = line.count(DEEPER)
        line = line.replace(DEEPER, "")
        if item := _ITEM.match(line):
            prefix = "  " * depth + (f"{item[1]} " if item[1] else "• ")
            self.lines.add(on_one_line(line[item.end() :].replace(BREAK, " ")), prefix, "list", links)
            return
        self.lines.add(tidy(line, keeps_tabs=True), links=links)
        if not line.strip():
            self.lines.group = None

    def _picture(self, picture: RtfPicture) -> str:
        """Its name, under which the text names it; "" with a doubt if it can't be taken."""
        if picture.data.startswith(_STARTS.get(picture.kind, b"")):
            alt = on_one_line(_letters(f"{{\\rtf1\\ansi {picture.description}}}"))
            return self.pictures.take(picture.kind, picture.data, alt)
        return self.pictures.take("damaged", b"", "")


def _doubts(source: str, marked: Marked) -> list[str]:
    doubts = []
    if marked.linked_pictures:
        doubts.append(
            f"These pictures are only linked, not in the document: {listed(marked.linked_pictures)}. Add their files."
        )
    if marked.deleted or marked.is_revised:
        doubts.append("The document has tracked changes: what was inserted was taken, what was deleted was left out.")
    if hidden := len("".join(marked.hidden).split()):
        doubts.append(f"Hidden text was left out: {hidden:,} words." if hidden > 1 else "A hidden word was left out.")
    if _NOTE.search(source) or _COMMENT.search(source):
        doubts.append("Footnotes, comments and the heads and feet of pages were left out.")
    return doubts

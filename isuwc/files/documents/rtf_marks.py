"""Finds in an RTF what its letters don't say, and leaves marks where it stands. Pure.

striprtf, which reads the letters, knows nothing of pictures, of where links lead, of the levels of lists, and takes
hidden and deleted words for text. So it is given a source in which these are control characters, which no text has.
"""

import re

from striprtf.striprtf import destinations, specialchars

from isuwc.files.documents.rtf_groups import Group, Marked, RtfPicture, TooDeepError

LINK, LINK_END, PICTURE, DEEPER, CELL = "\x01", "\x02", "\x03", "\x04", "\x05"
LAST_CONTROL = 8
MOST_OPEN = 2_000  # groups in each other
_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?+ ?|\\'(?P<code>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}]++)|(?P<rest>\\)",
    re.DOTALL,
)
_CONTROL = re.compile(r"[\x00-\x08]")
_ADDRESS = re.compile(r'HYPERLINK\s{1,9}(?:"([^"]{1,2000})"|(\w{2,9}:[^\s"]{1,2000}))')
_LINKED_PICTURE = re.compile(r'INCLUDEPICTURE\s{1,9}"([^"]{1,2000})"')
_KINDS = {
    "jpegblip": "image/jpeg",
    "pngblip": "image/png",
    "emfblip": "an EMF drawing",
    "wmetafile": "a WMF drawing",
    "dibitmap": "a bitmap",
    "wbitmap": "a bitmap",
    "macpict": "a PICT drawing",
}
# Whose pictures and boxes are not the text's: its pages' heads and feet, and what older programs show instead
_UNWANTED = {
    *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote", "annotation"),
    *("nonshppict", "shprslt", "listpicture", "background", "stylesheet", "info", "objdata", "template"),
}

_DESTINATIONS = destinations | _UNWANTED | {"fldrslt", "listtext"}
_ENDS = {"par", "line", "sect", "page", "cell", "nestcell", "row"}


def mark(source: str) -> Marked:
    """Raises TooDeepError."""
    marker = Marker(source)
    marker.read()
    return marker.marked


class Marker:
    """Goes through the source once."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.marked = Marked()
        self.out: list[str] = []
        self.open = [Group(0)]
        self.floating: list[str] = []  # pictures and boxes that stand nowhere in the text, for the end of the paragraph
        self.level = 0
        self.is_item = False
        self.is_cell = False

    def read(self) -> None:
        at = 0
        while found := _TOKEN.match(self.source, at):
            at = found.end()
            if found["brace"]:
                self._begin() if found["brace"] == "{" else self._end()
            elif found["word"] == "bin":
                length = max(0, int(found["number"] or 0))
                if self._pictures():
                    self._pictures()[-1].said.append(self.source[at : at + length].encode("latin-1").hex())
                at += length
            elif found["word"]:
                self._word(found["word"], found["number"], found[0])
            elif found["sign"]:
                self._sign(found["sign"], found[0])
            elif found["code"]:
                self._letters(bytes.fromhex(found["code"]).decode("latin-1"), found[0])
            elif found["text"]:
                self._letters(found["text"], found[0])
        self.marked.source = "".join(self.out)

    def _begin(self) -> None:
        if len(self.open) > MOST_OPEN:
            raise TooDeepError
        self.open.append(self.open[-1].inside(len(self.out)))
        self.out.append("{")

    def _end(self) -> None:
        group = self.open[-1]
        if len(self.open) == 1:
            self.out.append("}")  # more ends than beginnings: striprtf ends here
            return
        if len(self.open) == 2:
            self.is_cell = False
            self._end_paragraph()
        outer = self.open[-2]
        if group.word == "fldrslt" and outer.address is not None:
            self._put(LINK_END)
        if not group.is_dissolved:
            self.out.append("}")
        if group.word == "pict":
            del self.out[group.start :]
            self._picture(group, outer)
        elif group.word == "fldinst":
            del self.out[group.start :]
            self._instruction(group, outer)
        elif group.word == "sn":
            outer.name = "".join(group.said).strip()
        elif group.word == "sv" and outer.name == "wzDescription":
            pictures = self._pictures()
            if pictures:
                pictures[-1].description = "".join(self.out[group.start + 1 : -1]).replace("\\sv", "", 1)
        elif group.word == "shptxt" and not group.is_unwanted:
            self.floating += ["\\par ", "".join(self.out[group.start :]).replace("\\shptxt", "", 1)]
        self.open.pop()

    def _word(self, word: str, number: str | None, written: str) -> None:
        group = self.open[-1]
        if word in {"v", "deleted"}:
            is_on = number is None or int(number) != 0
            group.is_hidden = is_on if word == "v" else group.is_hidden
            group.is_deleted = is_on if word == "deleted" else group.is_deleted
            return
        if self._is_left_out and word in specialchars and word not in _ENDS:
            return
        if word in _DESTINATIONS:
            self._destination(group, word)
            if group.is_dissolved and word == "shppict":
                return
        if word in _KINDS and group.word == "pict":
            group.kind = _KINDS[word]
        match word:
            case "plain":
                group.is_hidden = group.is_deleted = False
            case "revised":
                self.marked.is_revised = True
            case "u" if self._is_left_out:
                self._letters(chr(int(number or 0) % 0x10000), "")
                return
            case "u" if 0 <= int(number or 0) <= LAST_CONTROL:
                written = "\\u "  # without a number: what stands for the letter elsewhere is passed over
            case "u":
                self._said(chr(int(number or 0) % 0x10000))
            case "ilvl" if self._is_of_text:
                self.level = int(number or 0)
            case "pard" if self._is_of_text:
                self.level, self.is_cell = 0, False
            case "intbl" if self._is_of_text:
                self.is_cell = True
            case "pntext":
                written = written.replace("pntext", "listtext")  # which striprtf takes the words of
            case "line":
                written = "\\'0b"  # a vertical tab: lines.BREAK
            case "nestcell":
                written = "{ }"
            case "cell" | "par" | "row" if not group.is_ignored:
                self._structure(word)
                return
        self.out.append(written)

    def _structure(self, word: str) -> None:
        if word == "cell":
            self._put(CELL)
        elif word == "par" and self.is_cell:
            self.out.append("{ }")  # the paragraphs of a cell are one
        else:
            self._end_paragraph()
            self.out.append(f"\\{word} ")

    def _end_paragraph(self) -> None:
        if self.is_item:
            for _ in range(min(max(self.level, 0), 8)):
                self._put(DEEPER)
        self.is_item = False
        if not self.is_cell:
            self.out += self.floating
            self.floating = []

    def _destination(self, group: Group, word: str) -> None:
        if word in {"listtext", "pntext"}:
            self.is_item = True
            group.word = "listtext"
            return
        is_outer = not group.word and len(self.open) > 1
        group.word = group.word or word
        group.is_unwanted = group.is_unwanted or word in _UNWANTED
        if word == "shppict" and is_outer:
            del self.out[group.start :]  # the picture in it shall not be ignored with it
            group.is_dissolved, group.is_ignored = True, self.open[-2].is_ignored
        elif word == "fldrslt":
            if is_outer and (address := self.open[-2].address) is not None:
                self.marked.links.append(address)
                self._put(LINK)
        else:
            group.is_ignored = True

    def _sign(self, sign: str, written: str) -> None:
        if sign in "\n\r":
            self._structure("par")
        elif sign in "\\{}~_-":
            self._letters(sign, written)
        else:
            self.open[-1].is_ignored = self.open[-1].is_ignored or sign == "*"
            self.out.append(written)

    def _letters(self, letters: str, written: str) -> None:
        group = self.open[-1]
        if group.is_hidden or group.is_deleted:
            if not group.is_ignored:
                (self.marked.deleted if group.is_deleted else self.marked.hidden).append(letters)
            return
        self._said(letters)
        if group.word == "pict":
            return
        if not _CONTROL.search(letters):
            self.out.append(written)
        elif letters != written:
            return  # a mark that is not ours
        else:
            self.out.append(_CONTROL.sub("", written))

    def _said(self, letters: str) -> None:
        """For what the letters are of: a field's instruction, a picture, a property's name."""
        inner = self.open[-1]
        if inner.word in {"pict", "sn"}:
            inner.said.append(letters)
        elif self.in_instruction:
            next(group for group in reversed(self.open) if group.word == "fldinst").said.append(letters)

    def _picture(self, group: Group, outer: Group) -> None:
        if group.is_unwanted or group.is_hidden or group.is_deleted:
            return
        try:
            data = bytes.fromhex("".join("".join(group.said).split()))
        except ValueError:
            data = b""
        self.marked.pictures.append(RtfPicture(group.kind, data, group.description))
        if outer.is_ignored:
            self.floating += ["\\par ", _written(PICTURE)]
        else:
            self._put(PICTURE)

    def _instruction(self, group: Group, outer: Group) -> None:
        said = "".join(group.said)
        if link := _ADDRESS.search(said):
            outer.address = link[1] or link[2]
        elif picture := _LINKED_PICTURE.search(said):
            self.marked.linked_pictures.append(picture[1])

    def _pictures(self) -> list[Group]:
        return [group for group in self.open if group.word == "pict"]

    @property
    def _is_left_out(self) -> bool:
        return self.open[-1].is_hidden or self.open[-1].is_deleted

    @property
    def _is_of_text(self) -> bool:
        """Whether what is said of a paragraph is said of one of the text, and not of an item's number or a box."""
        return not self.open[-1].is_ignored and self.open[-1].word != "listtext"

    @property
    def in_instruction(self) -> bool:
        return any(group.word == "fldinst" for group in self.open[-8:])

    def _put(self, sign: str) -> None:
        self.out.append(_written(sign))


def _written(sign: str) -> str:
    """In a group of its own, which ends whatever letter was begun before it."""
    return f"{{\\'{ord(sign):02x}}}"

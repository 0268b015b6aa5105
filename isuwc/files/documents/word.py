"""Reads the text of a .docx, in a reader process (`isuwc.files.confined`): a small file may be huge unpacked.

mammoth knows Word's styles, numbering, tables and pictures, and makes plain HTML of them. It leaves comments, deleted
words and the heads and feet of pages out; that is said, and so is any word that did not come through.
"""

import io
import re
import zipfile
from collections.abc import Iterable
from html import unescape
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

import mammoth

from isuwc.files.confined import Found, RefusedError
from isuwc.files.documents.lines import Lines
from isuwc.files.documents.numbering import Numbering
from isuwc.files.documents.web import Pictures, facts_of, parse
from isuwc.files.documents.word_parts import beside_text, link_targets, part, rewritten, with_fields

MAIN = "word/document.xml"
MOST_UNPACKED = 300 << 20  # bytes of all parts; a report with twenty pictures of a camera has 200 MB
MOST_TEXT = 4 << 20  # bytes of the XML of one part, read in 5 seconds and 120 MB; a long report has 200 KB
MOST_PARTS = 5_000
STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh\nbr[type='page'] =>"
BROKEN = "This Word file is damaged, or is none. Save it anew as .docx, or paste its text."
GENERATED = ("Description automatically generated", "AI-generated content may be incorrect")
_PARAGRAPH = re.compile(r"</w:p>")
_RUN = re.compile(r"<w:t(?: [^<>]{0,100})?>([^<]*)</w:t>")
_LINKED_PICTURE = re.compile(r"could not open external image:? '([^']{1,500})'")
_NO_PICTURE = re.compile(r"[Cc]ould not (?:find image|open)|imagedata")


def word(data: bytes, name: str) -> Found:
    """The facts of a `Document`, and its pictures. Raises RefusedError."""
    try:
        return _word(data, name)
    except RefusedError:
        raise
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        IndexError,
        OSError,
        ExpatError,
        ParseError,
        AttributeError,
    ) as error:
        raise RefusedError(BROKEN) from error


def _word(data: bytes, document: str) -> Found:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        _check(packed)
        xml = part(packed, MAIN)
        doubts = beside_text(packed, xml)
        targets = link_targets(packed, xml)
        read = _numbered(packed, with_fields(xml))
    pictures = Pictures(document)

    def name(image: Any) -> dict[str, str]:
        with image.open() as file:
            taken = pictures.take(image.content_type, file.read(), _described(image.alt_text or ""))
        return {"src": taken}

    converted = mammoth.convert_to_html(
        io.BytesIO(data if read == xml else rewritten(data, MAIN, read)),
        style_map=STYLES,
        convert_image=mammoth.images.img_element(name),
        include_embedded_style_map=False,
        external_file_access=False,
    )
    lines = parse(converted.value, _Named(pictures), keeps_tabs=True).lines
    doubts += _missing(xml, lines.text) + _pictures_not_opened(converted.messages)
    _name_links_without_words(lines, targets)
    return facts_of(lines, doubts, pictures), pictures.files


def _name_links_without_words(lines: Lines, targets: list[str]) -> None:
    """Name the links of pictures and shapes, of which mammoth knows nothing."""
    said = " ".join([*(link.address for link in lines.links), *lines.lost.pictures, *lines.lost.aimless])
    lines.lost.wordless += [each for each in targets if each not in said and each not in lines.lost.wordless]


def _pictures_not_opened(messages: Iterable[Any]) -> list[str]:
    """A doubt for each picture of which mammoth says that it can't be opened."""
    doubts = []
    for message in (each.message for each in messages):
        if linked := _LINKED_PICTURE.search(message):
            name = re.split(r"[/\\\\]", linked[1])[-1][:100]
            doubts.append(f"The picture {name} is only linked, not in the document, and was left out. Add its file.")
        elif _NO_PICTURE.search(message):
            doubts.append("A picture could not be found in the document and was left out. Add its file.")
    return doubts


def _numbered(packed: zipfile.ZipFile, xml: str) -> str:
    name = "word/numbering.xml"
    return Numbering.of(part(packed, name)).written(xml) if name in packed.namelist() else xml


class _Named(Pictures):
    """The names that mammoth was given already."""

    def __init__(self, taken: Pictures) -> None:
        super().__init__(taken.document)
        self.taken = {name for name, _ in taken.files}

    def name(self, found: dict[str, str]) -> str:
        return found.get("src", "") if found.get("src", "") in self.taken else ""


def _check(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    if MAIN not in packed.namelist():
        raise RefusedError("This is no Word file (.docx). Save the report as .docx, .rtf, .html or plain text (.txt).")
    if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_UNPACKED:
        raise RefusedError("This Word file unpacks to far more than a report.")
    if any(each.file_size > MOST_TEXT for each in parts if each.filename.endswith((".xml", ".rels"))):
        raise RefusedError("This Word file holds far more text than a report.")


def _described(alt: str) -> str:
    """A picture's description, without what Word adds to one that it made itself."""
    for words in GENERATED:
        alt = alt.partition(words)[0]
    return alt.strip()


def _missing(xml: str, text: str) -> list[str]:
    """A doubt that names the words of the document that are not in the text."""
    xml = xml.replace("<w:noBreakHyphen/>", "<w:t>\u2011</w:t>").replace("<w:tab/>", "<w:t> </w:t>")
    xml = re.sub(r"<w:(?:br|cr)(?: [^<>]{0,100})?/>", "<w:t> </w:t>", xml)
    found = "".join(text.split())
    words = [word for each in _PARAGRAPH.split(xml) for word in unescape("".join(_RUN.findall(each))).split()]
    lost = list(dict.fromkeys(word for word in words if word not in found))
    if not lost:
        return []
    return [f"Not all of the document could be read; these words are missing: {', '.join(lost[:20])}."]

"""What a .docx holds beside the text that mammoth reads of it. Pure."""

import io
import re
import warnings
import zipfile
from html import unescape

from isuwc.files.documents.lost import listed

_HOLDS_TEXT = re.compile(r"<w:t(?: [^<>]{0,100})?>[^<\w]{0,100}\w")
_DELETED = re.compile(r"<w:(?:del|moveFrom)[ >]")
_SIMPLE_FIELD = re.compile(
    r'<w:fldSimple [^<>]{0,300}?w:instr=(?:"([^"<>]{0,3000})"|\'([^\'<>]{0,3000})\')[^<>]{0,300}+(?<!/)>'
)
_RELATION = re.compile(r"<Relationship ([^<>]{1,5000})>")
_FIELD = re.compile(r"""HYPERLINK\s{1,9}(?:"|&quot;)([^"<>&]{1,2000}(?:&amp;[^"<>&]{1,2000}){0,50})(?:"|&quot;)""")
_PLAYED = re.compile(r"embeddedHtml=\"([^\"<>]{1,5000})\"")
_SOURCE = re.compile(r"src=[\"']([^\"'<> ]{1,2000})")
# What mammoth passes over in silence: by the name of a part of the file, or by the element that holds it
_DRAWN = {
    "charts": re.compile(r"word/charts/chart\d{1,4}\.xml"),
    "diagrams": re.compile(r"word/diagrams/data\d{1,4}\.xml"),
}
_HELD = {"objects of other programs": re.compile(r"<w:object[ >/]"), "formulas": re.compile(r"<m:oMath[ >]")}


def part(packed: zipfile.ZipFile, name: str) -> str:
    return packed.read(name).decode("utf-8", errors="replace")


def rewritten(data: bytes, name: str, text: str) -> bytes:
    """The file with this text as that part of it, of which only the last one counts."""
    file = io.BytesIO(data)
    with warnings.catch_warnings(), zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as packed:
        warnings.simplefilter("ignore")  # zipfile warns of the second part of a name
        packed.writestr(name, text)
    return file.getvalue()


def with_fields(xml: str) -> str:
    """The text with simple fields written in the other way, of which mammoth takes the words and links."""
    if "<w:fldSimple " not in xml:
        return xml
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    said = "<w:r><w:instrText>{}</w:instrText></w:r>".format
    begun, fields = _SIMPLE_FIELD.subn(
        lambda found: mark("begin") + said(found[1] or found[2] or "") + mark("separate"), xml
    )
    return begun.replace("</w:fldSimple>", mark("end")) if fields == xml.count("</w:fldSimple>") else xml


def beside_text(packed: zipfile.ZipFile, xml: str) -> list[str]:
    """What of the file is not its text, in words."""
    names = packed.namelist()
    doubts = []
    if "word/comments.xml" in names and _HOLDS_TEXT.search(part(packed, "word/comments.xml")):
        doubts.append("The document has comments; they were left out.")
    if _DELETED.search(xml):
        doubts.append("The document has tracked changes: what was inserted was taken, what was deleted was left out.")
    edges = [name for name in names if re.fullmatch(r"word/(?:header|footer)\d{1,4}\.xml", name)]
    if any(_HOLDS_TEXT.search(part(packed, name)) for name in edges):
        doubts.append("The heads and feet of its pages were left out.")
    drawn = [what for what, pattern in _DRAWN.items() if any(pattern.fullmatch(name) for name in names)]
    if drawn := drawn + [what for what, pattern in _HELD.items() if pattern.search(xml)]:
        doubts.append(f"The document has {', '.join(drawn)}; they were left out. Add them as pictures.")
    if played := [source[1] for each in _PLAYED.findall(xml) if (source := _SOURCE.search(unescape(unescape(each))))]:
        doubts.append(f"Of videos only their pictures were taken: {listed(played)}.")
    return doubts


def link_targets(packed: zipfile.ZipFile, xml: str) -> list[str]:
    """The addresses to which words, pictures and shapes of the text lead."""
    name = "word/_rels/document.xml.rels"
    relations = _RELATION.findall(part(packed, name)) if name in packed.namelist() else []
    found = []
    for each in relations:
        said = dict(re.findall(r'(\w{1,20})="([^"]{0,4000})"', each))
        if said.get("Type", "").endswith("/hyperlink") and f'r:id="{said.get("Id", "")}"' in xml:
            found.append(said.get("Target", ""))
    found += _FIELD.findall(xml)
    addresses = [unescape(each) for each in found]
    return [each for each in dict.fromkeys(addresses) if each.startswith(("http://", "https://", "mailto:"))]

"""Documents as Word writes them: only what its readers look at."""

import io
import zipfile
from collections.abc import Mapping

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpg" ContentType="image/jpeg"/>'
    '<Default Extension="png" ContentType="image/png"/><Default Extension="emf" ContentType="image/x-emf"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
# List 1 has bullets, list 2 numbers, each on three levels
NUMBERING = (
    f"<w:numbering {NAMES}>"
    + "".join(
        f'<w:abstractNum w:abstractNumId="{list_}">'
        + "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{format_}"/></w:lvl>' for level in range(3))
        + "</w:abstractNum>"
        for list_, format_ in ((1, "bullet"), (2, "decimal"))
    )
    + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    + "</w:numbering>"
)
STYLES = (
    f"<w:styles {NAMES}>"
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style></w:styles>'
)


def p(*runs: str, style: str = "", item: tuple[int, int] | None = None) -> str:
    """A paragraph of runs; `item`: of which list, on which level from 0."""
    marks = f'<w:pStyle w:val="{style}"/>' if style else ""
    if item:
        marks += f'<w:numPr><w:ilvl w:val="{item[1]}"/><w:numId w:val="{item[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{marks}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, marks: str = "") -> str:
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def link(words: str) -> str:
    """To https://example.org/rankings."""
    return f'<w:hyperlink r:id="rLink">{r(words)}</w:hyperlink>'


def drawing(relation: str, alt: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/><a:graphic><a:graphicData><pic:pic>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def table(*rows: tuple[str, ...]) -> str:
    """Cells are paragraphs, of which `\\n` makes two."""
    cells = ("".join(f"<w:tc>{''.join(p(r(t)) for t in c.split(chr(10)))}</w:tc>" for c in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(*body: str, media: Mapping[str, bytes] | None = None, parts: Mapping[str, str] | None = None) -> bytes:
    """A .docx of these paragraphs and tables. `media` are pictures by file name: `x.jpg` has the relation `rx`."""
    media = media or {}
    relations = "".join(
        f'<Relationship Id="r{name.partition(".")[0]}" Type="{_RELATIONS}/image" Target="media/{name}"/>'
        for name in media
    )
    relations += (
        f'<Relationship Id="rLink" Type="{_RELATIONS}/hyperlink" Target="https://example.org/rankings" '
        f'TargetMode="External"/><Relationship Id="rN" Type="{_RELATIONS}/numbering" Target="numbering.xml"/>'
        f'<Relationship Id="rS" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    )
    main = f'<Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS.format(main))
        file.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{''.join(body)}</w:body></w:document>")
        file.writestr("word/_rels/document.xml.rels", RELATIONS.format(relations))
        for name, text in {"word/numbering.xml": NUMBERING, "word/styles.xml": STYLES, **(parts or {})}.items():
            file.writestr(name, text)
        for name, data in media.items():
            file.writestr(f"word/media/{name}", data)
    return packed.getvalue()

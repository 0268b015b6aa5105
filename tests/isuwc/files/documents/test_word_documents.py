"""Word files become the lines that a newsroom would type."""

import io
import zipfile
from pathlib import Path

import pytest

from isuwc.files.confined import RefusedError
from isuwc.files.documents import word as words
from isuwc.files.documents.numbering import formed
from isuwc.files.documents.word import word
from tests.factories.documents import NAMES, docx, drawing, link, p, r, table

PASTED = Path(__file__).resolve().parents[3] / "data" / "pasted"
BROKEN = "This Word file is damaged, or is none. Save it anew as .docx, or paste its text."


def test_word_file_becomes_lines_with_its_lists_tables_links_and_pictures():
    data = docx(
        p(r("A day in Hamar"), style="Title"),
        p(r("She won, as the "), link("rankings"), r(" had promised.", "<w:b/>")),
        p(drawing("rx", "Two skaters\n\nDescription automatically generated")),
        p(r("Ada Example © ISU")),
        p(r("What comes next"), style="Heading2"),
        p(r("500m"), item=(1, 0)),
        p(r("Division B"), item=(1, 1)),
        p(r("1000m"), item=(1, 0)),
        p(r("Ada"), item=(2, 0)),
        p(r("Berit"), item=(2, 0)),
        table(("", "Skater", "Time"), ("1", "Ada\nExample", "37.05")),
        p(""),
        p(r("On"), "<w:r><w:tab/></w:r>", r("Sunday"), "<w:r><w:br/></w:r>", r("at ten")),
        media={"x.jpg": b"picture"},
    )
    facts, files = word(data, "Hamar")
    assert facts["text"].split("\n") == [
        *("A day in Hamar", "", "She won, as the rankings had promised.", "", "Hamar picture 1.jpg", ""),
        *("Ada Example © ISU", "", "What comes next", "", "• 500m", "  • Division B", "• 1000m", ""),
        *("1. Ada", "2. Berit", "", "\tSkater\tTime", "1\tAda Example\t37.05", "", "On\tSunday", "at ten"),
    ]
    assert facts["links"] == [["She won, as the rankings had promised.", "rankings", "https://example.org/rankings"]]
    assert facts["pictures"] == [["Hamar picture 1.jpg", "Two skaters"]]
    assert files == [("Hamar picture 1.jpg", b"picture")]
    assert facts["doubts"] == []


def test_what_a_word_file_has_beside_its_text_is_said():
    deleted = "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    unknown = "<w:p><w:unheard><w:r><w:t>a lost word</w:t></w:r></w:unheard></w:p>"
    part = f"<w:x {NAMES}><w:p><w:r><w:t>Words</w:t></w:r></w:p></w:x>"
    parts = {"word/comments.xml": part, "word/header1.xml": part, "word/footer2.xml": part.replace("Words", " ")}
    facts, files = word(
        docx(p(r("Kept")), deleted, unknown, p(drawing("ry")), media={"y.emf": b"emf"}, parts=parts), "Report"
    )
    assert facts["text"] == "Kept"
    assert facts["doubts"] == [
        "The document has comments; they were left out.",
        "The document has tracked changes: what was inserted was taken, what was deleted was left out.",
        "The heads and feet of its pages were left out.",
        "Not all of the document could be read; these words are missing: a, lost, word.",
        "A picture inside the document was left out: it is image/x-emf.",
    ]
    assert files == []


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 nothing", docx(p(r("x")))[:-200], docx("<w:p")], ids=["no zip", "torn", "xml"]
)
def test_damaged_word_file_is_refused(data):
    with pytest.raises(RefusedError) as refused:
        word(data, "x")
    assert str(refused.value) == BROKEN


def test_zip_that_is_no_word_file_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("content.xml", "<office/>")
    with pytest.raises(RefusedError) as refused:
        word(packed.getvalue(), "x")
    words = "This is no Word file (.docx). Save the report as .docx, .rtf, .html or plain text (.txt)."
    assert str(refused.value) == words


def test_word_file_that_unpacks_to_far_more_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(words, "MOST_TEXT", 100_000)
    with pytest.raises(RefusedError) as refused:
        word(docx(p(r("x" * 100_000))), "x")
    assert str(refused.value) == "This Word file holds far more text than a report."
    monkeypatch.setattr(words, "MOST_UNPACKED", 200_000)
    with pytest.raises(RefusedError) as refused:
        word(docx(p(r("x")), media={"x.jpg": bytes(200_000)}), "x")
    assert str(refused.value) == "This Word file unpacks to far more than a report."


def test_picture_that_is_only_linked_is_said():
    linked = drawing("rLink").replace("r:embed", "r:link")
    facts, files = word(docx(p(r("Kept")), p(linked), p(drawing("rx").replace('r:embed="rx"', ""))), "Report")
    assert (facts["text"], files) == ("Kept", [])
    assert facts["doubts"] == [
        "A picture could not be found in the document and was left out. Add its file.",
        "The picture rankings is only linked, not in the document, and was left out. Add its file.",
    ]


# Numbers


def numbering(*abstracts: str, nums: str) -> dict[str, str]:
    """Each abstract list by its levels; lists as `number of the list: abstract list`, with what Word adds."""
    written = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{each}</w:abstractNum>' for n, each in enumerate(abstracts)
    )
    return {"word/numbering.xml": f"<w:numbering {NAMES}>{written}{nums}</w:numbering>"}


def level(number: int, form: str, text: str, start: int = 1, style: str = "") -> str:
    said = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>' + (f'<w:pStyle w:val="{style}"/>' if style else "")
    return f'<w:lvl w:ilvl="{number}">{said}<w:lvlText w:val="{text}"/></w:lvl>'


def num(number: int, abstract: int, restart: int | None = None) -> str:
    override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{restart}"/></w:lvlOverride>' if restart else ""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'


def lines_of(parts: dict[str, str], *body: str) -> list[str]:
    facts, _ = word(docx(*body, parts=parts), "Report")
    assert facts["doubts"] == []
    return [line for line in facts["text"].split("\n") if line]


def test_numbered_list_goes_on_after_other_text():
    lines = lines_of(
        {},
        *(p(r("one"), item=(2, 0)), p(r("two"), item=(2, 0)), p(r("Text")), p(r("bullet"), item=(1, 0))),
        *(p(r("three"), item=(2, 0)), p(r("sub"), item=(2, 1)), p(r("four"), item=(2, 0))),
    )
    assert lines == ["1. one", "2. two", "Text", "• bullet", "3. three", "  1. sub", "4. four"]


def test_letters_numerals_and_signs_of_a_list_are_kept():
    levels = level(0, "lowerLetter", "%1)") + level(1, "upperRoman", "(%2)") + level(2, "decimal", "%1.%2.%3", start=4)
    items = [
        ("one", 0),
        ("two", 0),
        ("deep", 1),
        ("deeper", 2),
        ("deeper", 2),
        ("deep", 1),
        ("deeper", 2),
        ("three", 0),
    ]
    lines = lines_of(numbering(levels, nums=num(1, 0)), *(p(r(words), item=(1, depth)) for words, depth in items))
    assert lines == [
        *("a) one", "b) two", "  (I) deep", "    b.I.4 deeper", "    b.I.5 deeper", "  (II) deep", "    b.II.4 deeper"),
        "c) three",
    ]


def test_list_begins_anew_where_it_says_so_and_goes_on_where_it_does_not():
    parts = numbering(
        level(0, "decimal", "%1"), nums=num(1, 0) + num(2, 0) + num(3, 0, restart=1) + num(4, 0, restart=7)
    )
    body = [p(r("x"), item=(n, 0)) for n in (1, 1, 2, 3, 3, 4)]
    assert lines_of(parts, *body) == ["1. x", "2. x", "3. x", "1. x", "2. x", "7. x"]


def test_list_of_a_style_numbers_its_paragraphs_and_headings():
    parts = numbering(level(0, "upperRoman", "%1.", style="Heading2"), nums=num(1, 0))
    lines = lines_of(parts, p(r("One"), style="Heading2"), p(r("Text")), p(r("Two"), style="Heading2"))
    assert [line.removeprefix("• ") for line in lines] == ["I. One", "Text", "II. Two"]


def test_list_that_names_only_a_style_is_numbered_as_the_list_of_that_style():
    parts = numbering(
        '<w:numStyleLink w:val="S"/>',
        '<w:styleLink w:val="S"/>' + level(0, "upperLetter", "%1."),
        nums=num(1, 0) + num(2, 1),
    )
    parts["word/styles.xml"] = (
        f'<w:styles {NAMES}><w:style w:type="numbering" w:styleId="S"><w:name w:val="S"/><w:pPr><w:numPr>'
        '<w:numId w:val="2"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    assert lines_of(parts, p(r("one"), item=(1, 0)), p(r("two"), item=(1, 0))) == ["A. one", "B. two"]


def test_what_a_paragraph_was_before_a_change_numbers_nothing():
    changed = p(r("two"), item=(2, 0)).replace(
        "</w:pPr>", '<w:pPrChange w:id="1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange></w:pPr>'
    )
    unnumbered = p(r("none")).replace("<w:pPr>", '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr>')
    lines = lines_of({}, p(r("one"), item=(2, 0)), changed, unnumbered, p("", item=(2, 0)), p(r("four"), item=(2, 0)))
    assert lines == ["1. one", "2. two", "none", "4. four"]


@pytest.mark.parametrize(
    ("number", "form", "said"),
    [
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (79, "lowerLetter", "79"),
        (4, "lowerRoman", "iv"),
        (39, "upperRoman", "XXXIX"),
        (40, "upperRoman", "40"),
        (0, "upperRoman", "0"),
        (3, "ordinal", "3"),
    ],
)
def test_number_is_written_as_its_list_says(number, form, said):
    assert formed(number, form) == said


def test_damaged_numbering_refuses_the_file():
    with pytest.raises(RefusedError) as refused:
        word(docx(p(r("x")), parts={"word/numbering.xml": "<w:numbering"}), "x")
    assert str(refused.value) == BROKEN

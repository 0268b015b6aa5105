"""Word files become the lines that a newsroom would type."""

import io
import zipfile
from pathlib import Path

import pytest

from isuwc.files.confined import RefusedError
from isuwc.files.documents import word as words
from isuwc.files.documents.word import word
from tests.factories.documents import NAMES, docx, drawing, link, p, r, table

PASTED = Path(__file__).resolve().parents[2] / "data" / "pasted"
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


@pytest.mark.parametrize(
    ("items", "is_said"),
    [
        ([(2, 0), None, (2, 0)], True),
        ([(2, 0), (1, 0), (2, 0)], True),
        ([(2, 0), (2, 0), None], False),
        ([(2, 0), (2, 1), (2, 0)], False),
        ([(2, 0), (1, 1), (2, 0)], False),
        ([(1, 0), None, (1, 0)], False),
    ],
)
def test_numbered_list_that_goes_on_after_other_text_is_said(items, is_said):
    facts, _ = word(docx(*(p(r(f"Words {n}"), item=item) for n, item in enumerate(items))), "Report")
    doubt = "A numbered list goes on after other text; its numbers begin at 1 again. Look at them."
    assert facts["doubts"] == ([doubt] if is_said else [])

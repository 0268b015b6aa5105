"""RTF files, as Word, LibreOffice, WordPad and TextEdit write them, become the lines that a newsroom would type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isuwc.files.confined import RefusedError
from isuwc.files.documents.rtf import UNREADABLE, rtf

HEAD = r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset2 Symbol;}}"
JPEG, PNG = b"\xff\xd8\xff\xe0 jpeg", b"\x89PNG\r\n\x1a\n png"


def read(source: str) -> tuple[dict, list[tuple[str, bytes]]]:
    facts, files = rtf(f"{HEAD}{source}}}".encode("latin-1"), "Report")
    return facts, list(files)


def lines(source: str) -> list[str]:
    return read(source)[0]["text"].split("\n")


def link(address: str, words: str) -> str:
    return rf'{{\field{{\*\fldinst{{HYPERLINK "{address}"}}}}{{\fldrslt{{\ul {words}}}}}}}'


def picture(data: bytes, kind: str = "jpegblip", properties: str = "") -> str:
    older = r"{\nonshppict{\pict\wmetafile8 0100}}"
    return rf"{{\*\shppict{{\pict{properties}\picw10\pich10\{kind} {data.hex()}}}}}{older}"


def test_rtf_becomes_lines_with_its_lists_tables_links_and_pictures():
    facts, files = read(
        r"{\header Letterhead\par}\pard\f0 Title\par\pard\par Caf\'e9 \u8220?said\u8221? "
        + link("https://example.org/a", "linked")
        + r" twice.\par {\listtext\f1\'b7\tab}First\par {\listtext\f1\'b7\tab}Second\par {\listtext\f0 1.\tab}One\par "
        r"\trowd \cell B\cell\row \trowd 1\cell 2\cell\row After\line soft " + picture(JPEG) + r"\par}"
    )
    assert facts["text"].split("\n") == [
        *("Title", "", "Café “said” linked twice.", "", "• First", "• Second", "1. One", ""),
        *("\tB", "1\t2", "", "After", "soft", "", "Report picture 1.jpg"),
    ]
    assert facts["links"] == [["Café “said” linked twice.", "linked", "https://example.org/a"]]
    assert (facts["pictures"], files) == ([["Report picture 1.jpg", ""]], [("Report picture 1.jpg", JPEG)])
    assert facts["doubts"] == ["Footnotes, comments and the heads and feet of pages were left out."]


# Links


@pytest.mark.parametrize(
    ("source", "links"),
    [
        (
            r'{\field{\*\fldinst HYPERLINK "https://a.example/?a=1&b=2" }{\fldrslt {\ul b}}}',
            ["https://a.example/?a=1&b=2"],
        ),
        (
            r'{\field\fldedit{\*\fldinst{\rtlch HYPERLINK }{"https://a.example/"}{ \\o "A tip"}{\*\datafield 00d0}}'
            r"{\fldrslt b}}",
            1,
        ),
        (r"{\field{\*\fldinst{HYPERLINK https://a.example/}}{\fldrslt b}}", 1),
        (r'{\field{\*\fldinst{HYPERLINK "https://a.example/"}}{\fldrslt {\field{\*\fldinst PAGE}{\fldrslt b}}}}', 1),
        (r'{\field{\*\fldinst{HYPERLINK \\l "part"}}{\fldrslt b}}', 0),
        (r"{\field{\*\fldinst DATE}{\fldrslt b}}", 0),
        (r"{\fldrslt b}", 0),
    ],
)
def test_link_has_its_address(source, links):
    facts, _ = read(f"a {source} c")
    wanted = links if isinstance(links, list) else ["https://a.example/"] * links
    assert (facts["text"], facts["doubts"]) == ("a b c", [])
    assert facts["links"] == [["a b c", "b", address] for address in wanted]


def test_what_of_links_no_line_can_hold_is_named():
    facts, _ = read(
        link("https://a.example/", r"one\par two")
        + r"\par "
        + link("search.example", "nowhere")
        + link("https://b.example/", "")
        + link("https://c.example/", rf"{{\pict\jpegblip {JPEG.hex()}}}")
        + r"\par \trowd\intbl "
        + link("https://d.example/", "cell")
        + r"\cell x\cell\row\trowd y\cell z\cell\row"
    )
    assert facts["text"].split("\n\n") == ["one", "two", "nowhere", "Report picture 1.jpg", "cell\tx\ny\tz"]
    assert facts["links"] == [
        ["one", "one", "https://a.example/"],
        ["two", "two", "https://a.example/"],
        ["", "cell", "https://d.example/"],
    ]
    assert facts["doubts"] == [
        "No words were found for these links, which were left out: https://b.example/.",
        "These were links that lead nowhere outside their document; the words were taken: “nowhere” (search.example).",
        "These pictures were links; only the pictures were taken: Report picture 1.jpg (https://c.example/).",
    ]


# Lists, tables, boxes


def test_lists_keep_their_levels_and_numbers():
    # Word has the item's number before what it says of the paragraph, LibreOffice behind it, WordPad as \pntext
    assert lines(
        r"{\listtext\pard\plain\f1\'b7\tab}\pard\li720\ilvl0\ls1 One\par "
        r"{\listtext\pard\plain o\tab}\pard\li1440\ilvl1\ls1 Deeper\line and on\par "
        r"{\listtext\u61623 ?\tab}\pard\ilvl0 Two\par\pard Text\par "
        r"\pard\ilvl0{\listtext\pard a)\tab}Letter\par\pard\ilvl1{\listtext 4.\tab}Four\par "
        r"\pard{\pntext\f1\'B7\tab}{\*\pn\pnlvlblt{\pntxtb\'B7}}Pad\par "
    ) == ["• One", "  • Deeper and on", "• Two", "", "Text", "", "a) Letter", "  4. Four", "• Pad"]


def test_cell_with_paragraphs_bars_and_a_table_in_it_is_one_cell():
    assert lines(
        r"\trowd\pard\intbl a | b\par c\cell \pard\intbl d\cell\row "
        r"\trowd\pard\intbl 1\cell\pard\intbl\itap2 in\nestcell ner\nestcell{\*\nesttableprops\nestrow}"
        r"\pard\intbl 2\cell\row\pard a | b |\par"
    ) == ["a | b c\td", "1\tin ner 2", "", "a | b |"]


def test_text_box_stands_below_the_paragraph_that_it_is_fixed_to():
    older = r"{\shprslt{\*\do{\dptxbxtext In the box}}}"
    box = rf"{{\shp{{\*\shpinst{{\sp{{\sn fFlipH}}{{\sv 0}}}}{{\shptxt \pard In the box\par }}}}{older}}}"
    assert lines(rf"One {box}goes on\par two") == ["One goes on", "", "In the box", "", "two"]
    assert lines(rf"One {box}") == ["One", "", "In the box"]


# Not for readers


@pytest.mark.parametrize(
    ("source", "doubt"),
    [
        (r"a {\deleted\revauthdel1 no\emdash\u8212? t\'e9 \{} b", "tracked changes"),
        (r"a {\revised b}", "tracked changes"),
        (r"a {\v secret word} b", "Hidden text was left out: 2 words."),
        (r"a {\b\v1\i {\ul secret}} b", "A hidden word was left out."),
        (r"a \v secret\v0 b", "A hidden word was left out."),
        (r"a \v secret\plain b", "A hidden word was left out."),
        (r"{\stylesheet{\s1\v Hidden;}}a b", ""),
        (r"\viewkind4 a {\v0 b} {\deleted0}", ""),
    ],
)
def test_words_that_are_not_for_readers_are_left_out_and_that_is_said(source, doubt):
    facts, _ = read(source)
    assert facts["text"].split() == ["a", "b"]
    assert len(facts["doubts"]) == bool(doubt)
    assert doubt in "".join(facts["doubts"])


def test_text_that_looks_like_our_marks_is_none():
    source = "a\x01\x03b\\'02c\\u5 d \\'05e x\\\\v\\\\deleted"
    assert read(source)[0]["text"] == "abc e x\\v\\deleted"


def test_letter_that_is_written_in_two_halves_is_one():
    assert lines(r"\u-10180?\u-8250?\par\u-10180?!") == ["🏆", "", "\ufffd!"]


# Damaged


@pytest.mark.parametrize("source", ["{\\rtf1" + "{" * 2_500, "{\\rtf1\\ansicpg1252 \\u9999999? x}"])
def test_rtf_that_can_not_be_read_is_refused(source):
    with pytest.raises(RefusedError) as refused:
        rtf(source.encode(), "x")
    assert str(refused.value) == UNREADABLE


@pytest.mark.parametrize(
    "source",
    [
        r"{\rtf1 a}}}} b",
        r"{\rtf1 {\pict\jpegblip ffd8ff",
        r"\fldrslt a",
        r"{\rtf1 a\bin999999999 b",
        "{\\rtf1 a\\",
        "}",
    ],
)
def test_rtf_that_is_torn_is_read_as_far_as_it_goes(source):
    facts, files = rtf(source.encode(), "x")
    assert (facts["text"], list(files)) == ("a" if "a" in source else "", [])


@given(
    st.lists(
        st.sampled_from(
            [
                *(r"\par ", r"{\pict\jpegblip ffd8ff}", "{", "}", r"\cell ", r"\row ", r"{\field", r"{\fldrslt "),
                *(
                    r'{\*\fldinst HYPERLINK "https://a/"}',
                    r"\'01",
                    r"\u3?",
                    r"{\listtext \'b7\tab}",
                    r"\v ",
                    r"\shptxt ",
                ),
                *(r"\intbl ", "word "),
            ]
        ),
        max_size=40,
    )
)
def test_rubbish_is_read_to_its_end(pieces):
    facts, files = rtf(f"{{\\rtf1 {''.join(pieces)}".encode(), "x")
    assert set(facts["text"]).isdisjoint(map(chr, range(9)))
    assert {name for name, _ in files} == {name for name, _ in facts["pictures"]}


@given(st.lists(st.sampled_from(["one", "two ", r"three\par ", r"{\b four} ", r"\cell ", r"\row "]), max_size=20))
def test_no_word_is_lost_or_doubled(pieces):
    source = "".join(pieces)
    wanted = (
        source.replace(r"\par", " ").replace(r"\cell", " ").replace(r"\row", " ").replace(r"{\b", "").replace("}", "")
    )
    assert "".join(read(source)[0]["text"].split()) == "".join(wanted.split())

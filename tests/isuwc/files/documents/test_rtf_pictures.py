"""Pictures inside RTF files are taken in whatever way they are written, or it is said that they were not."""

import pytest

from isuwc.files.documents.reading import read_document
from isuwc.files.documents.rtf import rtf
from tests.factories.images import picture_file

HEAD = r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset2 Symbol;}}"
JPEG, PNG = b"\xff\xd8\xff\xe0 jpeg", b"\x89PNG\r\n\x1a\n png"


def read(source: str) -> tuple[dict, list[tuple[str, bytes]]]:
    facts, files = rtf(f"{HEAD}{source}}}".encode("latin-1"), "Report")
    return facts, list(files)


def picture(data: bytes, kind: str = "jpegblip", properties: str = "") -> str:
    older = r"{\nonshppict{\pict\wmetafile8 0100}}"
    return rf"{{\*\shppict{{\pict{properties}\picw10\pich10\{kind} {data.hex()}}}}}{older}"


def test_picture_stands_where_it_stood_and_keeps_its_description():
    described = r"{\*\picprop{\sp{\sn wzDescription}{\sv Two sk\'e4ters \u8211? start}}{\sp{\sn x}{\sv no}}}"
    facts, files = read(
        r"before " + picture(PNG, "pngblip", described) + r"{\*\blipuid 0123} after\par " + picture(PNG, "pngblip")
    )
    assert facts["text"].split("\n\n") == ["before", "Report picture 1.png", "after", "Report picture 1.png"]
    assert facts["pictures"] == [["Report picture 1.png", "Two skäters – start"]]
    assert (files, facts["doubts"]) == ([("Report picture 1.png", PNG)], [])


@pytest.mark.parametrize(
    "source",
    [
        rf"{{\pict\jpegblip {JPEG.hex()}}}",
        rf"{{\*\pict\jpegblip{{\*\blipuid 01ab}}\picscalex50 {JPEG.hex().upper()[:9]}"
        + "\r\n"
        + rf"{JPEG.hex()[9:]}}}",
        rf"{{\pict\jpegblip\bin{len(JPEG)} {JPEG.decode('latin-1')}}}",
        rf"{{\shp{{\*\shpinst{{\sp{{\sn pib}}{{\sv {{\pict\jpegblip {JPEG.hex()}}}}}}}}}"
        r"{\shprslt{\pict\wmetafile8 01}}}",
        rf'{{\field{{\*\fldinst INCLUDEPICTURE "x.jpg"}}{{\fldrslt {{\pict\jpegblip {JPEG.hex()}}}}}}}',
    ],
    ids=["WordPad", "broken lines", "binary", "floating", "included"],
)
def test_picture_is_taken_in_each_way_of_writing_it(source):
    facts, files = read(rf"Words {source}\par End")
    assert facts["text"].split("\n\n") == ["Words", "Report picture 1.jpg", "End"]
    assert files == [("Report picture 1.jpg", JPEG)]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (r"{\pict\wmetafile8 0100}", "a WMF drawing"),
        (r"{\pict\emfblip 0100}", "an EMF drawing"),
        (r"{\pict 0100}", "of no kind that is known"),
        (r"{\pict\jpegblip 0100}", "damaged"),
        (rf"{{\pict\jpegblip {PNG.hex()}}}", "damaged"),
        (rf"{{\pict\jpegblip {JPEG.hex()}f}}", "damaged"),
        (r"{\pict\jpegblip not hex}", "damaged"),
        (r"{\pict\pngblip}", "damaged"),
    ],
)
def test_picture_that_can_not_be_taken_is_said(source, kind):
    facts, files = read(f"a {source} b")
    assert (facts["text"].split("\n\n"), files) == (["a", "b"], [])
    assert facts["doubts"] == [f"A picture inside the document was left out: it is {kind}."]


def test_pictures_that_are_not_the_text_s_are_left_alone():
    logo = rf"{{\pict\jpegblip {JPEG.hex()}}}"
    facts, files = read(
        rf"{{\*\listpicture{logo}}}{{\header {logo}}}{{\v {logo}hidden}}{{\nonshppict{logo}}}a"
        r'{\field{\*\fldinst{INCLUDEPICTURE "https://a.example/x.jpg"}}{\fldrslt}}'
    )
    assert (facts["text"], files) == ("a", [])
    assert facts["doubts"] == [
        "These pictures are only linked, not in the document: https://a.example/x.jpg. Add their files.",
        "A hidden word was left out.",
    ]


def test_picture_in_a_table_stands_below_it():
    row = rf"\trowd\intbl a{{\pict\jpegblip {JPEG.hex()}}}\cell b\cell\row "
    assert read(row + r"\trowd\intbl c\cell d\cell\row\pard\par end")[0]["text"].split("\n") == [
        *("a\tb", "c\td", "", "Report picture 1.jpg", "", "end")
    ]


def test_large_picture_is_read_within_the_limits_of_the_reader():
    data = picture_file()
    large = b"\xff\xd8\xff" + bytes(14 << 20)
    source = f"{HEAD} Words \\par {picture(data)}\\par {picture(large)}}}".encode()
    found = read_document(source, "Report.rtf")
    assert [(each.name, each.data) for each in found.pictures] == [  # type: ignore[union-attr]
        ("Report picture 1.jpg", data),
        ("Report picture 2.jpg", large),
    ]

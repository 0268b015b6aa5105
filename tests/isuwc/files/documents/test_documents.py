"""Documents that journalists send become the lines that a newsroom would type."""

import base64
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isuwc.files.documents.reading import LONGEST, Document, DocumentError, Inside, Link, read_document
from isuwc.files.documents.web import web
from tests.factories.documents import docx, drawing, link, p, r
from tests.factories.images import picture_file

PASTED = Path(__file__).resolve().parents[3] / "data" / "pasted"
BROKEN = "This Word file is damaged, or is none. Save it anew as .docx, or paste its text."


def html(source: str) -> dict:
    return web(source.encode(), "Page")[0]


def text(source: str) -> str:
    return html(source)["text"]


# HTML


@pytest.mark.parametrize("name", ["word", "google-docs", "spreadsheet", "lettered"])
def test_saved_document_reads_as_what_is_pasted_of_it(name):
    facts, files = web((PASTED / f"{name}.html").read_bytes(), "x")
    assert facts["text"] == (PASTED / f"{name}.txt").read_text().rstrip("\n")
    hidden = {"word": ["5 words."]}.get(name, [])  # a note of the desk
    assert ([doubt.partition("left out: ")[2] for doubt in facts["doubts"]], list(files)) == (hidden, [])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One<p>two<br>lines</p>\n\n  <div>three <b>bold</b></div>tail", "One\n\ntwo\nlines\n\nthree bold\n\ntail"),
        ("<ol start=3><li>three<ul><li>sub</ul><li><p>four</p><p>more</p></ol>", "3. three\n  • sub\n4. four more"),
        ("<ul><li>a</ul><ul><li>b</ul>", "• a\n\n• b"),
        ("<ol type=a><li>one<ol type=I start=3><li>x</ol><li>two</ol>", "a. one\n  III. x\nb. two"),
        (
            "<ol><li style='list-style-type:upper-alpha'>one<li style='list-style-type: lower-roman'>two</ol>",
            "A. one\nii. two",
        ),
        ("<ol type=disc><li>one</ol>", "1. one"),
        ("<table><tr><td>only<td></table><table><tr><td>x</td></tr><tr><td>y</table>", "only\n\nx\n\ny"),
        (
            "<table><tr><td rowspan=2>1<td>2<tr><td>3<tr><td colspan=2>4</table>",
            "1\t2\n\t3\n4\t",
        ),
        ("<table><tr><td><table><tr><td>in<td>side</table><td>b<tr><td>c<td>d</table>", "in side\tb\nc\td"),
        ("<p>a&nbsp;b &amp; c</p><p>&nbsp;</p><p> <br> </p><p>d</p>", "a\u00a0b & c\n\nd"),
        ("<pre>one\n  two</pre>", "one\ntwo"),
        ("<p>x<script>no()</script><style>p{}</style><span hidden>no</span> y<!-- no --></p>", "x y"),
    ],
)
def test_html_becomes_lines(source, expected):
    assert text(source) == expected


def test_page_s_only_article_is_taken_and_what_stands_around_it_is_counted():
    story = " ".join(["word"] * 20)
    page = (
        "<html><head><title>T</title><link rel=canonical href=https://old.example/news/1>"
        "<meta property=article:published_time content=2022-11-13T10:00:00+01:00></head><body>"
        "<nav><ul><li>Home<li>News</ul></nav><header>Site name</header>"
        f"<article><h1>Title</h1><p>{story} <a href=/x>here</a></p><footer>Share this</footer></article>"
        "<p>Other news</p><footer>© 2022</footer></body></html>"
    )
    facts = html(page)
    assert facts["text"] == f"Title\n\n{story} here"
    assert facts["doubts"] == [
        "What is hidden or stands around the page’s text, such as menus and footers, was left out: 10 words."
    ]
    assert (facts["address"], facts["published"]) == ("https://old.example/news/1", "2022-11-13T10:00:00+01:00")
    assert facts["links"] == [[f"{story} here", "here", "https://old.example/x"]]


@pytest.mark.parametrize(
    ("source", "expected", "left_out"),
    [
        ("<p>a<p style='display:none'>x<p>the rest<div>more</div>", "a\n\nthe rest\n\nmore", "a word"),
        ("<ul><li>a<li hidden>x y<li>b</ul>c", "• a\n• b\n\nc", "2 words"),
        ("<ul><li><p>a<ul><li>b<li>c</ul><li>d</ul>", "• a\n  • b\n  • c\n• d", ""),
        ("<table><tr><td>a<td>b<tr><td>c<td hidden>x<tr><td>c<td>d</table><p>e", "a\tb\nc\t\nc\td\n\ne", "a word"),
        ("<p hidden>x<table><tr><td><p>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td", "a word"),
        ("<title>t</title><style>s</style><script>s</script><p>a", "a", ""),
        ("<table><tr><td colspan=0>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td", ""),
    ],
)
def test_what_is_not_closed_hides_nothing_else(source, expected, left_out):
    facts = html(f"<html><body>{source}")
    assert facts["text"] == expected
    assert [doubt.partition("left out: ")[2] for doubt in facts["doubts"]] == ([f"{left_out}."] if left_out else [])


def test_article_in_an_article_doubles_no_word():
    words = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen."
    inner = "<article><p>A teaser of three</article><ul><li>a<article>b</article></ul>end"
    facts = html(f"<html><body><main>x<article><p>{words}{inner}</article><p>more around")
    assert facts["text"] == f"{words}\n\nA teaser of three\n\n• a b\n\nend"
    assert facts["doubts"] == [
        "What is hidden or stands around the page’s text, such as menus and footers, was left out: 3 words."
    ]


def test_pictures_of_a_page_are_named_where_they_stand_and_those_inside_it_taken():
    inside = base64.b64encode(b"png").decode()
    source = (
        f"<p>Text</p><img src='https://cdn.example/a/Leerdam%201244721124.JPG?w=3'><figcaption>Cap</figcaption>"
        f"<img alt='A skater' src='data:image/png;base64,{inside}'>"
        "<img src=/pixel><img src='data:image/gif;base64,AA'>"
    )
    facts, files = web(source.encode(), "Page")
    assert facts["text"] == "Text\n\nLeerdam 1244721124.JPG\n\nCap\n\nPage picture 1.png"
    assert (facts["pictures"], files) == ([["Page picture 1.png", "A skater"]], [("Page picture 1.png", b"png")])
    assert facts["doubts"] == ["A picture inside the document was left out: it is image/gif."]


@pytest.mark.parametrize(
    ("data", "expected", "doubts"),
    [
        ("<p>Żuk på".encode(), "Żuk på", 0),
        ("<p>Żuk på".encode("utf-16"), "Żuk på", 0),
        ("<meta charset=iso-8859-2><p>Żuk".encode("iso-8859-2"), "Żuk", 0),
        ("<p>på “isen”".encode("cp1252"), "på “isen”", 1),
    ],
)
def test_html_is_read_in_its_own_encoding(data, expected, doubts):
    facts, _ = web(data, "x")
    assert (facts["text"], len(facts["doubts"])) == (expected, doubts)


@given(st.text(alphabet="<>/=\"'ab plitdrhu!-[]\n\t&;", max_size=200))
def test_rubbish_is_read_to_its_end(source):
    assert isinstance(text(source), str)


@given(st.lists(st.text(alphabet="abcż 1.", min_size=1).filter(str.strip), max_size=8))
def test_no_word_of_a_page_is_lost_or_doubled(texts):
    found = html("".join(f"<div><p>{each}</p><ul><li>{each}</ul></div>" for each in texts))["text"]
    wanted = [word for each in texts for word in each.split() * 2]
    assert [word for word in found.split() if word != "•"] == wanted


# In a process of its own


def test_document_is_read_by_what_it_holds():
    picture = picture_file()
    found = read_document(docx(p(r("Text, "), link("linked")), p(drawing("rx")), media={"x.jpg": picture}), "A b?.docx")
    assert found == Document(
        "Text, linked\n\nA b picture 1.jpg",
        (Link("Text, linked", "linked", "https://example.org/rankings"),),
        (Inside("A b picture 1.jpg", "", picture),),
    )
    assert read_document(b"\xef\xbb\xbf<!DOCTYPE html><p>Page").text == "Page"  # type: ignore[union-attr]
    assert read_document(rb"{\rtf1 Text\par}").text == "Text"  # type: ignore[union-attr]
    assert read_document(b"Plain <p>text") is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 nothing", BROKEN),
        (
            b"%PDF-1.7",
            "This is a PDF, which has no paragraphs. Save the report as .docx, .rtf, .html or plain text (.txt).",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1",
            "This is a file of an old Word (.doc) or another old program. Save it as .docx.",
        ),
        (b"{\\rtf" + bytes(LONGEST), "The file has 61 MB; the limit is 60 MB."),
    ],
    ids=["damaged", "pdf", "doc", "large"],
)
def test_document_that_can_not_be_read_is_refused_with_a_reason(data, message):
    with pytest.raises(DocumentError) as refused:
        read_document(data)
    assert str(refused.value) == message


def test_bomb_ends_with_its_reader_and_not_with_the_site():
    deep = "<div>" * 100_000 + "x"
    assert read_document(f"<html>{deep}".encode()).text == "x"  # type: ignore[union-attr]
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    xml = f'<!DOCTYPE w [<!ENTITY a0 "ha">{entities}]>'
    packed = io.BytesIO(docx(p(r("x"))))
    bomb = io.BytesIO()
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part).decode()
            if part.filename == "word/document.xml":
                data = xml + data.replace(">x<", ">&a11;<")
            target.writestr(part.filename, data)
    with pytest.raises(DocumentError):
        read_document(bomb.getvalue())

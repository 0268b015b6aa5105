"""Word files and web pages as the text of a report."""

import re

import pytest

from isuwc.files.documents.reading import Link
from news.blocks.pasted import with_cells_on_one_line
from news.imports import PhotoFile, Source, UnreadableReportError, create_article, plan, read_source
from news.imports.links import linked
from news.models import Photo, PhotoBlock, TableBlock, TextBlock
from tests.factories.documents import docx, drawing, link, p, r, table
from tests.factories.images import picture_file
from tests.news.imports.reports import LEAD, PROSE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def made(source: Source):
    planned = plan(source.text, source.pictures, doubts=source.doubts, links=source.links, credit="ISU")
    return planned, create_article(planned, by=None)


def test_word_file_becomes_a_draft_with_its_pictures_links_and_table():
    data = docx(
        p(r("A title of its own"), style="Title"),
        p(r(LEAD), link("first link")),
        p(r(PROSE), r(" See the "), link("rankings & more".replace("&", "&amp;")), r(".")),
        p(drawing("rx", "A skater on the ice")),
        p(r("Ada Example competes in Hamar © ISU")),
        p(r(PROSE)),
        table(("", "Time"), ("Ada\nExample", "37.05"), ("Berit Muster", "37.10")),
        media={"x.jpg": picture_file()},
    )
    planned, article = made(read_source(data, "A report.docx"))
    # None of the picture's alternative text, which the document has
    assert list(planned.doubts[-2:]) == [
        "No event was recognised: the text names no place of one. Choose it in the draft.",
        "“first link” was a link to https://example.org/rankings; it stands where no link can be, so only the words "
        "were taken.",
    ]
    assert planned.unused == ()
    photo = Photo.objects.get()
    assert (photo.name, photo.caption, photo.alt, photo.credit, photo.width) == (
        *("A report picture 1", "Ada Example competes in Hamar", "A skater on the ice", "ISU"),
        600,
    )
    texts = list(TextBlock.objects.filter(parent=article).order_by("ordering").values_list("text", flat=True))
    assert texts == [
        f'<p>{PROSE} See the <a href="https://example.org/rankings" rel="noopener">rankings &amp; more</a>.</p>',
        f"<p>{PROSE}</p>",
    ]
    assert PhotoBlock.objects.get(parent=article).photo == photo
    assert TableBlock.objects.get(parent=article).source == "\tTime\nAda Example\t37.05\nBerit Muster\t37.10"


def test_file_that_the_text_does_not_name_is_found_out():
    planned = plan(
        f"{LEAD}\n\nOne.jpg\n\nA caption © ISU", [PhotoFile(n, picture_file) for n in ("One.jpg", "Two.jpg")]
    )
    assert [file.name for file in planned.unused] == ["Two.jpg"]


def test_pasted_text_with_tags_is_a_page_and_a_refusal_says_why():
    assert read_source(f"<p>{LEAD}</p><p>{PROSE}".encode()) == Source(f"{LEAD}\n\n{PROSE}")
    with pytest.raises(UnreadableReportError) as refused:
        read_source(b"<html><body> - </body></html>")
    assert str(refused.value) == "The file holds no words."


@pytest.mark.parametrize(
    ("text", "links", "html"),
    [
        ("a & b", [], "a &amp; b"),
        ("see ISU here", [("see ISU here", "ISU"), ("see ISU here", "here")], "see <1>ISU</a> <2>here</a>"),
        ("see ISU", [("another line", "ISU")], "see ISU"),
        ("one\nsee <x>", [("see <x>", "<x>")], "one\nsee <1>&lt;x&gt;</a>"),
        ("x", [("", "x")], "x"),
        ("see more", [("see", "see"), ("more", "more")], "see more"),
        ("see ISU here", [("see ISU here", "here"), ("see ISU here", "ISU")], "see <2>ISU</a> <1>here</a>"),
        ("a\na", [("a", "a"), ("a", "a")], "<1>a</a>\n<2>a</a>"),
    ],
)
def test_links_stand_at_their_words(text, links, html):
    found = linked(text, [Link(line, words, f"https://{n}") for n, (line, words) in enumerate(links, 1)])
    for number in (1, 2):
        html = html.replace(f"<{number}>", f'<a href="https://{number}">')
    assert found == html


def test_equal_lines_have_each_its_own_link_and_what_finds_no_place_is_said():
    page = f"<p>{LEAD}<p>{PROSE}" + "".join(
        f"<p>Read more of it: <a href=https://a.example/{n}>here</a>." for n in (1, 2)
    )
    source = read_source(page.encode())
    text = TextBlock.objects.get(parent=made(source)[1]).text
    assert re.findall("https://a.example/.", text) == ["https://a.example/1", "https://a.example/2"]
    more = (*source.links, Link("Read more of it: here.", "here", "https://a.example/3"))
    assert [doubt.split(";")[0] for doubt in plan(source.text, links=more).doubts if "a link" in doubt] == [
        "“here” was a link to https://a.example/3"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('A\t"B\nb"\tC\n1\t2\t3', "A\tB b\tC\n1\t2\t3"),
        ('"A\r\na"\tB\n1\t"2 ""x""\ny"', 'A a\tB\n1\t2 "x" y'),
        ('x\ty\n“A”\n"She said\nso."\nEnd', 'x\ty\n“A”\n"She said\nso."\nEnd'),
        ('"no\ttab\nhere"', '"no\ttab\nhere"'),
        ('"She said\nso."', '"She said\nso."'),
    ],
)
def test_cell_with_a_line_break_is_one_cell_and_a_quote_stays_as_it_is(text, expected):
    assert with_cells_on_one_line(text) == expected


def test_rtf_becomes_a_draft_with_its_picture_link_and_letters():
    source = (
        rf"{{\rtf1\ansi\uc1 {LEAD}\par\par {{\pict\jpegblip {picture_file().hex()}}}\par A skater \'a9 ISU\par\par "
        rf'{PROSE} {{\field{{\*\fldinst{{HYPERLINK "https://a.example/"}}}}{{\fldrslt Read on}}}}.\par '
        r"{\listtext b)\tab}one\par {\listtext c)\tab}two\par {\listtext 3.\tab}three\par {\listtext 4.\tab}four\par "
        r"{\listtext a)\tab}five\par{\listtext b)\tab}six\par}"
    )
    _, article = made(read_source(source.encode("latin-1"), "Report.rtf"))
    assert (article.hero.name, article.hero.credit, article.hero.width) == ("Report picture 1", "ISU", 600)
    assert TextBlock.objects.get(parent=article).text == (
        f'<p>{PROSE} <a href="https://a.example/" rel="noopener">Read on</a>.</p>'
        '<ol start="2" type="a"><li>one</li><li>two</li></ol>'
        '<ol start="3"><li>three</li><li>four</li></ol><ol type="a"><li>five</li><li>six</li></ol>'
    )

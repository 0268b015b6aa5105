"""What of a document no line of text can hold is named."""

import pytest

from isuwc.files.documents.web import web
from isuwc.files.documents.word import word
from tests.factories.documents import NAMES, docx, drawing, link, p, r

AT = "https://old.example/news/1"


def html(source: str) -> dict:
    return web(f"<html><head><link rel=canonical href={AT}></head><body>{source}".encode(), "Page")[0]


@pytest.mark.parametrize(
    ("source", "links"),
    [
        ("<p>a <a href=https://b.example/>b<br>c</a> d", [("a b", "b"), ("c d", "c")]),
        ("<a href=https://b.example/>\n<p>b</p><p>c</p></a>d", [("b", "b"), ("c", "c")]),
        ("<p>a <a href=https://b.example/>b<p>c", [("a b", "b")]),
        ("<ul><li><a href=https://b.example/>b<br>c</a></ul>", [("b c", "b"), ("b c", "c")]),
        ("<a href=https://b.example/>b <a>c</a>", [("b c", "b")]),
        ("<div>a<a href=https://b.example/>b</div>c", [("ab", "b")]),
    ],
)
def test_link_is_that_of_each_line_on_which_its_words_stand(source, links):
    facts = html(source)
    assert facts["links"] == [[line, words, "https://b.example/"] for line, words in links]
    assert facts["doubts"] == []


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/x", "https://old.example/x"),
        ("2?a=b", "https://old.example/news/2?a=b"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_address_is_that_of_the_page_which_the_link_starts_from(href, address):
    assert html(f"<p><a href={href}>b</a>")["links"] == [["b", "b", address]]
    based = web(f"<base href=https://old.example/news/><p><a href={href}>b</a>".encode(), "Page")[0]
    assert based["links"] == [["b", "b", address]]


def test_links_that_lead_nowhere_are_named_with_their_words():
    facts = html("<p><a href=tel:112>Call  us</a> <a href=#top>up</a> <a href=javascript:x()>share</a> <a>none</a>")
    assert facts["text"] == "Call us up share none"
    assert (facts["links"], facts["doubts"]) == (
        [],
        ["These were links that lead nowhere outside their document; the words were taken: “Call us” (tel:112)."],
    )
    without_address = web(b"<html><p><a href=/x>b</a>", "Page")[0]
    assert [doubt.rpartition(": ")[2] for doubt in without_address["doubts"]] == ["“b” (/x)."]


def test_links_of_pictures_and_those_without_words_are_named():
    facts = html(
        "<p>a</p><a href=https://b.example/><img src=/skater.jpg></a>"
        "<a href=https://c.example/><img src=/icon.svg></a><a href=https://c.example/> </a>"
        "<a href=https://d.example/><img src=/skater.jpg>and words</a>"
    )
    assert facts["text"] == "a\n\nskater.jpg\n\nskater.jpg\n\nand words"
    assert facts["links"] == [["and words", "and words", "https://d.example/"]]
    assert facts["doubts"] == [
        "No words were found for these links, which were left out: https://c.example/.",
        "These pictures were links; only the pictures were taken:"
        " skater.jpg (https://b.example/), skater.jpg (https://d.example/).",
    ]


def test_video_of_youtube_is_a_line_and_other_players_are_named():
    facts = html(
        "<p>a</p><iframe src='https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0'></iframe><p>b</p>"
        "<table><tr><td>1<td>2<tr><td><iframe data-src=//www.youtube.com/embed/aaaaaaaaaaa></iframe>3<td>4</table>"
        "<iframe src=https://player.vimeo.com/video/1></iframe><iframe src='about:blank'></iframe>"
        "<iframe src=https://count.example/ width=1 height=1></iframe>"
        "<iframe src=https://www.youtube.com/embed/videoseries?list=PL1></iframe>"
        "<video><source src=/a.mp4><source src=/a.webm></video><audio src=/b.mp3></audio><picture><source src=/c>"
        "</picture><object data=/d.swf><embed src=/e.swf></object><embed src=/f.swf>"
    )
    assert facts["text"].split("\n\n") == [
        *("a", "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "b", "1\t2\n3\t4"),
        "https://www.youtube.com/watch?v=aaaaaaaaaaa",
    ]
    assert facts["doubts"] == [
        "These players were left out, since only videos of YouTube can be shown: https://player.vimeo.com/video/1,"
        " https://www.youtube.com/embed/videoseries?list=PL1, /a.mp4, /b.mp3, /d.swf, /f.swf."
    ]


def test_foot_of_a_quote_is_its_speaker_and_a_box_beside_the_text_is_named():
    story = " ".join(["word"] * 20)
    facts = html(
        "<aside>Not of the article</aside><a href=tel:1>x</a>"
        f"<article><p>{story}<blockquote><p>“Well.”<footer>Ada Example</footer></blockquote>"
        "<aside><h2>The oval</h2><p>It has stood in the wood since long ago.</aside><footer>Share</footer></article>"
    )
    assert facts["text"] == f"{story}\n\n“Well.”\n\nAda Example"
    assert facts["doubts"] == [
        "What is hidden or stands around the page’s text, such as menus and footers, was left out: 17 words.",
        "What stands in boxes beside the text was left out: “The oval It has stood in the wood …” (11 words).",
    ]


def test_more_than_can_be_named_are_counted():
    facts = html("".join(f"<a href=https://b.example/{n}></a>" for n in [*range(22), 3]))
    named = ", ".join(f"https://b.example/{n}" for n in range(20))
    assert facts["doubts"] == [f"No words were found for these links, which were left out: {named} and 2 more."]


def test_what_mammoth_passes_over_is_named():
    field = "<w:fldSimple w:instr=' HYPERLINK \"https://c.example/?a=1&amp;b=2\" '>" + r("field") + "</w:fldSimple>"
    played = (
        '<w:r><w:drawing><wp15:webVideoPr xmlns:wp15="x" embeddedHtml="&lt;iframe src=&quot;'
        'https://www.youtube.com/embed/aaaaaaaaaaa&quot;&gt;"/></w:drawing></w:r>'
    )
    clicked = (
        drawing("rx").replace('name="x"', 'name="x"').replace("<a:graphic>", '<a:graphic><a:hlinkClick r:id="rLink"/>')
    )
    formula = '<m:oMath xmlns:m="x"><m:r><m:t>1</m:t></m:r></m:oMath>'
    facts, _ = word(
        docx(
            p(r("Kept "), field, played, "<w:r><w:object/></w:r>", formula),
            p(clicked),
            media={"x.jpg": b"x"},
            parts={"word/charts/chart1.xml": "<c/>", "word/diagrams/data1.xml": "<d/>"},
        ),
        "Report",
    )
    assert facts["text"] == "Kept field\n\nReport picture 1.jpg"
    assert facts["links"] == [["Kept field", "field", "https://c.example/?a=1&b=2"]]
    assert facts["doubts"] == [
        "The document has charts, diagrams, objects of other programs, formulas; they were left out."
        " Add them as pictures.",
        "Of videos only their pictures were taken: https://www.youtube.com/embed/aaaaaaaaaaa.",
        "No words were found for these links, which were left out: https://example.org/rankings.",
    ]


def test_link_of_a_word_file_that_has_its_words_is_not_named_as_lost():
    split = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://c.example/" </w:instrText>'
        f'</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("field")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    facts, _ = word(docx(p(link("rankings"), r(" and "), split)), "Report")
    assert [each[1:] for each in facts["links"]] == [
        ["rankings", "https://example.org/rankings"],
        ["field", "https://c.example/"],
    ]
    assert facts["doubts"] == []
    unused, _ = word(docx(p(r("No link"))), "Report")
    assert (unused["links"], unused["doubts"], NAMES in unused["text"]) == ([], [], False)

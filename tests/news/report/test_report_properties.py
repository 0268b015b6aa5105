"""What holds of every report, however it is put together: no word of it is lost, altered, doubled or moved."""

import datetime
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from news.report import Bullets, Paragraph, Quote, Report, Subhead, Table, Verdict, body_words, parse
from news.report.lines.known.names import KnownLeg, KnownNames
from tests.news.report.corpus import said_of

KNOWN = KnownNames(
    cities=["Hamar", "Stavanger", "Tomaszów Mazowiecki"],
    countries=["Norway", "NOR", "Poland", "POL", "USA"],
    about=["The Series started long ago.", "More information is on isu.org."],
    calendar=[
        KnownLeg("2025-26", "Stavanger", ("NOR",), datetime.date(2025, 11, 14), datetime.date(2025, 11, 16)),
        KnownLeg("2025-26", "Hamar", ("Norway", "NOR"), datetime.date(2025, 12, 12), datetime.date(2025, 12, 14)),
    ],
    people=["Ada Example", "Berit Muster", "Cleo Przykład-Żuk"],
)

# What only the site's own parts may look like: exactly these lines may be left out
STANDINGS = [
    "World Cup Standings - Men\n\nMen 500m\n\nMen 1000m\n\nLong Distances",
    "World Cup Standings – Women\n \nWomen 500m\n\u00a0\nMass Start\n\nTeam Sprint",
    "ISU World Cup Speed Skating Standings Team Sprint Ladies",
]
WATCH = [
    "Where to watch\n\nViewers can follow all races with their national broadcaster.",
    "Where to watch, news, results and #WCSpeed\n\nThe full list of channels is here.",
]
CALENDAR = [
    "ISU World Cup Speed Skating events 2025/26:\n\nNov 14 - 16, 2025   \u00a0 Stavanger /NOR",
    "ISU World Cup Short Track Speed Skating Series events 2025/26:\n12-14 Dec 2025\tHamar (NOR)",
]
ABOUT = ["About ISU World Cup Speed Skating Series\n\nThe Series started long ago.\n\nMore information is on isu.org."]
POINTERS = ["For more information about the event, please visit the webpage here.", "Entries"]
BANNERS = ["dedicate page banner 1280x200 qrcode", "banner with QR code"]
BOILERPLATE = [*STANDINGS, *WATCH, *CALENDAR, *ABOUT, *POINTERS, *BANNERS]

NAMES = ["Example 1250000001", "GettyImages-1250000001", "Ada Example NOR 1000m", "Podium", "canada team", "Kimi G"]
CAPTIONS = ["Ada Example (NOR) goes first.", "Berit Muster at the fence 2025", "Three of them"]
CREDITS = [
    " @ ISU",
    "@ISU",
    " ©ISU",
    " © International Skating Union (ISU)",
    "2019©ISU",
    " @OIS/Bob Example",
    "\n© Getty Images",
]
HEADS = ["Hamar, Norway", "hamar / norway", "#SpeedSkating", "#One #Two   #Three", *BANNERS]
SEPARATORS = ["\n\n", "\r\n\r\n", "\n \u00a0\n", "\n\t\n\n", "\u2028\u2028", "\r\r"]

word = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzåéłøżß"), min_size=2, max_size=9)
sentence = st.lists(word, min_size=16, max_size=30).map(lambda words: " ".join(words).capitalize() + ".")
speech = st.builds(lambda text, ends: f"“{text}{'”' if ends else ''}", sentence, st.booleans())
picture = st.builds(
    lambda name, caption, credit: "\n\n".join(part for part in (name, caption + credit) if part),
    st.sampled_from(["", *NAMES]),
    st.sampled_from(CAPTIONS),
    st.sampled_from(CREDITS),
)


@dataclass(frozen=True)
class Written:
    text: str
    prose: list[str]  # the paragraphs that must come out as they are


@st.composite
def newsroom_reports(draw: st.DrawFn) -> Written:
    """A report as newsrooms put it together, with paragraphs that are certainly text."""
    prose: list[str] = []

    def paragraph(kind: st.SearchStrategy[str]) -> str:
        prose.append(draw(kind))
        return prose[-1]

    head = draw(st.lists(st.sampled_from(HEADS), max_size=4, unique=True))
    if draw(st.booleans()):
        head.append(draw(picture))
    parts = [*head, paragraph(sentence)]
    for _ in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(["text", "speech", "picture", "standings"]))
        match kind:
            case "text":
                parts.append(paragraph(sentence))
            case "speech":
                parts.append(paragraph(speech))
            case "picture":
                parts += [draw(picture), paragraph(sentence)]
            case "standings":
                parts += [draw(st.sampled_from(STANDINGS)), paragraph(sentence)]
    for blocks in (POINTERS, STANDINGS, WATCH, CALENDAR, ABOUT):
        parts += draw(st.lists(st.sampled_from(blocks), max_size=1))
    return Written(draw(st.sampled_from(SEPARATORS)).join(parts), prose)


anything = st.lists(
    st.sampled_from([*BOILERPLATE, *HEADS, *NAMES, *(c + k for c in CAPTIONS for k in CREDITS)])
    | st.sampled_from(
        [
            "A short line of text",
            "“Spoken words.”",
            "“Spoken words that go on",
            "• An item\n• Another item",
            "1. Ada Example (NOR) 37.00\n2. Berit Muster (GER) 37.36",
            "Where to watch",
            "About the ISU",
            "World Cup standings",
            "World Cup events",
            "Women 500m",
            "a\tb\nc\td",
            "Friday, November 14: Women 500m",
            "View this post on Instagram",
            "It goes on here:",
        ]
    )
    | sentence
    | speech
    | st.text(max_size=40),
    max_size=14,
).map("\n\n".join)


def kept_words(report: Report) -> list[str]:
    """The words of the lines that were kept as text, without the marks of lists."""
    lines = [line for line in report.lines if line.verdict is Verdict.TEXT]
    return " ".join(said_of(line) for line in lines).split()


def paragraphs(report: Report) -> list[str]:
    found = [report.lead]
    for part in report.body:
        match part:
            case Paragraph(text) | Subhead(text):
                found.append(text)
            case Quote(texts, _):
                found += texts
    return found


@given(newsroom_reports())
def test_paragraphs_come_out_whole_once_and_in_order(written):
    assert paragraphs(parse(written.text, KNOWN)) == written.prose


@given(newsroom_reports())
def test_pictures_of_a_report_have_caption_and_credit(written):
    pictures = parse(written.text, KNOWN).pictures
    captions = {*CAPTIONS, *(f"{caption} 2019" for caption in CAPTIONS)}
    assert all(picture.caption in captions and picture.credit in {"ISU", "OIS", "Getty Images"} for picture in pictures)


@given(anything)
def test_every_line_is_accounted_for_once_and_in_order(written):
    lines = list(parse(written, KNOWN).lines)
    numbers = [line.number for line in lines]
    assert numbers == sorted(set(numbers))
    assert "".join("".join(line.text.split()) for line in lines) == visible(written)


def visible(text: str) -> str:
    """The letters that a reader sees, or that stand between some that he sees."""
    ends = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
    for end in ends:
        text = text.replace(end, "\n")
    unseen = " \t\u00a0\u00ad\u200b\u200c\u200d\u2060\ufeff\u3000\u202f\u205f" + "".join(
        map(chr, range(0x2000, 0x200B))
    )
    stripped = [line.strip(unseen + "\x1f\u1680") for line in text.split("\n")]
    return "".join("".join(line.split()) for line in stripped)


@given(anything)
def test_no_word_of_the_text_is_lost_altered_doubled_or_moved(written):
    report = parse(written, KNOWN)
    assert body_words(report) == kept_words(report)


@given(anything)
def test_only_boilerplate_is_left_out(written):
    boilerplate = {line.strip() for block in BOILERPLATE for line in block.split("\n")}
    boilerplate |= {"Women 500m", "Where to watch", "World Cup standings", "World Cup events", "About the ISU"}
    left_out = {line.text for line in parse(written, KNOWN).lines if line.verdict is Verdict.LEFT_OUT}
    assert left_out <= boilerplate


@given(anything)
def test_every_recognised_fact_is_in_the_report(written):
    report = parse(written, KNOWN)
    facts = {
        "the title": [report.title],
        "the dateline": [report.dateline],
        "hashtags": [f"#{tag}" for tag in report.hashtags],
        "a caption": [picture.caption for picture in report.pictures],
        "a caption and its credit": [picture.caption for picture in report.pictures],
        "a picture's name": [picture.name for picture in report.pictures],
        "a picture's name and number": [picture.agency_id for picture in report.pictures],
    }
    for line in report.lines:
        if line.verdict is Verdict.FACT and line.what in facts:
            assert any(said in line.text for said in facts[line.what])


@given(st.text(max_size=400))
def test_rubbish_is_taken_apart_without_an_error(rubbish):
    report = parse(rubbish, KNOWN)
    assert body_words(report) == kept_words(report)


@given(st.lists(st.sampled_from(["a\tb", "1.\tx", "• y", "-\tz", "z\t", "one two"]), max_size=8).map("\n".join))
def test_tables_and_lists_keep_every_cell(written):
    report = parse(written, KNOWN)
    assert body_words(report) == kept_words(report)
    assert all(isinstance(part, Paragraph | Bullets | Table | Subhead) for part in report.body)

"""From a report's file to a draft and its page."""

import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path

import pytest

from events.models import Event, Season
from isuwc.files.pictures.images import UnusablePictureError
from isuwc.text.html import plain
from news.editions.publishing import publish
from news.editions.snapshot import content_of, load_blocks
from news.imports import PhotoFile, UnreadableReportError, complete_pictures, create_article, plan, read_report
from news.imports.files import LONGEST
from news.models import Article, Banner, Edition, Photo, PhotoBlock, QuoteBlock, Revision, StandingsBlock, TextBlock
from news.report import Line, Verdict, parse
from news.report.reading import without_bullet
from standings.models import Cup
from tests.factories.events import country, event, season, venue
from tests.factories.images import jpeg_with_iptc, picture_file
from tests.factories.news import photo, photo_with_file
from tests.factories.standings import skater

REPORTS = sorted((Path(__file__).resolve().parents[2] / "data" / "reports").glob("*.txt"))
LEAD = "The weekend in the north began with a record crowd and ended with three skaters within a tenth of a second."
PROSE = "The second pair went out faster than all the others, and it lost nothing of that until the last corner."

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def text(*blocks: str) -> str:
    return "\n\n".join(blocks)


def report(name: str) -> str:
    return next(path for path in REPORTS if path.stem.startswith(name)).read_text()


def hamar() -> Event:
    """World Cup 1 of 2025/26, in Hamar."""
    return event(venue=venue("Hamar"), number=1)


NO_TEXT = "The file is not plain text. Save the report as plain text (.txt)."


def file(name: str, data: bytes = b"") -> PhotoFile:
    return PhotoFile(name, lambda: data or picture_file())


def made(written: str, **options: object) -> Article:
    return create_article(plan(written, **options), by=None)  # type: ignore[arg-type]


# The file


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Żuk på isen".encode(), ("Żuk på isen", "")),
        ("Żuk på isen".encode("utf-8-sig"), ("Żuk på isen", "")),
        ("Żuk på isen".encode("utf-16"), ("Żuk på isen", "")),
        (
            "På isen “igen”".encode("cp1252"),
            (
                "På isen “igen”",
                "The file is not UTF-8; it was read as Windows text. Look at letters such as ø and ł.",
            ),
        ),
    ],
)
def test_text_is_read_in_every_usual_encoding(data, expected):
    assert read_report(data) == expected


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file holds no words."),
        (b"\xef\xbb\xbf \r\n\t", "The file holds no words."),
        ("\u00a0\u200b\n– …".encode(), "The file holds no words."),
        (b"x" * (LONGEST + 1), "The file has 1,000,001 bytes, far more than a report. Is it a text file?"),
        (b"line\n" * 5001, "The file has 5,001 lines, far more than a report."),
        (picture_file(), NO_TEXT),
        (b"PK\x03\x04 word/document.xml", NO_TEXT),
        (b"%PDF-1.7 text", NO_TEXT),
        (b"<!doctype html><p>text", NO_TEXT),
        ("utf-16 without a mark".encode("utf-16-le"), NO_TEXT),
        (b"\x81\x8d text", NO_TEXT),
    ],
    ids=["empty", "blank", "signs", "huge", "lines", "picture", "docx", "pdf", "html", "utf-16", "unknown"],
)
def test_what_is_no_text_is_refused_with_a_reason(data, message):
    with pytest.raises(UnreadableReportError) as refused:
        read_report(data)
    assert str(refused.value) == message


# The plan


def test_plan_says_what_would_be_made_and_writes_nothing():
    at = hamar()
    planned = plan(report("01"))
    assert (planned.event, planned.season, planned.venue) == (at, None, at.venue)
    assert planned.title == "Ada Example leads the way to the bell in the 1000m"
    assert planned.notes == (f"The event is {at}: the dateline names Hamar, and its calendar is of that season.",)
    assert planned.doubts == (
        "The text has no title. Proposed: “Ada Example leads the way to the bell in the 1000m”",
        "Picture Example: has no file yet.",
        "Picture Przykład: has no file yet.",
    )
    assert [Article.objects.count(), Photo.objects.count(), Banner.objects.count()] == [0, 0, 0]


def test_event_and_title_that_are_told_are_taken():
    hamar()
    other = event(venue=venue("Inzell", country=country("GER")))
    planned = plan(report("01"), event=other, title="Told")
    assert (planned.event, planned.title, planned.notes) == (other, "Told", (f"The event is {other}, as chosen.",))


def test_title_of_the_text_goes_before_a_proposed_one():
    assert plan(report("04")).title == "Training in Hamar moved to the afternoon"


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        (
            f"{LEAD} {PROSE}",
            "The weekend in the north began with a record crowd and ended with three skaters within a tenth of a …",
        ),
        (f"Ada Example (NOR) won on Friday. {PROSE}", "Ada Example won on Friday"),
        (
            "In the hall at the far end of a very long and very dark road, where nobody had been for years, they race.",
            "In the hall at the far end of a very long and very dark road, where nobody had been for years",
        ),
        (f"“I can’t believe it,” said Ada Example (NOR). {PROSE}", "“I can’t believe it,” said Ada Example"),
    ],
)
def test_title_is_proposed_from_the_first_sentence_of_the_lead(lead, title):
    assert plan(text("Hamar, Norway", lead, PROSE)).title == title


@pytest.mark.parametrize(
    "caption",
    ["Dag Eksempel (NOR)", "Ada Example (NOR) competes in the 1000m", "Ada Example (NOR) at the 2025 World Cup"],
)
def test_title_is_not_proposed_from_a_caption_that_tells_nothing(caption):
    assert plan(text("Example 1250000001", f"{caption} © ISU", f"They met. {PROSE}")).title == "They met"


def test_season_is_kept_where_the_event_is_open():
    winter = season(2025)
    event(venue=venue("Hamar"), number=1)
    event(venue=venue("Hamar"), number=2)
    planned = plan(text("Hamar, Norway", LEAD, "It was in 2025/26."))
    assert (planned.event, planned.season) == (None, winter)
    assert planned.doubts[0].endswith("Choose the event in the draft. The season is 2025/26.")


def test_unknown_season_is_said_and_the_article_has_no_event():
    written = text("Hamar, Norway", LEAD, "ISU World Cup Speed Skating events 2019/20:", "Nov 15-17, 2019 Hamar / NOR")
    hamar()
    planned = plan(written)
    assert (planned.event, planned.season) == (None, None)
    assert planned.doubts[:2] == (
        "No event was recognised: the dateline names Hamar, but the text is about 2019/20. Known there: World Cup 1,"
        " Hamar 2025/26.",
        "Standings, where to watch and calendar follow the article once it has its event or season.",
    )


# Photos


def test_photo_is_matched_by_its_number_to_the_library():
    held = photo_with_file(agency_id="1250000001", caption="The library's caption")
    article = made(text("Example 1250000001", "The text's caption. @ Getty Images", LEAD))
    assert (article.hero, article.hero_caption, held.credit) == (held, "The text's caption.", "ISU")
    assert Photo.objects.count() == 1


def test_photo_with_a_file_goes_before_a_placeholder_of_the_same_number():
    held = photo_with_file(agency_id="1250000001")
    photo(agency_id="1250000001", file="")
    assert plan(text("Example 1250000001", "Close. @ ISU", LEAD)).photos[0].photo == held


@pytest.mark.parametrize("name", ["GettyImages-1250000001.jpg", "1250000001.jpeg", "Example 1250000001 (2).png"])
def test_photo_is_matched_by_its_number_to_a_file(name):
    article = made(text("Example 1250000001", "Close. @ ISU", LEAD), files=[file("other.jpg"), file(name)])
    assert article.hero is not None
    assert (article.hero.width, article.hero.height, article.hero.alt) == (600, 400, "Close.")
    assert article.hero.name == "Example 1250000001"


def test_photo_is_matched_by_the_number_that_the_agency_wrote_into_the_file():
    data = jpeg_with_iptc({103: [b"1250000001"]})
    planned = plan(text("Example 1250000001", "Close. @ ISU", LEAD), [file("a.jpg"), file("DSC_0001.jpg", data)])
    assert [each.source for each in planned.photos] == ["file DSC_0001.jpg"]


@pytest.mark.parametrize(("line", "name"), [("Kimi G", "kimi g.JPG"), ("IMG_1234.jpg", "IMG_1234.jpg")])
def test_photo_without_a_number_is_matched_by_its_name(line, name):
    planned = plan(text(LEAD, PROSE, line, "Kimi Example, close. @ ISU", PROSE), [file("Kimi.jpg"), file(name)])
    assert [each.source for each in planned.photos] == [f"file {name}"]


def test_number_that_the_text_has_twice_is_one_photo_with_two_captions():
    article = made(text(LEAD, PROSE, "A 1250000001", "First. @ ISU", PROSE, "A 1250000001", "Second. @ ISU", PROSE))
    blocks = PhotoBlock.objects.filter(parent=article)
    assert [(block.photo.caption, block.caption) for block in blocks] == [("First.", ""), ("First.", "Second.")]
    assert Photo.objects.count() == 1


def test_credit_is_filled_in_where_the_library_has_none():
    held = photo(agency_id="1250000001", credit="")
    made(text("Example 1250000001", "Close. @OIS/Bob Example", LEAD))
    held.refresh_from_db()
    assert (held.credit, held.photographer) == ("OIS", "Bob Example")


def test_credit_that_is_told_is_for_pictures_without_one():
    article = made(
        text("A 1250000001", "Close. @ ISU", LEAD, PROSE, "B 1250000002", "Far. Away.", PROSE), credit="Told"
    )
    photos = [article.hero, *(block.photo for block in PhotoBlock.objects.all())]
    assert [each.credit for each in photos if each] == ["ISU", "Told"]


def test_unusable_file_stops_everything():
    planned = plan(report("01"), [file("Example-1250000001.jpg", b"no picture")])
    with pytest.raises(UnusablePictureError):
        create_article(planned, by=None)
    assert [Article.objects.count(), Photo.objects.count(), Revision.objects.count()] == [0, 0, 0]


# The draft


def test_draft_has_every_part_of_the_report():
    at = hamar()
    written = report("01")
    article = made(written)
    body = parse(written, None).body
    assert (article.title, article.dateline, article.venue, article.event, article.season, article.state) == (
        "Ada Example leads the way to the bell in the 1000m",
        "Hamar, Norway",
        at.venue,
        at,
        None,
        "draft",
    )
    assert (article.lead[:19], article.hashtags, article.trailing) == (
        "Two skaters finishe",
        ["SpeedSkating"],
        ["standings", "watch", "calendar", "about"],
    )
    blocks = load_blocks(article)
    assert [type(block).__name__ for block in blocks] == [
        "TextBlock",
        "QuoteBlock",
        "TextBlock",
        "QuoteBlock",
        "TextBlock",
        "PhotoBlock",
        "TextBlock",
    ]
    assert plain(blocks[0].facts()["html"]).split("\n") == [part.text for part in body[:3]]  # type: ignore[union-attr]
    assert blocks[1].facts()["paragraphs"] == list(body[3].paragraphs)  # type: ignore[union-attr]
    assert [block.ordering for block in blocks] == [10, 20, 30, 40, 50, 60, 70]


def test_draft_is_kept_as_its_first_version():
    article = made(report("01"))
    revision = Revision.objects.get()
    assert (revision.article, revision.version, revision.content) == (article, 1, content_of(article))


def test_markup_in_a_text_is_shown_as_it_is_written():
    article = made(text(LEAD, "A < B & <script>alert(1)</script> is a sentence like any other one in this text here."))
    html = load_blocks(article)[0].facts()["html"]
    assert "<script>" not in html
    assert plain(html) == "A < B & <script>alert(1)</script> is a sentence like any other one in this text here."


def test_lists_tables_and_results_stay_what_they_are():
    article = made(report("05"))
    kinds = [type(block).__name__ for block in load_blocks(article)]
    assert kinds == ["TextBlock", "TableBlock", "TextBlock"]
    first, table, _ = (block.facts() for block in load_blocks(article))
    assert first["html"].count("<li>") == 3
    assert first["html"].count("<h2>") == 5
    assert table["header"] == ["Rank", "Name", "NOC", "Time"]
    assert table["rows"] == [["1", "Ada Example", "NOR", "37.65"], ["2", "Berit Muster", "GER", "37.70"]]


def test_table_without_names_of_columns_has_no_header():
    article = made(text(LEAD, "1\tAda Example\t37.65\n2\tBerit Muster\t37.70", PROSE))
    assert load_blocks(article)[0].facts()["header"] == []


def test_speaker_who_is_a_known_skater_is_linked():
    known = skater("Ada Example")
    made(text(LEAD, "Example was glad:", "“I am glad.”"))
    assert QuoteBlock.objects.get().speaker == known


def test_standings_in_the_body_are_blocks_of_the_season():
    at = hamar()
    article = made(
        text("Hamar, Norway", LEAD, "World Cup Standings - Men", "Men 500m\n\nMen 1000m\n\nMass Start", PROSE), event=at
    )
    block = StandingsBlock.objects.get()
    assert (block.parent, block.season, block.category, block.cup) == (article, at.season, "men", None)


def test_single_link_to_standings_is_a_block_of_its_cup():
    at = hamar()
    cup = Cup.objects.create(season=at.season, category="women", slug="team-sprint", name="Team Sprint", position=7)
    made(text(LEAD, "ISU World Cup Speed Skating Standings Team Sprint Ladies", PROSE), event=at)
    assert list(StandingsBlock.objects.values_list("cup", "season")) == [(cup.pk, None)]


def test_standings_in_the_body_stay_text_where_no_season_is_known():
    article = made(text(LEAD, "World Cup Standings - Men", "Men 500m\n\nMen 1000m", PROSE))
    assert not StandingsBlock.objects.exists()
    assert "Men 1000m" in TextBlock.objects.get(parent=article).text


def test_dateline_in_small_letters_gets_its_capitals():
    country("NOR", name="Norway")
    at = hamar()
    article = made(report("08"))
    assert (article.dateline, article.venue) == ("Hamar, Norway", at.venue)


def test_banner_line_gives_the_event_its_banner_once():
    at = hamar()
    made(report("01"))
    made(report("01") + "\n\nOne more.")
    assert list(Banner.objects.values_list("event", flat=True)) == [at.pk]


def test_text_without_a_banner_line_makes_no_banner():
    made(text("Hamar, Norway", LEAD), event=hamar())
    assert not Banner.objects.exists()


# Once more


def test_same_text_is_recognised_whatever_its_blank_lines():
    article = made(report("01"))
    again = report("01").replace("\n\n", "\r\n \r\n\r\n")
    assert plan(again).earlier == article
    assert plan(again + "\n\nA word.").earlier is None


def test_placeholders_get_their_files_when_these_come_later():
    article = made(report("01") + "\n\nKimi G\n\nKimi Example. @ ISU\n\n" + PROSE)
    files = [file("1250000001.jpg"), file("Kimi G.jpg")]
    again = plan(report("01") + "\n\nKimi G\n\nKimi Example. @ ISU\n\n" + PROSE, files)
    assert [each.name for each in complete_pictures(again)] == ["Example 1250000001", "Kimi G"]
    assert article.hero is not None
    assert not Photo.objects.get(pk=article.hero.pk).is_awaited
    assert complete_pictures(plan(report("01"), files)) == []


# The page


NO_BODY = (
    r"<header\b.*?</header>",
    r'<div class="hero">.*?</figure>\s*</div>',
    r'<figure class="figure.*?</figure>',
    r'<figure class="video.*?</figure>',
    r"<figcaption>.*?</figcaption>",
    r'<p class="lede.*?</p>',
    r'<p class="text article-event">.*?</p>',
)


def words_of_page(page: str) -> list[str]:
    """Lead and body as a reader reads them, without headline, captions and speakers."""
    article = page[page.index('<article class="article">') : page.index("</article>")]
    lead = re.search(r'<p class="lede.*?</p>', article, re.DOTALL)
    assert lead is not None
    for pattern in NO_BODY:
        article = re.sub(pattern, " ", article, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", f"{lead[0]} {article}")).split()


def words_of_lines(lines: Iterable[Line]) -> list[str]:
    kept = [line for line in lines if line.verdict is Verdict.TEXT]
    return " ".join(without_bullet(line.text) if line.what == "a list" else line.text for line in kept).split()


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_word_of_every_report_is_on_its_page_once_and_in_order(client, path):
    hamar()
    planned = plan(read_report(path.read_bytes())[0], credit="Example")
    edition = publish(create_article(planned, by=None), by=None)
    page = client.get(edition.get_absolute_url()).content.decode()
    assert words_of_page(page) == words_of_lines(planned.report.lines)


def test_page_of_a_report_has_photos_quotes_and_subheads(client):
    hamar()
    edition = publish(made(report("01")), by=None)
    assert isinstance(edition, Edition)
    page = client.get(edition.get_absolute_url())
    assert [block.kind for block in page.context["page"].blocks] == [
        "text",
        "quote",
        "text",
        "quote",
        "text",
        "photo",
        "text",
    ]
    assert page.content.decode().count("© ISU") == 2
    assert Season.objects.count() == 1

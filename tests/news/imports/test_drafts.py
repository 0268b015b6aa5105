"""The draft that an import makes, the same text once more, and its page."""

import datetime
import re
from collections.abc import Iterable
from html import unescape

import pytest
from django.utils import timezone

from events.models import Season
from isuwc.text.html import plain
from news.editions.publishing import publish
from news.editions.snapshot import content_of, load_blocks
from news.imports import complete_pictures, create_article, plan, read_report
from news.models import Banner, Edition, Photo, QuoteBlock, Revision, StandingsBlock, TextBlock
from news.report import Line, Verdict, parse
from standings.models import Cup
from tests.factories.events import country
from tests.factories.standings import skater
from tests.news.imports.reports import LEAD, PROSE, REPORTS, file, hamar, made, report, text
from tests.news.report.corpus import said_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

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
    assert first["html"].count("<li>") == 6
    assert first["html"].count("<ol>") == 1
    assert first["html"].count("<h2>") == 5
    assert table["header"] == ["Rank", "Name", "NOC", "Time"]
    assert table["rows"] == [["1", "Ada Example", "NOR", "37.65"], ["2", "Berit Muster", "GER", "37.70"]]


def test_table_without_names_of_columns_has_no_header():
    article = made(text(LEAD, "1\tAda Example\t37.65\n2\tBerit Muster\t37.70", PROSE))
    assert load_blocks(article)[0].facts()["header"] == []


def test_speaker_who_is_a_known_skater_is_linked():
    known = skater("Ada Example")
    made(text(LEAD, "Ada Example said:", "“I am glad.”"))
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
    Banner.objects.update(ends_at=timezone.now() - datetime.timedelta(days=1))  # it is not shown any more
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
    return " ".join(said_of(line) for line in kept).split()


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
    assert "© ISU" not in page.content.decode(), "the credits of pictures that are still awaited"
    assert Season.objects.count() == 1

"""What a text says about itself, and what becomes of it in the draft: byline, kind, embargo, date, lists."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from isuwc.text.html import clean_html
from news.editions.publication import publication_of
from news.imports import plan
from news.imports.markup import html_of
from news.models import Article, Edition, Period
from news.report import Bullets
from tests.news.imports.reports import LEAD, PROSE, hamar, made, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

NEVER = "EMBARGOED UNTIL 18:00 CET, 10 NOVEMBER 2099"
UNTIL = datetime.datetime(2099, 11, 10, 17, tzinfo=datetime.UTC)


def command(tmp_path, written: str, **options: object) -> None:
    path = tmp_path / "report.txt"
    path.write_text(written)
    call_command("import_article", path, **options)


def test_byline_and_kind_have_their_fields():
    article = made(text("FOR IMMEDIATE RELEASE", "A title of it", "By Ada Schreiber", LEAD, PROSE))
    assert (article.byline, article.type, article.title) == ("Ada Schreiber", "press-release", "A title of it")


def test_dateline_in_capitals_is_written_as_names_are():
    at = hamar()
    article = made(text(f"HAMAR, Norway (ISU) – {LEAD}", PROSE))
    assert (article.dateline, article.venue, article.lead) == ("Hamar, Norway", at.venue, LEAD)


def test_embargo_is_the_planned_moment_and_is_said():
    planned = plan(text(NEVER, "A title of it", LEAD, PROSE))
    assert planned.notes == ("Under embargo: planned for 10 November 2099, 17:00 UTC.",)
    article = made(text(NEVER, "A title of it", LEAD, PROSE))
    assert publication_of(article).planned == UNTIL


def test_embargo_that_is_over_plans_nothing():
    planned = plan(text("EMBARGOED UNTIL 18:00 CET, 10 NOVEMBER 2020", "A title of it", LEAD, PROSE))
    assert (planned.not_before, planned.notes) == (None, ("Its embargo ended on 10 November 2020, 17:00 UTC.",))


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        (NEVER, "It is under embargo until 10 November 2099, 17:00 UTC"),
        ("EMBARGOED UNTIL 18:00 CET", "it is under embargo, and the text doesn't say until when"),
    ],
)
def test_command_publishes_nothing_under_embargo(tmp_path, line, refusal):
    with pytest.raises(CommandError, match=refusal):
        command(tmp_path, text(line, "A title of it", LEAD, PROSE), publish=True)
    assert (Article.objects.count(), Edition.objects.count()) == (1, 0)


def test_command_publishes_nothing_without_a_title(tmp_path):
    with pytest.raises(CommandError, match="it has no title"):
        command(tmp_path, text(LEAD, PROSE), publish=True)
    assert Article.objects.get().title == "Untitled report"


@pytest.mark.parametrize(
    ("line", "option", "day"),
    [
        ("13 November 2022", None, datetime.date(2022, 11, 13)),
        ("A line of it", "2022-11-14", datetime.date(2022, 11, 14)),
        ("13 November 2022", "2022-11-14", datetime.date(2022, 11, 14)),
    ],
)
def test_story_of_an_archive_is_published_under_its_day(tmp_path, line, option, day):
    options = {"published": option} if option else {}
    command(tmp_path, text("A title of it", line, LEAD, PROSE), publish=True, **options)
    assert Period.objects.get().starts == datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


def test_day_that_is_not_over_changes_nothing(tmp_path):
    command(tmp_path, text("A title of it", "13 November 2098", LEAD, PROSE), publish=True)
    assert Edition.objects.live().count() == 1


def test_date_helps_to_find_the_event():
    at = hamar()
    planned = plan(text("Hamar, Norway, 15 November 2025", "A title of it", LEAD, PROSE))
    assert planned.event == at
    assert planned.notes == (
        f"The event is {at}: the dateline names Hamar, and the text names its days.",
        "The text is dated 15 November 2025.",
    )


def test_credit_without_a_caption_is_a_frame_that_waits():
    planned = plan(text("A title of it", LEAD, "Photo: Ada Bild/Bildhaus", PROSE))
    assert [(each.name, each.credit, each.is_awaited) for each in planned.photos] == [("by Ada Bild", "Bildhaus", True)]
    hero = made(text("A title of it", LEAD, "Photo: Ada Bild/Bildhaus", PROSE)).hero
    assert hero is not None
    assert (hero.name, hero.credit, hero.photographer) == ("Picture by Ada Bild", "Bildhaus", "Ada Bild")


def test_standings_at_the_end_stay_text_where_no_season_is_known():
    planned = plan(text("A title of it", LEAD, PROSE, "World Cup Standings - Men", "Men 500m", "Men 1000m"))
    assert [line.doubt for line in planned.report.lines[3:]] == [
        "The site has no standings of that season; the line was kept as text."
    ] * 3


@pytest.mark.parametrize(
    ("bullets", "html"),
    [
        (Bullets(("a", "b")), "<ul><li>a</li><li>b</li></ul>"),
        (Bullets(("a", "b"), numbers=("1", "2")), "<ol><li>a</li><li>b</li></ol>"),
        (Bullets(("a", "b"), numbers=("4", "5")), '<ol start="4"><li>a</li><li>b</li></ol>'),
        (Bullets(("a", "b"), numbers=("A", "B")), '<ol type="A"><li>a</li><li>b</li></ol>'),
        (Bullets(("a", "b"), numbers=("c", "d")), '<ol start="3" type="a"><li>a</li><li>b</li></ol>'),
        (
            Bullets(("a", "b", "c", "d", "e", "f"), (0, 1, 1, 1, 2, 0), ("1", "a", "b", "", "i", "2")),
            '<ol><li>a<ol type="a"><li>b</li><li>c</li></ol><ul><li>d<ol type="i"><li>e</li></ol></li></ul></li>'
            "<li>f</li></ol>",
        ),
        (Bullets(("a", "b", "c"), levels=(0, 1, 0)), "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        (
            Bullets(("a", "b", "c", "d"), levels=(0, 1, 2, 0)),
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>",
        ),
        (Bullets(("<a>",)), "<ul><li>&lt;a&gt;</li></ul>"),
    ],
)
def test_levels_of_a_list_are_lists_within_items(bullets, html):
    assert html_of(bullets) == html
    assert clean_html(html) == html

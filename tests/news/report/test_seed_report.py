"""The real page that this site replaces, through the command, to the public page and its banner's QR code.

Its text is not part of the project. SEED_REPORT names the file; without it, `shared/seed/article.txt` beside the
checkout is taken. Where neither is there, these tests skip and say so.
"""

import datetime
import io
import os
import re
from html import unescape
from pathlib import Path

import pytest
import zxingcpp
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from news.editions.photos.corrections import fingerprint, publish_corrections, stories_with
from news.models import Article, Banner, Edition, Photo, QRCode
from news.report import Paragraph, Quote, Subhead, parse
from news.report.lines.known.names import KnownLeg, KnownNames
from tests.factories.images import picture_file
from tests.markup import flat

ROOT = Path(__file__).resolve().parents[3]
SEED = Path(os.environ.get("SEED_REPORT") or ROOT.parent / "shared" / "seed" / "article.txt")

pytestmark = [
    pytest.mark.skipif(not SEED.is_file(), reason="The seed's text is not here; SEED_REPORT can name it."),
    pytest.mark.usefixtures("media"),
]


@pytest.fixture
def edition(shipped, db) -> Edition:
    call_command("import_article", SEED, publish=True, stdout=io.StringIO())
    return Edition.objects.live().get()


@pytest.fixture
def page(edition, client) -> str:
    return flat(client.get(edition.get_absolute_url()).text)


def body_lines() -> list[str]:
    """The seed's lead and body, as the newsroom wrote them, without the pictures: from its first long paragraph to the
    pointer that comes before the standings."""
    lines = [" ".join(line.split()) for line in SEED.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if line]
    first = next(number for number, line in enumerate(lines) if len(line) > 200)
    last = next(number for number, line in enumerate(lines) if line.endswith("please visit the webpage here."))
    body = [part for line in lines[first:last] for part in parted(line)]
    return [line for line in body if not re.fullmatch(r"\w+ \d{10}", line) and not line.endswith("@ ISU")]


def parted(line: str) -> list[str]:
    """Words that introduce speech which goes on in the next line are a paragraph of their own."""
    found = re.fullmatch(r"([^“]+:) (“[^”]+)", line)
    return list(found.groups()) if found else [line]


def subheads() -> list[str]:
    found = [line for line in body_lines() if len(line) < 60 and line[-1].isalnum()]
    assert len(found) == 2
    return found


def words(html: str) -> list[str]:
    return unescape(re.sub(r"<[^>]+>", " ", html)).split()


def without(html: str, *patterns: str) -> str:
    for pattern in patterns:
        html = re.sub(pattern, " ", html, flags=re.DOTALL)
    return html


def article_of(page: str) -> str:
    return page[page.index('<article class="article">') : page.index("</article>")]


def test_every_word_of_the_body_is_there_once_and_in_order(page):
    body = without(
        article_of(page),
        r"<header\b.*?</header>",
        r"<figcaption>.*?</figcaption>",
        r'<p class="text article-event">.*?</p>',
    )
    assert words(body) == " ".join(body_lines()).split()


def test_head_has_dateline_and_hashtag(page, edition):
    head = page[
        page.index("<header", page.index('<article class="article">')) : page.index("</header>", page.index("<article"))
    ]
    assert '<span class="dateline">Stavanger, Norway</span>' in head
    assert re.findall(r">(#\w+)<", head) == ["#SpeedSkating"]
    assert (edition.event.season.slug, edition.event.slug) == ("2022-23", "1-stavanger")


def test_three_photos_have_caption_and_credit_once_their_files_are_there(page, edition, client):
    waiting = article_of(page)
    assert 'class="credit"' not in waiting
    for photo in Photo.objects.all():
        photo.alt = "What it shows"
        photo.take_file(picture_file())
        photo.save()
        publish_corrections(photo, fingerprint(photo, stories_with(photo)), by=None)
    page = flat(client.get(edition.get_absolute_url()).text)
    found = re.findall(
        r"<figcaption><span dir=.auto.>(.*?)</span> <span class=.credit.>(.*?)</span></figcaption>", page
    )
    lines = [line for line in SEED.read_text(encoding="utf-8").splitlines() if line.endswith("@ ISU")]
    assert not any(line.removesuffix(" @ ISU") in unescape(waiting) for line in lines)
    assert [(unescape(caption), credit) for caption, credit in found] == [
        (line.removesuffix(" @ ISU"), "© ISU") for line in lines
    ]
    assert list(Photo.objects.order_by("pk").values_list("agency_id", flat=True)) == [
        "1244721124",
        "1244722096",
        "1244722336",
    ]


def test_two_subheads_and_every_quote_are_word_for_word(page):
    article = article_of(page)
    assert [" ".join(words(heading)) for heading in re.findall(r"<h2>.*?</h2>", article)] == subheads()
    quotes = re.findall(r"<blockquote>(.*?)</blockquote>", article, re.DOTALL)
    assert [
        " ".join(words(part)) for quote in quotes for part in re.findall(r'<p dir="auto">(.*?)</p>', quote, re.DOTALL)
    ] == [line for line in body_lines() if line.startswith("“")]


def test_both_lists_of_standings_links_are_complete(page):
    links = re.findall(r'href="/standings/2022-23/(women|men)/([\w-]+)/"', page[page.index('class="trailing"') :])
    cups = ["500m", "1000m", "1500m", "long-distances", "mass-start", "team-pursuit", "team-sprint"]
    assert links == [*(("women", cup) for cup in cups), *(("men", cup) for cup in cups)]


def test_event_that_is_over_leads_to_its_results_and_who_showed_it(page):
    section = page[page.index("<h2>World Cup 1, Stavanger</h2>") :]
    assert "It was held on 11–13 November 2022:" in section
    assert 'href="/where-to-watch/?event=2022-23/1-stavanger"' in section


def test_six_events_stand_under_the_right_discipline(page):
    section = page[page.index("<h2>Speed Skating World Cup events 2022/23</h2>") :]
    assert re.findall(r'href="/events/2022-23/(\d-[\w-]+)/"', section[: section.index("</section>")]) == [
        "1-stavanger",
        "2-heerenveen",
        "3-calgary",
        "4-calgary",
        "5-tomaszow-mazowiecki",
        "6-tomaszow-mazowiecki",
    ]
    assert "Short Track" not in page


def test_about_is_the_series_own(page, edition):
    section = page[page.index("<h2>About the ") :]
    about = edition.event.season.series.about_paragraphs
    assert len(about) > 0
    assert [" ".join(words(part)) for part in re.findall(r"<p>(.*?)</p>", section, re.DOTALL)[: len(about)]] == [
        " ".join(part.split()) for part in about
    ]


def test_qr_code_of_the_banner_leads_to_the_event(page, client, edition):
    """The event is over; a banner that somebody gave an end of its own is there until then."""
    assert "/banners/" not in page
    Banner.objects.update(ends_at=timezone.now() + datetime.timedelta(days=1))
    address = re.search(r"/banners/[\w-]+-1x\.webp", client.get(edition.get_absolute_url()).text)
    assert address is not None
    with Image.open(io.BytesIO(client.get(address[0]).content)) as banner:
        assert banner.size == (1280, 200)
        found = [code.text for code in zxingcpp.read_barcodes(banner.convert("RGB"))]
    code = QRCode.objects.get()
    assert found == [f"{settings.SITE_URL}/q/{code.code}/"]
    assert client.get(f"/q/{code.code}/")["Location"] == edition.event.get_absolute_url()


def test_a_second_import_makes_nothing(edition):
    out = io.StringIO()
    call_command("import_article", SEED, publish=True, stdout=out, no_color=True)
    assert out.getvalue().splitlines()[-1].startswith("It is published already and was not changed since: ")
    assert [Article.objects.count(), Edition.objects.count(), Photo.objects.count()] == [1, 1, 3]


KNOWN = KnownNames(
    cities=["Stavanger"],
    countries=["Norway"],
    calendar=[
        KnownLeg("2022-23", city, (noc,), first, first + datetime.timedelta(days=2))
        for city, noc, first in [
            ("Stavanger", "NOR", datetime.date(2022, 11, 11)),
            ("Heerenveen", "NED", datetime.date(2022, 11, 18)),
            ("Calgary", "CAN", datetime.date(2022, 12, 9)),
            ("Calgary", "CAN", datetime.date(2022, 12, 16)),
            ("Tomaszów Mazowiecki", "POL", datetime.date(2023, 2, 10)),
            ("Tomaszów Mazowiecki", "POL", datetime.date(2023, 2, 17)),
        ]
    ],
)


def test_parser_keeps_the_body_in_order():
    """The same without a database: which lines are paragraphs, subheads and quotes."""
    report = parse(SEED.read_text(encoding="utf-8"), KNOWN)
    kept = [report.lead]
    for part in report.body:
        match part:
            case Paragraph(text) | Subhead(text):
                kept.append(text)
            case Quote(paragraphs, _):
                kept += paragraphs
    assert [" ".join(text.split()) for text in kept] == body_lines()
    assert [part.text for part in report.body if isinstance(part, Subhead)] == subheads()

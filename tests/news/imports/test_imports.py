"""The plan of an import: its file, event and title."""

import pytest

from news.imports import UnreadableReportError, plan, read_report
from news.imports.files import LONGEST
from news.models import Article, Banner, Photo
from tests.factories.events import country, event, season, venue
from tests.factories.images import picture_file
from tests.news.imports.reports import LEAD, PROSE, hamar, report, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

NO_TEXT = "The file can't be read as a report. Save it as .docx, .rtf, .html or plain text (.txt)."


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

BANNER_IS_NOT_SHOWN = "Its banner is made, and no page shows it: the event is over. Give it a “shown until” of its own."


def test_plan_says_what_would_be_made_and_writes_nothing():
    at = hamar()
    planned = plan(report("01"))
    assert (planned.event, planned.season, planned.venue) == (at, None, at.venue)
    assert planned.title == "Ada Example leads the way to the bell in the 1000m"
    assert planned.notes == (
        f"The event is {at}: the dateline names Hamar, and its calendar is of that season.",
        BANNER_IS_NOT_SHOWN,
    )
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
    assert (planned.event, planned.title, planned.notes) == (
        other,
        "Told",
        (f"The event is {other}, as chosen.", BANNER_IS_NOT_SHOWN),
    )


def test_title_of_the_text_goes_before_a_proposed_one():
    assert plan(report("04")).title == "Training in Hamar moved to the afternoon"


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        (
            f"{LEAD} {PROSE}",
            "",  # its first sentence is too long, and no part of it is whole
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
    assert planned.doubts == (
        "No event was recognised: the dateline names Hamar, but the text is about 2019/20. Known there: World Cup 1,"
        " Hamar 2025/26.",
        "The text has no title, and none can be proposed. Write one.",
    )
    assert [line.doubt for line in planned.report.doubts] == [
        "It was kept, since it is not the same as the site's calendar. The site has none of that season, or"
        " the text doesn't say which it is."
    ]

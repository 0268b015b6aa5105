"""`manage.py import_article`."""

import datetime
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from news.editions.publishing import publish
from news.models import Article, Edition, Photo
from tests.factories.events import event, venue
from tests.factories.images import picture_file
from tests.factories.news import article

REPORT = Path(__file__).resolve().parents[2] / "data" / "reports" / "01-report-of-a-day.txt"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def run(*args: object, **options: object) -> list[str]:
    """What the command says, line by line."""
    out = io.StringIO()
    call_command("import_article", *args, stdout=out, no_color=True, **options)
    return out.getvalue().splitlines()


def counted() -> list[int]:
    return [Article.objects.count(), Photo.objects.count(), Edition.objects.count()]


@pytest.fixture
def hamar():
    return event(venue=venue("Hamar"), number=1)


def test_command_says_line_by_line_what_it_made_of_the_text(hamar):
    said = run(REPORT)
    assert said[:5] == [
        "   1 + fact   the dateline                       Hamar, Norway",
        "   3 - left   the banner's place: banners stand  dedicate page banner 1280x200 qrcode",
        "   5 + fact   hashtags                           #SpeedSkating",
        "   7 + fact   a picture's name and number        Example 1250000001",
        "   9 + fact   a caption and its credit           Ada Example leads the way to the bell in the 1000m. @ ISU",
    ]
    made = Article.objects.get()
    differs = "It was kept, since it is not the same as the site's calendar."
    assert said[40:] == [
        f"  The event is {hamar}: the dateline names Hamar, and its calendar is of that season.",
        "  Its banner is made, and no page shows it: the event is over. Give it a “shown until” of its own.",
        "19 lines kept as text, 6 recognised as facts, 15 left out.",
        "12 to look at:",
        "? The text has no title. Proposed: “Ada Example leads the way to the bell in the 1000m”",
        "? Picture Example: has no file yet.",
        "? Picture Przykład: has no file yet.",
        "? Line 19: Who speaks? The text does not say for certain.",
        "? Line 25: Who speaks? The text does not say for certain.",
        f"? Line 73: {differs} The site's calendar has no such event.",
        f"? Line 75: {differs} The site's calendar has no such event.",
        f"? Line 77: {differs} The site's calendar says 14–16 November 2025.",
        f"? Line 79: {differs} The site's calendar has no such event.",
        *(f"? Line {n}: The site's own text about the series says something else; it was kept." for n in (81, 83, 85)),
        f"Draft made: number {made.pk}, “Ada Example leads the way to the bell in the 1000m”.",
    ]
    assert counted() == [1, 2, 0]


def test_dry_run_writes_nothing(hamar):
    assert run(REPORT, dry_run=True)[-1] == "Nothing was made (--dry-run)."
    assert counted() == [0, 0, 0]


def test_publishing_goes_the_newsrooms_way(hamar):
    said = run(REPORT, publish=True)
    edition = Edition.objects.live().get()
    assert said[-1] == f"Published: {edition.get_absolute_url()}"
    assert (edition.event, edition.made_by, edition.article.state) == (hamar, None, "published")


def test_publishing_lifts_no_embargo(hamar):
    run(REPORT)
    publish(Article.objects.get(), None, datetime.datetime(2099, 12, 1, 12, tzinfo=datetime.UTC))
    with pytest.raises(CommandError, match="It is under embargo until 1 December 2099, 12:00 UTC"):
        run(REPORT, publish=True)
    assert list(Edition.objects.live()) == []


def test_same_text_is_not_made_twice_and_not_published_twice(hamar):
    run(REPORT, publish=True)
    made, edition = Article.objects.get(), Edition.objects.live().get()
    assert run(REPORT, publish=True)[-2:] == [
        f"This text has already been imported: article {made.pk}, “{made}”. No second article was created.",
        f"It is published already and was not changed since: {edition.get_absolute_url()}",
    ]
    assert counted() == [1, 2, 1]


def test_pictures_that_were_completed_since_are_published(hamar, tmp_path):
    run(REPORT, publish=True)
    (tmp_path / "GettyImages-1250000001.jpg").write_bytes(picture_file())
    said = run(REPORT, photos=tmp_path, publish=True)
    edition = Edition.objects.live().get()
    assert said[-2:] == [
        "Its picture “Example 1250000001” was completed.",
        f"Published: {edition.get_absolute_url()}",
    ]
    assert (edition.number, edition.hero["digest"]) == (2, Photo.objects.get(agency_id="1250000001").digest)
    assert run(REPORT, photos=tmp_path, publish=True)[-1] == (
        f"It is published already and was not changed since: {edition.get_absolute_url()}"
    )


def test_changed_text_is_another_article(hamar, tmp_path):
    run(REPORT)
    other = tmp_path / "report.txt"
    other.write_text(REPORT.read_text().replace("Two skaters finished", "Two of them finished"))
    run(other)
    assert counted() == [2, 2, 0]


def test_files_that_come_later_fill_the_placeholders(hamar, tmp_path):
    run(REPORT)
    (tmp_path / "GettyImages-1250000001.jpg").write_bytes(picture_file())
    assert run(REPORT, photos=tmp_path)[-1] == "Its picture “Example 1250000001” was completed."
    assert [photo.is_awaited for photo in Photo.objects.order_by("agency_id")] == [False, True]


def test_photos_are_taken_from_their_folder(hamar, tmp_path):
    (tmp_path / "GettyImages-1250000001.jpg").write_bytes(picture_file())
    (tmp_path / "1250000002.webp").write_bytes(picture_file("WEBP"))
    (tmp_path / "notes.txt").write_text("no picture")
    said = run(REPORT, photos=tmp_path)
    assert "  Picture Example: file GettyImages-1250000001.jpg." in said
    assert [photo.is_awaited for photo in Photo.objects.all()] == [False, False]


def test_event_title_and_credit_can_be_told(hamar):
    run(REPORT, event=f"{hamar.season.slug}/{hamar.slug}", title="Told", credit="Example")
    assert list(Article.objects.values_list("title", "event")) == [("Told", hamar.pk)]


def test_picture_without_credit_keeps_the_draft_from_going_live(tmp_path):
    report = tmp_path / "report.txt"
    report.write_text(REPORT.read_text().replace(" @ ISU", ""))
    with pytest.raises(CommandError) as refused:
        run(report, publish=True)
    assert str(refused.value).startswith(
        "The draft is kept, but it can't go live:\n  The photo “Example 1250000001” has"
    )
    assert counted() == [1, 2, 0]
    assert run(report, publish=True, credit="ISU")[-4:-1] == [
        f"This text has already been imported: article {Article.objects.get().pk}, “{Article.objects.get()}”."
        " No second article was created.",
        "Its picture “Example 1250000001” was completed; it still has no file, no alternative text.",
        "Its picture “Przykład 1250000002” was completed; it still has no file, no alternative text.",
    ]
    assert counted() == [1, 2, 1]


def test_address_of_another_article_keeps_the_draft_from_going_live(hamar):
    taken = article(title="Ada Example leads the way to the bell in the 1000m")
    publish(taken, by=None)
    with pytest.raises(CommandError, match="belongs to another article"):
        run(REPORT, publish=True)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("absent.txt", None, "{path} can't be read: No such file or directory."),
        ("empty.txt", b"", "{path}: The file holds no words."),
        (
            "huge.txt",
            b"x" * 1_000_001,
            "{path}: The file has 1,000,001 bytes, far more than a report. Is it a text file?",
        ),
        (
            "picture.txt",
            picture_file(),
            "{path}: The file can't be read as a report. Save it as .docx, .rtf, .html or plain text (.txt).",
        ),
    ],
)
def test_bad_file_is_refused_and_nothing_changes(tmp_path, name, data, message):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(CommandError) as refused:
        run(path)
    assert str(refused.value) == message.format(path=path)
    assert counted() == [0, 0, 0]


def test_folder_in_place_of_a_file_is_refused(tmp_path):
    with pytest.raises(CommandError) as refused:
        run(tmp_path)
    assert str(refused.value) == f"{tmp_path} is a folder, not a file."


def test_unknown_event_is_refused():
    with pytest.raises(CommandError) as refused:
        run(REPORT, event="1999-00/1-nowhere")
    assert str(refused.value) == (
        "There is no event 1999-00/1-nowhere. An event is named as in its address: 2022-23/1-stavanger."
    )
    assert counted() == [0, 0, 0]


def test_photos_folder_that_is_none_or_holds_none_is_refused(tmp_path):
    with pytest.raises(CommandError, match="is not a folder of pictures"):
        run(REPORT, photos=tmp_path / "absent")
    with pytest.raises(CommandError, match="holds no pictures"):
        run(REPORT, photos=tmp_path)


def test_unusable_picture_stops_everything(tmp_path):
    (tmp_path / "1250000001.jpg").write_bytes(b"no picture")
    with pytest.raises(CommandError, match="A picture can't be used, so nothing was made"):
        run(REPORT, photos=tmp_path)
    assert counted() == [0, 0, 0]


def test_story_of_an_archive_is_published_with_the_date_that_it_had(hamar, tmp_path):
    path = tmp_path / "report.html"
    text = f"<p>{'A lead of a hundred letters and more. ' * 4}</p><p>Text.</p>"
    path.write_text(f"<h1>A title</h1>{text}")
    run(path, "--publish", "--published", "2022-11-13")
    assert Edition.objects.live().get().published_at == datetime.datetime(2022, 11, 13, 12, tzinfo=datetime.UTC)
    path.write_text(f"<meta property=article:published_time content=2021-01-02T03:04:05Z><h1>Another</h1>{text}")
    run(path, "--publish")
    earlier = Edition.objects.live().get(title="Another")
    assert earlier.published_at == datetime.datetime(2021, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
    with pytest.raises(CommandError) as refused:
        run(path, "--publish", "--published", "13 November")
    assert str(refused.value) == "'13 November' is no date such as 2022-11-13."

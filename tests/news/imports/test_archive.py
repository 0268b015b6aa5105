"""`manage.py import_archive`: the texts of the replaced site."""

import csv
import datetime
import io
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DataError
from django.utils import timezone

from isuwc.history.models import Entry
from news.editions.publishing import withdraw
from news.imports import archive as room
from news.imports.moments import published_at
from news.imports.old_addresses import lead
from news.models import Article, Edition, OldAddress, Photo
from tests.factories.documents import docx, drawing, p, r
from tests.factories.images import picture_file, scene
from tests.factories.people import staff
from tests.news.imports.reports import LEAD, PROSE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

PAGE = (
    "<html><head><link rel=canonical href=https://old.example/news/three/>"
    f"<meta property=article:published_time content=2019-02-03T18:30:00+01:00></head><h1>Three</h1><p>{LEAD}<p>{PROSE}"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "texts"
    (root / "2019").mkdir(parents=True)
    (root / "one.txt").write_text(f"One\n\n{LEAD}\n\nMuster.jpg\n\nBerit Muster @ ISU\n\n{PROSE}")
    (root / "Muster.jpg").write_bytes(picture_file())
    (root / ".hidden.txt").write_text("no")
    data = docx(
        p(r("Two")), p(r(LEAD)), p(drawing("rx")), p(r("A skater @ ISU")), p(r(PROSE)), media={"x.jpg": picture_file()}
    )
    (root / "2019" / "two.docx").write_bytes(data)
    (root / "2019" / "three.html").write_text(PAGE)
    return root


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "addresses.csv"
    path.write_text(
        "address,file,leads_to,published,title\n"
        "https://old.example/one/,one.txt,,2018-11-16,\n"
        "/one?print=1,one.txt,,,\n"
        "/two,2019/two.docx,,,Another title\n"
        "/tables,,/standings/,,\n"
        "/about,,/standings/,,\n"
    )
    return path


def run(folder: Path, *args: object) -> list[str]:
    """What the command says; what it refuses at its end too."""
    out = io.StringIO()
    try:
        call_command("import_archive", folder, *args, stdout=out, no_color=True, verbosity=0)
    except CommandError as error:
        out.write(str(error))
    return out.getvalue().splitlines()


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_archive_goes_in_with_its_dates_pictures_and_addresses(folder, table, tmp_path, client):
    report = tmp_path / "report.csv"
    said = run(
        folder, "--addresses", table, "--report", report, "--publish", "--published", "2017-01-02", "--credit", "A"
    )
    assert said == [
        *("3 imported, published", "1 leads there", "1 not taken", f"4 to look at: see {report}"),
        "1 of 5 not taken: /about",
    ]
    live = {each.title: each for each in Edition.objects.live()}
    assert {title: each.published_at for title, each in live.items()} == {
        "One": datetime.datetime(2018, 11, 16, 12, tzinfo=datetime.UTC),
        "Three": datetime.datetime(2019, 2, 3, 17, 30, tzinfo=datetime.UTC),
        "Another title": datetime.datetime(2017, 1, 2, 12, tzinfo=datetime.UTC),
    }
    assert Photo.objects.filter(width=600).count() == 2
    for old, title in (("/one", "One"), ("/one?print=1", "One"), ("/two", "Another title"), ("/news/three", "Three")):
        assert client.get(old)["Location"] == live[title].get_absolute_url()
    assert client.get("/tables/")["Location"] == "/standings/"
    found = rows(report)
    assert [(row["file"], row["old address"], row["outcome"], row["published"]) for row in found] == [
        ("2019/three.html", "https://old.example/news/three/", "imported, published", "2019-02-03T18:30:00+01:00"),
        ("2019/two.docx", "/two", "imported, published", "2017-01-02"),
        ("one.txt", "https://old.example/one/, /one?print=1", "imported, published", "2018-11-16"),
        ("", "/tables", "leads there", ""),
        ("", "/about", "not taken", ""),
    ]
    assert [row["leads to"] for row in found] == [
        *(live[title].get_absolute_url() for title in ("Three", "Another title", "One")),
        *("/standings/", "/standings/"),
    ]
    assert found[-1]["in words"] == (
        "This site has a page at /about/: readers who ask for this address get there already."
    )
    assert [entry.what for entry in Entry.objects.filter(way="command")] == ["import_archive texts"]


def test_archive_goes_on_where_it_stopped(folder, table, tmp_path, monkeypatch):
    taken = room.Archive(folder, table.read_bytes()).take()
    assert next(taken).outcome == "imported"
    report = tmp_path / "report.csv"
    run(folder, "--addresses", table, "--report", report)
    assert [row["outcome"] for row in rows(report)][:3] == ["already here", "imported", "imported"]
    run(folder, "--addresses", table, "--report", report)
    assert [row["outcome"] for row in rows(report)][:4] == [*(["already here"] * 3), "leads there"]
    assert (Article.objects.count(), OldAddress.objects.count()) == (3, 5)
    assert rows(report)[2]["leads to"] == f"article {Article.objects.get(title='One').pk}, once it is published"


def test_text_whose_date_is_not_known_is_not_news_of_today(folder):
    said = run(folder, "--publish")
    assert "1 imported, published" in said
    assert [each.title for each in Edition.objects.live()] == ["Three"]
    assert any("It is not known when it was published, so it stays a draft." in line for line in said)


def test_what_can_not_be_read_is_named_and_the_others_go_in(folder):
    (folder / "a.docx").write_bytes(b"PK\x03\x04")
    (folder / "Muster.jpg").write_bytes(b"no picture")
    said = run(folder)
    assert said[-1] == "2 of 4 not taken: a.docx, one.txt"
    assert sorted(Article.objects.values_list("title", flat=True)) == ["Three", "Two"]


def test_embargo_and_a_title_that_is_none_keep_a_text_a_draft(tmp_path):
    (tmp_path / "a.txt").write_text(f"UNDER EMBARGO\n\nA title of its own\n\n{LEAD}\n\n{PROSE}")
    (tmp_path / "b.txt").write_text("- one\n- two\n- three")
    said = run(tmp_path, "--publish", "--published", "2017-01-02")
    assert said[0] == "2 imported, a draft"
    assert any("it is under embargo, and the text doesn't say until when" in line for line in said)
    assert any("it has no title" in line for line in said)
    assert Edition.objects.count() == 0
    (tmp_path / "a.txt").write_text(f"Another title\n\n{LEAD}\n\n{PROSE}")
    run(tmp_path)
    Article.objects.update(not_before=timezone.now() + datetime.timedelta(days=1))
    said = run(tmp_path, "--publish", "--published", "2017-01-02")
    assert any("It is under embargo until" in line for line in said)


def test_draft_that_people_work_on_is_not_published_over_their_heads(tmp_path):
    (tmp_path / "a.txt").write_text(f"A title of its own\n\n{LEAD}\n\n{PROSE}")
    run(tmp_path)
    story = Article.objects.get()
    Article.objects.update(changed_by=staff("Journalist"))
    said = run(tmp_path, "--publish", "--published", "2017-01-02")
    assert said[0] == "1 already here, a draft"
    assert "People work on this draft, so it was left as it is." in said[1]
    Article.objects.update(changed_by=None)
    assert run(tmp_path, "--publish", "--published", "2017-01-02")[0] == "1 already here, published"
    withdraw(story, by=None)
    assert run(tmp_path, "--publish", "--published", "2017-01-02")[0] == "1 already here, published before"
    assert not Edition.objects.live().exists()


def test_text_takes_the_picture_beside_it_and_never_another_story_s(tmp_path):
    for seed, name in enumerate(("a", "b", "c/below", "d/1", "d/2")):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "Muster.jpg").write_bytes(picture_file("JPEG", scene(seed)))
    for name in "abcde":
        (tmp_path / name).mkdir(exist_ok=True)
        text = f"Title {name}\n\n{LEAD}\n\nMuster.jpg\n\nBerit Muster @ ISU\n\n{PROSE}"
        (tmp_path / name / "text.txt").write_text(text)
    archive = room.Archive(tmp_path)
    found = {}
    for path in archive.texts:
        files, several = archive._pictures_of(path)
        found[path.parent.name] = ([file.read() for file in files], len(several))
    where = {"a": "a", "b": "b", "c": "c/below"}
    beside = {name: ([(tmp_path / folder / "Muster.jpg").read_bytes()], 0) for name, folder in where.items()}
    assert found == {**beside, "d": ([], 1), "e": ([], 1)}
    doubts = [taken.doubts for taken in archive.take()]
    assert [any("None was taken." in doubt for doubt in each) for each in doubts] == [False, False, False, True, True]
    assert (
        "Picture Muster: 2 files have that name, and none is nearer to the text: 1/Muster.jpg, 2/Muster.jpg. "
        "None was taken."
    ) in doubts[3]


def test_address_that_the_database_refuses_is_named_and_the_others_go_in(folder, tmp_path, monkeypatch):
    path = tmp_path / "addresses.csv"
    path.write_text("address,file,leads_to\n/a%00b,,/about/\n/x,one.txt,\n/y,,/about\n/z,,/about/\n")

    def refuses(typed: str, *args: object, **options: object) -> OldAddress:
        if typed in {"/x", "/z"}:
            raise DataError("no such thing\nDETAIL")
        return lead(typed, *args, **options)

    monkeypatch.setattr(room, "lead", refuses)
    for _ in range(2):
        said = run(folder, "--addresses", path)
        assert said[-1] == "2 of 6 not taken: /a%00b, /z"
        assert any("The old address /x was not taken: The database refused it: no such thing" in each for each in said)
    assert [(row.path, row.target) for row in OldAddress.objects.exclude(path="/news/three")] == [("/y", "/about/")]


def test_dry_run_does_nothing(folder, table):
    assert run(folder, "--addresses", table, "--dry-run")[:2] == ["3 would be imported", "2 would lead there"]
    assert (Article.objects.count(), OldAddress.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("/x,none.txt,,,", "addresses, row 2, column file: 'none.txt' is not in the folder"),
        ("/x,,,,", "addresses, row 2, column leads_to: a row has either a file or a page to which its address leads"),
        ("/x,one.txt,/about/,,", "addresses, row 2, column leads_to: a row has either a file or a page to which its"),
        ("/x,one.txt,,13.11.2022,", "addresses, row 2, column published: '13.11.2022' is no date such as 2022-11-13."),
        (",one.txt,,,", "addresses, row 2, column address: empty"),
    ],
)
def test_wrong_table_is_refused_before_anything_is_done(folder, tmp_path, row, message):
    path = tmp_path / "wrong.csv"
    path.write_text(f"address,file,leads_to,published,title\n{row}\n")
    said = run(folder, "--addresses", path)
    assert said[0].startswith(f"Nothing was done. {message}")
    assert Article.objects.count() == 0


def test_folder_without_texts_and_a_wrong_date_are_refused(tmp_path, folder):
    assert run(tmp_path / "none") == [f"{tmp_path / 'none'} is not a folder."]
    (tmp_path / "empty").mkdir()
    assert run(tmp_path / "empty") == [f"{tmp_path / 'empty'} holds no texts (.txt, .docx, .html, .rtf)."]
    assert run(folder, "--published", "soon") == ["Nothing was done. 'soon' is no date such as 2022-11-13."]


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2022-11-13", datetime.datetime(2022, 11, 13, 12, tzinfo=datetime.UTC)),
        (" 2022-11-13T20:00 ", datetime.datetime(2022, 11, 13, 20, tzinfo=datetime.UTC)),
        ("2022-11-13T20:00:00+01:00", datetime.datetime(2022, 11, 13, 19, tzinfo=datetime.UTC)),
    ],
)
def test_date_of_publishing_is_a_moment(said, moment):
    assert published_at(said) == moment


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("2022-11-31", "'2022-11-31' is no date such as 2022-11-13."),
        ("9000-01-01", "9000-01-01 has not come yet: what was published has a date of the past."),
        ("0001-01-01", "'0001-01-01' is no date of a story."),
    ],
)
def test_date_that_is_none_is_refused(said, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        published_at(said)

"""New article from text, in the admin."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from isuwc.files.confined.slots import slot
from news.admin.articles.text import from_text
from news.models import Article, Photo
from tests.factories.events import event, venue
from tests.factories.images import picture_file
from tests.factories.news import article
from tests.factories.people import staff
from tests.markup import flat

REPORT = (Path(__file__).resolve().parents[2] / "data" / "reports" / "01-report-of-a-day.txt").read_text()
ADDRESS = "/admin/news/article/from-text/"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def hamar():
    return event(venue=venue("Hamar"), number=1)


@pytest.fixture
def journalist(client):
    user = staff("Journalist")
    client.force_login(user)
    return user


def look(client, **values: object):
    return client.post(ADDRESS, {"text": REPORT, "_look": "1", **values})


def make(client, **values: object):
    return client.post(ADDRESS, {"text": REPORT, "_make": "1", **values})


def picture(name: str, data: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or picture_file(), "image/jpeg")


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def counted() -> list[int]:
    return [Article.objects.count(), Photo.objects.count()]


def test_list_of_articles_leads_there(client, journalist):
    page = client.get(reverse("admin:news_article_changelist")).content.decode()
    assert f'<a href="{ADDRESS}">New article from text</a>' in page
    assert client.get(ADDRESS).context["planned"] is None


@pytest.mark.parametrize("role", ["Results", "Broadcast"])
def test_only_who_may_add_articles_comes_there(client, role):
    client.force_login(staff(role))
    assert client.get(ADDRESS).status_code == 403
    assert make(client).status_code == 403
    assert "from-text" not in client.get(reverse("admin:index")).content.decode()
    assert counted() == [0, 0]


def test_visitor_is_sent_to_sign_in(client):
    assert client.get(ADDRESS)["Location"] == f"/admin/login/?next={ADDRESS}"


def test_text_is_shown_line_by_line_and_nothing_is_made(client, journalist, hamar):
    response = look(client)
    planned = response.context["planned"]
    assert (planned.event, planned.title) == (hamar, "Ada Example leads the way to the bell in the 1000m")
    assert [(shown.line.number, shown.verdict, shown.line.what) for shown in response.context["lines"]][:6] == [
        (1, "Recognised", "the dateline"),
        (3, "Left out", "the banner's place: banners stand on pages by themselves"),
        (5, "Recognised", "hashtags"),
        (7, "Recognised", "a picture's name and number"),
        (9, "Recognised", "a caption and its credit"),
        (11, "Kept", "the lead"),
    ]
    assert response.context["counts"] == [("kept as text", 19), ("recognised", 6), ("left out", 15)]
    assert (response.context["form"]["title"].value(), response.context["form"]["event"].value()) == (
        planned.title,
        hamar.pk,
    )
    assert "no-store" in response["Cache-Control"]
    assert counted() == [0, 0]


def test_page_of_what_was_understood_asks_few_queries(client, journalist, hamar, django_assert_num_queries):
    with django_assert_num_queries(13):
        look(client)
    more = "\n\n".join(f"Example 12600000{n}\n\nOne of many. @ ISU\n\nParagraph {n}." for n in range(10, 70))
    longer = REPORT.replace("She did not look", f"{more}\n\nShe did not look")
    with django_assert_num_queries(13):
        look(client, text=longer)


def test_lines_are_escaped_and_nothing_runs_in_the_page(client, journalist):
    response = look(client, text="<script>alert(1)</script> is how this paragraph begins, and it goes on for a while.")
    page = response.content.decode()
    assert "<script>alert(1)" not in page
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert ' style="' not in page
    assert "'unsafe-inline'" not in response["Content-Security-Policy"].partition("style-src")[0]


def test_file_is_read_in_place_of_pasted_text_and_kept_for_the_next_step(client, journalist):
    file = SimpleUploadedFile("report.txt", ("\ufeff" + REPORT).encode("utf-16"), "text/plain")
    response = look(client, text="", file=file)
    assert response.context["planned"].report.dateline == "Hamar, Norway"
    assert response.context["form"]["text"].value().lstrip("\ufeff") == REPORT


def test_draft_is_made_by_the_journalist_with_what_was_told(client, journalist, hamar):
    other = event(venue=venue("Inzell"), number=2)
    response = make(client, title="Told", event=other.pk, credit="Example", pictures=[picture("x-1250000001.jpg")])
    made = Article.objects.get()
    assert response["Location"] == reverse("admin:news_article_change", args=[made.pk])
    assert (made.title, made.event, made.created_by, made.changed_by, made.state) == (
        "Told",
        other,
        journalist,
        journalist,
        "draft",
    )
    assert list(Photo.objects.order_by("agency_id").values_list("agency_id", "width", "added_by")) == [
        ("1250000001", 600, journalist.pk),
        ("1250000002", None, journalist.pk),
    ]
    assert said(client.get(response["Location"])) == [
        "The draft is made. Read it once, then preview and publish it.",
        "These pictures have no file yet: Przykład.",
    ]


def test_draft_opens_in_the_newsroom_as_it_was_made(client, journalist, hamar):
    make(client)
    made = Article.objects.get()
    response = client.get(reverse("admin:news_article_change", args=[made.pk]))
    assert response.status_code == 200
    assert [revision.version for revision in made.revisions.all()] == [1]


def test_same_text_leads_to_the_article_that_it_is(client, journalist, hamar):
    make(client)
    made = Article.objects.get()
    assert look(client).context["planned"].earlier == made
    response = make(client, pictures=[picture("1250000002.jpg")])
    assert response["Location"] == reverse("admin:news_article_change", args=[made.pk])
    assert said(client.get(response["Location"]))[-2:] == [
        "This text has already been imported. No second article was created.",
        "Its picture “Przykład 1250000002” was completed.",
    ]
    assert counted() == [1, 2]


def test_unusable_picture_is_said_and_nothing_is_made(client, journalist, hamar):
    response = make(client, pictures=[picture("1250000001.jpg", b"no picture")])
    assert "SVG" not in response.context["unusable"]
    assert response.context["unusable"].startswith("1250000001.jpg: This is not a picture")
    assert [str(given) for given in response.context["given"]] == ["1250000001.jpg"]
    assert counted() == [0, 0]


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"text": " \r\n"}, {"__all__": ["Paste the report's text, or choose its file."]}),
        ({"text": "– – –"}, {"text": ["The file holds no words."]}),
        (
            {"text": "x" * 1_000_001},
            {"text": ["The file has 1,000,001 bytes, far more than a report. Is it a text file?"]},
        ),
        (
            {"text": "", "file": SimpleUploadedFile("report.txt", b"PK\x03\x04")},
            {"file": ["This Word file is damaged, or is none. Save it anew as .docx, or paste its text."]},
        ),
        ({"title": "x" * 201}, {"title": ["Ensure this value has at most 200 characters (it has 201)."]}),
        (
            {"event": "999"},
            {"event": ["Choose one from the list: what was chosen is not in it, or no longer."]},
        ),
    ],
    ids=["empty", "no words", "huge", "docx", "title", "event"],
)
def test_what_can_not_be_read_is_refused_with_a_reason(client, journalist, values, errors):
    for step in (look, make):
        if "file" in values:
            values["file"].seek(0)
        response = step(client, **values)
        assert response.context["form"].errors == errors
    assert counted() == [0, 0]


def test_another_article_stays_as_it_is(client, journalist, hamar):
    other = article(title="Another one")
    make(client)
    other.refresh_from_db()
    assert (other.title, other.version) == ("Another one", 1)


def test_picture_whose_turn_does_not_come_leaves_what_was_typed(client, journalist, hamar, monkeypatch):
    """Its number can't be read just now: it is not taken for a picture without one."""
    monkeypatch.setattr(from_text, "READING", 1)
    typed = {"title": "Typed title", "event": hamar.pk, "credit": "Typed holder", "pictures": picture("a.jpg")}
    with slot(60), slot(60):
        response = look(client, **typed)
    assert response.status_code == 200
    assert response.context["planned"] is None
    page = response.content.decode()
    assert "This picture was not read, as other files are being read right now. Send it again in a minute." in page
    form = response.context["form"]
    assert [form[name].value() for name in ("title", "event", "credit")] == [
        "Typed title",
        str(hamar.pk),
        "Typed holder",
    ]
    assert form["text"].value().strip() == REPORT.strip()
    assert all(f'name="{name}"' in page for name in ("text", "title", "event", "credit", "pictures", "_look"))
    assert counted() == [0, 0]


def test_pictures_that_take_longer_than_a_request_are_refused_in_words(client, journalist, hamar, monkeypatch):
    monkeypatch.setattr(from_text, "READING", 0)
    response = make(client, pictures=picture("Leerdam 1244721124.jpg"))
    assert response.status_code == 200
    assert "There was no time left to read this picture after the files before it. Send fewer at once." in flat(
        response.text
    )
    assert counted() == [0, 0]

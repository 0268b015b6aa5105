"""Pictures that are given with a text stay given until its draft is made."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from isuwc.files.pictures.images import UnusablePictureError
from news.models import Article, GivenPicture, Photo
from news.models.photos import given_picture as limits
from tests.factories.documents import docx, drawing, link, p, r
from tests.factories.images import picture_file, scene
from tests.factories.people import staff
from tests.markup import flat
from tests.news.imports.reports import LEAD, PROSE

ADDRESS = "/admin/news/article/from-text/"
REPORT = f"{LEAD}\n\nExample 1250000001\n\nAda Example in Hamar @ ISU\n\n{PROSE}\n\nMuster.jpg\n\nBerit Muster @ ISU"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def journalist(client):
    user = staff("Journalist")
    client.force_login(user)
    return user


def picture(name: str, data: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or picture_file(), "image/jpeg")


def send(client, step: str, **values: object):
    return client.post(ADDRESS, {"text": REPORT, step: "1", **values})


def given(response) -> list[str]:
    return [row.name for row in response.context["given"]]


def sources(response) -> list[str]:
    return [photo.source for photo in response.context["planned"].photos]


def key(response) -> str:
    return response.context["form"]["given"].value()


def test_pictures_of_the_first_step_stay_given_until_the_draft_is_made(client, journalist):
    first = send(client, "_look", pictures=[picture("x-1250000001.jpg"), picture("other.jpg")])
    assert (given(first), sources(first)) == (
        ["x-1250000001.jpg", "other.jpg"],
        ["file x-1250000001.jpg", "has no file yet"],
    )
    assert "will not be added: other.jpg." in flat(first.text)
    assert "again" not in flat(first.text).partition("<form")[0]
    kept = {"given": key(first), "title": "A title"}
    second = send(client, "_look", pictures=[picture("Muster.jpg")], remove=[first.context["given"][1].pk], **kept)
    assert (given(second), key(second)) == (["x-1250000001.jpg", "Muster.jpg"], key(first))
    assert sources(second) == ["file x-1250000001.jpg", "file Muster.jpg"]
    send(client, "_make", **kept)
    assert list(Photo.objects.order_by("pk").values_list("width", flat=True)) == [600, 600]
    assert (Article.objects.count(), GivenPicture.objects.count()) == (1, 0)


def test_second_file_of_one_name_is_refused_by_name_and_the_same_file_taken_once(client, journalist):
    other = picture_file("JPEG", scene(1))
    response = send(
        client, "_look", pictures=[picture("Muster.jpg"), picture("Muster.jpg"), picture("Muster.jpg", other)]
    )
    assert (given(response), response.context["refused"]) == (
        ["Muster.jpg"],
        ["Muster.jpg: two files have this name. Give one of them another name."],
    )
    assert GivenPicture.objects.get().read() == picture_file()
    again = send(client, "_look", pictures=[picture("Muster.jpg", other)], given=key(response), title="A title")
    assert (given(again), GivenPicture.objects.get().read()) == (["Muster.jpg"], other)


def test_picture_that_is_no_longer_kept_is_asked_for_again(client, journalist):
    first = send(client, "_look", pictures=[picture("Muster.jpg")])
    row = GivenPicture.objects.get()
    GivenPicture.objects.update(given_at=timezone.now() - limits.LASTS - datetime.timedelta(minutes=1))
    assert given(send(client, "_look", given=key(first), title="A title")) == []
    GivenPicture.objects.all().delete()
    with pytest.raises(UnusablePictureError, match=r"^It is no longer kept; choose it again\.$"):
        row.read()


def test_pictures_and_the_words_of_a_file_survive_a_refused_form(client, journalist):
    data = docx(
        p(r(LEAD)),
        p(r(PROSE), link("linked")),
        p(drawing("rx", "A skater")),
        p(r("A caption @ ISU")),
        media={"x.jpg": picture_file()},
    )
    file = SimpleUploadedFile("report.docx", data)
    refused = send(client, "_look", text="", file=file, title="x" * 201, pictures=[picture("more.jpg")])
    assert refused.context["form"].errors == {"title": ["Ensure this value has at most 200 characters (it has 201)."]}
    assert (given(refused), refused.context["planned"]) == (["report picture 1.jpg", "more.jpg"], None)
    form = refused.context["form"]
    assert form["text"].value() == f"{LEAD}\n\n{PROSE}linked\n\nreport picture 1.jpg\n\nA caption @ ISU"
    assert "Choose the file" not in flat(refused.text)
    assert "at most 200 characters (it has 201)" in flat(refused.text), "The field that is wrong is shown."
    sent = {"text": form["text"].value(), "given": key(refused), "brought": form["brought"].value()}
    again = send(client, "_look", **sent)
    assert sources(again) == ["file report picture 1.jpg"]
    assert send(client, "_make", **sent).status_code == 302
    article = Article.objects.get()
    assert Photo.objects.get().alt == "A skater"
    assert article.news_textblock_set.get().text == (
        f'<p>{PROSE}<a href="https://example.org/rankings" rel="noopener">linked</a></p>'
    )


def test_what_a_document_lost_is_said_each_by_itself_in_every_step(client, journalist):
    page = (
        f"<html><p>{LEAD}<p>{PROSE}<table><tr><td>1<td><a href=https://b.example/>two</a><tr><td>3<td>4</table>"
        f"<p>{PROSE} <a href=tel:112>Call</a><iframe src=https://player.example/1></iframe>"
    )
    said = [
        "These were links that lead nowhere outside their document; the words were taken: “Call” (tel:112).",
        "These players were left out, since only videos of YouTube can be shown: https://player.example/1.",
        "“two” was a link to https://b.example/; it stands where no link can be, so only the words were taken.",
    ]
    file = SimpleUploadedFile("report.html", page.encode(), "text/html")
    response = send(client, "_look", text="", file=file)
    for _ in range(2):
        assert [doubt for doubt in response.context["planned"].doubts if doubt in said] == said
        assert all(f"<li>{doubt}" in flat(response.text) for doubt in said)
        form = response.context["form"]
        response = send(client, "_look", text=form["text"].value(), brought=form["brought"].value())


def test_picture_that_can_not_be_kept_is_named_and_no_draft_is_made_without_it(client, journalist, monkeypatch):
    monkeypatch.setattr(limits, "MOST_OF_PERSON", len(picture_file()) + 10)
    response = send(client, "_make", pictures=[picture("one.jpg"), picture("two.jpg"), picture("none.jpg", b" ")])
    assert given(response) == ["one.jpg", "none.jpg"]
    assert response.context["refused"] == ["two.jpg: no more than 0 MB of pictures are kept for you at a time."]
    assert "<li>two.jpg: no more than 0 MB" in flat(response.text)
    assert Article.objects.count() == 0


def test_empty_and_too_many_pictures_are_named(client, journalist, monkeypatch):
    monkeypatch.setattr("news.admin.articles.text.given_pictures.PICTURES", 1)
    response = send(
        client, "_look", pictures=[picture("one.jpg"), picture("two.jpg"), SimpleUploadedFile("no.jpg", b"")]
    )
    assert given(response) == ["one.jpg"]
    assert response.context["refused"] == [
        "no.jpg: The submitted file is empty.",
        "two.jpg: a text can have 1 pictures at most.",
    ]
    assert send(client, "_look").context["refused"] == [], "What was refused of one form is not said of the next."


def test_picture_that_is_none_is_named_by_its_file_and_can_be_removed(client, journalist):
    response = send(client, "_make", pictures=[picture("Muster.jpg", b"no picture")])
    assert response.context["unusable"].startswith("Muster.jpg: This is not a picture that the site can read.")
    row = response.context["given"][0]
    assert send(client, "_make", given=key(response), remove=[str(row.pk), "nonsense"]).status_code == 302
    assert list(Photo.objects.values_list("width", flat=True)) == [None, None]


def test_pictures_of_a_colleague_are_not_seen(client, journalist):
    first = send(client, "_look", pictures=[picture("one.jpg")])
    client.force_login(staff("Editor"))
    assert given(send(client, "_look", given=key(first))) == []
    send(client, "_look", given=key(first), remove=[first.context["given"][0].pk])
    assert GivenPicture.objects.count() == 1


def test_picture_is_gone_after_a_day(journalist):
    keep = GivenPicture.objects.keep
    old = keep(journalist, "9b2f0e9e-9c1e-4b5c-8f43-2b8c6a6a0c01", "old.jpg", b"old")
    keep(journalist, old.text, "young.jpg", b"young")
    GivenPicture.objects.filter(pk=old.pk).update(
        given_at=timezone.now() - limits.LASTS - datetime.timedelta(seconds=1)
    )
    keep(journalist, old.text, "young.jpg", b"younger")
    assert [(row.name, row.read()) for row in GivenPicture.objects.of(journalist, old.text)] == [
        ("young.jpg", b"younger")
    ]


@pytest.mark.parametrize("brought", ["{", "[]", '{"links": [[1]]}', '{"links": [["a", "a", "javascript:x"]]}', "null"])
def test_what_is_brought_and_is_not_ours_is_left_out(client, journalist, brought):
    response = send(client, "_look", brought=brought, given="nonsense")
    assert (response.context["planned"].links, response.context["form"].errors) == ((), {})


def test_file_and_pasted_text_are_not_taken_one_for_the_other(client, journalist):
    file = SimpleUploadedFile("report.txt", f"{LEAD}\n\nOf the file".encode())
    response = send(client, "_make", file=file)
    form = response.context["form"]
    assert form.errors == {"file": ["There is a pasted text as well. Remove the text, or leave the file out."]}
    assert form["text"].value() == REPORT
    assert "Choose the file again (report.txt)" in flat(response.text)

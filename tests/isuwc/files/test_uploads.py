"""Uploads are refused by their size, declared or counted, and nothing of them is held."""

import io
import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.test.client import MULTIPART_CONTENT
from django.urls import reverse

from isuwc.files.documents.reading import LONGEST
from isuwc.files.uploads import limit_uploads
from isuwc.site.middleware import upload_limits
from isuwc.site.middleware.upload_limits import ROUTES, VISITOR
from news.models import Photo
from tests.factories.events import event
from tests.factories.images import picture_file
from tests.markup import flat

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/news/photo/upload/"


class Body(io.RawIOBase):
    """A body that says how much of it was read."""

    def __init__(self, size: int) -> None:
        self.left, self.was_read = size, 0

    def read(self, size: int = -1) -> bytes:
        part = b"x" * min(size if size >= 0 else self.left, self.left)
        self.left -= len(part)
        self.was_read += len(part)
        return part


def send(client, path: str, size: int, **extra):
    body = Body(size)
    environ = {
        "wsgi.input": body, "CONTENT_LENGTH": str(size), "CONTENT_TYPE": MULTIPART_CONTENT, "REQUEST_METHOD": "POST",
        "PATH_INFO": path, **extra
    }  # fmt: skip
    return client.request(**environ), body


def kept(response, field: str) -> tuple[type, int]:
    """What became of a file: an UploadedFile of no kind that keeps anything, and how large it was."""
    file = response.wsgi_request.FILES[field]
    return type(file), file.size


@pytest.mark.parametrize("size", [0, 1, 10, 11, 3_000_000])
def test_file_is_kept_up_to_its_limit(rf, size):
    for limit in (10, 3_000_000):
        request = rf.post("/", {"file": SimpleUploadedFile("a.txt", b"x" * size)})
        limit_uploads(request, {"file": limit})
        file = request.FILES["file"]
        assert (file.size, file.name, file.read()) == (size, "a.txt", b"x" * size if size <= limit else b"")
        file.close()


@pytest.mark.parametrize("path", [UPLOAD, "/admin/login/", "/news/", "/nowhere/"])
def test_visitor_s_upload_is_refused_unread(client, path):
    response, body = send(client, path, 1 << 30)
    assert (response.status_code, body.was_read) == (413, 0)
    assert "You sent 1,024 MB. This page accepts at most 0.1 MB" in flat(response.text)


@pytest.mark.parametrize("length", ["9" * 18, "9" * 19, "1" + "0" * 19, "9" * 5000])
def test_no_length_is_too_long_to_be_too_large(client, length):
    body = Body(1 << 20)
    response = client.post("/admin/login/", CONTENT_LENGTH=length, **{"wsgi.input": body})
    assert (response.status_code, body.was_read) == (413, 0)


def test_visitor_s_small_file_is_dropped_while_it_comes(client):
    data = {"username": "ann", "file": SimpleUploadedFile("a.jpg", bytes(VISITOR - 2000))}
    response = client.post("/admin/login/", data)
    assert (response.status_code, kept(response, "file")) == (200, (UploadedFile, VISITOR - 2000))


def test_staff_s_upload_beyond_the_page_s_limit_is_thrown_away_and_answered_in_words(admin_client):
    most = ROUTES["admin:news_photo_upload"].most_bytes
    response, body = send(admin_client, UPLOAD, 60 << 20, HTTP_ACCEPT="application/json")
    assert (response.status_code, body.left) == (413, 0)
    assert response.json()["error"].startswith(f"You sent 60 MB. This page accepts at most {most / 2**20:.1f} MB")


def test_throwing_away_has_an_end(admin_client, monkeypatch):
    monkeypatch.setattr(upload_limits, "PATIENCE", 0)
    response, body = send(admin_client, UPLOAD, 1 << 40)
    assert (response.status_code, body.was_read) == (413, 0)


def test_body_without_a_length_is_refused(admin_client):
    response = admin_client.post(UPLOAD, headers={"Transfer-Encoding": "chunked"}, CONTENT_LENGTH="")
    assert (response.status_code, "so it was not read." in flat(response.text)) == (411, True)


@pytest.mark.parametrize(
    ("path", "field", "size", "words"),
    [
        (
            "/admin/standings/cup/check/",
            "file",
            (1 << 20) + 1,
            "The file is larger than 1 MB, so it can’t be a ranking.",
        ),
        (
            "/admin/news/article/from-text/",
            "file",
            LONGEST + 1,
            "The file has 61 MB; the limit is 60 MB.",
        ),
        ("/admin/events/listing/import/", "file", (5 << 20) + 1, "The file has more than 5 MB."),
    ],
)
def test_file_beyond_its_field_s_limit_is_dropped_and_the_form_keeps_what_was_typed(
    admin_client, path, field, size, words
):
    file = SimpleUploadedFile("big.txt", b"x" * size)
    response = admin_client.post(path, {"text": "Typed words", field: file})
    assert response.status_code == 200
    assert words in flat(response.text)
    assert "Typed words" in flat(response.text)
    assert kept(response, field) == (UploadedFile, size)


def test_picture_beyond_the_limit_is_answered_with_the_form_as_it_was_typed(admin_client, media):
    file = SimpleUploadedFile("big.jpg", bytes((40 << 20) + 1))
    data = {"caption": "Typed words", "focal_x": "0.5", "focal_y": "0.4", "upload": file}
    response = admin_client.post("/admin/news/photo/add/", data)
    form = response.context["adminform"].form
    assert form.errors == {
        "upload": ["The file has 41 MB; the limit is 40 MB. Export it again with a lower JPEG quality."]
    }
    assert form["caption"].value() == "Typed words"
    assert (Photo.objects.count(), media.exists()) == (0, False)


def test_one_file_too_large_does_not_hold_up_the_other_sheets(admin_client):
    files = [SimpleUploadedFile("big.pdf", bytes((10 << 20) + 1)), SimpleUploadedFile("empty.pdf", b"")]
    response = admin_client.post(
        "/admin/standings/sheetimport/hand-in/", {"sheets": files}, headers={"Accept": "application/json"}
    )
    assert [(answer["file"], answer["refused"]) for answer in response.json()["files"]] == [
        ("big.pdf", "it has more than 10 MB"),
        ("empty.pdf", "it is empty"),
    ]


def test_field_that_takes_no_file_keeps_none(admin_client):
    response = admin_client.post("/admin/news/article/add/", {"title": SimpleUploadedFile("a.txt", b"words")})
    assert kept(response, "title") == (UploadedFile, 5)


def test_ordinary_picture_goes_in(admin_client, media):
    response = admin_client.post(UPLOAD, {"file": SimpleUploadedFile("ice.jpg", picture_file())})
    assert (response.status_code, Photo.objects.get().width) == (200, 600)


def file_fields(client, name: str, *args: object) -> set[str]:
    page = client.get(reverse(name, args=args))
    return set(re.findall(r'<input type="file" name="(\w+)"', page.text)) if page.status_code == 200 else set()


def test_every_form_with_a_file_says_how_large_it_may_be(admin_client):
    adding = [f"admin:{model._meta.label_lower.replace('.', '_')}_add" for model in admin.site._registry]
    pages = {name: file_fields(admin_client, name) for name in adding if name != "admin:standings_sheetimport_add"}
    others = ("news_article_from_text", "news_photo_many", "events_listing_import", "events_listing_sessions_import")
    for name in (*others, "standings_check", "standings_sheetimport_hand_in", "standings_sheetimport_table"):
        pages[f"admin:{name}"] = file_fields(admin_client, f"admin:{name}")
    pages["admin:events_event_programme"] = file_fields(admin_client, "admin:events_event_programme", event().pk)
    assert {name: fields for name, fields in pages.items() if fields} == {
        name: set(allowed.files) for name, allowed in ROUTES.items() if not name.endswith(("_change", "photo_upload"))
    }


def test_web_server_of_the_example_lets_the_largest_forms_through(settings):
    conf = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text()
    wide = re.compile(re.search(r"location ~ (\S+) \{\s*client_max_body_size 310m;", conf)[1])
    large = {name for name, allowed in ROUTES.items() if allowed.together > 45 << 20}
    assert {name for name in large if not wide.search(reverse(name))} == set()
    assert "admin:news_photo_many" in large


def test_staff_without_a_session_are_visitors(client):
    client.force_login(User.objects.create_user("ann"))
    response, body = send(client, UPLOAD, 1 << 20)
    assert (response.status_code, body.was_read) == (413, 0)

"""A full disk or database: nothing is saved, and the answer holds what was typed."""

import re
import resource
import signal
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, transaction
from PIL import Image

from events.models import Venue
from isuwc.newsroom.kept.full import why_full
from news.models import Photo
from tests.factories import events
from tests.factories.images import picture_file
from tests.factories.people import sign_in
from tests.markup import flat

FULL = "The server&#x27;s disk is full or can&#x27;t be written to."


@contextmanager
def no_file_larger_than(size: int):
    """The system refuses to write more of a file, in the place where a full disk refuses it."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def noisy() -> bytes:
    """3.4 MB, more than is held in memory while it comes in."""
    return picture_file("PNG", Image.effect_noise((2000, 1700), 90))


@pytest.mark.django_db
@pytest.mark.parametrize("where", ["while the file is kept", "while it comes in"])
def test_full_disk_at_an_upload_gives_the_words_back(client, media, where):
    sign_in(client, "Editor")
    small = Image.effect_noise((900, 700), 90)
    data = picture_file("JPEG", small) if where == "while the file is kept" else noisy()
    upload = SimpleUploadedFile("ice.jpg", data, "image/jpeg")
    with no_file_larger_than(100_000 if where == "while the file is kept" else 2_000_000):
        form = {"caption": "Blue ice.", "focal_x": "0.5", "focal_y": "0.4", "upload": upload}
        answer = client.post("/admin/news/photo/add/", form)
    page = flat(answer.content.decode())
    assert (answer.status_code, FULL in page) == (507, True)
    assert "<dt>Caption</dt><dd>Blue ice.</dd>" in page.replace("</dt> <dd>", "</dt><dd>")
    assert 'name="caption" value="Blue ice."' in page
    if where == "while the file is kept":
        assert "<strong>ice.jpg</strong>" in page
    assert (list(Photo.objects.all()), [path for path in media.rglob("*") if path.is_file()]) == ([], [])


@pytest.mark.django_db
def test_full_disk_is_said_to_a_script_as_json_and_to_the_log(client, media, caplog):
    sign_in(client, "Editor")
    upload = SimpleUploadedFile("ice.jpg", picture_file("JPEG", Image.effect_noise((900, 700), 90)), "image/jpeg")
    with no_file_larger_than(100_000):
        answer = client.post("/admin/news/photo/upload/", {"file": upload}, headers={"Accept": "application/json"})
    assert answer.status_code == 507
    assert answer.json() == {"error": "The server's disk is full or can't be written to. Nothing was saved."}
    (line,) = (record for record in caplog.records if record.name == "isuwc.newsroom")
    assert line.levelname == "ERROR"
    assert line.getMessage().startswith("A form could not be saved for want of room: [Errno 27] File too large")


@pytest.mark.django_db
def test_database_that_takes_no_writes_gives_the_words_back(client):
    events.country("NOR")
    sign_in(client, "Results")
    client.get("/admin/")
    words = {"name": "Vikingskipet", "slug": "v", "city": "Hamar", "country": "NOR", "time_zone": "Europe/Oslo"}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on")
        answer = client.post("/admin/events/venue/add/", words)
        transaction.set_rollback(True)
    page = flat(answer.content.decode())
    assert answer.status_code == 507
    assert "The database is full or can&#x27;t be written to." in page
    assert dict(re.findall(r'name="(name|slug|city|country|time_zone)" value="([^"]*)"', page)) == words
    assert not Venue.objects.exists()


def test_only_want_of_room_is_taken_for_it():
    class Full(Exception):
        sqlstate = "53100"

    error = OperationalError("could not extend file")
    error.__cause__ = Full()
    assert why_full(error) == "The database is full or can't be written to."
    assert why_full(OperationalError("the connection broke")) == ""
    assert why_full(ValueError()) == ""


DEADLOCK = """
CREATE FUNCTION in_the_way() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = 'deadlock_detected'; END $$;
CREATE TRIGGER in_the_way BEFORE INSERT ON events_venue FOR EACH ROW EXECUTE FUNCTION in_the_way();
"""


@pytest.mark.django_db
def test_whoever_was_ended_by_a_deadlock_gets_the_words_back(client):
    events.country("NOR")
    sign_in(client, "Results")
    client.get("/admin/")
    words = {"name": "Vikingskipet", "slug": "v", "city": "Hamar", "country": "NOR", "time_zone": "Europe/Oslo"}
    with connection.cursor() as cursor:
        cursor.execute(DEADLOCK)
    answer = client.post("/admin/events/venue/add/", words)
    page = flat(answer.content.decode())
    assert answer.status_code == 409
    assert "Somebody else was saving the same thing at that moment." in page
    assert "Check it, then send it again." in page
    assert dict(re.findall(r'name="(name|slug|city|country|time_zone)" value="([^"]*)"', page)) == words

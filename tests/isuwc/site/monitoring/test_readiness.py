"""`/readyz` says whether pages can be served, and what is in the way."""

import pytest
from django.db.migrations.recorder import MigrationRecorder

from isuwc.site.monitoring import readiness
from isuwc.site.monitoring.readiness import Found
from isuwc.site.stylesheets import BundlingStorage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


def test_ready_site_says_what_was_looked_at(client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.content.decode() == (
        "ok\ndatabase: answers\nmigrations: all applied\nmedia: can be read and written\nprivate: nothing there yet\n"
    )


def test_missing_migration_is_named_and_one_of_the_next_release_is_none(client):
    MigrationRecorder.Migration.objects.create(app="news", name="9999_of_the_next_release")
    assert client.get("/readyz").status_code == 200
    MigrationRecorder.Migration.objects.filter(app="outbox", name="0001_initial").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "migrations: missing: outbox.0001_initial; run migrate\n" in response.content.decode()


def test_media_that_are_no_folder_are_named(client, media, settings):
    settings.IS_SERVER = False
    media.rmdir()
    assert "media: nothing there yet\n" in client.get("/readyz").content.decode()
    media.write_text("a file")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "media: there is no such folder\n" in response.content.decode()


def test_media_of_a_server_that_are_gone_are_not_taken_for_none_yet(media, settings):
    settings.IS_SERVER = True
    media.rmdir()
    assert readiness._folder("media", media) == Found("media", "there is no such folder", False)
    assert readiness._folder("private", media) == Found("private", "nothing there yet")


@pytest.mark.parametrize(("mode", "words"), [("W", "can't be written to"), ("R", "can't be read")])
def test_media_that_may_not_be_used_are_named(monkeypatch, media, mode, words):
    """Root may do all: what the system would answer to the site's account."""
    refused = getattr(readiness.os, f"{mode}_OK")
    monkeypatch.setattr(readiness.os, "access", lambda path, asked: not asked & refused)
    assert readiness._folder("media", media) == Found("media", words, False)


def test_full_disk_serves_readers_and_is_said(monkeypatch, media):
    monkeypatch.setattr(readiness, "ROOM", 1 << 60)
    found = readiness._folder("media", media)
    assert found.is_well
    assert found.words.startswith("nearly full: ")


def test_static_files_that_were_not_collected_are_named(settings, tmp_path, monkeypatch):
    settings.STATIC_ROOT = tmp_path
    monkeypatch.setattr(readiness, "staticfiles_storage", BundlingStorage(location=tmp_path, base_url="/static/"))
    assert readiness._static_files() == [Found("static files", "not collected; run collectstatic", False)]

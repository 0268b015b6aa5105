"""What is in a backup, how it is known to be whole, and that none is ever there by half."""

import fcntl
import gzip
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import override_settings

from isuwc.site.management.backups import folders, making, manifest, restoring
from isuwc.site.management.backups.errors import BackupError
from isuwc.site.management.backups.manifest import DUMP
from isuwc.site.management.backups.postgres import of_site

NOW = datetime(2025, 11, 15, 20, 20, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def progress(items, doing):
    return items


@pytest.fixture
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    (settings.MEDIA_ROOT / "photos").mkdir(parents=True)
    (settings.MEDIA_ROOT / "photos" / "a.jpg").write_bytes(b"picture")
    (settings.MEDIA_ROOT / "photos" / ".0123.part").write_bytes(b"pict")
    return settings.MEDIA_ROOT


@pytest.fixture
def into(tmp_path) -> Path:
    return tmp_path / "backups"


def made(into: Path, days: int = 0) -> Path:
    return making.make(into, progress, NOW + timedelta(days=days))[0]


def spoil(folder: Path, **changes: object) -> None:
    said = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(said | changes))


def test_backup_holds_all_and_says_so(media, into):
    folder = made(into)
    assert folder == into / "isuwc-2025-11-15T202000Z"
    found = restoring.check(folder, progress)
    assert {file.path for file in found.files} == {DUMP, "files/default/photos/a.jpg"}
    assert found.tables["django_migrations"] == len(found.migrations) > 100
    assert found.storages == ("default", "private")
    assert gzip.decompress((folder / DUMP).read_bytes()).count(b"CREATE TABLE public.") == len(found.tables)


def test_backup_is_for_its_owner_s_eyes_alone(media, into):
    folder = made(into)
    assert into.stat().st_mode & 0o777 == folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()} == {0o600}


def test_every_folder_of_uploaded_files_is_in_it_and_what_is_none_is_named(settings, media, tmp_path, into):
    originals = tmp_path / "originals"
    originals.mkdir()
    (originals / "a.jpg").write_bytes(b"the original")
    kept = {"BACKEND": "isuwc.files.whole.WholeFileStorage", "OPTIONS": {"location": str(originals)}}
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "originals": kept, "elsewhere": memory}):
        found = restoring.check(made(into), progress)
        assert {file.path for file in found.stored} == {"files/default/photos/a.jpg", "files/originals/a.jpg"}
        assert folders.elsewhere() == ["elsewhere"]
    with pytest.raises(BackupError, match="files of the storage originals, which is no folder of this site"):
        restoring.restore(into / "isuwc-2025-11-15T202000Z", found, None, folders.folders(), progress)


def test_unchanged_files_share_their_space_and_a_changed_copy_is_made_anew(media, into):
    first, second = made(into), made(into, 1)
    name = "files/default/photos/a.jpg"
    assert (first / name).stat().st_ino == (second / name).stat().st_ino
    (second / name).unlink()
    (second / name).write_bytes(b"rotten!")
    third = made(into, 2)
    assert (third / name).read_bytes() == b"picture"
    assert restoring.check(third, progress)


@pytest.mark.parametrize(
    ("spoils", "words"),
    [
        (lambda folder: os.truncate(folder / DUMP, 1000), r"database\.sql\.gz: cut off after 1,000 of [\d,]+ bytes"),
        (
            lambda folder: (folder / "files/default/photos/a.jpg").write_bytes(b"Picture"),
            "changed since it was backed up",
        ),
        (lambda folder: (folder / "files/default/photos/a.jpg").unlink(), "a.jpg: No such file or directory"),
        (lambda folder: os.truncate(folder / "manifest.json", 500), "manifest.json is torn or was changed"),
        (lambda folder: (folder / "manifest.json").unlink(), "is no backup: it has no manifest.json"),
        (lambda folder: spoil(folder, format=2), "made by a newer version of the site"),
        (lambda folder: spoil(folder, files=[]), "it names no database.sql.gz"),
        (
            lambda folder: spoil(folder, files=[{"path": "files/default/../../x", "size": 1, "sha256": ""}]),
            r"it names files/default/\.\./\.\./x",
        ),
        (lambda folder: spoil(folder, migrations=["news.9999_x"]), "whose database is newer than this code's"),
    ],
    ids=["truncated", "changed", "missing", "manifest torn", "none", "newer format", "no dump", "outside", "newer"],
)
def test_backup_that_is_not_as_it_was_made_is_refused(media, into, spoils, words):
    folder = made(into)
    spoils(folder)
    with pytest.raises(BackupError, match=words):
        restoring.check(folder, progress)


def test_what_a_killed_one_left_goes_and_two_at_once_do_not(media, into):
    left = into / ".isuwc-2025-11-14T202000Z.unfinished"
    left.mkdir(parents=True)
    (left / "half").write_text("half")
    assert making.made(into) == []
    folder = made(into)
    assert sorted(path.name for path in into.iterdir()) == [".lock", folder.name]
    lock = os.open(into / ".lock", os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    with pytest.raises(BackupError, match="Another backup is being made"):
        made(into, 1)
    os.close(lock)


def test_failed_one_leaves_nothing(media, into, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device", str(into))

    monkeypatch.setattr(making, "dump", full)
    with pytest.raises(BackupError, match=r"The disk is full .* No backup was made\."):
        made(into)
    assert [path.name for path in into.iterdir()] == [".lock"]


def test_only_the_newest_are_kept_and_nothing_else_is_touched(media, into):
    names = [made(into, day).name for day in range(4)]
    (into / "isuwc-notes.txt").write_text("ours")
    (into / "isuwc-2024-01-01T000000Z").mkdir()  # without a manifest it is none of ours
    assert making.prune(into, 2) == names[:2]
    assert [folder.name for folder in making.made(into)] == names[2:]
    assert (into / "isuwc-notes.txt").exists()
    assert (into / "isuwc-2024-01-01T000000Z").exists()


def test_backups_are_not_made_among_the_files_that_they_copy(media):
    with pytest.raises(BackupError, match="is in the folder of uploaded files"):
        made(media / "backups")


def test_files_are_refused_room_before_anything_is_written(media, into, monkeypatch, tmp_path):
    folder = made(into)
    found = restoring.check(folder, progress)
    monkeypatch.setattr(restoring, "RESERVE", 1 << 60)
    with pytest.raises(BackupError, match=r"MB left, and 0 MB of files are to come\. Nothing was restored\."):
        restoring.restore(folder, found, None, {name: tmp_path / "new" / name for name in found.storages}, progress)
    assert not (tmp_path / "new").exists()


def test_private_files_come_back_private_also_where_their_folder_was_not_there(
    settings, media, into, tmp_path, monkeypatch
):
    storages["private"].save("photos/a-original.jpg", ContentFile(b"as it came"))
    folder = made(into)
    found = restoring.check(folder, progress)
    monkeypatch.setattr(restoring.dump, "restore", lambda *arguments: None)
    places = {alias: tmp_path / "bare" / alias for alias in ("default", "private")}
    done = restoring.restore(folder, found, of_site(), places, progress)
    assert (done.put, done.there) == (2, 0)
    modes = {
        path.relative_to(tmp_path / "bare").as_posix(): path.stat().st_mode & 0o777
        for path in (tmp_path / "bare").rglob("*")
    }
    assert {name: f"{mode:o}" for name, mode in modes.items()} == {
        "default": "755",
        "default/photos": "755",
        "default/photos/a.jpg": "644",
        "private": "700",
        "private/photos": "700",
        "private/photos/a-original.jpg": "600",
    }


def test_manifest_reads_back_as_it_was_written(media, into):
    found = making.make(into, progress, NOW)[1]
    assert manifest.read(into / "isuwc-2025-11-15T202000Z") == found

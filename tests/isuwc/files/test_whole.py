"""A name in the folder of media is never that of half a file."""

import errno
import os
import resource
import signal
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from isuwc.files.pictures.renditions import ENCODERS, encode
from isuwc.files.pictures.soundness import ends_whole, is_sound
from isuwc.files.whole import WholeFileStorage, is_full, put


def files(media: Path) -> dict[str, bytes]:
    return {path.relative_to(media).as_posix(): path.read_bytes() for path in media.rglob("*") if path.is_file()}


def test_file_is_kept_whole_and_nothing_beside_it(media):
    assert default_storage.save("a/b.jpg", ContentFile(b"one")) == "a/b.jpg"
    assert files(media) == {"a/b.jpg": b"one"}
    assert oct((media / "a/b.jpg").stat().st_mode & 0o777) == "0o644"


def test_name_that_is_taken_becomes_another_one(media):
    default_storage.save("b.jpg", ContentFile(b"one"))
    other = default_storage.save("b.jpg", ContentFile(b"two"))
    assert other != "b.jpg"
    assert files(media) == {"b.jpg": b"one", other: b"two"}


def test_name_that_is_taken_at_the_same_moment_becomes_another_one(media):
    default_storage.save("b.jpg", ContentFile(b"one"))
    other = default_storage._save("b.jpg", ContentFile(b"two"))
    assert sorted(files(media).values()) == [b"one", b"two"]
    assert files(media)[other] == b"two"


def test_file_system_without_links_keeps_files_whole_too(media, monkeypatch):
    def refuse(*paths):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert default_storage.save("b.jpg", ContentFile(b"one")) == "b.jpg"
    other = default_storage._save("b.jpg", ContentFile(b"two"))
    assert files(media) == {"b.jpg": b"one", other: b"two"}


@pytest.mark.parametrize("there", [b"", b"on", b"other", b"one and more", None])
def test_put_leaves_these_bytes_whatever_was_there(media, there):
    if there is not None:
        default_storage.save("b.jpg", ContentFile(there))
    put("b.jpg", b"one")
    assert files(media) == {"b.jpg": b"one"}


def test_put_leaves_a_right_file_as_it_is(media):
    put("b.jpg", b"one")
    before = (media / "b.jpg").stat().st_ino
    put("b.jpg", b"one")
    assert (media / "b.jpg").stat().st_ino == before


def test_put_works_with_any_storage_of_django(tmp_path):
    plain = FileSystemStorage(tmp_path)
    plain.save("b.jpg", ContentFile(b"torn"))
    put("b.jpg", b"one", plain)
    assert files(tmp_path) == {"b.jpg": b"one"}


@pytest.mark.parametrize("step", ["save", "put"])
def test_full_disk_leaves_the_old_file_or_none(media, step):
    """A limit on the size of a file stands for a disk without room: the system refuses the write in the same place."""
    put("old.jpg", b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(OSError) as error:
            if step == "save":
                default_storage.save("new.jpg", ContentFile(b"x" * 300_000))
            else:
                put("old.jpg", b"x" * 300_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert is_full(error.value)
    assert files(media) == {"old.jpg": b"old"}


@pytest.mark.parametrize("at", ["fill", "link"])
def test_killed_process_leaves_a_part_that_no_name_leads_to(media, client, at):
    put("photos/old.jpg", b"old")

    class Killed(WholeFileStorage):
        def _fill(self, file, content):
            super()._fill(file, ContentFile(content.read()[:3]) if at == "fill" else content)
            os._exit(9)

    child = os.fork()
    if not child:
        try:
            Killed().save("photos/new.jpg", ContentFile(b"whole"))
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    (part,) = [path.relative_to(media).as_posix() for path in default_storage.parts()]
    assert files(media) == {"photos/old.jpg": b"old", part: b"who" if at == "fill" else b"whole"}
    assert client.get(f"/media/{part}").status_code == 404


def test_only_what_is_about_room_is_a_full_disk():
    closed = (errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EIO, errno.ESTALE)
    full = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, *closed)
    assert [code for code in full if not is_full(OSError(code, ""))] == []
    assert [is_full(error) for error in (OSError(errno.ENOENT, ""), ValueError())] == [False, False]


def picture(kind: str) -> bytes:
    image = Image.effect_noise((97, 61), 80).convert("RGB")
    return encode(image, *(("PNG", {"optimize": True}) if kind == "png" else ENCODERS[kind]))


@pytest.mark.parametrize("kind", ["jpg", "webp", "png"])
def test_whole_picture_is_sound_and_no_part_of_it_is(kind):
    data = picture(kind)
    assert (ends_whole(data), is_sound(data)) == (True, True)

    @given(st.integers(0, len(data) - 1))
    def part(length: int) -> None:
        assert (ends_whole(data[:length]), is_sound(data[:length])) == (False, False)

    part()


@pytest.mark.parametrize("kind", ["jpg", "png"])  # the WebP decoder takes it for black
def test_picture_with_a_hole_at_its_end_is_not_whole(kind):
    """As a loss of power leaves files that were never brought to the disk: as long as they should be, and empty."""
    data = picture(kind)
    holed = data[: len(data) // 2] + bytes(len(data) - len(data) // 2)
    assert is_sound(holed) is False

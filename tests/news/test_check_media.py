"""`check_media` finds every torn, missing and left-over file, and mends what can be mended."""

import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from isuwc.files.pictures.iptc import read_metadata
from news.models import Photo
from tests.factories import events, news
from tests.factories.images import image, picture_file

pytestmark = pytest.mark.django_db


def said(capsys, *arguments: str) -> tuple[list[str], str]:
    """The lines of the command, and with what error it ended."""
    error = ""
    try:
        call_command("check_media", *arguments)
    except CommandError as raised:
        error = str(raised)
    return capsys.readouterr().out.splitlines(), error


def tear(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def test_whole_files_are_nothing_to_do(media, capsys):
    news.photo_with_file()
    assert said(capsys) == (["8 files looked at, 0 torn or missing, 0 mended."], "")


def test_torn_and_missing_renditions_are_made_anew_from_the_original(media, capsys):
    photo = news.photo_with_file()
    names = [photo.picture.name(600, "webp"), photo.picture.name(480, "jpg")]
    before = {name: (media / name).read_bytes() for name in names}
    tear(media / names[0])
    (media / names[1]).unlink()
    whose = f"of photo {photo.pk}, {photo}"
    assert said(capsys) == (
        [f"{names[0]}: torn, {whose}.", f"{names[1]}: missing, {whose}."],
        "8 files looked at, 2 torn or missing, 0 mended; 2 left to be done (--mend mends what can be).",
    )
    lines, error = said(capsys, "--mend")
    assert lines == [
        f"{names[0]}: torn, {whose}: made anew from the original.",
        f"{names[1]}: missing, {whose}: made anew from the original.",
        "8 files looked at, 2 torn or missing, 2 mended.",
    ]
    assert (error, said(capsys)) == ("", (["8 files looked at, 0 torn or missing, 0 mended."], ""))
    for name in names:
        with Image.open(media / name) as file:
            assert read_metadata(file).credit == "ISU"
        assert (media / name).stat().st_size == pytest.approx(len(before[name]), rel=0.05)


@pytest.mark.parametrize("ending", [".jpg", "-original.jpg"])
def test_torn_original_is_said_with_whose_it_is_and_what_to_do(private, capsys, ending):
    photo = news.photo_with_file()
    edition = news.edition(hero=photo)
    tear(private / f"photos/{photo.digest}{ending}")
    lines, error = said(capsys, "--mend")
    assert lines == [
        f"photos/{photo.digest}{ending}: torn, the original of photo {photo.pk}, {photo}, "
        f"edition 1 of article {edition.article_id}. Upload the picture again there."
    ]
    assert error == "8 files looked at, 1 torn or missing, 0 mended; 1 left to be done."


def test_same_picture_uploaded_again_mends_every_torn_file(media, private, capsys):
    photo = news.photo_with_file()
    whole = {path: path.read_bytes() for folder in (media, private) for path in (folder / "photos").iterdir()}
    for path in whole:
        tear(path)
    again = Photo(caption="Again", credit="ISU")
    again.take_file(picture_file())
    assert again.file == photo.file
    assert {path: path.read_bytes() for folder in (media, private) for path in (folder / "photos").iterdir()} == whole


def test_art_is_looked_at_and_a_drawn_banner_is_drawn_anew(media, client, capsys):
    event = events.event()
    event.art.save("art.jpg", ContentFile(picture_file()))
    made = news.banner(event=event)
    made.take_art(picture_file("PNG", image((1280, 200))))
    made.save()
    client.get(made.src)
    (drawn,) = (path for path in (media / "banners").iterdir() if path.is_file())
    assert said(capsys) == (["3 files looked at, 0 torn or missing, 0 mended."], "")
    for path in (drawn, media / made.art.name, media / event.art.name):
        tear(path)
    lines, error = said(capsys, "--mend")
    assert lines == [
        f"banners/{drawn.name}: torn, a drawn banner: removed; it is drawn anew when it is asked for.",
        f"{made.art.name}: torn, the art of banner {made.pk}, {made}. Upload it again there.",
        f"{event.art.name}: torn, the key visual of {event}. Upload it again there.",
    ]
    assert error == "3 files looked at, 3 torn or missing, 1 mended; 2 left to be done."
    assert not drawn.exists()


def test_parts_that_a_killed_process_left_are_removed_but_not_those_of_this_hour(media, capsys):
    folder = media / "photos"
    folder.mkdir(parents=True)
    old, new = folder / ".0.part", folder / ".1.part"
    for path, age in {old: 3700, new: 60}.items():
        path.write_bytes(b"half")
        os.utime(path, (time.time() - age,) * 2)
    lines, error = said(capsys, "--mend")
    assert lines[0] == "photos/.0.part: a part of a file that was never finished: removed."
    assert (error, old.exists(), new.exists()) == ("", False, True)


def test_part_that_gets_its_name_while_parts_are_looked_at_is_passed_over(media, capsys, monkeypatch):
    part = media / "photos" / ".0.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"half")
    now, was_there = time.time, []

    def clock() -> float:
        """The part is renamed between its folder's listing and the look at its age."""
        was_there.append(part.exists())
        if part.exists():
            part.rename(part.with_name("whole.txt"))
        return now()

    monkeypatch.setattr(time, "time", clock)
    assert said(capsys, "--mend") == (["0 files looked at, 0 torn or missing, 0 mended."], "")
    assert was_there == [True]


def test_renditions_are_made_anew_under_the_lock_of_uploads(media, capsys):
    photo = news.photo_with_file()
    tear(media / photo.picture.name(480, "jpg"))
    with CaptureQueriesContext(connection) as queries:
        said(capsys, "--mend")
    locks = [query["sql"] for query in queries if "pg_advisory_xact_lock" in query["sql"]]
    assert len(locks) == 1
    assert str(int(photo.digest[:7], 16)) in locks[0]


def test_files_that_nothing_shows_are_counted(media, capsys):
    photo = news.photo_with_file()
    Photo.objects.filter(pk=photo.pk)._raw_delete("default")
    assert said(capsys)[0] == [
        "8 files that nothing shows; `unused_pictures` lists and removes them.",
        "0 files looked at, 0 torn or missing, 0 mended.",
    ]

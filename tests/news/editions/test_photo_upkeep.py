"""`photo_files` makes what is missing of every picture: widths, a corrected credit, AVIF; and removes what is over."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from isuwc.files.pictures.iptc import read_metadata
from news.editions import publishing
from news.editions.photos import files, making
from news.editions.photos.upkeep import Done, round_of
from news.management.commands.photo_files import LOCK
from news.models import Photo, Upload
from tests.factories import news as factories
from tests.factories.images import image, picture_file, scene
from tests.news.editions.photo_folders import addresses, laps, names, of_before, said, status, taken, works

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
HOUR = datetime.timedelta(hours=1)
real = making.remake


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as picture:
        return picture.convert("RGB").tobytes()


def test_photo_of_before_works_as_it_is_and_gets_what_it_lacks(client, media, private, capsys):
    photo = of_before(media, image((2600, 130), color=(9, 90, 160)))
    digest = photo.digest
    page = publishing.publish(factories.article(hero=photo), by=None).get_absolute_url()
    assert works(client, page)
    assert f"/media/photos/{digest}-2400.webp 2400w" in photo.picture.srcset
    assert said(capsys) == "Photos: 1 files made private, 1 with renditions made, 1 with AVIF tried."
    row = Upload.objects.get()
    assert (row.widths, row.stamp, row.holder, row.original) == (
        [320, 480, 768, 960, 1200, 1600, 2560],
        photo.credited.stamp,
        "ISU",
        "",
    )
    assert names(private) == {f"{digest}.jpg"}
    assert set(row.renditions) <= {f"photos/{name}" for name in names(media)}
    assert status(client, f"/media/photos/{digest}.jpg") == 404
    # The edition never changed, and shows what there is now; whoever kept an address of before still has it
    assert f"/media/photos/{digest}-{row.stamp}-2560.webp" in addresses(client, page)
    assert works(client, page)
    assert status(client, f"/media/photos/{digest}-1600.jpg") == 200
    for name in row.renditions:
        with Image.open(media / name) as file:
            assert (file.width, read_metadata(file).copyright) == (row.renditions[name][0], "© ISU")
    assert said(capsys) == "Photos: nothing to do."


def test_widths_that_were_there_are_copied_and_only_the_others_encoded(media, monkeypatch):
    photo = of_before(media, image((1000, 500)))
    asked = []
    monkeypatch.setattr(making, "remake", lambda *given: asked.append(given[2]) or real(*given))
    round_of(Done(), lambda: False)
    assert asked[0] == [(320, "webp"), (320, "jpg"), (768, "webp"), (768, "jpg")]
    kept = (media / f"photos/{photo.digest}-960.webp").read_bytes()
    new = (media / photo.picture.name(960, "webp")).read_bytes()
    assert pixels(kept) == pixels(new)


def test_wider_rendition_is_made_only_of_a_picture_that_is_as_wide():
    for width, widest in ((2559, 2559), (2560, 2560), (2700, 2560), (300, 300)):
        row = Upload.objects.get(pk=taken(image((width, 30), color=(width % 250, 5, 5))).digest)
        assert row.widths[-1] == widest


def test_corrected_credit_gets_into_the_files_under_new_names(client, media, capsys):
    photo = taken()
    call_command("photo_files")
    before = photo.picture
    photo.credit, photo.photographer = "Getty Images", "Dean Example"
    photo.save()
    capsys.readouterr()
    assert said(capsys) == "Photos: 1 with renditions made, 1 with AVIF tried."
    now = Photo.objects.get().picture
    for width in now.widths:
        with Image.open(media / now.name(width, "jpg")) as file:
            assert read_metadata(file).copyright == "© Getty Images/Dean Example"
        # Whoever has the page open still has its pictures
        assert status(client, f"/media/{before.name(width, 'jpg')}") == 200
    assert before.files.stamp != now.files.stamp
    Upload.objects.update(made_at=timezone.now() - files.KEPT - HOUR)
    left = len(before.widths) * 2 + len(before.files.avif)
    assert said(capsys) == f"Photos: {left} files removed."
    assert not (media / before.name(320, "jpg")).exists()
    assert (media / now.name(320, "jpg")).exists()


def test_photo_of_long_ago_of_which_all_is_as_it_should_be_costs_a_round_nothing(media):
    taken()
    call_command("photo_files")
    counts = []
    for ago in (HOUR, files.KEPT + HOUR):
        Upload.objects.update(made_at=timezone.now() - ago)
        with CaptureQueriesContext(connection) as asked:
            round_of(Done(), lambda: False)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_avif_comes_afterwards_and_only_where_it_is_smaller(client, media, capsys):
    photo = taken(laps())
    edition = publishing.publish(factories.article(hero=photo), by=None)
    page = edition.get_absolute_url()
    assert "image/avif" not in client.get(page).text
    call_command("photo_files")
    row = Upload.objects.get()
    assert row.avif == [width for width in row.widths if (media / row.name(width, "avif")).exists()]
    for width in row.avif:
        avif, webp = ((media / row.name(width, kind)) for kind in ("avif", "webp"))
        assert avif.stat().st_size <= making.MARGIN * webp.stat().st_size
        with Image.open(avif) as file:
            assert (file.format, file.width, read_metadata(file).credit) == ("AVIF", width, "ISU")
    assert row.avif
    assert 'type="image/avif"' in client.get(page).text
    assert works(client, page)


def test_width_whose_avif_is_not_worth_it_is_offered_as_webp_in_the_same_source(client, monkeypatch):
    photo = taken(laps())
    page = publishing.publish(factories.article(hero=photo), by=None).get_absolute_url()

    def made(*given):
        found = real(*given)
        return {each: data * (9 if each == (450, "avif") else 1) for each, data in found.items()}

    monkeypatch.setattr(making, "remake", made)
    call_command("photo_files")
    picture = Photo.objects.get().picture
    assert picture.files.avif == (320,)
    stem = f"/media/photos/{photo.digest}-{photo.credited.stamp}"
    assert picture.avif_srcset == f"{stem}-320.avif 320w, {stem}-450.webp 450w"
    assert works(client, page)


def test_lost_original_is_said_and_stops_nobody_else(media, private, capsys):
    lost, whole = of_before(media, image((700, 300))), of_before(media, image((700, 301)))
    (media / f"photos/{lost.digest}.jpg").unlink()
    with pytest.raises(CommandError, match="Not all files could be made"):
        call_command("photo_files")
    output = capsys.readouterr()
    assert output.err.strip() == f"photo {lost.pk}, {lost}: its original is missing. `manage.py check_media` says more."
    assert "1 with renditions made" in output.out
    assert Upload.objects.get(pk=whole.digest).stamp
    assert lost.picture.files.widths == (480, 700)  # what there is works on


def test_original_that_is_no_picture_is_said(media, private, capsys):
    photo = of_before(media, image((700, 300)))
    (media / f"photos/{photo.digest}.jpg").write_bytes(b"<script>" * 99)
    with pytest.raises(CommandError):
        call_command("photo_files")
    assert "its original is torn" in capsys.readouterr().err


# Runs


def test_two_runs_at_once_are_one(capsys):
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            call_command("photo_files")
    finally:
        other.close()
    assert capsys.readouterr().out == "Another run is going on, and does what there is to do.\n"


def test_long_work_stops_when_its_time_is_over_and_says_what_is_left(media):
    for side in (300, 301, 302):
        of_before(media, image((500, side)))
    done, asked = Done(), []
    round_of(done, lambda: asked.append(1) or len(asked) > 1)
    assert (done.made, done.left) == (1, 3)  # two renditions, and the AVIF of the one that was made
    round_of(done, lambda: False)
    assert (done.made, done.avif, done.left) == (3, 3, 0)


def test_credit_that_is_typed_while_files_are_made_is_not_lost(media, monkeypatch):
    photo = of_before(media, image((500, 300)))

    def typed(*given):
        Photo.objects.update(credit="Getty Images")
        return real(*given)

    monkeypatch.setattr(making, "remake", typed)
    round_of(Done(), lambda: False)
    round_of(Done(), lambda: False)
    assert Upload.objects.get().holder == "Getty Images"
    assert photo.digest == Upload.objects.get().digest


# What nobody uses


def test_files_of_a_deleted_photo_go_for_good_after_their_time(media, private, capsys):
    photo = taken()
    photo.delete()  # on_commit does not come in a test: as if the process had ended there
    assert said(capsys) == "Photos: 1 taken from the public."
    assert (names(media), len(names(private))) == (set(), 6)
    Upload.objects.update(left_at=timezone.now() - files.KEPT + HOUR)
    assert said(capsys) == "Photos: nothing to do."
    Upload.objects.update(left_at=timezone.now() - files.KEPT - HOUR)
    assert said(capsys) == "Photos: 6 files removed."
    assert (names(media), names(private), Upload.objects.count()) == (set(), set(), 0)


def test_files_of_a_photo_that_was_never_saved_leave_the_public_and_go_after_their_time(media, private, capsys):
    left = Photo()
    left.take_file(picture_file("PNG", scene(3)))
    Upload.objects.all().delete()  # as the transaction is rolled back
    assert said(capsys) == "Photos: 1 taken from the public."
    assert (names(media), len(names(private))) == (set(), 6)
    assert said(capsys) == "Photos: nothing to do."
    Upload.objects.update(left_at=timezone.now() - files.KEPT - HOUR)
    assert said(capsys) == "Photos: 6 files removed."
    assert (names(media), names(private)) == (set(), set())


def test_photo_that_an_older_database_does_not_know_has_its_files_when_the_newer_one_is_back(media, private, capsys):
    photo = taken()
    before, row = names(media), Upload.objects.get()
    Photo.objects.filter(pk=photo.pk).update(file="", width=None, height=None, likeness=None)
    Upload.objects.all().delete()
    assert said(capsys) == "Photos: 1 taken from the public."
    row.save()
    Photo.objects.filter(pk=photo.pk).update(
        file=photo.file, width=photo.width, height=photo.height, likeness=photo.likeness
    )
    assert said(capsys).startswith("Photos: 1 given to the public")
    assert names(media) >= before


def test_photo_whose_files_were_written_down_as_left_gets_its_size_again(media, private, capsys):
    photo = taken()
    Upload.objects.update(width=0, height=0, widths=[], avif=None, is_closed=True, left_at=timezone.now())
    said(capsys)
    row = Upload.objects.get()
    assert (row.width, row.height, row.left_at, row.is_closed) == (photo.width, photo.height, None, False)
    assert all((media / name).exists() for name in row.renditions)


def test_cards_that_lay_among_the_public_files_are_drawn_again_elsewhere(client, media, private, capsys):
    photo = taken()
    edition = publishing.publish(factories.article(hero=photo), by=None)
    (media / "photos" / edition.card.name).write_bytes(b"an earlier card")
    call_command("photo_files")
    assert not (media / "photos" / edition.card.name).exists()
    assert status(client, edition.card.src) == 200


def test_numbers_are_said_in_words():
    done = Done(closed=1, opened=2, hidden=3, removed=4, made=5, avif=6, failed={"a": "b"}, left=7)
    assert str(done) == (
        "1 taken from the public, 2 given to the public, 3 files made private, 4 files removed, "
        "5 with renditions made, 6 with AVIF tried, 1 failed, 7 left"
    )
    assert str(Done()) == "nothing to do"


def test_time_must_be_more_than_none():
    with pytest.raises(CommandError, match="more than 0"):
        call_command("photo_files", "--minutes", "0")

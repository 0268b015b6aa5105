"""Pictures that may not be shown are not to be had, come back when they may, and staff see them all the time."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from isuwc.files.pictures.soundness import is_sound
from news.editions import publishing
from news.editions.photos import making
from news.models import Edition, Photo, Upload
from news.pictures import storage
from tests.factories import news as factories
from tests.factories.images import image, picture_file, scene
from tests.factories.people import sign_in
from tests.news.editions.photo_folders import names, of_before, said, status, taken, works

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
HOUR = datetime.timedelta(hours=1)


def test_picture_whose_rights_have_ended_leaves_the_public_and_comes_back(client, admin_client, media, private, capsys):
    photo = taken()
    call_command("photo_files")
    address, held = photo.picture.src, names(media)
    kept = {name: (media / "photos" / name).read_bytes() for name in held}
    Photo.objects.update(rights_until=timezone.now() - HOUR)
    capsys.readouterr()
    assert said(capsys) == "Photos: 1 taken from the public."
    assert (names(media), status(client, address)) == (set(), 404)
    assert held <= names(private)
    # Staff see it as before, and nothing keeps it on the way
    seen = admin_client.get(address)
    assert b"".join(seen.streaming_content) == kept[address.rpartition("/")[2]]
    assert seen.headers["Cache-Control"] == "private, no-store"
    assert address in admin_client.get(f"/admin/news/photo/{photo.pk}/change/").text
    Photo.objects.update(rights_until=timezone.now() + HOUR)
    back = client.get(address)  # at once, before the command has come round
    assert back.status_code == 200
    assert back.headers["Cache-Control"] == "public, max-age=31536000, s-maxage=3600, immutable"
    assert b"".join(back.streaming_content)
    assert said(capsys) == "Photos: 1 given to the public."
    assert {name: (media / "photos" / name).read_bytes() for name in names(media)} == kept
    assert said(capsys) == "Photos: nothing to do."


def test_picture_whose_rights_have_not_begun_is_closed_until_the_moment(client, media):
    photo = taken(rights_from=timezone.now() + HOUR)
    call_command("photo_files")
    assert (names(media), status(client, photo.picture.src)) == (set(), 404)
    Photo.objects.update(rights_from=timezone.now())
    assert status(client, photo.picture.src) == 200


def test_picture_that_an_edition_shows_follows_the_rights_of_its_photo_after_another_file_came(client, media):
    photo = taken()
    publishing.publish(factories.article(hero=photo), by=None)
    first = photo.picture.src
    photo.take_file(picture_file("PNG", scene(2)))
    photo.save()
    call_command("photo_files")
    assert [status(client, each) for each in (first, photo.picture.src)] == [200, 200]
    Photo.objects.update(rights_until=timezone.now())
    call_command("photo_files")
    assert [status(client, each) for each in (first, photo.picture.src)] == [404, 404]
    Photo.objects.update(rights_until=None)
    call_command("photo_files")
    assert [status(client, each) for each in (first, photo.picture.src)] == [200, 200]


def test_picture_of_two_photos_is_closed_with_the_last_of_them(client, media):
    one, other = taken(), taken()
    Photo.objects.filter(pk=one.pk).update(rights_until=timezone.now())
    call_command("photo_files")
    assert status(client, one.picture.src) == 200
    Photo.objects.filter(pk=other.pk).update(rights_until=timezone.now())
    call_command("photo_files")
    assert status(client, one.picture.src) == 404


@pytest.mark.parametrize("role", ["Results", "Broadcast"])
def test_staff_of_other_desks_see_no_closed_picture(client, media, role):
    photo = taken(rights_until=timezone.now())
    call_command("photo_files")
    sign_in(client, role)
    assert status(client, photo.picture.src) == 404
    sign_in(client, "Contributor")
    assert status(client, photo.picture.src) == 200


def test_file_given_again_while_it_is_closed_stays_closed_until_it_may_be_seen(client, media, private):
    taken(rights_until=timezone.now())
    call_command("photo_files")
    again = taken(credit="Getty Images")
    assert names(media) == set()
    assert status(client, again.picture.src) == 200
    call_command("photo_files")
    assert (media / Photo.objects.first().picture.name(320, "webp")).exists()


# Cut short


class Killed(BaseException):
    """As if the process had ended there."""


@pytest.mark.parametrize("step", [1, 4, 8, 12, 14])
def test_run_that_is_killed_anywhere_is_finished_by_the_next(client, media, private, monkeypatch, step):
    """At every file that is written or moved, in the midst of closing one, opening one and making one."""
    closing, opening = taken(scene(1)), taken(scene(2), rights_until=timezone.now())
    call_command("photo_files")
    old = of_before(media, image((500, 200)))
    Photo.objects.filter(pk=closing.pk).update(rights_until=timezone.now())
    Photo.objects.filter(pk=opening.pk).update(rights_until=None)
    publishing.publish(factories.article(hero=old), by=None)
    page = Edition.objects.live().get().get_absolute_url()
    steps = []
    put = storage.put

    def killed(*given):
        steps.append(given)
        if len(steps) == step:
            raise Killed
        put(*given)

    with monkeypatch.context() as patched:
        for module in (storage, making):
            patched.setattr(module, "put", killed)
        with pytest.raises(Killed):
            call_command("photo_files")
    assert works(client, page)
    assert status(client, opening.picture.src) == 200
    call_command("photo_files")
    assert works(client, page)
    assert [status(client, photo.picture.src) for photo in (closing, opening, old)] == [404, 200, 200]
    rows = {row.digest: row for row in Upload.objects.all()}
    public = {name for digest in (opening.digest, old.digest) for name in rows[digest].renditions}
    before = {f"photos/{old.digest}-{width}.{kind}" for width in (480, 500) for kind in ("webp", "jpg")}
    assert {f"photos/{name}" for name in names(media)} == public | before
    assert set(rows[closing.digest].renditions) <= {f"photos/{name}" for name in names(private)}
    assert all(is_sound(path.read_bytes()) for path in (media / "photos").iterdir())

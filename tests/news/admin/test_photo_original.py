"""The file as it came, to download: for staff who may see the library, and for nobody else."""

import pytest
from django.urls import reverse

from news.models import Photo, Upload
from tests.factories import news as factories
from tests.factories.images import image, jpeg_with_iptc, picture_file
from tests.factories.people import sign_in
from tests.news.editions.photo_folders import content

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def address(photo: Photo) -> str:
    return reverse("admin:news_photo_original", args=[photo.pk])


def taken(data: bytes, **values) -> Photo:
    photo = Photo(**{"credit": "ISU", **values})
    photo.take_file(data)
    photo.save()
    return photo


@pytest.mark.parametrize("role", ["Contributor", "Journalist", "Editor"])
def test_newsroom_downloads_it_byte_by_byte(client, role):
    came = jpeg_with_iptc({90: [b"Hamar"]}, source=image((900, 600)))
    photo = taken(came, name="Kok, Hamar.JPG")
    sign_in(client, role)
    assert f'href="{address(photo)}"' in client.get(reverse("admin:news_photo_change", args=[photo.pk])).text
    response = client.get(address(photo))
    assert b"".join(response.streaming_content) == came
    assert {name: response.headers[name] for name in ("Content-Disposition", "Content-Type")} == {
        "Content-Disposition": 'attachment; filename="kok-hamar.jpg"',
        "Content-Type": "image/jpeg",
    }
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_it_keeps_its_kind(admin_client, kind):
    came = picture_file(kind)
    response = admin_client.get(address(taken(came, name="")))
    assert b"".join(response.streaming_content) == came
    assert response.headers["Content-Disposition"].endswith(f'.{kind.lower()}"')


def test_nobody_else_gets_it_by_any_address(client, private):
    photo = taken(picture_file())
    public = [f"/media/photos/{path.name}" for path in (private / "photos").iterdir()]
    assert len(public) == 2
    tried = [*public, *(f"/media/../private/photos/{each.rpartition('/')[2]}" for each in public)]
    assert {client.get(each).status_code for each in tried} <= {400, 404}
    assert client.get(address(photo)).status_code == 302  # to the sign-in
    for role in ("Results", "Broadcast"):
        sign_in(client, role)
        assert client.get(address(photo)).status_code == 403
        assert [client.get(each).status_code for each in public] == [404, 404]
    sign_in(client, "Editor")
    assert [client.get(each).status_code for each in public] == [404, 404]


def test_files_are_their_owner_s_alone(private):
    taken(picture_file())
    modes = {path.stat().st_mode & 0o777 for path in (private / "photos").iterdir()}
    assert (modes, (private / "photos").stat().st_mode & 0o777) == ({0o600}, 0o700)


def test_of_a_photo_of_before_the_master_is_given_wherever_it_lies(admin_client, media, private):
    photo = taken(picture_file())
    Upload.objects.update(original="")
    master = private / "photos" / f"{photo.digest}.jpg"
    data = master.read_bytes()
    assert content(admin_client, address(photo)) == data
    master.rename(media / "photos" / master.name)  # as before the command has moved it
    assert content(admin_client, address(photo)) == data
    (media / "photos" / master.name).unlink()
    assert admin_client.get(address(photo)).status_code == 404


def test_photo_without_a_file_has_no_original(admin_client):
    photo = factories.photo(file="")
    assert admin_client.get(address(photo)).status_code == 404
    assert "Download the original" not in admin_client.get(reverse("admin:news_photo_change", args=[photo.pk])).text
    assert admin_client.get(reverse("admin:news_photo_original", args=[0])).status_code == 404
    assert admin_client.post(address(photo)).status_code == 405

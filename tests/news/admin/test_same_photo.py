"""A picture that the library has already is announced, with the photo that has it; it can be added all the same."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from PIL import Image

from isuwc.files.pictures.uploaded import prepare
from news.models import Photo
from tests.factories import news as factories
from tests.factories.images import image, picture_file, scene
from tests.markup import flat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

ADD, UPLOAD = "/admin/news/photo/add/", "/admin/news/photo/upload/"
SAID = "This picture is in the library already, perhaps in another size or format."
ANYWAY = '<input type="checkbox" name="add_anyway">'


def library(seed: int = 1, **values) -> Photo:
    photo = Photo(**{"name": f"Scene {seed}", "credit": "ISU", **values})
    photo.take_file(picture_file("PNG", scene(seed)))
    photo.save()
    return photo


def again(seed: int = 1) -> bytes:
    """The scene smaller, and compressed hard."""
    return picture_file("JPEG", scene(seed).resize((270, 180)), quality=40)


def form(**values) -> dict[str, object]:
    return {"focal_x": "0.5", "focal_y": "0.4", **values}


def sent(data: bytes, name: str = "again.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.mark.parametrize("data", [again(), picture_file("PNG", scene(1))], ids=["saved anew", "same bytes"])
def test_form_names_the_photo_that_has_the_picture_and_adds_nothing(admin_client, data):
    there, _ = library(), library(2)
    response = admin_client.post(ADD, form(upload=sent(data)))
    html = flat(response.content.decode())
    assert [photo.pk for photo in Photo.objects.order_by("pk")] == [there.pk, there.pk + 1]
    assert response.context["adminform"].form.errors == {"upload": [SAID]}
    assert html.count(f'<a href="{reverse("admin:news_photo_change", args=[there.pk])}"> <img') == 1
    assert (html.count("Scene 1"), html.count("Scene 2"), html.count(ANYWAY)) == (1, 0, 1)


def test_form_adds_it_all_the_same_when_asked(admin_client):
    library()
    response = admin_client.post(ADD, form(upload=sent(again()), add_anyway="on"))
    assert response.status_code == 302
    one, other = Photo.objects.order_by("pk")
    assert (one.name, other.name) == ("Scene 1", "again.jpg")


def test_form_takes_another_picture_and_the_photo_s_own_one_again(admin_client):
    there = library()
    assert admin_client.post(ADD, form(upload=sent(again(2)))).status_code == 302
    change = reverse("admin:news_photo_change", args=[there.pk])
    assert admin_client.post(change, form(upload=sent(again(1)))).status_code == 302
    assert admin_client.post(change, form(upload=sent(again(2)))).status_code == 200  # of the other photo
    there.refresh_from_db()
    assert there.digest == prepare(again(1), renditions=False).digest


def test_pictures_with_nothing_in_them_are_recognised_by_their_bytes_alone(admin_client):
    factories.photo_with_file()
    assert admin_client.post(UPLOAD, {"file": sent(picture_file())}).status_code == 409
    assert admin_client.post(UPLOAD, {"file": sent(picture_file(source=image(color=(9, 9, 9))))}).status_code == 200


def test_dialog_answers_with_the_photo_to_take_instead(admin_client):
    there = library()
    answer = admin_client.post(UPLOAD, {"file": sent(again())})
    found = answer.json()
    assert (answer.status_code, [photo["id"] for photo in found["same"]], Photo.objects.count()) == (409, [there.pk], 1)
    assert found["error"] == SAID
    assert found["same"][0]["thumbnail"] == there.picture.thumbnail
    added = admin_client.post(UPLOAD, {"file": sent(again()), "anyway": "on"}).json()
    assert (added["id"], Photo.objects.count()) == (there.pk + 1, 2)


def test_the_most_alike_comes_first(django_assert_num_queries):
    library(3)
    scaled = factories.photo()
    same = library(1)
    Photo.objects.filter(pk=scaled.pk).update(likeness=same.likeness ^ 0b11)
    with django_assert_num_queries(2):
        assert [photo.pk for photo in Photo.objects.like(same.likeness)] == [same.pk, scaled.pk]
    assert Photo.objects.like(None).count() == Photo.objects.like(0).count() == 0


def test_bits_are_counted_up_to_the_threshold_with_the_sign_too():
    photo = factories.photo()
    for given, is_like in [(-1, True), (-1 ^ 0b111111, True), (-1 ^ 0b1111111, False), (2**63 - 1, True)]:
        Photo.objects.filter(pk=photo.pk).update(likeness=given)
        assert Photo.objects.like(-1).exists() is is_like


def test_photos_of_before_are_recognised_once_the_command_has_run(capsys):
    """It can be run again, leaves what is known alone, and names what it can't read."""
    old, gone = library(1), factories.photo(name="Gone")
    known = library(2)
    Photo.objects.filter(pk=old.pk).update(likeness=None)
    Photo.objects.filter(pk=known.pk).update(likeness=5)
    call_command("photo_likeness")
    said = capsys.readouterr()
    assert said.out == "1 photos are recognised from now on, 1 could not be read.\n"
    assert f"Photo {gone.pk}, Gone: its files can't be read" in said.err
    assert [photo.pk for photo in Photo.objects.like(prepare(again(), renditions=False).likeness)] == [old.pk]
    assert Photo.objects.get(pk=known.pk).likeness == 5


def test_file_that_goes_takes_its_likeness_along():
    photo = library()
    with Image.open(io.BytesIO(again(2))) as other:
        photo.take_file(picture_file("PNG", other))
    photo.save()
    assert [each.pk for each in Photo.objects.like(prepare(again(2), renditions=False).likeness)] == [photo.pk]
    assert not Photo.objects.like(prepare(again(1), renditions=False).likeness).exists()

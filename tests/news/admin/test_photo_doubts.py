"""What a file leaves in doubt is shown on the photo's form and in the list until somebody changes or confirms it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from news.editions.checks import doubts
from news.editions.snapshot import content_of
from news.models import Photo
from news.pictures.alternatives import repeats
from tests.factories import news as factories
from tests.factories.images import image, jpeg_with_iptc, picture_file, xmp
from tests.markup import flat

pytestmark = pytest.mark.django_db

TWO_MINDS = "The file says two things. Taken from XMP, but there is also: IPTC “ISU”."
WINDOWS = "The file does not say its character set; read as Western European (Windows). Look at the letters."
REPEATS = "The alternative text only repeats the caption. Say what the picture shows."


def doubtful(color: int = 7) -> bytes:
    return jpeg_with_iptc(
        {110: [b"ISU"], 80: ["Bjørn".encode("cp1252")]},
        utf8=False,
        xmp=xmp(attributes='photoshop:Credit="Getty Images"'),
        source=image(color=(color, 3, 3)),
    )


def taken(data: bytes, **values) -> Photo:
    photo = Photo(**values)
    photo.take_file(data, "a.jpg")
    photo.save()
    return photo


def change(photo: Photo) -> str:
    return reverse("admin:news_photo_change", args=[photo.pk])


def fields(photo: Photo, **values) -> dict[str, object]:
    names = ("name", "caption", "credit", "photographer", "alt", "agency_id", "place", "people", "usage_terms")
    return {**{name: getattr(photo, name) for name in names}, "focal_x": 0.5, "focal_y": 0.4, **values}


def test_doubts_are_said_after_the_upload_on_the_form_and_in_the_list(admin_client, media):
    sure = factories.photo()
    upload = SimpleUploadedFile("a.jpg", doubtful())
    response = admin_client.post(
        "/admin/news/photo/add/", {"upload": upload, "focal_x": 0.5, "focal_y": 0.4}, follow=True
    )
    photo = Photo.objects.exclude(pk=sure.pk).get()
    sentences = [f"Credit holder: {TWO_MINDS}", f"Photographer: {WINDOWS}"]
    assert photo.doubts == sentences
    assert [str(each) for each in response.context["messages"] if each.level_tag == "warning"] == sentences
    for html in (flat(admin_client.get(change(photo)).content.decode()), flat(response.content.decode())):
        assert [html.count(f'<p class="photo-doubt">{sentence}</p>') for sentence in sentences] == [1, 1]
    assert 'name="doubts_settled"' in admin_client.get(change(photo)).content.decode()
    assert 'name="doubts_settled"' not in admin_client.get(change(sure)).content.decode()
    found = admin_client.get("/admin/news/photo/", {"wants": "certainty"}).context["cl"].queryset
    assert [each.pk for each in found] == [photo.pk]


def test_doubt_goes_with_the_value_that_somebody_changes(admin_client, media):
    photo = taken(doubtful())
    assert admin_client.post(change(photo), fields(photo, credit="ISU")).status_code == 302
    photo.refresh_from_db()
    assert (photo.credit, photo.doubts) == ("ISU", [f"Photographer: {WINDOWS}"])


def test_doubts_go_when_somebody_has_looked(admin_client, media):
    photo = taken(doubtful())
    assert admin_client.post(change(photo), fields(photo)).status_code == 302
    photo.refresh_from_db()
    assert len(photo.doubts) == 2
    assert admin_client.post(change(photo), fields(photo, doubts_settled="on")).status_code == 302
    photo.refresh_from_db()
    assert (photo.doubts, photo.credit, photo.photographer) == ([], "Getty Images", "Bjørn")


def test_what_somebody_wrote_is_not_doubted_and_a_new_file_brings_its_own_doubts(media):
    photo = taken(doubtful(), credit="OIS")
    assert photo.doubts == [f"Photographer: {WINDOWS}"]
    photo.take_file(jpeg_with_iptc({80: [b"Ann Example"]}), "b.jpg")
    photo.save()
    assert (photo.photographer, photo.credit, photo.doubts) == ("Ann Example", "OIS", [])


@pytest.mark.parametrize(
    ("said", "credit"),
    [
        ("© Jérôme Dupré", "Jérôme Dupré"),
        ("Copyright © 2025 ISU", "2025 ISU"),
        ("(c) ISU", "ISU"),
        ("ISU ©", "ISU"),
        ("Copyright: Ann Example", "Ann Example"),
        ("Copyrighted Pictures Ltd", "Copyrighted Pictures Ltd"),
        ("©", ""),
    ],
)
def test_credit_has_no_sign_that_pages_print_themselves(media, said, credit):
    assert taken(jpeg_with_iptc({116: [said.encode()]})).credit == credit


def test_utf8_in_exif_is_the_credit_that_pages_print(media):
    from PIL import Image  # noqa: PLC0415 - one test writes EXIF

    exif = Image.Exif()
    exif[0x8298], exif[0x010E] = "© Jérôme Dupré".encode(), b"OLYMPUS DIGITAL CAMERA"
    photo = taken(picture_file(exif=exif))
    assert (photo.credit_line, photo.caption, photo.doubts) == ("© Jérôme Dupré", "", [])


def test_what_a_camera_wrote_is_said_to_be_left_out(admin_client, media):
    upload = SimpleUploadedFile("a.jpg", jpeg_with_iptc({120: [b"OLYMPUS DIGITAL CAMERA"]}))
    remarks = admin_client.post("/admin/news/photo/upload/", {"file": upload}).json()["remarks"]
    assert remarks == ["Left out, since a camera or program writes it into every picture: “OLYMPUS DIGITAL CAMERA”."]


# Alternative text that says nothing new


@pytest.mark.parametrize(
    ("alt", "caption", "expected"),
    [
        ("Kok at the start", "Kok at the start.", True),
        ("KOK  at the start", "Kok, at the start", True),
        ("Kok", "Kok at the start", False),
        ("", "", False),
        ("…", "!", False),
        ("女子500m", "女子500m", True),
    ],
)
def test_alternative_text_that_repeats_its_caption(alt, caption, expected):
    assert repeats(alt, caption) is expected
    photo = factories.photo(alt=alt, caption=caption)
    assert photo.doubts == ([REPEATS] if expected else [])
    assert Photo.objects.doubtful().exists() is expected


def test_editor_who_publishes_sees_that_it_repeats():
    photo = factories.photo(name="A", alt="Kok at the start", caption="Kok at the start.")
    other = factories.photo(name="B", alt="A skater in blue bends down", caption="Kok at the start.")
    words = "The photo “A”: the alternative text only repeats the caption. Say what the picture shows."
    assert words in map(str, doubts(content_of(factories.article(hero=photo))))
    assert [each for each in doubts(content_of(factories.article(hero=other))) if "“B”" in each.words] == []

"""Whose a picture is stands in its public files, and nothing else that anybody wrote into the one that came."""

import contextlib
import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from isuwc.files.pictures.credited.credit import Credit
from isuwc.files.pictures.credited.labels import UnknownFileError, labelled
from isuwc.files.pictures.images import open_picture
from isuwc.files.pictures.iptc import read_metadata
from isuwc.files.pictures.renditions import Kind, remade, renditions
from isuwc.files.pictures.soundness import ends_whole, is_sound
from isuwc.files.pictures.uploaded import prepare, remake
from isuwc.files.pictures.xmp import read_xmp
from tests.factories.images import image, jpeg_with_iptc, picture_file, scene, xmp

KINDS: tuple[Kind, ...] = ("jpg", "webp")
FILES = {kind: next(renditions(open_picture(picture_file("PNG", scene(1))), (320,), (kind,))).data for kind in KINDS}
GETTY = Credit("Getty Images", "Dean Øst-Łubański <&>")
CREDITS = st.builds(Credit, st.text(max_size=60), st.text(max_size=60))


def opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        return picture


@pytest.mark.parametrize("kind", KINDS)
def test_credit_is_read_back_and_the_pixels_are_the_same(kind):
    data = labelled(FILES[kind], GETTY)
    said = read_metadata(opened(data))
    assert (said.credit, said.photographer, said.copyright) == (
        "Getty Images",
        "Dean Øst-Łubański <&>",
        "© Getty Images/Dean Øst-Łubański <&>",
    )
    assert opened(data).tobytes() == opened(FILES[kind]).tobytes()
    assert is_sound(data)


def test_jpeg_says_it_as_iptc_too_for_programs_that_read_no_xmp():
    data = labelled(FILES["jpg"], GETTY)
    without = data.replace(GETTY.xmp, b"x" * len(GETTY.xmp))
    said = read_metadata(opened(without))
    assert (said.credit, said.photographer) == ("Getty Images", "Dean Øst-Łubański <&>")
    assert said.copyright == GETTY.notice


def test_texts_are_cut_to_the_lengths_of_iptc_without_half_letters():
    said = Credit("ø" * 40, "ł" * 20).iim
    assert said.count("ø".encode()) == 16 + 40  # as many as 32 bytes hold of the holder, and all in the notice
    assert said.decode("utf-8", errors="strict")
    assert read_metadata(opened(labelled(FILES["jpg"], Credit("ø" * 40)))).credit == "ø" * 40


@pytest.mark.parametrize("kind", KINDS)
@given(CREDITS, CREDITS)
def test_another_credit_leaves_nothing_of_the_one_before(kind, one, other):
    assert labelled(labelled(FILES[kind], one), other) == labelled(FILES[kind], other)
    assert labelled(labelled(FILES[kind], one), Credit()) == FILES[kind]


@given(CREDITS)
def test_any_text_is_a_packet_that_xml_can_hold(credit):
    found = read_xmp(credit.xmp)
    assert bool(credit.xmp) == bool(credit.holder or credit.photographer)
    assert {"dc:creator", "dc:rights", "photoshop:Credit"} >= set(found) - {
        "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
    }


@given(CREDITS, CREDITS)
def test_stamps_differ_as_credits_do(one, other):
    assert (one.stamp == other.stamp) == (one == other)
    assert len(one.stamp) == 8


def test_avif_has_its_credit_from_the_encoder():
    picture = open_picture(picture_file("PNG", scene(2)))
    files = {(width, kind): data for width, kind, data in remade(picture, [(320, "avif"), (450, "avif")], GETTY.xmp)}
    assert [opened(data).size for data in files.values()] == [(450, 300), (320, 213)]
    for data in files.values():
        said = read_metadata(opened(data))
        assert (said.credit, said.photographer, said.copyright) == (GETTY.holder, GETTY.photographer, GETTY.notice)
        assert is_sound(data)
        assert not is_sound(data[:-9])


def test_nothing_of_what_the_camera_wrote_is_in_any_rendition():
    exif = Image.Exif()
    exif[0x010F], exif[0xA431] = "SECRET-MAKER", "SECRET-SERIAL"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (60.0, 47.0, 12.5)
    packet = xmp("<photoshop:City>SECRET-CITY</photoshop:City>", 'photoshop:Instructions="SECRET-TERMS"')
    came = jpeg_with_iptc({90: [b"SECRET-CITY"], 40: [b"SECRET-TERMS"]}, source=scene(3), exif=exif, xmp=packet)
    assert b"SECRET" in came
    picture = prepare(came)
    made = remake(picture.master.data, picture.digest, [(320, "avif"), (320, "webp"), (320, "jpg")], GETTY.xmp)
    files = [
        *(labelled(each.data, GETTY) for each in picture.files[1:]),
        labelled(made[320, "webp"], GETTY),
        labelled(made[320, "jpg"], GETTY),
        made[320, "avif"],
    ]
    for data in files:
        assert b"SECRET" not in data
        assert (b"Exif" in data, b"EXIF" in data, len(opened(data).getexif())) == (False, False, 0)
        said = read_metadata(opened(data)).as_json()
        assert {field for field, value in said.items() if value} == {"credit", "copyright", "photographer"}


def test_what_the_process_makes_is_what_the_pure_function_makes():
    picture = open_picture(picture_file("PNG", scene(4)))
    prepared = prepare(picture_file("PNG", scene(4)))
    wanted = [(320, "webp"), (450, "jpg")]
    with Image.open(io.BytesIO(prepared.master.data)) as master:
        again = {(w, k): data for w, k, data in remade(picture.__class__(master.convert("RGB"), "", None), wanted)}
    assert remake(prepared.master.data, picture.digest, wanted, b"") == again


def test_widths_of_before_can_be_made_as_well():
    picture = open_picture(picture_file("JPEG", image((2600, 26))))
    (made,) = remade(picture, [(2400, "webp")])
    assert (made[:2], opened(made[2]).size) == ((2400, "webp"), (2400, 24))


HOSTILE = [
    b"",
    b"GIF89a",
    FILES["jpg"][:40],
    b"\xff\xd8" + b"\x00" * 40,
    b"\xff\xd8\xff\xe1\x00\x00" + FILES["jpg"],
    FILES["webp"][:-1],
    FILES["webp"][:12],
    FILES["webp"][:4] + struct.pack("<I", 4) + b"WEBP",
    picture_file("WEBP", image((9, 9)), lossless=True),
    picture_file("WEBP", image((9, 9), "RGBA", (1, 2, 3, 9))),
    picture_file("PNG"),
    picture_file("AVIF", image((9, 9))),
]


@pytest.mark.parametrize("data", HOSTILE)
def test_what_the_site_did_not_write_is_refused_and_nothing_else(data):
    with pytest.raises(UnknownFileError):
        labelled(data, GETTY)


@given(st.sampled_from(list(FILES.values())), st.data())
def test_damaged_files_are_refused_or_stay_as_long_as_they_were(data, chance):
    at = chance.draw(st.integers(0, 700))
    spoilt = data[:at] + chance.draw(st.binary(min_size=1, max_size=4)) + data[at + 4 :]
    with contextlib.suppress(UnknownFileError):
        assert labelled(labelled(spoilt, GETTY), Credit()) == labelled(spoilt, Credit())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_file_that_is_cut_off_anywhere_does_not_end_whole(kind):
    data = picture_file(kind, image((40, 30)))
    assert ends_whole(data)
    assert [length for length in range(len(data)) if ends_whole(data[:length])] == []

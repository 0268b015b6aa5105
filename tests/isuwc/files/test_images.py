import io
import re
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from isuwc.files.confined import run
from isuwc.files.confined.run import MB, Limits, UnreadableError
from isuwc.files.pictures.images import UnusablePictureError, open_picture
from isuwc.files.pictures.renditions import Rendition, crop, master, rendition_name, renditions, usable_widths
from isuwc.files.pictures.uploaded import glance, prepare, prepare_lossless
from tests.factories.images import image, jpeg_with_iptc, picture_file


def reason(data: bytes) -> str:
    with pytest.raises(UnusablePictureError) as caught:
        open_picture(data)
    return str(caught.value)


def read(rendition: Rendition) -> Image.Image:
    with Image.open(io.BytesIO(rendition.data)) as opened:
        opened.load()
        return opened


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_each_format_is_taken(kind):
    picture = open_picture(picture_file(kind))
    assert (picture.image.mode, picture.width, picture.height) == ("RGB", 600, 400)
    assert max(abs(a - b) for a, b in zip(picture.image.getpixel((9, 9)), (180, 30, 60), strict=True)) <= 4


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty."),
        (
            b"Stavanger, Norway",
            "This is not a picture that the site can read. It takes JPEG, PNG, WebP, AVIF and HEIC.",
        ),
        (
            b'  <svg xmlns="http://www.w3.org/2000/svg"/>',
            "SVG drawings are not accepted, because they can carry programs. Export it as PNG.",
        ),
        (
            b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00",
            "This is not a picture that the site can read. It takes JPEG, PNG, WebP, AVIF and HEIC.",
        ),
        (picture_file("TIFF"), "This is a TIFF or camera raw file. Export it as JPEG."),
        (picture_file("GIF"), "This is not a picture that the site can read. It takes JPEG, PNG, WebP, AVIF and HEIC."),
        (
            picture_file()[:900],
            "The picture is damaged or was not uploaded whole. Open it, export it again and upload that.",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_reason(data, message):
    assert reason(data) == message


def test_too_many_bytes_are_refused_before_decoding():
    assert reason(b"\xff\xd8" + bytes(41 * 1024 * 1024)) == (
        "The file has 42 MB; the limit is 40 MB. Export it again with a lower JPEG quality."
    )


def claimed_png(width: int, height: int) -> bytes:
    """A few bytes that claim to be a PNG of that size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\x00" * 100)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


def test_decompression_bombs_are_refused_before_a_pixel_is_decoded():
    assert reason(claimed_png(4001, 10_000)) == (
        "The picture has 4001 × 10000 pixels; the limit is 40 million. Export it smaller."
    )
    assert reason(claimed_png(4000, 10_000)).startswith("The picture is damaged")
    too_many = "The picture has far too many pixels; the limit is 40 million. Export it smaller."
    assert [reason(claimed_png(10_000, 10_000)), reason(claimed_png(60_000, 60_000))] == [too_many, too_many]


def test_orientation_is_applied_and_nothing_that_the_camera_wrote_is_left():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "A secret"  # the camera lay on its side
    source = image((600, 400))
    source.paste((0, 0, 255), (0, 0, 600, 40))  # the top edge, which belongs to the right
    picture = open_picture(jpeg_with_iptc({90: [b"Hamar"]}, source=source, exif=exif, quality=95, subsampling=0))
    assert (picture.width, picture.height) == (400, 600)
    assert picture.image.getpixel((390, 300))[2] > 200
    assert picture.metadata.city == "Hamar"
    files = [master(picture), *renditions(picture)]
    assert [b"secret" in file.data or b"Hamar" in file.data or b"Exif" in file.data for file in files] == [False] * 5
    assert [dict(read(file).getexif()) for file in files] == [{}] * 5


def test_colours_of_another_profile_are_brought_into_srgb():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    srgb = ImageCms.createProfile("sRGB")
    swapped = ImageCms.ImageCmsProfile(srgb).tobytes()
    # Exchange the red and the blue primary of sRGB, so that a red file means blue.
    tags = {swapped[n : n + 4]: n for n in range(132, 132 + 12 * struct.unpack(">I", swapped[128:132])[0], 12)}
    profile = bytearray(swapped)
    red, blue = tags[b"rXYZ"], tags[b"bXYZ"]
    profile[red + 4 : red + 12], profile[blue + 4 : blue + 12] = (
        swapped[blue + 4 : blue + 12],
        swapped[red + 4 : red + 12],
    )
    data = picture_file("PNG", image(color=(255, 0, 0)), icc_profile=bytes(profile))
    red_level, _, blue_level = open_picture(data).image.getpixel((5, 5))
    assert (red_level < 10, blue_level > 245) == (True, True)
    unusable = picture_file("PNG", image(color=(255, 0, 0)), icc_profile=lab.tobytes())
    assert open_picture(unusable).image.getpixel((5, 5)) == (255, 0, 0)


def test_transparency_is_laid_on_white():
    picture = open_picture(picture_file("PNG", image(mode="RGBA", color=(0, 0, 0, 0))))
    assert picture.image.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("mode", "color", "expected"),
    [("L", 77, (77, 77, 77)), ("1", 1, (255, 255, 255)), ("P", 0, (0, 0, 0)), ("I;16", 0x8000, (128, 128, 128))],
)
def test_other_kinds_of_pixels_become_rgb(mode, color, expected):
    assert open_picture(picture_file("PNG", image(mode=mode, color=color))).image.getpixel((5, 5)) == expected


def test_cmyk_becomes_rgb():
    picture = open_picture(picture_file("JPEG", image(mode="CMYK", color=(0, 0, 0, 0))))
    assert picture.image.getpixel((5, 5)) == (255, 255, 255)


def test_a_huge_picture_is_kept_at_4096_pixels():
    picture = open_picture(picture_file("JPEG", image((9000, 300))))
    assert (picture.width, picture.height) == (4096, round(300 * 4096 / 9000))
    assert read(master(picture)).size == picture.image.size


def test_renditions_come_widest_first_and_never_larger_than_the_picture():
    picture = open_picture(picture_file(source=image((1200, 900))))
    files = list(renditions(picture))
    assert [(file.name.removeprefix(picture.digest), file.width, file.height) for file in files] == [
        ("-1200.webp", 1200, 900),
        ("-1200.jpg", 1200, 900),
        ("-960.webp", 960, 720),
        ("-960.jpg", 960, 720),
        ("-768.webp", 768, 576),
        ("-768.jpg", 768, 576),
        ("-480.webp", 480, 360),
        ("-480.jpg", 480, 360),
        ("-320.webp", 320, 240),
        ("-320.jpg", 320, 240),
    ]
    assert [read(file).size for file in files] == [(file.width, file.height) for file in files]
    assert [read(file).format for file in renditions(picture, (480,), ("avif", "webp", "jpg"))] == [
        "AVIF",
        "WEBP",
        "JPEG",
    ]


def test_usable_widths_on_both_sides_of_a_step():
    assert usable_widths(300) == (300,)
    assert usable_widths(960) == (320, 480, 768, 960)
    assert usable_widths(961) == (320, 480, 768, 960, 961)
    assert usable_widths(2559) == (320, 480, 768, 960, 1200, 1600, 2559)
    assert usable_widths(2560) == usable_widths(4096) == (320, 480, 768, 960, 1200, 1600, 2560)


def test_a_name_belongs_to_one_upload():
    first, second = picture_file(), picture_file(source=image(color=(1, 2, 3)))
    assert open_picture(first).digest == open_picture(first).digest
    assert open_picture(first).digest != open_picture(second).digest
    assert re.fullmatch(r"[0-9a-f]{20}", open_picture(first).digest)
    assert rendition_name("0123456789abcdef0123", 480, "webp") == "0123456789abcdef0123-480.webp"
    assert rendition_name("0123456789abcdef0123", 480, "avif", "01234567") == "0123456789abcdef0123-01234567-480.avif"


def test_crop_keeps_the_focal_point_in_view():
    source = image((1000, 500), color=(0, 0, 0))
    source.paste((255, 255, 255), (900, 200, 960, 260))
    right = crop(source, (200, 200), (0.93, 0.46))
    assert (right.size, right.getextrema()[0][1]) == ((200, 200), 255)
    assert crop(source, (200, 200), (0.1, 0.5)).getextrema()[0] == (0, 0)
    assert crop(source, (1280, 200), (0.5, 0.0)).size == (1280, 200)


def never_fails_otherwise(data: bytes) -> None:
    try:
        picture = open_picture(data)
    except UnusablePictureError as error:
        assert str(error)
    else:
        assert picture.image.mode == "RGB"


@given(st.binary(max_size=2000))
def test_rubbish_is_refused_and_nothing_else(data):
    never_fails_otherwise(data)


SAMPLES = [
    (Path(__file__).with_name("pictures_as_sent") / "turned.heic").read_bytes(),
    jpeg_with_iptc({90: [b"Hamar"]}, source=image((64, 48))),
    *(picture_file(kind, image((64, 48))) for kind in ("PNG", "WEBP", "AVIF")),
    picture_file("PNG", image((64, 48), "P", 3), transparency=1),
]


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(SAMPLES), st.data())
def test_damaged_files_are_read_or_refused_and_nothing_else(sample, data):
    changed = bytearray(sample)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    never_fails_otherwise(bytes(changed[: data.draw(st.integers(1, len(changed)))]))


def test_a_jpeg_may_be_as_large_as_press_cameras_make_it():
    data = picture_file("JPEG", image((9000, 8000), "L", 90))
    assert open_picture(data).width == 4096
    header = data.index(b"\xff\xc0") + 5  # height and width stand there
    larger = data[:header] + struct.pack(">HH", 10_000, 8001) + data[header + 4 :]
    assert reason(larger) == "The picture has 8001 × 10000 pixels; the limit is 80 million. Export it smaller."


# In a process of its own


def test_finely_structured_picture_is_taken():
    noise = Image.merge("RGB", [Image.effect_noise((1600, 1000), 80)] * 3)
    picture = prepare(picture_file("JPEG", noise, quality=92))
    assert (picture.width, picture.height) == (1600, 1000)
    assert [read(file).size for file in picture.files] == [
        (1600, 1000), (1600, 1000), (1600, 1000), (1200, 750), (1200, 750), (960, 600), (960, 600),
        (768, 480), (768, 480), (480, 300), (480, 300), (320, 200), (320, 200),
    ]  # fmt: skip


def test_prepared_picture_is_what_the_pure_functions_make():
    data = jpeg_with_iptc({90: [b"Hamar"], 55: [b"20251213"], 25: [b"ice", b"oval"]})
    picture, prepared = open_picture(data), prepare(data)
    assert prepared.files == (master(picture), *renditions(picture))
    assert prepared.metadata == picture.metadata == glance(data)
    assert prepare(io.BytesIO(data), renditions=False).files == (master(picture),)
    assert prepare_lossless(data, [(1, 1)]).files == ()
    (lossless,) = prepare_lossless(data, [(1, 1), (600, 400)]).files
    assert (read(lossless).format, read(lossless).size) == ("PNG", (600, 400))


@pytest.mark.parametrize("data", [b"", b"rubbish", picture_file()[:900]])
def test_unusable_picture_is_refused_with_the_same_words(data):
    with pytest.raises(UnusablePictureError) as caught:
        prepare(data)
    assert str(caught.value) == reason(data)
    assert glance(data).caption == ""


def test_picture_that_unpacks_to_too_much_memory_is_refused_in_words():
    data = picture_file("PNG", image((6300, 6300), "RGBA", (1, 2, 3, 100)))
    assert len(data) < 200_000
    with pytest.raises(UnreadableError, match="too large to read: unpacked, it needs more than 256 MB of memory"):
        run.read(
            "picture",
            data,
            "isuwc.files.pictures.images",
            "prepare",
            True,
            limits=Limits(256 * MB, 30, 192 * MB),
            patience=60,
        )

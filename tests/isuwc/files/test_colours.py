"""The table of colours: what a file says of its colour space, in which place of which format, and the site's pixels.

The reference is arithmetic of its own: the matrices and curves that CSS Color 4 prints for Adobe RGB, Display P3 and
BT.2020. HEIC files are in `pictures_as_sent`, since nothing that the site uses writes them.
"""

import io
import itertools
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from isuwc.files.pictures.boxes import nclx
from isuwc.files.pictures.colour_spaces import ADOBE_RGB, SRGB, ColourSpace, Hdr, of_code_points
from isuwc.files.pictures.images import UnusablePictureError, open_picture
from isuwc.files.pictures.renditions import renditions
from tests.factories.images import image, picture_file

RED = (171, 35, 35)  # in Adobe RGB the red that sRGB writes (200, 30, 30)
SENT = Path(__file__).with_name("pictures_as_sent")

TO_XYZ = {
    "sRGB": (
        (0.41239080, 0.35758434, 0.18048079),
        (0.21263901, 0.71516868, 0.07219232),
        (0.01933082, 0.11919478, 0.95053215),
    ),
    "Adobe RGB": (
        (0.57666904, 0.18555824, 0.18822865),
        (0.29734498, 0.62736357, 0.07529146),
        (0.02703136, 0.07068885, 0.99133754),
    ),
    "Display P3": (
        (0.48657095, 0.26566769, 0.19821729),
        (0.22897456, 0.69173852, 0.07928691),
        (0.0, 0.04511338, 1.04394437),
    ),
    "BT.2020": (
        (0.63695805, 0.14461690, 0.16888098),
        (0.26270021, 0.67799807, 0.05930172),
        (0.0, 0.02807269, 1.06098506),
    ),
}
FROM_XYZ = (
    (3.24096994, -1.53738318, -0.49861076),
    (-0.96924364, 1.87596750, 0.04155506),
    (0.05563008, -0.20397696, 1.05697151),
)
ADOBE_GAMMA = 563 / 256


def reference(space: str, pixel, gamma: float | None = None) -> tuple[int, ...]:
    """The pixel in sRGB, worked out in floating point; colours outside of sRGB are cut off."""
    linear = [decoded(level / 255, gamma) for level in pixel]
    xyz = [sum(a * b for a, b in zip(row, linear, strict=True)) for row in TO_XYZ[space]]
    levels = [sum(a * b for a, b in zip(row, xyz, strict=True)) for row in FROM_XYZ]
    return tuple(round(255 * encoded(min(max(level, 0), 1))) for level in levels)


def decoded(level: float, gamma: float | None) -> float:
    if gamma:
        return level**gamma
    return level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4


def encoded(level: float) -> float:
    return level * 12.92 if level <= 0.0031308 else 1.055 * level ** (1 / 2.4) - 0.055


def test_reference_says_what_is_known_of_adobe_rgb():
    assert reference("Adobe RGB", RED, ADOBE_GAMMA) == (200, 30, 30)
    assert reference("sRGB", (1, 128, 254)) == (1, 128, 254)


def is_near(pixel, expected, by: int = 2) -> bool:
    return max(abs(a - b) for a, b in zip(pixel, expected, strict=True)) <= by


def camera(space: int, index: str = "", **numbers) -> Image.Exif:
    """EXIF as cameras write it: the colour space, and the index of the interoperability directory."""
    exif = Image.Exif()
    exif[0x010F] = "A maker"
    directory = exif.get_ifd(0x8769)
    directory[0xA001] = space
    if index:
        directory[0xA005] = {1: index}
    if numbers:
        exif[0x013F], exif[0x013E], directory[0xA500] = numbers["primaries"], numbers["white"], numbers["gamma"]
    return exif


def jpeg(pixel, **options) -> bytes:
    return picture_file("JPEG", image((64, 48), color=pixel), quality=98, subsampling=0, **options)


def webp(pixel, **options) -> bytes:
    return picture_file("WEBP", image((64, 48), color=pixel), lossless=True, **options)


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def png(pixel, chunks: dict[bytes, bytes] | None = None, mode: str = "RGB", **options) -> bytes:
    info = PngInfo()
    for name, content in (chunks or {}).items():
        info.add(name, content)
    return picture_file("PNG", image((64, 48), mode, pixel), pnginfo=info, **options)


def avif(pixel, primaries: int, transfer: int = 13, **options) -> bytes:
    data = picture_file("AVIF", image((64, 48), color=pixel), quality=95, subsampling="4:4:4", **options)
    at = data.index(b"colrnclx") + 8
    return data[:at] + struct.pack(">HH", primaries, transfer) + data[at + 4 :]


def chrm(space: ColourSpace) -> bytes:
    points = (space.white, space.red, space.green, space.blue)
    return struct.pack(">8I", *(round(100_000 * value) for point in points for value in point))


ADOBE = reference("Adobe RGB", RED, ADOBE_GAMMA)
P3 = reference("Display P3", RED)
PLAIN = RED
ADOBE_CHUNKS = {b"gAMA": struct.pack(">I", 45470), b"cHRM": chrm(ADOBE_RGB)}
DCF = {"primaries": (0.64, 0.33, 0.21, 0.71, 0.15, 0.06), "white": (0.3127, 0.329), "gamma": 2.2}

TABLE = {
    "JPEG, nothing": (jpeg(RED), PLAIN),
    "JPEG, ICC": (jpeg(RED, icc_profile=ADOBE_RGB.profile()), ADOBE),
    "JPEG, EXIF R03": (jpeg(RED, exif=camera(0xFFFF, "R03")), ADOBE),
    "JPEG, EXIF colour space 2": (jpeg(RED, exif=camera(2)), ADOBE),
    "JPEG, EXIF primaries": (jpeg(RED, exif=camera(0xFFFF, **DCF)), ADOBE),
    "JPEG, EXIF R98": (jpeg(RED, exif=camera(1, "R98")), PLAIN),
    "JPEG, EXIF sRGB, an index left over": (jpeg(RED, exif=camera(1, "R03")), PLAIN),
    "JPEG, EXIF another, unnamed": (jpeg(RED, exif=camera(0xFFFF)), PLAIN),
    "JPEG, ICC before EXIF": (
        jpeg(RED, exif=camera(0xFFFF, "R03"), icc_profile=srgb_profile()),
        PLAIN,
    ),
    "JPEG, ICC damaged": (jpeg(RED, icc_profile=b"no profile"), PLAIN),
    "WebP, ICC": (webp(RED, icc_profile=ADOBE_RGB.profile()), ADOBE),
    "WebP, EXIF R03": (webp(RED, exif=camera(0xFFFF, "R03")), ADOBE),
    "PNG, iCCP": (png(RED, icc_profile=ADOBE_RGB.profile()), ADOBE),
    "PNG, sRGB": (png(RED, {b"sRGB": b"\0"}), PLAIN),
    "PNG, sRGB before gAMA and cHRM": (png(RED, {**ADOBE_CHUNKS, b"sRGB": b"\0"}), PLAIN),
    "PNG, gAMA and cHRM of sRGB": (png(RED, {b"gAMA": struct.pack(">I", 45455), b"cHRM": chrm(SRGB)}), PLAIN),
    "PNG, gAMA of 1.8": (png(RED, {b"gAMA": struct.pack(">I", round(100_000 / 1.8))}), reference("sRGB", RED, 1.8)),
    "PNG, grey, gAMA of 1.8": (
        png(90, {b"gAMA": struct.pack(">I", round(100_000 / 1.8))}, "L"),
        reference("sRGB", (90, 90, 90), 1.8),
    ),
    "PNG, cHRM of Display P3": (png(RED, {b"cHRM": chrm(of_code_points(12, 13))}), P3),
    "PNG, cHRM with more after it": (png(RED, {b"cHRM": chrm(of_code_points(12, 13)) + bytes(8)}), P3),
    "PNG, cHRM of no colours": (png(RED, {b"cHRM": struct.pack(">8I", *[33_000] * 8)}), PLAIN),
    "PNG, gAMA of 0": (png(RED, {b"gAMA": bytes(4)}), PLAIN),
    "PNG, cICP of Display P3": (png(RED, {b"cICP": bytes([12, 13, 0, 1])}), P3),
    "PNG, cICP before iCCP": (png(RED, {b"cICP": bytes([1, 13, 0, 1])}, icc_profile=ADOBE_RGB.profile()), PLAIN),
    "PNG, cICP of nothing known": (png(RED, {b"cICP": bytes([2, 2, 0, 1])}, icc_profile=ADOBE_RGB.profile()), ADOBE),
    "PNG, EXIF R03": (png(RED, exif=camera(0xFFFF, "R03")), ADOBE),
    "AVIF, nclx of sRGB": (avif(RED, 1), PLAIN),
    "AVIF, nclx of Display P3": (avif(RED, 12), P3),
    "AVIF, nclx of BT.2020, the curve of television": (avif((120, 90, 80), 9, 14), reference("BT.2020", (120, 90, 80))),
    "AVIF, ICC": (picture_file("AVIF", image((64, 48), color=RED), quality=95, icc_profile=ADOBE_RGB.profile()), ADOBE),
    "HEIC, nclx of sRGB": ((SENT / "plain.heic").read_bytes(), PLAIN),
    "HEIC, nclx of Display P3": ((SENT / "p3-nclx.heic").read_bytes(), P3),
    "HEIC, ICC": ((SENT / "adobe-rgb-icc.heic").read_bytes(), ADOBE),
}


@pytest.mark.parametrize(("data", "expected"), TABLE.values(), ids=TABLE.keys())
def test_pixels_are_those_that_the_file_means(data, expected):
    picture = open_picture(data)
    assert is_near(picture.image.getpixel((20, 20)), expected), picture.image.getpixel((20, 20))


def test_the_files_for_pages_have_these_pixels_and_no_profile():
    for file in renditions(open_picture(TABLE["JPEG, EXIF R03"][0]), kinds=("webp", "jpg", "avif")):
        with Image.open(io.BytesIO(file.data)) as opened:
            assert "icc_profile" not in opened.info
            assert is_near(opened.convert("RGB").getpixel((20, 20)), (200, 30, 30), 4)


@pytest.mark.parametrize("pixel", [*itertools.product((0, 64, 200, 255), repeat=3)])
def test_the_profile_of_adobe_rgb_agrees_with_the_reference_everywhere(pixel):
    picture = open_picture(png(pixel, exif=camera(0xFFFF, "R03")))
    assert is_near(picture.image.getpixel((20, 20)), reference("Adobe RGB", pixel, ADOBE_GAMMA), 3)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ((SENT / "hdr-pq.heic").read_bytes(), "PQ"),
        (avif(RED, 9, 18), "HLG"),
        (png(RED, {b"cICP": bytes([9, 16, 0, 1])}), "PQ"),
    ],
    ids=["HEIC", "AVIF", "PNG"],
)
def test_hdr_is_refused_in_words_instead_of_shown_grey(data, name):
    with pytest.raises(UnusablePictureError) as caught:
        open_picture(data)
    assert str(caught.value) == (
        f"This picture is in HDR ({name}), which the site can't show in its true brightness. Export it in SDR, as JPEG."
    )


def test_code_points_that_say_nothing_are_no_colour_space():
    assert of_code_points(2, 2) is None
    assert of_code_points(1, 13) == of_code_points(1, 1) == SRGB
    assert of_code_points(2, 16) == Hdr("PQ")


@pytest.mark.parametrize(
    "space",
    [
        ColourSpace((0.3, 0.3), (0.3, 0.3), (0.3, 0.3)),
        ColourSpace((0.64, 0.33), (0.3, 0.6), (0.15, 0.06), (0.3, 0.0)),
        ColourSpace((0.64, 0.33), (0.3, 0.6), (0.15, 0.06), gamma=1000.0),
    ],
)
def test_numbers_that_are_no_colours_make_no_profile(space):
    with pytest.raises(ValueError, match=r".+"):
        space.profile()


def test_profile_is_one_that_others_read():
    read = ImageCms.ImageCmsProfile(io.BytesIO(ADOBE_RGB.profile())).profile
    assert (read.version, read.xcolor_space, read.connection_space, read.device_class) == (4.3, "RGB ", "XYZ ", "mntr")
    # The matrix that Adobe's specification prints for D50, 4.3.5.3
    expected = [(0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)]
    found = [read.red_colorant[0], read.green_colorant[0], read.blue_colorant[0]]
    assert [tuple(round(value, 4) for value in row) for row in found] == [
        tuple(round(value, 4) for value in row) for row in expected
    ]


@given(st.binary(max_size=300))
def test_rubbish_in_boxes_is_no_colour(rubbish):
    data = (SENT / "plain.heic").read_bytes()
    assert nclx(rubbish) is None
    assert nclx(data) == (1, 13)
    damaged = data[:60] + rubbish + data[60 + len(rubbish) :]
    found = nclx(damaged)
    assert found is None or all(isinstance(each, int) for each in found)


# HEIC, as phones send it


def test_heic_is_upright_and_its_words_are_read():
    picture = open_picture((SENT / "turned.heic").read_bytes())
    assert (picture.width, picture.height) == (64, 96)
    assert is_near(picture.image.getpixel((60, 48)), (0, 0, 255), 8)  # the edge that the camera had on top
    assert is_near(picture.image.getpixel((20, 48)), (180, 30, 60), 8)
    assert (picture.metadata.caption, picture.metadata.city) == ("A skater", "Hamar")


def test_heic_of_few_bytes_and_too_many_pixels_is_refused_before_one_is_decoded():
    data = (SENT / "fifty-million-pixels.heic").read_bytes()
    assert len(data) < 100_000
    with pytest.raises(UnusablePictureError) as caught:
        open_picture(data)
    assert str(caught.value) == "The picture has 7200 × 7000 pixels; the limit is 50 million. Export it smaller."


@pytest.mark.parametrize("size", [(65, 48), (5000, 10_000), (60_000, 60_000)])
def test_heic_that_claims_another_size_than_it_has_is_damaged(size):
    data = (SENT / "plain.heic").read_bytes()
    at = data.index(b"ispe") + 8
    with pytest.raises(UnusablePictureError, match="damaged or was not uploaded whole"):
        open_picture(data[:at] + struct.pack(">II", *size) + data[at + 8 :])


def test_heic_whose_pixels_are_not_there_is_damaged():
    with pytest.raises(UnusablePictureError, match="damaged or was not uploaded whole"):
        open_picture((SENT / "plain.heic").read_bytes()[:-20])

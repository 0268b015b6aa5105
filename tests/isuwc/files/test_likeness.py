"""The same picture is recognised after it was scaled, compressed or saved anew, and no other picture passes for it.

`ALIKE` is between what these tests measure: at most 4 bits between copies, at least 10 between the demo's pictures and
200 others that share their composition (dark stands, bright ice, skaters, lines).
"""

import io
import itertools
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from isuwc.files.pictures.likeness import ALIKE, NOTHING, distance, likeness
from isuwc.files.pictures.uploaded import likeness_of, prepare
from tests.factories.images import image, picture_file, scene

DEMO = Path(__file__).parents[3] / "isuwc/site/demo/pictures"


@cache
def demo() -> list[Image.Image]:
    return [Image.open(path).convert("RGB") for path in sorted(DEMO.glob("*.webp"))]


def saved(picture: Image.Image, kind: str, **options) -> Image.Image:
    return Image.open(io.BytesIO(picture_file(kind, picture, **options)))


def smaller(picture: Image.Image) -> Image.Image:
    return picture.resize((picture.width * 3 // 10, picture.height * 3 // 10), Image.Resampling.LANCZOS)


COPIES = {
    "30 %": smaller,
    "JPEG at 40": lambda picture: saved(picture, "JPEG", quality=40),
    "30 % and JPEG at 40": lambda picture: saved(smaller(picture), "JPEG", quality=40),
    "PNG": lambda picture: saved(picture, "PNG"),
    "WebP at 50": lambda picture: saved(picture, "WEBP", quality=50),
    "AVIF at 50": lambda picture: saved(picture, "AVIF", quality=50, speed=10),
    "saved three times": lambda picture: saved(saved(saved(picture, "JPEG"), "WEBP"), "JPEG", quality=70),
}


@pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES.keys())
def test_copies_are_recognised(copied):
    pictures = [*(picture.resize((900, 600)) for picture in demo()), *(scene(seed) for seed in range(0, 200, 10))]
    furthest = max(distance(likeness(picture), likeness(copied(picture))) for picture in pictures)
    assert furthest <= 4 < ALIKE


def test_no_two_different_pictures_pass_for_one():
    found = [likeness(picture) for picture in [*demo(), *(scene(seed) for seed in range(200))]]
    assert len(found) == 211
    assert min(distance(one, other) for one, other in itertools.combinations(found, 2)) == 10 > ALIKE


@pytest.mark.parametrize("level", [0, 90, 255])
def test_picture_without_anything_in_it_is_like_no_other(level):
    plain = Image.new("RGB", (300, 200), (level,) * 3)
    assert likeness(plain) == NOTHING
    plain.putpixel((5, 5), (level ^ 8,) * 3)
    assert likeness(plain) == NOTHING


@given(st.integers(-(2**63), 2**63 - 1), st.integers(-(2**63), 2**63 - 1))
def test_distance_is_one_of_bits(one, other):
    assert distance(one, one) == 0
    assert (
        distance(one, other) == distance(other, one) == sum(a != b for a, b in zip(bits(one), bits(other), strict=True))
    )


def bits(number: int) -> str:
    return format(number % (1 << 64), "064b")


def test_quick_look_at_a_file_finds_what_its_preparation_does():
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    for data in (picture_file("JPEG", scene(1).resize((3000, 2000)), exif=exif), picture_file("PNG", scene(2))):
        quick = likeness_of(data)
        assert quick is not None
        assert distance(quick, prepare(data, renditions=False).likeness) <= 2
    assert (likeness_of(b"no picture"), likeness_of(picture_file("PNG", image()))) == (None, NOTHING)

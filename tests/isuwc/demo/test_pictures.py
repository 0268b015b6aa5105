import pytest
from PIL import Image, ImageChops, ImageStat

from isuwc.demo.pictures import SIZE, STUDIES, draw

SMALL = (360, 240)


def difference(first: Image.Image, second: Image.Image) -> float:
    """Mean difference of levels, 0 to 255."""
    return sum(ImageStat.Stat(ImageChops.difference(first, second)).mean) / 3


def test_there_are_ten_studies():
    assert list(STUDIES) == [
        "aerial",
        "blades",
        "streaks",
        "laps",
        "swirl",
        "pursuit",
        "crossing",
        "hall",
        "start",
        "dawn",
    ]


@pytest.mark.parametrize("study", STUDIES)
def test_a_study_is_the_same_for_the_same_seed_and_another_for_another(study):
    first = draw(study, 1, SMALL)
    assert (first.mode, first.size) == ("RGB", SMALL)
    assert first.tobytes() == draw(study, 1, SMALL).tobytes()
    assert difference(first, draw(study, 2, SMALL)) > 2


@pytest.mark.parametrize("study", STUDIES)
def test_a_study_has_light_and_dark_and_colour(study):
    image = draw(study, 3, SMALL)
    low, high = image.convert("L").quantize(256).convert("L").getextrema()
    assert high - low > 90
    assert max(ImageStat.Stat(image.convert("HSV").getchannel("S")).mean) > 25


def test_studies_differ_from_one_another():
    images = [draw(study, 1, SMALL) for study in STUDIES]
    pairs = [(a, b) for n, a in enumerate(images) for b in images[n + 1 :]]
    assert min(difference(a, b) for a, b in pairs) > 15


def test_a_study_is_drawn_at_full_size():
    assert draw("hall", 1).size == SIZE == (2400, 1600)


def test_an_unknown_study_is_a_key_error():
    with pytest.raises(KeyError):
        draw("portrait", 1)

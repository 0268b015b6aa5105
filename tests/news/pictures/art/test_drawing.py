import pytest
from PIL import Image

from news.pictures.art.drawing import Canvas, contrast, grain, linear, mix, oklch, radial_levels


def test_oklch_gives_the_published_colours():
    assert (oklch(1, 0, 0), oklch(0, 0, 0)) == ((255, 255, 255), (0, 0, 0))
    assert oklch(0.62796, 0.25768, 29.234) == (255, 0, 0)
    assert oklch(0.45201, 0.31321, 264.05) == (0, 0, 255)


def test_contrast_is_that_of_wcag():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.005)


def test_mix_goes_from_the_first_to_the_second():
    assert [mix((0, 10, 20), (100, 110, 120), share) for share in (0, 0.5, 1)] == [
        (0, 10, 20),
        (50, 60, 70),
        (100, 110, 120),
    ]


def test_linear_runs_towards_its_angle():
    across = linear((100, 40), [(0, (0, 0, 0)), (1, (250, 250, 250))], 0)
    assert [round(across.getpixel((x, 20))[0] / 25) for x in (0, 50, 99)] == [0, 5, 10]
    down = linear((40, 100), [(0, (0, 0, 0)), (1, (250, 250, 250))], 90)
    assert [round(down.getpixel((20, y))[0] / 25) for y in (0, 50, 99)] == [0, 5, 10]


def test_radial_levels_end_on_their_ellipse():
    levels = radial_levels((200, 100), (0.5, 0.5), (0.25, 0.25))
    assert levels.getpixel((100, 50)) >= 250
    assert [levels.getpixel(point) for point in ((48, 50), (152, 50), (100, 23), (100, 77), (0, 0))] == [0] * 5
    assert 100 < levels.getpixel((125, 50)) < 155


def test_sheet_draws_smooth_areas_at_their_place():
    sheet = Canvas((10, 10))
    sheet.area([(2, 2), (5, 2), (5, 5), (2, 5)])
    mask = sheet.mask()
    assert mask.getpixel((3, 3)) == 255
    assert mask.getpixel((8, 8)) == 0


def test_grain_keeps_the_mean_and_is_the_same_for_a_seed():
    grey = Image.new("RGB", (64, 64), (120, 120, 120))
    assert grain(grey, 7).tobytes() == grain(grey, 7).tobytes() != grain(grey, 8).tobytes()
    levels = list(grain(grey, 7).convert("L").get_flattened_data())
    assert abs(sum(levels) / len(levels) - 120) < 1

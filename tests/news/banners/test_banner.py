import io
import itertools
import shutil
import subprocess

import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from isuwc.site.demo.articles import PICTURES
from news.pictures.art import banner, frame
from news.pictures.art.banner import BannerText, UnusableArtError
from news.pictures.art.drawing import contrast
from news.pictures.art.qr import symbol

ADDRESS = "https://www.example.org/q/k7mpx/"


def text(**values: str) -> BannerText:
    defaults = {
        "mark": "3",
        "title": "World Cup 3",
        "city": "Heerenveen",
        "country": "Netherlands",
        "dates": "5–7 December 2025",
        "series": "ISU World Cup Speed Skating",
        "hashtag": "SpeedSkating",
    }
    return BannerText(**{**defaults, **values})


def decoded(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image)]


def reopened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB")


@pytest.mark.parametrize(("scale", "size"), [(1, (1280, 200)), (2, (2560, 400))])
@pytest.mark.parametrize("kind", ["png", "webp"])
def test_banner_has_its_exact_size_and_decodes_from_the_file(scale, size, kind):
    data = banner.encode(banner.draw(text(), ADDRESS, scale), kind)
    image = reopened(data)
    assert image.size == size
    assert decoded(image) == [ADDRESS]


def test_code_decodes_after_compression_and_at_half_the_size():
    image = banner.draw(text(), ADDRESS)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=70)
    compressed = reopened(buffer.getvalue())
    sizes = [(1280, 200), (960, 150), (768, 120), (640, 100)]
    assert [decoded(compressed.resize(size, Image.Resampling.BILINEAR)) for size in sizes] == [[ADDRESS]] * 4


def test_code_decodes_with_a_second_reader(tmp_path):
    zbar = shutil.which("zbarimg")
    if zbar is None:
        pytest.skip("zbarimg is not installed")
    files = []
    for n, placement in enumerate(("right", "left")):
        files.append(tmp_path / f"{n}.png")
        files[-1].write_bytes(banner.encode(banner.draw(text(), ADDRESS, placement=placement), "png"))
    run = subprocess.run([zbar, "--quiet", "--raw", *files], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [ADDRESS, ADDRESS]


@pytest.mark.parametrize("placement", ["right", "left"])
@pytest.mark.parametrize("scale", [1, 2])
def test_quiet_zone_is_whole_and_light(scale, placement):
    image = banner.draw(text(), ADDRESS, scale, placement=placement)
    code = symbol(ADDRESS)
    box = frame.code_box(code, scale, placement)
    module = frame.module_size(code) * scale
    assert (module, box[2] - box[0]) == (5 * scale, 37 * 5 * scale)
    card = image.crop(box)
    paper = banner.palette_of(text()).paper
    quiet = 4 * module
    # The tip of one corner is round; the rest of the zone is one light colour.
    sides = [
        (0, quiet, quiet, card.height),
        (0, card.height - quiet, card.width, card.height),
        (quiet, 0, card.width - quiet, quiet),
    ]
    assert [card.crop(side).getcolors() for side in sides] == [
        [((side[2] - side[0]) * (side[3] - side[1]), paper)] for side in sides
    ]
    assert contrast(paper, banner.palette_of(text()).ink) > 12


def test_an_address_too_long_to_be_read_from_a_banner_is_refused():
    with pytest.raises(ValueError, match="too long for a QR code that can be read from a banner"):
        banner.draw(text(), "https://www.example.org/" + "x" * 400)


LONG_NAMES = [
    "Tomaszów Mazowiecki",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "A place whose name goes on and on " * 6,
]


@pytest.mark.parametrize("city", ["Inzell", *LONG_NAMES])
@pytest.mark.parametrize("placement", ["right", "left"])
@pytest.mark.parametrize("scale", [1, 2])
def test_words_stay_in_their_column_and_off_one_another(city, placement, scale):
    words = text(city=city, dates="30 December 2025 – 1 January 2026", title="World Cup Final", mark="10")
    code = symbol(ADDRESS)
    lines = banner.layout(words, code, scale, placement)
    left, right = frame.column(code, scale, placement)
    boxes = [line.box for line in lines]
    assert [(box[0] >= left - 4 * scale, box[2] <= right) for box in boxes] == [(True, True)] * 4
    mark, series, place, details = boxes
    assert mark[2] < min(series[0], place[0], details[0])
    assert (series[3] < place[1] + 12 * scale, place[1] > 0, details[3] < 200 * scale) == (True, True, True)
    assert lines[3].text.startswith("World Cup Final · 30 December 2025")


def test_a_long_name_gets_narrow_before_it_gets_small_and_small_before_it_is_cut():
    code = symbol(ADDRESS)
    normal, narrow, small, cut = (
        banner.layout(text(city=city), code)[2] for city in ("Hamar", "Tomaszów Mazowiecki Zdrój", *LONG_NAMES[1:])
    )
    assert (normal.size, normal.width) == (76, 84)
    assert (narrow.size, narrow.width < 84) == (76, True)
    assert (small.size < 76, small.width, small.text) == (True, 62, LONG_NAMES[1])
    assert (cut.size, cut.text[-1]) == (30, "…")


@pytest.mark.parametrize("art", ["none", "white", "swirl", "noise"])
def test_every_word_has_enough_contrast_on_any_art(art):
    pictures = {
        "none": None,
        "white": Image.new("RGB", (3000, 2000), "white"),
        "swirl": Image.open(PICTURES / "swirl-24.webp").resize((1280, 853)),
        "noise": Image.effect_noise((1280, 200), 200).convert("RGB"),
    }
    for number in range(1, 9):
        words = text(mark=str(number))
        image = banner.ground(words, 1, pictures[art])
        colours = banner.text_colours(banner.palette_of(words))
        for line, colour in zip(banner.layout(words, symbol("x")), colours, strict=True):
            pixels = image.crop(line.box).getcolors(200_000) or []
            assert min(contrast(colour, pixel) for _, pixel in pixels) >= 4.5


def test_art_is_seen_beside_the_words():
    red = Image.new("RGB", (1280, 200), (200, 0, 0))
    assert banner.draw(text(), ADDRESS, art=red).getpixel((1050, 100)) == (200, 0, 0)


def test_neighbours_in_a_season_have_their_own_colours():
    cities = ["Salt Lake City", "Calgary", "Heerenveen", "Hamar", "Inzell", "Heerenveen"]
    hues = [banner.palette_of(text(mark=str(n), city=city)).hue for n, city in enumerate(cities, 1)]
    assert all(first != second for first, second in itertools.pairwise(hues))
    assert len(set(hues)) >= 4


def test_the_same_data_draw_the_same_banner():
    first = banner.draw(text(), ADDRESS)
    assert first.tobytes() == banner.draw(text(), ADDRESS).tobytes()
    assert first.tobytes() != banner.draw(text(city="Hamar"), ADDRESS).tobytes()


def test_fingerprint_changes_with_each_input_and_parts_do_not_run_together():
    names = {
        banner.fingerprint(text(), ADDRESS),
        banner.fingerprint(text(dates="6–7 December 2025"), ADDRESS),
        banner.fingerprint(text(), ADDRESS + "x"),
        banner.fingerprint("a", "bc"),
        banner.fingerprint("ab", "c"),
    }
    assert len(names) == 5
    assert banner.fingerprint(text(), ADDRESS) == banner.fingerprint(text(), ADDRESS)


@pytest.mark.parametrize("size", [(1280, 200), (2560, 400)])
@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize("placement", ["right", "left"])
def test_a_code_is_set_into_uploaded_art(size, scale, placement):
    art = Image.effect_noise(size, 120).convert("RGB")
    image = banner.complete(art, ADDRESS, scale, placement)
    assert image.size == (1280 * scale, 200 * scale)
    assert decoded(image) == [ADDRESS]
    # Away from the code the art is untouched.
    middle = (500 * scale, 0, 780 * scale, 200 * scale)
    plain = art if art.size == image.size else art.resize(image.size, Image.Resampling.LANCZOS)
    assert image.crop(middle).tobytes() == plain.crop(middle).tobytes()


@pytest.mark.parametrize("size", [(1280, 201), (1279, 200), (2560, 200), (3840, 600)])
def test_uploaded_art_of_another_size_is_refused_with_the_reason(size):
    with pytest.raises(UnusableArtError) as caught:
        banner.complete(Image.new("RGB", size), ADDRESS)
    assert str(caught.value) == (
        f"The banner has {size[0]} × {size[1]} pixels; it must have exactly 1280 × 200, or 2560 × 400."
    )


NAMES = st.text(st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=["C"]), max_size=70)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    words=st.builds(BannerText, NAMES, NAMES, NAMES, NAMES, NAMES, NAMES, NAMES),
    code=st.text("23456789abcdefghjkmnpqrstuvwxyz", min_size=5, max_size=8),
    host=st.sampled_from(["http://127.0.0.1:8000", "https://www.example.org", "https://speed-skating.example.org"]),
    placement=st.sampled_from(["right", "left"]),
)
def test_every_banner_decodes_whatever_it_says(words, code, host, placement):
    address = f"{host}/q/{code}/"
    image = banner.draw(words, address, placement=placement)
    assert image.size == (1280, 200)
    assert decoded(reopened(banner.encode(image, "webp"))) == [address]


@pytest.mark.parametrize("art", [None, Image.new("RGB", (3000, 2000), "white")])
def test_art_for_phones_lets_white_words_be_read(art):
    image = banner.phone_art(text(), art)
    assert image.size == (960, 360)
    pixels = image.crop((0, 0, 672, 360)).getcolors(300_000) or []
    assert min(contrast((255, 255, 255), pixel) for _, pixel in pixels) >= 4.5

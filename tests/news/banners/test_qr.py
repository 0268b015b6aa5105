import io
import re
import shutil
import subprocess

import pytest
import zxingcpp
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from news.pictures.art import qr

ADDRESS = "https://www.example.org/q/k7mpx/"


def opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image


def decoded(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image.convert("RGB"))]


def test_symbol_uses_the_best_level_that_does_not_make_it_larger():
    assert qr.symbol(ADDRESS).size == 29  # version 3, the same at level M and Q
    assert qr.symbol("http://127.0.0.1:8000/q/k7mpx/").size == 29
    assert qr.symbol("a").size == 21


@pytest.mark.parametrize("text", ["", "x" * 3000])
def test_what_fits_no_code_is_refused(text):
    with pytest.raises(ValueError, match="QR code"):
        qr.symbol(text)


def test_png_is_large_crisp_and_has_its_quiet_zone():
    image = opened(qr.png(ADDRESS))
    module = 1200 // 37 + 1
    assert image.size == (37 * module, 37 * module)
    assert image.mode == "1"
    assert [round(dpi) for dpi in image.info["dpi"]] == [300, 300]
    assert image.convert("L").point(lambda level: 255 - level).getbbox() == (
        4 * module,
        4 * module,
        33 * module,
        33 * module,
    )
    # Every module is one colour: reduced to a pixel each and enlarged again it is the same picture.
    small = image.resize((37, 37), Image.Resampling.NEAREST)
    assert small.resize(image.size, Image.Resampling.NEAREST).tobytes() == image.tobytes()


def test_png_decodes_with_two_independent_readers(tmp_path):
    file = tmp_path / "code.png"
    file.write_bytes(qr.png(ADDRESS))
    assert decoded(opened(file.read_bytes())) == [ADDRESS]
    zbar = shutil.which("zbarimg")
    if zbar is None:
        pytest.skip("zbarimg is not installed")
    run = subprocess.run([zbar, "--quiet", "--raw", file], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [ADDRESS]


def test_svg_draws_the_same_modules():
    root = ElementTree.fromstring(qr.svg(ADDRESS, "World Cup 1 <Stavanger> & more"))
    namespace = "{http://www.w3.org/2000/svg}"
    assert root.get("viewBox") == "0 0 37 37"
    assert root.findtext(f"{namespace}title") == "World Cup 1 <Stavanger> & more"
    ground, dark = (path.get("d", "") for path in root.findall(f"{namespace}path"))
    assert ground == "M0 0h37v37h-37z"
    modules = {
        (int(x) + step, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", dark)
        for step in range(int(length))
    }
    code = qr.symbol(ADDRESS)
    assert modules == {(x + 4, y + 4) for y, row in enumerate(code.rows) for x, is_dark in enumerate(row) if is_dark}


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=120), st.integers(2, 6))
def test_every_code_decodes(text, module):
    assert decoded(qr.draw(qr.symbol(text), module, dark=(10, 30, 60), light=(240, 248, 255))) == [text]


@given(st.text(min_size=1, max_size=60), st.text(max_size=60))
def test_svg_is_well_formed_whatever_the_words(text, title):
    assert ElementTree.fromstring(qr.svg(text, title)).tag == "{http://www.w3.org/2000/svg}svg"

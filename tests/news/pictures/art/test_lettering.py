import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from news.pictures.art.lettering import Line, fitted, font


def test_the_typeface_has_the_letters_that_names_need():
    missing = bytes(font(40, 600, 100).getmask("\ue000"))
    names = (
        "ÆØÅæøåŁłŻżĄąĘęÓóŚśŹźĆćŃńČčŠšŽžĎďŤťŇňŘřĽľŐőŰűĞğİıŞşȘșȚțĀāĒēĪīŪūÀàÇçÈèÉéÊêËëÎîÏïÔôŒœÜüßÐðÞþ–—·’“”#&0123456789"
    )
    assert [letter for letter in names if bytes(font(40, 600, 100).getmask(letter)) == missing] == []


def test_weight_and_width_change_the_letters():
    assert font(40, 600, 62).getlength("Heerenveen") < font(40, 600, 100).getlength("Heerenveen")
    assert font(40, 800, 100).getlength("Heerenveen") > font(40, 400, 100).getlength("Heerenveen")


@pytest.mark.parametrize("spacing", [0, 3])
def test_the_ink_is_within_the_box(spacing):
    image = Image.new("RGB", (600, 200))
    line = Line("Ågot Jøsok 10", 50, 120, 60, 700, 80, spacing)
    line.draw(image, (255, 255, 255))
    left, top, right, bottom = image.getbbox()
    box = line.box
    assert (box[0] <= left, box[1] <= top, box[2] >= right - 1, box[3] >= bottom) == (True,) * 4
    assert (left - box[0] < 12, box[2] - right < 12) == (True, True)


@given(
    st.text(st.characters(min_codepoint=33, max_codepoint=0x17F, exclude_categories=["C"]), max_size=120),
    st.integers(120, 1200),
    st.sampled_from([0, 2]),
)
def test_fitted_text_never_leaves_its_room(text, room, spacing):
    line = fitted(text, room, left=10, baseline=80, size=60, smallest=12, weight=700, width=100, spacing=spacing)
    assert line.box[2] - 10 <= room
    assert line.text in (" ".join(text.split()), "…") or line.text.endswith("…")


def test_fitted_makes_of_white_space_what_a_page_makes_of_it():
    assert fitted(" a \n b ", 500, left=0, baseline=50, size=20, smallest=10, weight=400, width=100).text == "a b"

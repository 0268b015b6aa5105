import pytest
from hypothesis import given
from hypothesis import strategies as st

from isuwc.text.slugs import fold
from standings.spelling.names import initial, name_key, sort_key


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Andżelika  WÓJCIK", "andzelika wojcik"),
        ("Bjørn Magnussen", "bjorn magnussen"),
        ("Gabriel Groß", "gabriel gross"),
        ("Paweł Łukasz", "pawel lukasz"),
        ("Jéssica Carolina", "jessica carolina"),
    ],
)
def test_fold_strips_accents_and_capitals(name, folded):
    assert fold(name) == folded


@given(st.text())
def test_fold_changes_nothing_the_second_time(name):
    assert fold(fold(name)) == fold(name)


def test_name_key_is_equal_over_order_and_hyphens():
    assert name_key("Min-Sun Kim") == name_key("KIM Min-sun") == name_key("Kim Minsun")


def test_name_key_tells_people_apart():
    assert name_key("Jae-Won Chung") != name_key("Jae Woong Chung")


@pytest.mark.parametrize(
    ("family", "letter"), [("de Boo", "B"), ("in 't Veld", "V"), ("Żurek", "Z"), ("N'tab", "N"), ("Øst", "O")]
)
def test_initial_is_the_letter_that_people_look_under(family, letter):
    assert initial(family) == letter


def test_sort_key_orders_as_a_list_of_skaters_does():
    families = ["Zdráhalová", "de Boo", "Ågren", "Bowe", "Żurek", "Dawson"]
    assert sorted(families, key=sort_key) == ["Ågren", "de Boo", "Bowe", "Dawson", "Zdráhalová", "Żurek"]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isuwc.site.views.search.closeness import Called, Near, Nearness, is_slip, misspelt, nearness, plain

KOK = Called(("Femke Kok",), ("Women", "Netherlands", "NED"))
HOLLAND = Called(("Netherlands", "NED", "Holland"))
WORDS = st.lists(st.text("abkoz", min_size=1, max_size=5), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("asked", "called", "found"),
    [
        ("femke kok", KOK, Nearness(Near.NAME)),
        ("KOK, Femke", KOK, Nearness(Near.NAME)),
        ("kok", KOK, Nearness(Near.WORDS)),
        ("fem kok", KOK, Nearness(Near.BEGUN)),
        ("kok ned", KOK, Nearness(Near.ABOUT, "NED")),
        ("kok women", KOK, Nearness(Near.ABOUT, "Women")),
        ("netherlands", KOK, None),
        ("kokkinos", KOK, None),
        ("emke", KOK, None),
        ("kok poland", KOK, None),
        ("holland", HOLLAND, Nearness(Near.NAME, "Holland")),
        ("holl", HOLLAND, Nearness(Near.BEGUN, "Holland")),
        ("", KOK, None),
    ],
)
def test_nearness(asked, called, found):
    assert nearness(plain(asked), called) == found


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("leerdm", "Jutta Leerdam"),
        ("leredam", "Jutta Leerdam"),
        ("stoltz", "Jordan Stolz"),
        ("jordna stolz", "Jordan Stolz"),
        ("heerenven", "Heerenveen"),
        ("magnusen", "Bjørn Magnussen"),
    ],
)
def test_slips_are_mended(asked, name):
    assert nearness(plain(asked), Called((name,))) is None
    assert misspelt(plain(asked), Called((name,))) == Nearness(Near.MISSPELT)


@pytest.mark.parametrize(
    ("asked", "name"),
    [("kos", "Femke Kok"), ("kokk", "Femke Kan"), ("leerling", "Jutta Leerdam"), ("stol belgum", "Jordan Stolz")],
)
def test_other_words_are_no_slips(asked, name):
    assert misspelt(plain(asked), Called((name,), ("Belgium",))) is None


def test_letters_are_plain():
    assert plain("O’Brien, Min-Sun ŻUREK 2025/26 🙂_") == ("o", "brien", "min", "sun", "zurek", "2025", "26")


@given(st.text("abcde", min_size=4, max_size=9), st.data())
def test_one_exchange_of_neighbours_is_a_slip(word, data):
    at = data.draw(st.integers(0, len(word) - 2))
    assert is_slip(word[:at] + word[at + 1] + word[at] + word[at + 2 :], word)


@given(WORDS, WORDS, st.randoms())
def test_whole_name_in_any_order_is_the_nearest_and_more_words_are_never_nearer(name, more, chance):
    called = Called((" ".join(name),))
    shuffled = list(name)
    chance.shuffle(shuffled)
    assert nearness(shuffled, called) == Nearness(Near.NAME)
    further = nearness([*name, *more], called)
    assert further is None or further.near > Near.NAME


@given(WORDS, WORDS)
def test_what_is_near_is_near_in_spite_of_typing_errors_too(asked, name):
    called = Called((" ".join(name),))
    if nearness(asked, called):
        assert misspelt(asked, called) == Nearness(Near.MISSPELT)

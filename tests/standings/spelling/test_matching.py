import pytest
from hypothesis import given
from hypothesis import strategies as st

from standings.spelling.matching import TOO_FAR, KnownSkater, Match, NameIndex, name_distance
from standings.spelling.names import from_sheet

SKATERS = [
    KnownSkater(1, "Damian Żurek", "POL"),
    KnownSkater(2, "Jéssica Carolina Santos Rodrigues", "POR"),
    KnownSkater(3, "Femke Kok", "NED"),
    KnownSkater(4, "Philipp Müller-Löffler", "GER"),
    KnownSkater(5, "Aurora Grinden Løvås", "NOR"),
    KnownSkater(6, "Sanne in 't Hof", "NED"),
    KnownSkater(7, "Gabriel Groß", "GER"),
    KnownSkater(8, "Min-Seok Kim", "HUN", (("Min-Seok KIM", "KOR"),)),
]


@pytest.mark.parametrize(
    ("printed", "noc", "id"),
    [
        ("Damian ŻUREK", "POL", 1),
        ("Damian ZUREK", "POL", 1),
        ("ŻUREK Damian", "POL", 1),
        ("Jéssica Carolina SANTOS RODRIGUES", "POR", 2),
        ("Jessica Carolina SANTOS RODRIGUES", "POR", 2),
        ("FemkeKOK", "NED", 3),
        ("KOK Femke", "NED", 3),
        ("Philipp MUELLER-LOEFFLER", "GER", 4),
        ("Philipp MULLER LOFFLER", "GER", 4),
        ("Aurora Grinden LOEVAAS", "NOR", 5),
        ("Aurora GrindenLØVÅS", "NOR", 5),
        ("Sanne IN ’T HOF", "NED", 6),
        ("Gabriel GROß", "GER", 7),
        ("Gabriel GROSS", "GER", 7),
        ("Min-Seok KIM", "HUN", 8),
        ("Min-Seok KIM", "KOR", 8),
    ],
)
def test_name_is_matched_over_letters_capitals_order_and_spaces(printed, noc, id):
    assert NameIndex(SKATERS).match(printed, noc) == Match(id)


@pytest.mark.parametrize(
    ("printed", "noc", "doubt"),
    [
        ("Damian ŻUREKK", "POL", "nearly the name of Damian Żurek"),
        ("Damain ŻUREK", "POL", "nearly the name of Damian Żurek"),
        ("Jéssica RODRIGUES", "POR", "nearly the name of Jéssica Carolina Santos Rodrigues"),
        ("Femke BOK", "NED", "nearly the name of Femke Kok"),
        ("Femke KOK", "BEL", "known with NED as country, not with BEL"),
    ],
)
def test_name_that_is_nearly_known_is_a_doubt(printed, noc, doubt):
    match = NameIndex(SKATERS).match(printed, noc)
    assert (match.id, match.doubt, match.is_new) == (None, doubt, False)


@pytest.mark.parametrize(("printed", "noc"), [("Femke BAKKER", "NED"), ("Jan ŻUREK", "POL"), ("Min-Sun KIM", "KOR")])
def test_name_of_somebody_else_is_new(printed, noc):
    assert NameIndex(SKATERS).match(printed, noc).is_new


def test_two_of_one_name_and_country_are_a_doubt():
    names = NameIndex([KnownSkater(1, "Jan Smit", "NED"), KnownSkater(2, "Jan Smit", "NED")])
    assert names.match("Jan SMIT", "NED") == Match(None, (1, 2), "2 skaters of NED have this name", is_same_name=True)


def test_alias_of_a_spelling_decides_it():
    names = NameIndex([KnownSkater(1, "Femke Kok", "NED", (("Femka KOCK", "NED"),))])
    assert names.match("FEMKA KOCK", "NED") == Match(1)


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_the_same_both_ways(one, other):
    assert name_distance(one, other) == name_distance(other, one)
    assert name_distance(one, one) == 0


def test_likeness_of_short_names_is_none():
    # One letter parts many short names of different people.
    assert name_distance("Yu Wu", "Yu Xu") == TOO_FAR


@pytest.mark.parametrize(
    ("printed", "noc", "name"),
    [
        ("Femke KOK", "NED", ("Femke", "Kok")),
        ("Sanne IN 'T HOF", "NED", ("Sanne", "in 't Hof")),
        ("Antoinette RIJPMA-DE JONG", "NED", ("Antoinette", "Rijpma-de Jong")),
        ("Daniele DI STEFANO", "ITA", ("Daniele", "Di Stefano")),
        ("David LA RUE", "CAN", ("David", "La Rue")),
        ("Conor MCDERMOTT-MOSTOWY", "USA", ("Conor", "McDermott-Mostowy")),
        ("Gabriel GROß", "GER", ("Gabriel", "Groß")),
        ("KIM Min-Sun", "KOR", ("Min-Sun", "Kim")),
        ("Jéssica Carolina SANTOS RODRIGUES", "POR", ("Jéssica Carolina", "Santos Rodrigues")),
        ("Sean O'BRIEN", "GBR", ("Sean", "O'Brien")),
        ("MONONYM", "ESP", ("", "Mononym")),
    ],
)
def test_new_skater_s_name_is_written_as_people_write_it(printed, noc, name):
    assert from_sheet(printed, noc) == name


@given(st.text(min_size=1, max_size=30).filter(str.strip))
def test_new_skater_always_has_a_family_name(printed):
    given_name, family_name = from_sheet(printed, "NED")
    assert family_name
    assert len((given_name + family_name).replace(" ", "")) >= len("".join(printed.split())) * 0.5

"""What a story says of skaters, times and points, compared with what is on record."""

from decimal import Decimal

import pytest

from news.editions.wording.facts import NEAR_TIME, Known, KnownTime, fact_doubts
from news.editions.wording.pieces import Piece

KNOWN = Known(
    skaters={
        "Jordan Stolz": {"USA"},
        "Jutta Leerdam": {"NED"},
        "Metoděj Jílek": {"CZE"},
        "Damian Żurek": {"POL"},
        "Ada Example": {"NOR", "SWE"},  # started for both
        "Bea van Example": {"NED"},
    },
    nocs={"USA", "NED", "CZE", "POL", "NOR", "SWE", "CAN"},
    times=(
        KnownTime("Jutta Leerdam", "Women’s 1000m", 7561, "1:15.61"),
        KnownTime("Jordan Stolz", "Men’s 500m", 3410, "34.10"),
        KnownTime("Metoděj Jílek", "Men’s 5000m", 36823, "6:08.23"),
    ),
    totals={"Jordan Stolz": {Decimal(240), Decimal(300), Decimal("300.5")}},
    distances={"women": {500, 1000, 1500, 3000, 5000}, "men": {500, 1000, 1500, 3000, 5000, 10000}},
)


def doubts(text: str, known: Known = KNOWN, **values) -> list[str]:
    return list(fact_doubts(Piece("Block 1 (text)", (text,), block=1, **values), known))


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Stolz (USA) won.",
        "The Dutch skater Jutta Leerdam (NED) won.",
        "Metodej Jilek (CZE) won.",  # without accents
        "Ada Example (NOR) and later Ada Example (SWE)",
        "Cara Unknown (CAN) won.",  # not on record, nor like anybody
        "Ada Example (ISU) and Bea (DNF)",
        "The ISU (ISU) said so.",
        "the World Cup (see below)",
    ],
)
def test_names_and_countries_that_agree(text):
    assert doubts(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Then Jordan Stolz (CAN) won.", "Jordan Stolz is USA on record, not CAN."),
        ("Ada Example (USA) won.", "Ada Example is NOR or SWE on record, not USA."),
        ("Jordan Stolz (USR) won.", "USR is no code of a country."),
        ("The winner Jutta Leerdamm (NED)", "“Jutta Leerdamm” is not on record: Jutta Leerdam?"),
        ("Damian Zureck (POL)", "“Damian Zureck” is not on record: Damian Żurek?"),
    ],
)
def test_names_and_countries_that_do_not(text, words):
    assert doubts(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Leerdam won in 1:15.61.",
        "Leerdam won in 1:15.614.",
        "Leerdam won in 1:13.02 last year.",  # far off: another race
        "Takagi won in 1:15.60.",  # nobody of this event is named
        "Stolz won in 34.10, and Leerdam in 1:15.61.",
        "Leerdam beat Stolz’s 34.10.",  # of one of those named
        "Leerdam was 75.60 points ahead.",
        "Leerdam has skated at 75.60% of her best.",
    ],
)
def test_times_that_agree_or_prove_nothing(text):
    assert doubts(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Jutta Leerdam won in 1:15.60.",
            "the text says 1:15.60, the result of Jutta Leerdam in the Women’s 1000m is 1:15.61.",
        ),
        (
            "JÍLEK won in 6:08.32!",
            "the text says 6:08.32, the result of Metoděj Jílek in the Men’s 5000m is 6:08.23.",
        ),
        ("Stolz won in 34.01.", "the text says 34.01, the result of Jordan Stolz in the Men’s 500m is 34.10."),
    ],
)
def test_times_that_are_a_slip_off(text, words):
    assert doubts(text) == [words]


@pytest.mark.parametrize(
    ("off", "doubted"), [(NEAR_TIME, True), (NEAR_TIME + 1, False), (-NEAR_TIME, True), (0, False)]
)
def test_how_near_a_time_has_to_be(off, doubted):
    said = 7561 + off
    assert bool(doubts(f"Leerdam won in 1:{said - 6000:04d}"[:-2] + f".{said % 100:02d}.")) == doubted


def test_each_sentence_is_of_those_whom_it_names():
    assert doubts("Stolz won. Leerdam came in at 34.12.") == []  # not his time
    assert len(doubts("Stolz came in at 34.12. Leerdam won.")) == 1


def test_of_two_with_one_family_name_neither_is_meant_by_it():
    known = Known(
        times=(KnownTime("Ada Kok", "Women’s 500m", 3700, "37.00"), KnownTime("Bea Kok", "Women’s 500m", 3705, "37.05"))
    )
    assert doubts("Kok won in 37.01.", known) == []
    assert len(doubts("Ada Kok won in 37.01.", known)) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Stolz leads with 300 points.", 0),
        ("Stolz leads with 301 points.", 1),
        ("Stolz leads by 301 points.", 0),  # a gap
        ("Stolz leads with 180 points.", 0),  # far off: of something else
        ("Stolz and Leerdam lead with 301 points.", 0),  # whose?
        ("Leerdam leads with 301 points.", 0),  # nothing is on record
    ],
)
def test_points(text, count):
    assert len(doubts(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("the women’s 1000m", 0),
        ("the men's 10,000m", 0),
        ("the women’s 10,000m", 1),
        ("the Ladies’ 10000 metres", 1),
        ("the women’s 3500m", 1),
        ("the men’s 10,500 metres", 1),
        ("a rink of 400m", 0),
        ("at 800 m above the sea", 0),
    ],
)
def test_distances(text, count):
    assert len(doubts(text)) == count


def test_nothing_is_doubted_where_nothing_is_on_record():
    text = "Jordan Stolz (CAN) won the men’s 350m in 34.11 and leads with 301 points."
    assert doubts(text, Known()) == []


def test_cells_of_a_table_are_compared_for_countries_alone():
    assert doubts("Jordan Stolz (CAN) 34.11", is_prose=False) == ["Jordan Stolz is USA on record, not CAN."]

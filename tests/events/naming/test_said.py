"""What people call countries, seasons and events in tables of theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.naming.places import Meanings, Place
from events.naming.said import EventSaid, Said

EVENTS = [
    EventSaid("2024-25", 1, False, ("nagano", "m-wave")),
    EventSaid("2024-25", 2, False, ("calgary", "olympic oval")),
    EventSaid("2025-26", 1, False, ("salt lake city", "utah olympic oval")),
    EventSaid("2025-26", 2, False, ("calgary", "olympic oval")),
    EventSaid("2025-26", 3, False, ("hamar", "vikingskipet")),
    EventSaid("2025-26", 4, False, ("hamar", "vikingskipet")),
    EventSaid("2025-26", 5, True, ("heerenveen", "thialf")),
]
PLACES = Meanings(
    titles={"NOR": "Norway", "NED": "Netherlands", "KOR": "Korea", "PRK": "DPR Korea"},
    isos={"NL": "NED", "NO": "NOR", "KR": "KOR", "KP": "PRK"},
    names=(("NOR", "Norway"), ("NED", "Netherlands"), ("NED", "NL")),
    past=(("GDR", "East Germany"),),
    groups={"Nordics": 1},
)
SAID = Said(PLACES, ("2024-25", "2025-26"), EVENTS)


def test_countries_and_groups_are_found_also_several_in_a_cell():
    places = [each.place for each in SAID.territories("Nordics & Holland; GDR")]
    assert places == [Place("Nordics", group=1), Place("Netherlands", "NED"), Place("East Germany", "GDR")]
    assert SAID.countries("Norway, NL; GDR") == ("NOR", "NED", "GDR")


def test_one_country_is_known_or_as_short_as_a_code():
    assert [SAID.country(text) for text in ("Holland", "nor", "GDR", "xyz")] == ["NED", "NOR", "GDR", "XYZ"]
    for text in ("Korea", "East Germany", "Atlantis", "Norway, Holland"):
        with pytest.raises(ValueError, match=f"“{text}”"):
            SAID.country(text)


@pytest.mark.parametrize("read", [SAID.territories, SAID.countries])
def test_a_place_that_is_none_is_named(read):
    with pytest.raises(ValueError, match="“Norway Atlantis” is no country, territory or group of countries"):
        read("Holland, Norway Atlantis")


@pytest.mark.parametrize(
    "text", ["2025/26", "2025-26", "2025/2026", "25/26", "2025–26", "Season 2025/26", "Saison 2025/2026"]
)
def test_seasons_are_read_however_they_are_written(text):
    assert SAID.season(text) == "2025-26"


@pytest.mark.parametrize("text", ["2025", "2025/27", "2030/31", "last", "25"])
def test_what_is_no_season_says_which_there_are(text):
    with pytest.raises(ValueError, match="is not a season that is here, such as 2025/26, 2024/25"):
        SAID.season(text)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2", "2"), ("1 2", "1 2"), ("1, 2", "1, 2"), ("2024-25/1", "2024-25/1"), ("World Cup 2", "2"), ("WC2", "2"),
        ("wc 2-4", "2 3 4"), ("World Cup 2 to 4", "2 3 4"), ("WC2 bis WC4", "2 3 4"), ("WC 1, WC3 and Final", "1 3 5"),
        ("Weltcup #2", "2"), ("Calgary", "2"), ("World Cup 2 Calgary", "2"), ("WC2 – Calgary", "2"),
        ("Calgary (CAN)", "2"), ("World Cup Final", "5"), ("Final", "5"), ("Thialf", "5"), ("all", ""),
        ("ISU World Cup 1", "1"), ("Coupe du monde 3", "3"),
    ],
)  # fmt: skip
def test_events_of_a_season_are_read(text, numbers):
    assert SAID.events_in(text, "2025-26") == numbers


def test_without_a_season_an_event_has_to_be_the_only_one():
    assert SAID.events_in("Nagano", "") == "2024-25/1"
    with pytest.raises(ValueError, match=r"'Calgary' may be World Cup 2 2024/25, World Cup 2 2025/26: say the season"):
        SAID.events_in("Calgary", "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("World Cup 9", "there is no World Cup 9, only 1, 2, 3, 4, 5"),
        ("Hamar", r"may be World Cup 3 2025/26, World Cup 4 2025/26: give its number"),
        ("World Cup 2 Hamar", r"does not fit: it would be World Cup 2 2025/26 \(calgary\)"),
        ("WC 4-2", "is no span of events"),
        ("somewhere", "is no event: give a number, such as World Cup 2, or the city"),
        ("14 November", "does not fit|there is no World Cup 14"),
    ],
)
def test_what_is_no_event_says_what_would_be_one(text, why):
    with pytest.raises(ValueError, match=why):
        SAID.events_in(text, "2025-26")


@given(st.text(max_size=60), st.sampled_from(["", "2025-26"]))
def test_rubbish_is_read_or_refused_in_words(text, season):
    for reader in (SAID.territories, SAID.season, lambda words: SAID.events_in(words, season)):
        try:
            reader(text)
        except ValueError as error:
            assert str(error)

"""Which race a race is: what it is called, and that its names are read back as the same race."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.naming.choices import Category, Distance, Division, Phase, category_fits
from events.naming.race import FIELDS, PartName, RaceIdentity, RoundName

IDENTITIES = st.builds(
    RaceIdentity,
    st.sampled_from(Category.values),
    st.sampled_from(Distance.values),
    st.sampled_from(["", *Division.values]),
    st.sampled_from(Phase.values),
    st.none() | st.integers(1, 999),
).filter(lambda race: category_fits(race.category, race.distance))


@pytest.mark.parametrize(
    ("race", "title", "slug"),
    [
        (RaceIdentity("women", "500", "A"), "500m Women", "women-500m"),
        (RaceIdentity("women", "500", "B", ordinal=1), "1st 500m Women Division B", "women-500m-1-b"),
        (RaceIdentity("men", "10000"), "10,000m Men", "men-10000m"),
        (RaceIdentity("men", "1000", "A", ordinal=2), "2nd 1000m Men", "men-1000m-2"),
        (RaceIdentity("men", "1500", "A", ordinal=3), "3rd 1500m Men", "men-1500m-3"),
        (RaceIdentity("men", "3000", "A", ordinal=4), "4th 3000m Men", "men-3000m-4"),
        (RaceIdentity("men", "500", ordinal=11), "11th 500m Men", "men-500m-11"),
        (RaceIdentity("men", "500", ordinal=22), "22nd 500m Men", "men-500m-22"),
        (RaceIdentity("men", "500", ordinal=113), "113th 500m Men", "men-500m-113"),
        (
            RaceIdentity("women", "mass-start", phase="semi-final-2"),
            "Mass Start Women Semi-final 2",
            "women-mass-start-semi-final-2",
        ),
        (RaceIdentity("mixed", "mixed-relay"), "Mixed Relay Mixed", "mixed-mixed-relay"),
    ],
)
def test_race_is_called_as_on_official_sheets(race, title, slug):
    assert (race.title, race.slug) == (title, slug)


@given(IDENTITIES)
def test_title_is_read_back_as_the_same_race(race):
    assert RaceIdentity.read(race.full_title) == race
    assert RaceIdentity.read(race.title) == (replace(race, division="") if race.division == "A" else race)


@given(IDENTITIES, IDENTITIES)
def test_two_races_share_neither_title_nor_address(first, second):
    """Division A is not said: only a race without any is called the same, which an event can't have beside it."""
    same = replace(first, division=first.division.strip("A")) == replace(second, division=second.division.strip("A"))
    assert (first.slug == second.slug) == (first.title == second.title) == same
    assert (first.full_title == second.full_title) == (first == second)


@given(IDENTITIES, st.data())
def test_one_difference_makes_another_title_and_address(race, data):
    """Of any two at random most differ in much: these differ in one thing."""
    changes = {
        "division": st.sampled_from(["A", "B"]),
        "phase": st.sampled_from(Phase.values),
        "ordinal": st.none() | st.integers(1, 999),
    }
    name = data.draw(st.sampled_from(sorted(changes)))
    other = replace(race, **{name: data.draw(changes[name])})
    same = {race.division, other.division} <= {"", "A"} and replace(race, division=other.division) == other
    assert (race.slug == other.slug) == (race.title == other.title) == (race == other or same)


@given(st.text(max_size=60))
def test_any_text_is_a_race_or_is_refused_in_words(text):
    try:
        read = RaceIdentity.read(text)
    except ValueError as error:
        assert str(error) in {f"“{text}” names no race of the World Cup", f"“{text}” says neither women nor men"}
    else:
        assert category_fits(read.category, read.distance)


@pytest.mark.parametrize(
    ("title", "race"),
    [
        ("10000m Men", RaceIdentity("men", "10000")),
        ("10,000 m  men", RaceIdentity("men", "10000")),
        ("2nd 500m Ladies Division B", RaceIdentity("women", "500", "B", ordinal=2)),
        ("Mixed Gender Relay", RaceIdentity("mixed", "mixed-relay")),
        ("Mass Start Women Semi-Final 2", RaceIdentity("women", "mass-start", phase="semi-final-2")),
        ("Mass Start Women Semi Final", RaceIdentity("women", "mass-start", phase="semi-final-1")),
        ("Mass Start Women Final", RaceIdentity("women", "mass-start", phase="final")),
        ("Team Pursuit Men, Division A", RaceIdentity("men", "team-pursuit", "A")),
    ],
)
def test_official_sheets_other_words_are_understood(title, race):
    assert RaceIdentity.read(title) == race


@pytest.mark.parametrize(
    ("title", "error"),
    [
        ("", "“” names no race of the World Cup"),
        ("700m Women", "“700m Women” names no race of the World Cup"),
        ("1500 Women", "“1500 Women” names no race of the World Cup"),
        ("Mass Start", "“Mass Start” says neither women nor men"),
        ("500m Mixed", "“500m Mixed” says neither women nor men"),
    ],
)
def test_title_that_does_not_say_which_race_is_refused(title, error):
    with pytest.raises(ValueError, match="“") as refused:
        RaceIdentity.read(title)
    assert str(refused.value) == error


@pytest.mark.parametrize(
    ("race", "division"),
    [
        (RaceIdentity("women", "500"), "A"),
        (RaceIdentity("women", "500", "B"), "B"),
        (RaceIdentity("men", "team-sprint"), "A"),
        (RaceIdentity("men", "mass-start", phase="final"), ""),
        (RaceIdentity("mixed", "mixed-relay"), ""),
    ],
)
def test_sheet_without_a_division_means_division_a_where_there_are_any(race, division):
    assert race.with_unsaid_division() == replace(race, division=division)


def test_divisions_and_phases_of_a_race_are_parts_of_one_round():
    race = RaceIdentity("men", "500", "B", ordinal=2)
    assert (race.round, race.part) == (RoundName("500", 2), PartName("B", ""))
    assert (race.round.title, RoundName("mass-start", None).title) == ("2nd 500m", "Mass Start")


@pytest.mark.parametrize("distance", Distance.values)
def test_pursuit_sprint_and_relay_are_skated_by_teams(distance):
    category = "mixed" if distance == "mixed-relay" else "men"
    assert RaceIdentity(category, distance).is_team == (distance in {"team-pursuit", "team-sprint", "mixed-relay"})


def test_race_of_a_row_that_is_not_filled_in_has_a_title():
    assert (RaceIdentity("", "").title, RaceIdentity("girls", "700").title) == (" ", "700 girls")


def test_fields_are_those_of_the_rows():
    assert FIELDS == ("category", "distance", "division", "phase", "ordinal")

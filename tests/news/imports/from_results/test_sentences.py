"""Sentences of a race's result: word for word, and for any result that nothing is said that it doesn't have."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.naming.race import RaceIdentity
from news.imports.from_results.facts import CupAfter, Known, Line, Place, RaceFacts
from news.imports.from_results.names import contradicts, cup_name, race_name
from news.imports.from_results.sentences import not_raced_sentence, others_paragraph, race_paragraph
from standings.spelling.times import time_text
from tests.news.imports.from_results.races import line, race

KOK, BOWE, TAKAGI = (
    line("Femke Kok", 1, 11234),
    line("Brittany Bowe", 2, 11268, noc="USA"),
    line("Miho Takagi", 3, 11302),
)
MASS_START = RaceIdentity("men", "mass-start", "A")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            (KOK, BOWE, TAKAGI),
            "Femke Kok (NED) won the women’s 1500m in 1:52.34, 0.34 seconds ahead of Brittany Bowe (USA) in 1:52.68. "
            "Miho Takagi (NED) was third in 1:53.02, 0.68 seconds behind the winner.",
        ),
        (
            (KOK, line("Ann Other", 1, 11234), TAKAGI),
            "Femke Kok (NED) and Ann Other (NED) shared the win in the women’s 1500m in 1:52.34. "
            "Miho Takagi (NED) was third in 1:53.02, 0.68 seconds behind the winners.",
        ),
        (
            (KOK, BOWE, line("Ann Other", 2, 11268)),
            "Femke Kok (NED) won the women’s 1500m in 1:52.34, 0.34 seconds ahead of Brittany Bowe (USA) and "
            "Ann Other (NED), who shared second place in 1:52.68.",
        ),
        (
            (KOK, BOWE, TAKAGI, line("Ann Other", 3, 11302)),
            "Femke Kok (NED) won the women’s 1500m in 1:52.34, 0.34 seconds ahead of Brittany Bowe (USA) in 1:52.68. "
            "Miho Takagi (NED) and Ann Other (NED) shared third place in 1:53.02, 0.68 seconds behind the winner.",
        ),
        # The thousandth decides, if it is known
        (
            (line("A Kok", 1, 3414, thousandth=2), line("B Kok", 2, 3414, thousandth=5)),
            "A Kok (NED) won the women’s 1500m in 34.14, 0.003 seconds ahead of B Kok (NED) in 34.14.",
        ),
        (
            (line("A Kok", 1, 3414), line("B Kok", 2, 3414, thousandth=5)),
            "A Kok (NED) won the women’s 1500m in 34.14, ahead of B Kok (NED) in 34.14.",
        ),
        # Times that are missing, or contradict the places
        ((line("A Kok", 1), BOWE), "A Kok (NED) won the women’s 1500m, ahead of Brittany Bowe (USA) in 1:52.68."),
        (
            (line("A Kok", 1, 11300), BOWE),
            "A Kok (NED) won the women’s 1500m in 1:53.00, ahead of Brittany Bowe (USA) in 1:52.68.",
        ),
        ((BOWE, TAKAGI), ""),  # nobody won
        ((), ""),
        (
            (KOK, line("A Dnf", status="DNF"), line("B Dq", status="DQ"), line("C Dq", 9, 11999, status="DQ")),
            "Femke Kok (NED) won the women’s 1500m in 1:52.34. A Dnf (NED) did not finish. "
            "B Dq (NED) and C Dq (NED) were disqualified.",
        ),
        (
            (line("A Kok", 1, 11234, is_track_record=True), line("B", status="DNS"), line("C", status="WDR")),
            "A Kok (NED) won the women’s 1500m in 1:52.34. The time of A Kok (NED), 1:52.34, was a track record, as "
            "published with the result. B (NED) did not start. C (NED) withdrew.",
        ),
    ],
)
def test_result_in_words(lines, said):
    assert race_paragraph(race(*lines)) == said


def test_mass_start_is_won_by_points_and_its_times_contradict_nothing():
    found = race(
        line("Jorrit Bergsma", 1, 50100, sprint_points=60),
        line("Bart Swings", 2, 50000, sprint_points=40, noc="BEL"),
        line("Ann Other", 3, 50200, sprint_points=1),
        identity=MASS_START,
    )
    assert not contradicts(found)
    assert race_paragraph(found) == (
        "Jorrit Bergsma (NED) won the men’s mass start with 60 sprint points, ahead of Bart Swings (BEL) with 40 "
        "sprint points. Ann Other (NED) was third with 1 sprint point."
    )


def test_unofficial_result_says_so_and_no_season_s_best():
    said = race_paragraph(race(KOK, known=Known.UNOFFICIAL, is_fastest_of_season=True))
    assert said == "By the unofficial result, Femke Kok (NED) won the women’s 1500m in 1:52.34."
    twice = RaceIdentity("women", "1500", "A", ordinal=2)  # the fastest of all, and not only of second ones
    assert race_paragraph(race(KOK, identity=twice, is_fastest_of_season=True)).endswith(
        " The winning time is the fastest in the women’s 1500m of this season’s World Cup so far."
    )
    # The best time is not the winner’s, or the winner’s is not known
    for winner in (line("A Kok", 1, 11300), line("A Kok", 1)):
        assert "fastest" not in race_paragraph(race(winner, BOWE, is_fastest_of_season=True))


@pytest.mark.parametrize("known", [each for each in Known if not each.is_whole])
def test_of_a_result_that_is_not_whole_nothing_is_said(known):
    assert race_paragraph(race(KOK, BOWE, TAKAGI, known=known)) == ""
    assert others_paragraph([race(KOK, identity=RaceIdentity("women", "1500", "B"), known=known)]) == ""


def test_teams_are_called_as_in_a_sentence():
    teams = race(
        line("the Netherlands", 1, 17213), line("Japan", 2, 17240, noc="JPN"),
        identity=RaceIdentity("women", "team-pursuit", "A"),
    )  # fmt: skip
    assert race_paragraph(teams) == (
        "The Netherlands (NED) won the women’s team pursuit in 2:52.13, 0.27 seconds ahead of Japan (JPN) in 2:52.40."
    )


def test_cup_is_said_after_the_race_and_shared_places_are():
    cup = "women’s 1500m"
    places = (Place("A Kok", "NED", 1, "300"), Place("B Bowe", "USA", 2, "219"), Place("C Kim", "KOR", 3, "1"))
    after = race_paragraph(race(KOK, cup=CupAfter(cup, places))).partition("1:52.34. ")[2]
    assert after == (
        "After this race A Kok (NED) leads the women’s 1500m standings with 300 points. "
        "B Bowe (USA) is second with 219 points. C Kim (KOR) is third with 1 point."
    )
    shared = (Place("A Kok", "NED", 1, "103"), Place("B Bowe", "USA", 1, "103"), Place("C Kim", "KOR", 3, "99.5"))
    after = race_paragraph(race(KOK, cup=CupAfter(cup, shared))).partition("1:52.34. ")[2]
    assert after == (
        "After this race A Kok (NED) and B Bowe (USA) share the lead in the women’s 1500m standings with 103 points "
        "each. C Kim (KOR) is third with 99.5 points."
    )
    final = race_paragraph(race(KOK, cup=CupAfter(cup, shared[:2], is_final=True))).partition("1:52.34. ")[2]
    assert final == (
        "A Kok (NED) and B Bowe (USA) are first in the final women’s 1500m standings with 103 points each."
    )


def test_division_b_and_semi_finals_have_a_sentence_each():
    division_b = [race(KOK, identity=RaceIdentity(who, "1500", "B")) for who in ("women", "men")]
    semi_final = race(
        line("A Kok", 1, 9, sprint_points=9), identity=RaceIdentity("men", "mass-start", "", "semi-final-2")
    )
    assert others_paragraph([*division_b, semi_final]) == (
        "Femke Kok (NED) won Division B of the women’s 1500m in 1:52.34 and Femke Kok (NED) won Division B of the "
        "men’s 1500m in 1:52.34. A Kok (NED) won semi-final 2 of the men’s mass start."
    )


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (Known.CANCELLED, "The women’s 1500m was cancelled."),
        (Known.NOT_HELD, "The women’s 1500m was not held."),
        (Known.ABANDONED, "The women’s 1500m was abandoned, and its results do not count."),
        (Known.POSTPONED, "The women’s 1500m is postponed."),
        (Known.MISSING, ""),
        (Known.OFFICIAL, ""),
    ],
)
def test_race_that_was_not_skated(known, said):
    assert not_raced_sentence(race(known=known)) == said


@pytest.mark.parametrize(
    ("identity", "name"),
    [
        (RaceIdentity("men", "10000", "A"), "men’s 10,000m"),
        (RaceIdentity("women", "500", "A", ordinal=2), "second women’s 500m"),
        (RaceIdentity("women", "500", "B", ordinal=1), "Division B of the first women’s 500m"),
        (RaceIdentity("mixed", "mixed-relay"), "mixed relay"),
        (RaceIdentity("men", "mass-start", "", "final"), "final of the men’s mass start"),
        (RaceIdentity("women", "team-sprint", "A"), "women’s team sprint"),
    ],
)
def test_race_in_a_sentence(identity, name):
    assert race_name(identity) == name


def test_cup_in_a_sentence():
    assert cup_name("Long Distances", "women") == "women’s long distances"


# For any result

NAMES = [f"Skater {chr(65 + n)}{chr(97 + n)}" for n in range(12)]
TIMES = st.none() | st.integers(3300, 3320) | st.integers(11000, 11900)


@st.composite
def results(draw) -> RaceFacts:
    """Any lines: places that are shared, missing or contradict the times; each skater once."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=8))
    lines = [
        Line(
            name,
            draw(st.sampled_from(["NED", "USA", "JPN"])),
            draw(st.none() | st.integers(1, 5)),
            draw(st.sampled_from(["OK", "OK", "OK", "DNF", "DQ", "DNS", "WDR"])),
            hundredths=draw(TIMES),
            thousandth=draw(st.none() | st.integers(0, 9)),
            sprint_points=draw(st.none() | st.integers(0, 65)),
        )
        for name in names
    ]
    identity = draw(st.sampled_from([RaceIdentity("women", "1500", "A"), MASS_START]))
    return race(*lines, identity=identity, known=draw(st.sampled_from([Known.OFFICIAL, Known.UNOFFICIAL])))


GAP = re.compile(r"(\d+\.\d{2,3}) seconds")
TIME = re.compile(r"(?:\d+:)?\d+\.\d{2}(?=[.,]|$)(?! seconds)")
CALLED = re.compile(r"(Skater \w+) \(([A-Z]{3})\)")


@given(results())
def test_whoever_is_named_did_what_is_said(found):
    said = race_paragraph(found)
    by_name = {each.name: each for each in found.lines}
    for sentence in re.split(r"(?<=\.) (?=[A-Z])", said):
        named = [by_name[name] for name, _ in CALLED.findall(sentence)]
        assert [(each.name, each.noc) for each in named] == CALLED.findall(sentence)
        for status, words in {
            "DNF": "did not finish",
            "DQ": "disqualified",
            "DNS": "did not start",
            "WDR": "withdrew",
        }.items():
            if words in sentence:
                assert {each.status for each in named} == {status}
                break
        else:
            assert {each.status for each in named} <= {"OK"}
            assert [each.rank for each in named] == sorted(each.rank for each in named)
            assert all(each.rank in {1, 2, 3} for each in named)
            is_won = " won " in sentence or "shared the win" in sentence
            assert is_won == (1 in {each.rank for each in named})
    if said:
        # All who share a place are named, and nobody's end is left out
        placed = {each.name for each in found.lines if each.status == "OK" and each.rank in {1, 2, 3}}
        ended = {each.name for each in found.lines if each.status != "OK"}
        assert {name for name, _ in CALLED.findall(said)} == placed | ended


@given(results())
def test_every_number_is_in_the_result(found):
    said = race_paragraph(found)
    times = {each.hundredths: each for each in found.lines if each.hundredths is not None and each.status == "OK"}
    texts = {time_text(each) for each in times}
    exact = [each.hundredths * 10 + (each.thousandth or 0) for each in found.lines if each.hundredths is not None]
    gaps = {f"{(b - a) / 100:.2f}" for a in times for b in times if b > a}
    gaps |= {f"{(b - a) / 1000:.3f}" for a in exact for b in exact if 0 < b - a < 10}
    assert set(TIME.findall(GAP.sub("", said))) <= texts
    assert set(GAP.findall(said)) <= gaps
    points = {str(each.sprint_points) for each in found.lines}
    assert set(re.findall(r"(\d+) sprint point", said)) <= points
    without = re.sub(r"1500m|(\d+) sprint points?|" + GAP.pattern + "|" + TIME.pattern, "", said)
    assert not re.search(r"\d", without)


@given(results(), st.data())
def test_less_is_never_said_to_be_more(found, data):
    """Without some of the lines nothing new is said of anybody, but who is said to have come third stays third."""
    kept = tuple(each for each in found.lines if data.draw(st.booleans()))
    said = race_paragraph(race(*kept, identity=found.identity, known=found.known))
    assert {name for name, _ in CALLED.findall(said)} <= {each.name for each in kept}
    if not any(each.status == "OK" and each.rank == 1 for each in kept):
        assert said == ""


@given(results())
def test_no_gap_is_given_where_times_contradict_places(found):
    if contradicts(found):
        assert not GAP.search(race_paragraph(found))


@given(results())
def test_contradiction_is_a_better_time_on_a_worse_place(found):
    timed = [each for each in found.lines if each.status == "OK" and each.rank and each.hundredths is not None]
    slower = any(a.rank < b.rank and a.hundredths > b.hundredths for a in timed for b in timed)
    assert contradicts(found) == (slower and found.identity != MASS_START)

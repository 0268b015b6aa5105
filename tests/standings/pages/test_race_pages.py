"""A race's result."""

import datetime

import pytest

from standings.models import Competitor
from standings.scoring.recompute import recompute
from tests.factories import events
from tests.factories import standings as factories
from tests.markup import flat

pytestmark = pytest.mark.django_db

RACE = "/events/2025-26/1-salt-lake-city/men-1000m/"


def test_race_without_result_says_so(client):
    race = events.race()
    response = client.get(race.get_absolute_url())
    assert response.context["lines"] == []
    assert "The result of this race is not in here." in flat(response.text)


@pytest.mark.parametrize("size", [2, 30])
def test_race_costs_nine_queries_whatever_its_size(client, django_assert_num_queries, size):
    cup = factories.cup()
    race = events.race()
    for number in range(size):
        factories.result(race, factories.skater(f"Skater {number}", slug=f"skater-{number}"), hundredths=3600 + number)
        events.race(event=race.event, ordinal=number + 1)
    recompute(cup.season)
    address = race.get_absolute_url()
    with django_assert_num_queries(9):
        client.get(address)


# Bests, and what staff and fans are told of the sheet


def skated(race, name, hundredths, **values):
    known = Competitor.objects.filter(name=name).first() or factories.skater(name)
    return factories.result(race, known, hundredths=hundredths, **values)


def marks(client, race):
    lines = client.get(race.get_absolute_url()).context["lines"]
    return {result.competitor.name: [short for short, _ in best.marks] for result, _, best, _ in lines}


def test_bests_are_those_of_earlier_races_at_the_distance(client):
    season, venue = events.season(2025), events.venue()
    old = events.race(event=events.event(season=events.season(2022), venue=venue))
    first = events.race(event=events.event(season=season, venue=venue))
    elsewhere = events.venue(name="Another Oval", city="Inzell")
    second = events.race(event=events.event(season=season, venue=elsewhere, start_date=datetime.date(2025, 12, 5)))
    skated(old, "Femke Kok", 3700)
    skated(first, "Femke Kok", 3710)
    skated(first, "Jutta Leerdam", 3690)
    skated(second, "Femke Kok", 3705)
    skated(second, "Jutta Leerdam", 3680)
    skated(second, "Erin Jackson", 3600)
    assert marks(client, old) == {"Femke Kok": []}
    assert marks(client, first) == {"Femke Kok": [], "Jutta Leerdam": ["WC oval"]}
    assert marks(client, second) == {"Femke Kok": ["WC season"], "Jutta Leerdam": ["WC season"], "Erin Jackson": []}


def test_thousandth_parts_bests(client):
    season = events.season(2025)
    first = events.race(event=events.event(season=season))
    second = events.race(event=events.event(season=season, start_date=datetime.date(2025, 12, 5)))
    skated(first, "Femke Kok", 3700, thousandth=4)
    skated(second, "Femke Kok", 3700, thousandth=3)
    assert marks(client, second) == {"Femke Kok": ["WC oval", "WC season"]}


def test_mass_start_has_no_bests_and_one_query_less(client, django_assert_num_queries):
    race = events.race(distance="mass-start")
    skated(race, "Femke Kok", 45000)
    with django_assert_num_queries(8):
        response = client.get(race.get_absolute_url())
    assert [best for _, _, best, _ in response.context["lines"]] == [None]


# Notes


def notes_on(client, race):
    lines = client.get(race.get_absolute_url()).context["lines"]
    return [[(note.code, note.words) for note in notes] for *_, notes in lines]


def test_notes_are_shown_in_the_words_of_the_race_s_sheet(client, django_assert_num_queries):
    race = events.race()
    factories.result(race, hundredths=3600)
    factories.result(race, hundredths=3700, notes="F F T02")
    factories.result(race, status="DQ", notes="T10")
    for code, words, rule in (("T10", "Cutting the inner line in the curve", "254.7"), ("F", "Fell down", "")):
        factories.note_meaning(race=race, code=code, words=words, rule=rule)
    with django_assert_num_queries(10):
        page = flat(client.get(race.get_absolute_url()).text)
    assert '<small class="note"><b>T10</b> Cutting the inner line in the curve (rule 254.7)</small>' in page
    assert "No official sheet here says what T02 means." in page
    assert notes_on(client, race) == [
        [],
        [("F", "Fell down"), ("T02", "")],
        [("T10", "Cutting the inner line in the curve (rule 254.7)")],
    ]


def test_code_that_the_sheet_leaves_unexplained_has_the_words_of_the_newest_other_of_the_season(client):
    season = events.season(2025)
    old, race, new = (events.race(event=events.event(season=season, number=number)) for number in (1, 2, 3))
    other_season = events.race(event=events.event(season=events.season(2024), number=6))
    for each, words in ((old, "Old words"), (new, "New words"), (other_season, "Words of another season")):
        factories.note_meaning(race=each, code="T10", words=words)
    factories.result(race, status="DQ", notes="T10")
    assert notes_on(client, race) == [[("T10", "New words")]]
    page = flat(client.get(race.get_absolute_url()).text)
    link = f'<a href="{new.get_absolute_url()}">{new.title}, {new.event.title}</a>'
    assert f"T10: as explained on the sheet of {link}." in page
    factories.note_meaning(race=race, code="T10", words="Its own words")
    assert notes_on(client, race) == [[("T10", "Its own words")]]
    assert "as explained on" not in client.get(race.get_absolute_url()).text


def test_skater_of_division_b_in_a_mass_start_is_marked_in_words(client):
    race = events.race(distance="mass-start")
    factories.result(race, hundredths=45000, notes="N")
    assert notes_on(client, race) == [[("N", "Also started in Division B at this event")]]


def test_podium_stands_on_top_with_who_shares_it(client):
    race = events.race()
    for rank in (1, 2, 3, 3, 5):
        factories.result(race, rank=rank, hundredths=3600)
    podium = client.get(race.get_absolute_url()).context["podium"]
    assert [result.rank for result in podium] == [1, 2, 3, 3]
    division_b = events.race(event=race.event, division="B")
    factories.result(division_b)
    assert client.get(division_b.get_absolute_url()).context["podium"] == []


def test_scale_of_the_race_is_told(client):
    cup = factories.cup()
    race = events.race(event=events.event(season=cup.season))
    factories.result(race)
    text = flat(client.get(race.get_absolute_url()).text)
    assert "Division A: 60 · 54 · 48" in text


def test_status_is_printed_as_its_code_and_spoken_in_words(client):
    race = events.race()
    factories.result(race, status="DNF", rank=None, hundredths=None)
    factories.result(race, status="DQ", rank=None, hundredths=None)
    text = flat(client.get(race.get_absolute_url()).text)
    for short, long in (("DNF", "Did not finish"), ("DQ", "Disqualified")):
        spoken = f'<span aria-hidden="true">{short}</span><span class="visually-hidden">{long}</span>'
        assert text.count(f'<abbr title="{long}">{spoken}</abbr>') == 1

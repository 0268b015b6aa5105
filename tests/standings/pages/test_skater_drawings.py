"""A skater's places as a drawing, and the fastest times by oval."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standings.pages.skaters.ovals import times_by_oval
from standings.pages.skaters.season_plot import PLACE, SIDE, STEP, TOP, Start, draw
from tests.factories import events as calendar
from tests.factories import standings

PLACES = st.one_of(st.none(), st.integers(1, 60))


def start(place=1, status="", points="60", event="1", is_b=False):
    return Start(place, status, points, event, is_b)


def test_drawing_needs_two_starts():
    assert draw([]) is None
    assert draw([start()]) is None


def test_places_stand_from_left_to_right_and_the_better_the_higher():
    plot = draw([start(2), start(1), start(5)])
    assert [(mark.x, mark.y) for mark in plot.marks] == [
        (SIDE, TOP + PLACE),
        (SIDE + STEP, TOP),
        (SIDE + 2 * STEP, TOP + 4 * PLACE),
    ]
    assert plot.line == " ".join(f"{mark.x},{mark.y}" for mark in plot.marks)
    assert [mark.look for mark in plot.marks] == ["is-placed", "is-first", "is-placed"]


def test_whoever_has_no_place_and_division_b_are_not_on_the_line():
    plot = draw([start(1), start(None, "DNF"), start(1, is_b=True), start(3)])
    first, dnf, b, last = plot.marks
    assert plot.line == f"{first.x},{first.y} {last.x},{last.y}"
    assert (dnf.text, dnf.look, dnf.y) == ("DNF", "is-none", plot.lowest_y)
    assert (b.text, b.look, plot.has_b) == ("1", "is-b", True)


@given(st.lists(PLACES, min_size=2, max_size=20))
def test_every_mark_is_within_the_drawing(places):
    plot = draw([start(place, "DQ") for place in places])
    assert all(TOP <= mark.y <= plot.lowest_y < plot.points_y < plot.event_y < plot.height for mark in plot.marks)
    assert all(one.x < other.x <= plot.width - SIDE for one, other in pairwise(plot.marks))
    placed = sorted((mark for mark in plot.marks if mark.start.place), key=lambda mark: mark.start.place)
    assert all(one.y <= other.y for one, other in pairwise(placed))


@pytest.mark.django_db
def test_fastest_times_stand_by_oval_and_distance():
    skater = standings.skater()
    hamar, inzell = (calendar.event(venue=calendar.venue(city)) for city in ("Inzell", "Hamar"))
    kinds = [(hamar, "500", 3700, None), (hamar, "1000", 7300, 2), (hamar, "1000", 7300, 1), (inzell, "1000", 7200, 0)]
    results = []
    for number, (event, distance, hundredths, thousandth) in enumerate(kinds, 1):
        race = calendar.race(event=event, distance=distance, ordinal=number)
        results.append(standings.result(race, skater, hundredths=hundredths, thousandth=thousandth))
    gone = standings.result(calendar.race(event=hamar, distance="1500"), skater, status="DQ", hundredths=11000)
    group = standings.result(calendar.race(event=hamar, distance="mass-start"), skater, hundredths=50000)
    ovals = times_by_oval([*results, gone, group])
    assert list(ovals.distances) == ["500m", "1000m"]
    assert [(row.venue.city, list(row.times)) for row in ovals.rows] == [
        ("Hamar", [None, results[3]]),
        ("Inzell", [results[0], results[2]]),
    ]


def test_nobody_s_times_are_no_ovals():
    assert not times_by_oval([])

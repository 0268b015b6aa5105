import itertools

from hypothesis import given
from hypothesis import strategies as st

from standings.pages.cups.plot import PlottedCompetitor, draw, spread


def test_plot_has_a_line_for_each_from_their_first_start():
    runners = [PlottedCompetitor("Kok", "NED", (60, 120)), PlottedCompetitor("Late", "JPN", (None, 60))]
    plot = draw(runners, [60, 120], ["WC 1", "WC 2"])
    assert [(line.name, len(line.dots)) for line in plot.lines] == [("Kok", 2), ("Late", 1)]
    assert [mark.text for mark in plot.races] == ["WC 1", "WC 2"]
    assert [mark.text for mark in plot.gaps] == ["0", "20", "40", "60"]
    assert plot.lines[1].dots[0] == (plot.right, plot.bottom)


def test_plot_of_one_race_is_none():
    assert draw([PlottedCompetitor("Kok", "NED", (60,))], [60], ["WC 1"]) is None


def test_races_of_one_event_are_named_once():
    plot = draw([PlottedCompetitor("Kok", "NED", (60, 120, 180))], [60, 120, 180], ["WC 1", "WC 1", "WC 2"])
    assert [mark.text for mark in plot.races] == ["WC 1", "WC 2"]


@given(st.lists(st.floats(0, 400), max_size=12))
def test_labels_keep_their_order_and_distance(wanted):
    placed = spread(wanted, 30, 0, 400)
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    places = [placed[n] for n in order]
    assert all(after - before >= 29.9 for before, after in itertools.pairwise(places))
    assert all(place >= 0 for place in places)

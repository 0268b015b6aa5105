import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.pictures.art.oval import INNER_RADIUS, STRAIGHT, Camera, on_oval, ring


@given(st.floats(10, 60), st.floats(-3, 3))
def test_every_point_of_the_oval_is_its_radius_from_the_spine(radius, share):
    x, y = on_oval(radius, share)
    spine = min(max(x, -STRAIGHT / 2), STRAIGHT / 2)
    assert math.hypot(x - spine, y) == pytest.approx(radius)


def test_a_lap_is_closed_and_runs_anticlockwise():
    assert on_oval(INNER_RADIUS, 1.0) == pytest.approx(on_oval(INNER_RADIUS, 0.0))
    assert on_oval(INNER_RADIUS, 0.0) == (0.0, -INNER_RADIUS)
    assert on_oval(INNER_RADIUS, 0.25) == pytest.approx((STRAIGHT / 2 + INNER_RADIUS, 0.0))


def test_camera_sees_its_target_in_the_middle_and_nothing_behind_it():
    camera = Camera((400, 200), (0, 0, 10), (50, 0, 0), roll=12)
    assert camera.see(50, 0, 0)[:2] == pytest.approx((200, 100))
    assert camera.see(-50, 0, 0)[2] == 0
    near, far = camera.see(20, 0)[2], camera.see(80, 0)[2]
    assert near > far > 0


def test_camera_breaks_a_line_that_passes_behind_it():
    camera = Camera((400, 200), (0, 0, 10), (50, 0, 0))
    stretches = camera.line([(x, 5.0) for x in (60, 40, 20, -20, -40, 20, 40, 60)])
    assert [len(points) for points, _ in stretches] == [3, 3]


def test_a_ring_ends_where_it_begins():
    points = ring(INNER_RADIUS, 8)
    assert (len(points), points[0]) == (9, pytest.approx(points[-1]))

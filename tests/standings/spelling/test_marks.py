"""What stands in a cell for a status or a lane."""

import pytest

from standings.spelling.marks import lane_of, status_of


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("DNF", "DNF"), ("dns", "DNS"), ("DSQ", "DQ"), ("DQ", "DQ"), ("D.Q.", "DQ"), ("WD", "WDR"), ("WDR", "WDR"),
        ("Withdrew", "WDR"), ("did not finish", "DNF"), ("OK", ""), ("", ""), ("DN", ""), ("DNFX", ""),
    ],
)  # fmt: skip
def test_status_is_known_however_it_is_written(text, status):
    assert status_of(text) == status


@pytest.mark.parametrize(
    ("text", "lane"),
    [
        ("I", "inner"), ("In", "inner"), ("(o)", "outer"), ("Outside", "outer"), ("Finish", "finish"),
        ("crossing straight", "crossing"), ("", ""), ("Up", ""), ("1", ""),
    ],
)  # fmt: skip
def test_lane_is_known_however_it_is_written(text, lane):
    assert lane_of(text) == lane

import pytest

from isuwc.site.kept.packing import Way, best_way


@pytest.mark.parametrize(
    ("accepted", "way"),
    [
        ("gzip, deflate, br, zstd", Way.BROTLI),
        ("br;q=0.1, gzip;q=1.0", Way.BROTLI),
        ("GZIP", Way.GZIP),
        ("br;q=0, gzip", Way.GZIP),
        ("br; q=0.000, *", Way.GZIP),
        ("*", Way.BROTLI),
        ("*;q=0", None),
        ("gzip;q=0, *;q=0", None),
        ("identity", None),
        ("", None),
        (",;,", None),
    ],
)
def test_smallest_of_the_ways_that_a_browser_takes(accepted, way):
    assert best_way(accepted) is way

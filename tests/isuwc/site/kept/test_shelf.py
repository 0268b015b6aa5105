"""Pages on the shelf: bounded in size, the ones asked for last, and one maker for each."""

import gzip
import threading

import brotli
import pytest

from isuwc.site.kept.packing import Way
from isuwc.site.kept.page import OFTEN, Page
from isuwc.site.kept.shelf import Shelf


def page(size=1_000):
    return Page("200 OK", [("Content-Type", "text/html")], b"x" * size, (), (), None, frozenset())


def test_pages_not_asked_for_go_first_when_it_is_full():
    shelf = Shelf(3 * page().size)
    for key in "abc":
        shelf.put(key, page())
    shelf.get("a")
    shelf.put("d", page())
    assert [shelf.get(key) is not None for key in "abcd"] == [True, False, True, True]


def test_page_that_is_put_again_counts_once():
    shelf = Shelf(2 * page().size)
    for _ in range(5):
        shelf.put("a", page())
    shelf.put("b", page())
    assert shelf.get("a")
    assert shelf.get("b")


def test_page_larger_than_the_shelf_is_not_kept_and_throws_nothing_else_away_for_good():
    shelf = Shelf(2_500)
    shelf.put("a", page(50_000))
    assert shelf.get("a") is None
    shelf.put("b", page(100))
    assert shelf.get("b")


def test_names_are_added_up():
    shelf = Shelf(1_000)
    assert shelf.names("/") == frozenset()
    shelf.note_names("/", frozenset({"q"}))
    assert shelf.note_names("/", frozenset({"page"})) == {"q", "page"} == shelf.names("/")


def test_one_maker_at_a_time_and_others_wait_as_long_as_they_will():
    shelf, begun, ended, found = Shelf(1_000), threading.Event(), threading.Event(), []

    def make():
        with shelf.making("a", 10) as is_mine:
            found.append(is_mine)
            begun.set()
            ended.wait(10)

    maker = threading.Thread(target=make)
    maker.start()
    begun.wait(10)
    with shelf.making("a", 0) as is_mine:
        assert not is_mine
    with shelf.making("b", 0) as is_mine:
        assert is_mine
    ended.set()
    maker.join()
    with shelf.making("a", 10) as is_mine:
        assert is_mine
    assert found == [True]
    assert shelf._makers == {}


@pytest.mark.parametrize(("way", "unpacked"), [(Way.GZIP, gzip.decompress), (Way.BROTLI, brotli.decompress)])
def test_compressed_bytes_are_made_once_and_are_the_page(way, unpacked):
    kept = page()
    assert unpacked(kept.packed(way)) == kept.body
    assert kept.packed(way) is kept.packed(way)


def test_page_that_is_often_asked_for_is_compressed_as_strongly_as_can_be():
    kept = page()
    kept.body = b"".join(b"<li>%d of %d</li>" % (number, number * 7919) for number in range(4_000))
    first = kept.packed(Way.BROTLI)
    for _ in range(OFTEN):
        kept.packed(Way.BROTLI)
    for thread in threading.enumerate():
        if thread.name == "packing":
            thread.join()
    strongest = kept.packed(Way.BROTLI)
    assert len(strongest) < len(first)
    assert brotli.decompress(strongest) == kept.body

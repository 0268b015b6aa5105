"""A drawn card says all of it within its frame, readably."""

from itertools import pairwise

import pytest

from news.pictures.art.drawing import WHITE, contrast
from news.pictures.art.fact_card import FIGURES, LEFT, ROOM, SIZE, FactCard, Row, _ground, _lines, draw
from news.pictures.art.veil import CONTRAST, brightest

ROWS = (Row("1", "Femke Kok NED", "480"), Row("2", "Jutta Leerdam NED", "414"), Row("3", "Yukino Yoshida JPN", "401"))
CARDS = {
    "rows": FactCard("World Cup standing 2025/26", "500m Women", "After World Cup 4 of 5", ROWS),
    "a shared third place": FactCard("World Cup 1", "Team Pursuit Women", "", (*ROWS, ROWS[2]), "1", "Hamar"),
    "no rows": FactCard("ISU World Cup Speed Skating", "World Cup 1, Salt Lake City", "14–16 November 2025"),
    "long words": FactCard("A" * 200, "Wieselburger " * 20, "Long " * 90, (Row("DQ", "Name " * 40, "1:23:45.678"),)),
}


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_lines_stay_within_the_frame_and_apart(card):
    lines = [line for line, _ in _lines(card) if line.text]
    for line in lines:
        left, top, right, bottom = line.box
        assert LEFT - 8 <= left < right <= LEFT + ROOM + 2
        assert 0 < top < bottom < SIZE[1]
    boxes = sorted((line.box for line in lines), key=lambda box: (box[1], box[0]))
    for above, below in pairwise(boxes):
        apart = above[3] <= below[1] or above[2] <= below[0] or below[2] <= above[0]
        assert apart, (above, below)


def test_names_end_before_the_figures():
    name = next(line for line, _ in _lines(CARDS["long words"]) if line.text.startswith("Name"))
    assert name.text.endswith("…")
    assert name.box[2] <= FIGURES


@pytest.mark.parametrize("mark", ["", *map(str, range(1, 9))])  # the site's own, and every colour of events
def test_ground_is_dark_enough_for_white_words_anywhere(mark):
    ground = _ground(mark, "Hamar")
    assert ground.size == SIZE
    assert contrast(WHITE, brightest(ground)) >= CONTRAST


def test_same_card_is_the_same_bytes_and_another_event_has_its_own_ground():
    card = CARDS["a shared third place"]
    assert draw(card) == draw(card)
    assert draw(FactCard("", "", "", (), "1", "Hamar")) != draw(FactCard("", "", "", (), "2", "Hamar"))

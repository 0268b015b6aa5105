"""What readers are told of a result that changed."""

from standings.corrections.published import correction


def line(rank=1, time=3700, status="OK", **values):
    return {"rank": rank, "status": status, "hundredths": time, "thousandth": None, "country_id": "NED", **values}


NAMES = {1: "Femke Kok", 2: "Jutta Leerdam", 3: "Kaja Ziomek", 4: "Miho Takagi"}


def test_disqualification_names_who_and_counts_who_moved():
    before = {1: line(1), 2: line(2, 3710), 3: line(3, 3720), 4: line(4, 3730)}
    after = {2: line(1, 3710), 3: line(2, 3720), 4: line(3, 3730), 1: line(None, status="DQ")}
    assert correction(before, after, NAMES) == [
        "Femke Kok: disqualified (before: place 1).",
        "3 others move up one place.",
    ]


def test_counting_again_is_said_the_other_way_round():
    before = {1: line(None, status="DQ"), 2: line(1, 3710)}
    after = {1: line(1), 2: line(2, 3710)}
    assert correction(before, after, NAMES) == [
        "Femke Kok: place 1 (before: disqualified).",
        "One other moves down one place.",
    ]


def test_times_nations_and_points_are_said_and_what_readers_do_not_see_is_not():
    before = {1: line(bib=1, printed_points=60, race_points=63), 2: line(2, 3710)}
    after = {
        1: line(time=3701, thousandth=2, country_id="POL", bib=2, printed_points=54, race_points=None),
        2: before[2],
    }
    assert correction(before, after, NAMES) == ["Femke Kok: time 37.00 → 37.01(2); NED → POL; race points 63 → none."]
    assert correction({1: line(bib=1)}, {1: line(bib=2)}, NAMES) == []


def test_lines_added_taken_out_and_moved_further_are_named():
    before = {1: line(1), 2: line(2, 3710), 3: line(3, 3720)}
    after = {1: line(3), 3: line(1, 3720), 4: line(None, None, "DNF")}
    assert correction(before, after, NAMES) == [
        "Miho Takagi is added, did not finish.",
        "Jutta Leerdam is taken out, place 2.",
        "Femke Kok: place 1 → 3.",
        "Kaja Ziomek: place 3 → 1.",
    ]

"""Pasted lines: whatever their order and signs, each cell is what it is, and nothing is dropped in silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.naming.countries import CountryNames
from standings.sheets.pasted.columns import RESULT, START
from standings.sheets.pasted.grid import LONGEST, MOST_ROWS
from standings.sheets.pasted.kinds import Countries
from standings.sheets.pasted.reading import digest_of, read
from standings.spelling.times import time_text

COUNTRIES = Countries(
    frozenset({"NED", "USA", "JPN", "POL"}),
    CountryNames((("NED", "Netherlands"), ("NED", "Holland"), ("USA", "United States"), ("JPN", "Japan"))),
)


def lines(text, roles=RESULT, **options):
    return [dict(line) for line in read(text, roles, COUNTRIES, **options).lines]


def roles_of(text, roles=RESULT):
    return [column.role for column in read(text, roles, COUNTRIES).columns]


KOK = {"rank": "1", "name": "Femke KOK", "country": "NED", "time": "37.05"}
JACKSON = {"rank": "2", "name": "Erin JACKSON", "country": "USA", "time": "37,20"}


@pytest.mark.parametrize(
    "text",
    [
        "1\tFemke KOK\tNED\t37.05\n2\tErin JACKSON\tUSA\t37,20",
        "1;Femke KOK;NED;37.05\n2;Erin JACKSON;USA;37,20",
        "1 Femke KOK NED 37.05\n2 Erin JACKSON USA 37,20",
        "1. Femke KOK (NED) 37.05\n2. Erin JACKSON (USA) 37,20",
        "1   Femke KOK    NED   37.05\n2   Erin JACKSON   USA   37,20",
        "Rank\tName\tNOC\tTime\n1\tFemke KOK\tNED\t37.05\n2\tErin JACKSON\tUSA\t37,20",
        "World Cup 1, Women 500m\nPl.;Skater;Nation;Time\n1;Femke KOK;NED;37.05\n2;Erin JACKSON;USA;37,20",
        "\ufeff1\tFemke KOK\tNED\t37.05\r\n\r\n2\tErin JACKSON\tUSA\t37,20\r\n",
    ],
)
def test_lines_are_the_same_however_they_are_written(text):
    assert lines(text) == [KOK, JACKSON]


def test_decimal_commas_are_no_commas_between_cells():
    for text in (
        "1, Femke KOK, NED, 37,05\n2, Erin JACKSON, USA, 37,20",
        '1, A BE, NED, 37.05\n2, Erin JACKSON, USA, "37,20"',
    ):
        assert lines(text)[1] == {**JACKSON, "time": "37.20"}
    assert lines("1,12,Femke KOK,NED,37.05\n2,13,Erin JACKSON,USA,37.20")[1] == {
        **JACKSON, "bib": "13", "time": "37.20"
    }  # fmt: skip


def test_finish_is_a_time_or_the_last_sprint_by_what_stands_below_it():
    assert roles_of("Rank\tName\tFinish\n1\tFemke KOK\t37.05\n2\tErin JACKSON\t37,20") == ["rank", "name", "time"]
    mass_start = "Rank\tName\tS1\tFinish\n1\tFemke KOK\t3\t60\n2\tErin JACKSON\t0\t40"
    assert roles_of(mass_start) == ["rank", "name", "sprint", "sprint"]


def test_columns_stand_in_any_order():
    text = "37.05\tNED\tFemke KOK\t1\n37,20\tUSA\tErin JACKSON\t2"
    assert roles_of(text) == ["time", "country", "name", "points"]  # numbers behind a time: somebody chooses
    chosen = read(text, RESULT, COUNTRIES, chosen=["time", "country", "name", "rank"])
    assert [dict(line) for line in chosen.lines] == [KOK, JACKSON]


def test_columns_of_an_official_sheet_are_known_without_a_header():
    text = (
        "1\t12\tFemke KOK\tNED\t5\ti\t37.05\t\t60\n"
        "2\t13\tErin JACKSON\tUSA\t5\to\t37.20\t+0.15\t54\n"
        "3\t9\tMiho TAKAGI\tJPN\t4\ti\t37.30\t+0.25\t48\n"
        "\t8\tAnna EXAMPLE\tPOL\t4\to\tDNF\t\t"
    )
    assert roles_of(text) == ["rank", "bib", "name", "country", "pair", "lane", "time", "", "points"]
    assert lines(text)[-1] == {
        "bib": "8", "name": "Anna EXAMPLE", "country": "POL", "pair": "4", "lane": "outer", "status": "DNF"
    }  # fmt: skip


def test_who_has_no_place_keeps_number_and_status_in_plain_text():
    text = "1 12 Femke KOK NED 37.05 60\n2 13 Erin JACKSON USA 37.20 54\n9 Miho TAKAGI JPN DNF"
    assert lines(text)[-1] == {"bib": "9", "name": "Miho TAKAGI", "country": "JPN", "status": "DNF"}


@pytest.mark.parametrize(
    ("line", "read_as"),
    [
        ("DNF 14 Miho TAKAGI JPN", {"bib": "14", "name": "Miho TAKAGI", "country": "JPN", "status": "DNF"}),
        ("DNF Miho TAKAGI JPN", {"name": "Miho TAKAGI", "country": "JPN", "status": "DNF"}),
        ("DNF 14 Miho TAKAGI JPN 38.00", {
            "bib": "14", "name": "Miho TAKAGI", "country": "JPN", "status": "DNF", "time": "38.00"
        }),
    ],
)  # fmt: skip
def test_status_before_the_name_stands_for_the_place_in_plain_text(line, read_as):
    reading = read(f"1 12 Femke KOK NED 37.05\n2 13 Erin JACKSON USA 37.20\n{line}", RESULT, COUNTRIES)
    assert (dict(reading.lines[-1]), reading.left) == (read_as, ())


def test_what_fits_no_column_of_plain_text_is_named_and_given_no_role():
    text = "1 Femke KOK NED 37.05\n2 Erin JACKSON USA 37.20\nDNF 14 Miho TAKAGI JPN\n3 Anna EXAMPLE POL 38.00 9 8"
    reading = read(text, RESULT, COUNTRIES)
    assert [column.role for column in reading.columns] == ["rank", "name", "country", "time"]
    assert [line.get("country") for line in reading.lines] == ["NED", "USA", "JPN", "POL"]
    assert reading.left == (
        "14 (in DNF 14 Miho TAKAGI JPN)", "9 (in 3 Anna EXAMPLE POL 38.00 9 8)", "8 (in 3 Anna EXAMPLE POL 38.00 9 8)"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "status"), [("DSQ", "DQ"), ("dnf", "DNF"), ("D.N.S.", "DNS"), ("withdrew", "WDR"), ("WDR", "WDR")]
)
def test_status_stands_in_place_of_the_place_or_the_time(written, status):
    for text in (
        f"{written}\tFemke KOK\tNED\t\n1\tA BE\tUSA\t37.00",
        f"\tFemke KOK\tNED\t{written}\n1\tA BE\tUSA\t37.00",
    ):
        assert next(line for line in lines(text) if line["name"] == "Femke KOK") == {
            "name": "Femke KOK",
            "country": "NED",
            "status": status,
        }


def test_places_are_counted_by_time_and_shared_where_times_are_equal():
    reading = read("A BE\t37.20\nC DE\t37.10\nE EF\t37.20\nG HA\t37.30\nI JO\tDNF", RESULT, COUNTRIES)
    assert [line.get("rank") for line in reading.lines] == ["2", "1", "2", "4", None]
    assert reading.counted == "It has no places: they are counted by the times."


def test_places_are_counted_in_order_where_time_does_not_decide():
    reading = read("A BE\t37.20\nC DE\t37.10", RESULT, COUNTRIES, by_time=False)
    assert [line["rank"] for line in reading.lines] == ["1", "2"]
    assert reading.counted == "It has no places: they are counted in the order of its lines."


def test_column_that_a_heading_names_is_the_result_though_a_split_stands_before_it():
    text = "Rank\tName\tNOC\tClub\t100m\tTime\n1\tFemke KOK\tNED\tIce\t10.30\t37.05"
    assert roles_of(text) == ["rank", "name", "country", "", "", "time"]
    assert lines(text) == [KOK]


@pytest.mark.parametrize(
    ("rows", "time"),
    [
        ("1\tA BE\t10.40\t37.05\n2\tC DE\t10.30\t37.20\n\tE EF\t10.50\tDNF", ["37.05", "37.20", None]),
        ("1\tA BE\t37.05\t\n2\tC DE\t37.20\t0.15", ["37.05", "37.20"]),
        ("Rank\tName\tOpener\tTotal time\n2\tA BE\t10.30\t37.20\n1\tC DE\t10.40\t37.05", ["37.20", "37.05"]),
    ],
)
def test_of_two_columns_with_times_the_larger_that_agrees_with_the_places_is_the_result(rows, time):
    reading = read(rows, RESULT, COUNTRIES)
    assert ([line.get("time") for line in reading.lines], reading.asked) == (time, "")


@pytest.mark.parametrize(
    "rows",
    ["1\tA BE\t37.05\t36.90\n2\tC DE\t37.20\t37.40", "A BE\t37.20\t10.30\nC DE\t37.05\t10.40"],
)
def test_columns_with_times_of_which_none_is_clearly_the_result_are_asked_about(rows):
    reading = read(rows, RESULT, COUNTRIES)
    assert reading.asked == ("2 of its columns have times: choose the one with those of the result, and read it again.")
    assert [line.get("time") for line in reading.lines] == [None, None]
    chosen = [
        column.role or ("time" if at == len(reading.columns) - 1 else "") for at, column in enumerate(reading.columns)
    ]
    again = read(rows, RESULT, COUNTRIES, chosen)
    assert (again.asked, "time" in again.lines[0]) == ("", True)


def test_names_in_two_columns_are_one():
    assert lines("Family name;Given name;Time\nKOK;Femke;37.05") == [
        {"name": "KOK Femke", "time": "37.05", "rank": "1"}
    ]


def test_country_is_known_by_its_names():
    assert roles_of("1;Femke Kok;Holland;37.05\n2;Erin Jackson;United States;37.20") == [
        "rank", "name", "country", "time"
    ]  # fmt: skip


def test_sprints_of_a_mass_start_are_one_cell():
    text = "Rank;Name;Laps;S1;S2;S3;S4;Total\n1;Anna EXAMPLE;16;3;0;1;60;64"
    assert lines(text) == [
        {"rank": "1", "name": "Anna EXAMPLE", "laps": "16", "sprint": "3,0,1,60", "race_points": "64"}
    ]


def test_what_has_no_name_is_said():
    text = "START LIST\n1\tFemke KOK\tNED\n2\tErin JACKSON\tUSA\n\t\tPOL"
    reading = read(text, START, COUNTRIES)
    assert (len(reading.lines), reading.titles, reading.passed_over) == (2, ("START LIST", "POL"), ())


@pytest.mark.parametrize(
    "text",
    [
        "Pair 1\nI 12 Femke KOK NED\nO 13 Erin JACKSON USA\nPair 2\nI 9 Miho TAKAGI JPN\nO 8 Anna EXAMPLE POL",
        "1\ti\t12\tFemke KOK\tNED\n1\to\t13\tErin JACKSON\tUSA\n2\ti\t9\tMiho TAKAGI\tJPN\n2\to\t8\tAnna EXAMPLE\tPOL",
        "Pair 1: inner 12 Femke KOK NED\nouter 13 Erin JACKSON USA\n"
        "Pair 2: inner 9 Miho TAKAGI JPN\nouter 8 Anna EXAMPLE POL",
        "Pair 1\t\t\t\nInner\t12\tFemke KOK\tNED\nOuter\t13\tErin JACKSON\tUSA\nPair 2\t\t\t\n"
        "Inner\t9\tMiho TAKAGI\tJPN\nOuter\t8\tAnna EXAMPLE\tPOL",
        "Pair;Lane;No.;Name;NOC\n1;I;12;Femke KOK;NED\n1;O;13;Erin JACKSON;USA\n"
        "2;I;9;Miho TAKAGI;JPN\n2;O;8;Anna EXAMPLE;POL",
    ],
)
def test_start_lists_have_pairs_and_lanes(text):
    assert [
        (line["pair"], line["lane"], line["bib"], line["name"], line["country"]) for line in lines(text, START)
    ] == [
        ("1", "inner", "12", "Femke KOK", "NED"),
        ("1", "outer", "13", "Erin JACKSON", "USA"),
        ("2", "inner", "9", "Miho TAKAGI", "JPN"),
        ("2", "outer", "8", "Anna EXAMPLE", "POL"),
    ]


def test_start_times_are_read():
    assert lines("14:30\t1\ti\tFemke KOK\n14:30\t1\to\tErin JACKSON\n14:32\t2\ti\tMiho TAKAGI", START)[2] == {
        "clock": "14:32", "pair": "2", "lane": "inner", "name": "Miho TAKAGI"
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["{}\t1\ti\tFemke KOK\tNED\n{}\t1\to\tErin JACKSON\tUSA", "{} Femke KOK NED\n{} Erin JACKSON USA"]
)
def test_start_times_with_a_point_are_start_times(text):
    assert [line["clock"] for line in lines(text.format("14.30", "14.36"), START)] == ["14.30", "14.36"]
    assert not any("clock" in line for line in lines(text.format("37.20", "37.41"), START))


def test_numbers_of_a_mass_start_are_no_places():
    assert roles_of("1\tFemke KOK\tNED\n2\tErin JACKSON\tUSA\n3\tMiho TAKAGI\tJPN", START) == ["bib", "name", "country"]


def test_chosen_columns_hold_only_where_they_fit():
    text = "5\tFemke KOK\n6\tErin JACKSON"
    assert "pair" in lines(text, chosen=["pair", "name"])[0]
    assert lines(text, chosen=["pair"]) == lines(text) == lines(text, chosen=["odd", "name"])
    assert digest_of(text) == digest_of(text.replace("\n", "\r\n")) != digest_of(f"{text}, too")


def test_what_is_far_too_long_is_refused_in_words():
    with pytest.raises(ValueError, match=f"That are {MOST_ROWS + 1} lines, of which {MOST_ROWS}"):
        read("A BE\n" * (MOST_ROWS + 1), RESULT, COUNTRIES)
    with pytest.raises(ValueError, match="characters, of which"):
        read("x" * (LONGEST + 1), RESULT, COUNTRIES)


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_in_words(text):
    try:
        reading = read(text, RESULT, COUNTRIES)
    except ValueError as error:
        assert str(error)
    else:
        assert all(line["name"] for line in reading.lines)


NAMES = st.sampled_from(["Femke KOK", "Erin JACKSON", "Miho TAKAGI", "Anna DE EXAMPLE", "Bea VAN LONG-NAME"])
ROWS = st.lists(
    st.tuples(NAMES, st.sampled_from(["NED", "USA", "JPN"]), st.integers(3000, 90000)), min_size=2, max_size=20
)


@given(ROWS, st.sampled_from(["\t", ";", "  ", " "]))
def test_lines_come_back_as_they_were_written(rows, mark):
    text = "\n".join(mark.join([str(at), name, noc, time_text(time)]) for at, (name, noc, time) in enumerate(rows, 1))
    assert lines(text) == [
        {"rank": str(at), "name": name, "country": noc, "time": time_text(time)}
        for at, (name, noc, time) in enumerate(rows, 1)
    ]

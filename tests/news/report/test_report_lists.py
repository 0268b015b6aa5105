"""Lists, tables, subheads and what looks like them."""

from dataclasses import replace

import pytest

from news.report import Bullets, Paragraph, Picture, Subhead, Table, Verdict, parse
from tests.news.report.texts import KNOWN, LEAD, PROSE, read, text


def test_numbers_that_follow_each_other_are_a_list():
    report = read(LEAD, "1. Place and time", "2. Programme", "3. Entries", PROSE)
    assert report.body == (
        Bullets(("Place and time", "Programme", "Entries"), numbers=("1", "2", "3")),
        Paragraph(PROSE),
    )


def test_numbers_that_begin_in_the_middle_are_kept_with_a_doubt():
    report = read(LEAD, "3. Entries", "4. Late entries by the host", PROSE)
    assert report.body == (Bullets(("Entries", "Late entries by the host"), numbers=("3", "4")), Paragraph(PROSE))
    assert [line.doubt for line in report.doubts] == ["It does not begin with 1 or a. Is it a list?"]


@pytest.mark.parametrize(
    ("lines", "items", "levels", "numbers"),
    [
        ("a) a licence\nb) armbands", ("a licence", "armbands"), (), ("a", "b")),
        (
            "A. A licence\nB. Two armbands for each skater",
            ("A licence", "Two armbands for each skater"),
            (),
            ("A", "B"),
        ),
        ("(a) one\n(b) two", ("one", "two"), (), ("a", "b")),
        ("i. one\nii. two\niii. three", ("one", "two", "three"), (), ("i", "ii", "iii")),
        ("a.\tone\nb.\ttwo", ("one", "two"), (), ("a", "b")),
        ("1. one\n  a) sub\n  b) sub\n2. two", ("one", "sub", "sub", "two"), (0, 1, 1, 0), ("1", "a", "b", "2")),
        ("1. one\n  • sub\n  • sub\n2. two", ("one", "sub", "sub", "two"), (0, 1, 1, 0), ("1", "", "", "2")),
        (
            "1. one\n  a) sub\n    i. deep\n      • deeper\n2. two\n  a) again",
            ("one", "sub", "deep", "deeper", "two", "again"),
            (0, 1, 2, 2, 0, 1),
            ("1", "a", "i", "", "2", "a"),
        ),
        ("1. one\n 2. two\n3. three", ("one", "two", "three"), (), ("1", "2", "3")),
    ],
)
def test_letters_and_numbers_of_a_list_are_kept_with_its_levels(lines, items, levels, numbers):
    report = read(LEAD, "What to bring:", lines, PROSE)
    assert report.body[1] == Bullets(items, levels, numbers)
    assert report.doubts == []


def test_letters_that_begin_in_the_middle_are_kept_with_a_doubt():
    report = read(LEAD, "b) two\nc) three", PROSE)
    assert report.body == (Bullets(("two", "three"), numbers=("b", "c")), Paragraph(PROSE))
    assert [line.doubt for line in report.doubts] == ["It does not begin with 1 or a. Is it a list?"]


@pytest.mark.parametrize(
    "lines",
    [
        "a) one\nc) three",
        "ii. two\niii. three",
        "a) Ada Example (NOR)\nb) Berit Muster (GER)",
        "13. November in Hamar\n14. November in Hamar",
        "1. one\n1. one again",
        "x) alone",
    ],
)
def test_letters_that_do_not_follow_each_other_are_no_list(lines):
    report = read(LEAD, PROSE, lines, PROSE)
    assert [part for part in report.body if isinstance(part, Bullets)] == []
    assert lines.split() == [word for part in report.body[1:-1] for word in part.text.split()]  # type: ignore[union-attr]


def test_initials_of_names_are_no_list_and_doubted():
    report = read(LEAD, PROSE, "A. Example\nB. Muster", PROSE)
    assert [part for part in report.body if isinstance(part, Bullets)] == []
    assert [line.doubt for line in report.doubts] == ["Are these the letters of a list, or the initials of names?"] * 2


def test_number_before_a_subhead_makes_no_list():
    report = read(LEAD, "1. Two cups are open", PROSE, "2. The favourite has a cold", PROSE)
    assert report.body == (
        Subhead("1. Two cups are open"),
        Paragraph(PROSE),
        Subhead("2. The favourite has a cold"),
        Paragraph(PROSE),
    )


def test_levels_of_a_list_stay():
    report = read(LEAD, "• Starts\n    ◦ one false start\n    ◦ then out\n• Clothing\n    ◦ armbands", PROSE)
    items = ("Starts", "one false start", "then out", "Clothing", "armbands")
    assert report.body[0] == Bullets(items, levels=(0, 1, 1, 0, 1))


def test_item_that_goes_on_in_the_next_line_is_one():
    report = read(LEAD, "• The first thing that\nis new\n• The second thing", PROSE)
    assert report.body[0] == Bullets(("The first thing that is new", "The second thing"))


@pytest.mark.parametrize(
    "lines",
    [
        "1 | Ada Example | 37.00\n2 | Berit Muster | 37.36",
        "| 1 | Ada Example | 37.00 |\n|---|---|---|\n| 2 | Berit Muster | 37.36 |",
    ],
)
def test_lines_with_bars_are_a_table(lines):
    assert read(LEAD, lines, PROSE).body[0] == Table((("1", "Ada Example", "37.00"), ("2", "Berit Muster", "37.36")))


def test_columns_of_spaces_are_offered_as_a_table_with_a_doubt():
    report = read(LEAD, "1   Ada Example    37.00\n2   Berit Muster   37.36", PROSE)
    assert report.body[0] == Table((("1", "Ada Example", "37.00"), ("2", "Berit Muster", "37.36")))
    assert [line.doubt for line in report.doubts] == ["Its columns are parted by spaces. Is it a table?"]


@pytest.mark.parametrize(
    "line",
    [
        "Notes to editors",
        "Media contact",
        "Tickets: https://tickets.example.org/hamar",
        "Result women 500m: 1. Ada Example (NED) 37.00, 2. Berit Muster (NED) 37.36",
        "Ada Example",
    ],
)
def test_line_that_is_no_subhead_stays_text_with_a_doubt(line):
    report = read(LEAD, PROSE, line, PROSE)
    assert report.body == (Paragraph(PROSE), Paragraph(line), Paragraph(PROSE))
    assert [each.number for each in report.doubts] == [5]


@pytest.mark.parametrize("mark", ["ENDS", "###", "- ENDS -"])
def test_end_mark_is_left_out_and_what_follows_is_doubted(mark):
    report = read(LEAD, mark, PROSE)
    assert report.body == (Paragraph(PROSE),)
    assert [(line.number, line.doubt) for line in report.doubts] == [
        (5, "It stands below the end of the text; it was kept.")
    ]


def test_four_names_one_by_one_are_no_subheads():
    names = ["Ada Example", "Berit Muster", "Cleo Przykład-Żuk", "Dag Eksempel"]
    assert read(LEAD, "The four newcomers are", *names, PROSE).body[1:] == (*map(Paragraph, names), Paragraph(PROSE))


def test_name_of_a_picture_is_no_subhead():
    report = read(LEAD, PROSE, "MUSTER sad", "Berit Muster (NED) after the last race @ ISU", PROSE)
    assert report.body[1] == Picture("MUSTER sad", "", "Berit Muster (NED) after the last race", "ISU")


def test_paragraph_that_ends_in_a_credit_is_text_and_an_empty_frame():
    paragraph = f"{PROSE} {LEAD} {PROSE}"
    report = read(LEAD, f"{paragraph} © ISU", PROSE)
    assert (report.hero, report.body) == (None, (Paragraph(paragraph), Picture(credit="ISU"), Paragraph(PROSE)))
    assert [line.doubt for line in report.doubts] == [
        "Only the credit of a picture stands here: it became an empty frame."
    ]


@pytest.mark.parametrize(
    ("heading", "lines"),
    [
        ("These World Cup events are cancelled:", ["• Hamar, NOR December 12-14, 2025", "• Salt Lake City, USA …"]),
        ("The series moves to new dates:", ["Dec 12-14, 2025 Hamar (NOR)", "Nov 14-16, 2025 Salt Lake City (USA)"]),
        ("ISU World Cup Speed Skating events without spectators", ["Dec 12-14, 2025 Hamar (NOR)"]),
        ("ISU World Cup Speed Skating events 2025/26", ["Dec 13-14, 2025 Hamar (NOR)"]),
        ("ISU World Cup Speed Skating events 2025/26", ["Dec 12-14, 2025 Hamar (NOR), for juniors"]),
        ("ISU World Cup Speed Skating events 2019/20", ["Dec 12-14, 2019 Hamar (NOR)"]),
    ],
)
def test_dates_that_differ_from_the_calendar_are_kept(heading, lines):
    report = read(LEAD, PROSE, heading, *lines)
    assert {line.verdict for line in report.lines} == {Verdict.TEXT}
    assert report.trailing == frozenset()


@pytest.mark.parametrize(
    "line",
    [
        "Nov 14 - 16, 2025   Salt Lake City /USA",
        "14-16 November: Salt Lake City (USA)",
        "WC4 – 12 Dec – 14 Dec 2025 – Hamar",
    ],
)
def test_dates_that_agree_with_the_calendar_are_left_out(line):
    report = read(LEAD, PROSE, "ISU World Cup Speed Skating events 2025/26", line)
    assert (report.body, report.trailing, report.doubts) == ((Paragraph(PROSE),), {"calendar"}, [])


def test_dates_without_a_year_are_of_the_one_season_that_has_them():
    line = "Hamar (NOR), December 12-14"
    assert read(LEAD, PROSE, "Next World Cup events", line).season == "2025-26"
    twice = replace(KNOWN, calendar=[*KNOWN.calendar, replace(KNOWN.calendar[1], season="2024-25")])  # type: ignore[index]
    report = parse(text(LEAD, PROSE, "Next World Cup events", line), twice)
    assert (report.season, report.trailing) == ("", frozenset())
    assert [each.number for each in report.doubts] == [5]


def test_news_between_paragraphs_about_the_series_is_kept():
    about = next(iter(KNOWN.about))
    news = "The World Cup final will have a new prize from this season on: the best newcomer gets a week in Hamar."
    report = read(LEAD, "About the ISU World Cup Speed Skating", about, news, about)
    assert (report.body, report.trailing) == ((Paragraph(news),), {"about"})
    assert [line.number for line in report.doubts] == [7]

"""The head of a report: datelines, dates, bylines, embargoes, and what a web page prints around it."""

import datetime

import pytest

from news.report import Picture, Verdict
from news.report.lines.embargoes import embargo_end
from news.report.lines.page_dates import byline_of, date_of, is_date_line
from news.report.lines.page_furniture import is_breadcrumb, is_copyright, is_end_mark, is_page_word, is_release_note
from tests.news.report.texts import LEAD, PROSE, read

CET = datetime.timezone(datetime.timedelta(hours=1))


@pytest.mark.parametrize(
    ("before", "dateline", "dated"),
    [
        ("HAMAR – ", "HAMAR", None),
        ("HAMAR, Norway (ISU) – ", "HAMAR, Norway", None),
        ("CALGARY, Canada (AP) — ", "CALGARY, Canada", None),
        ("Hamar (dpa) - ", "Hamar", None),
        ("HAMAR, Norway, November 15, 2025 – ", "HAMAR, Norway", datetime.date(2025, 11, 15)),
        ("HAMAR, Norway (Nov. 15, 2025) — ", "HAMAR, Norway", datetime.date(2025, 11, 15)),
        ("Hamar, 15. november 2025 (NTB): ", "Hamar", datetime.date(2025, 11, 15)),
        ("OBERHOF, Nov 15 (Reuters) - ", "OBERHOF", None),
        ("Hamar. ", "Hamar", None),
    ],
)
def test_dateline_before_the_lead_is_taken_from_it(before, dateline, dated):
    report = read(f"{before}{LEAD}", PROSE)
    assert (report.dateline, report.lead, report.dated) == (dateline, LEAD, dated)
    assert [(line.number, line.text) for line in report.lines[:2]] == [(1, before.strip()), (1, LEAD)]


@pytest.mark.parametrize("before", ["SPEED SKATING – ", "Well – ", "UPDATE: "])
def test_what_is_no_dateline_before_the_lead_stays_in_it(before):
    report = read(f"{before}{LEAD}", PROSE)
    assert (report.dateline, report.lead) == ("", f"{before}{LEAD}")


def test_place_in_capitals_that_is_not_known_is_doubted():
    report = read(f"OBERHOF – {LEAD}")
    assert [line.doubt for line in report.doubts] == ["Does it begin with a dateline?"]


def test_city_and_country_are_a_dateline_whatever_follows():
    caption = "Ada Example opens the weekend in Hamar, Norway © ISU"
    report = read("Hamar, Norway", "#SpeedSkating", caption, LEAD)
    assert (report.dateline, report.hero) == ("Hamar, Norway", Picture("", "", caption.removesuffix(" © ISU"), "ISU"))
    assert report.lead == LEAD


def test_city_and_date_are_a_dateline_though_the_city_is_not_known():
    report = read("Innsbruck, 1 October 2026", LEAD, PROSE)
    assert (report.dateline, report.dated, report.lead, report.pictures) == (
        "Innsbruck",
        datetime.date(2026, 10, 1),
        LEAD,
        [],
    )


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("14 November 2026", datetime.date(2026, 11, 14)),
        ("Nov. 14, 2026", datetime.date(2026, 11, 14)),
        ("Publié le 14 novembre 2026 à 18h30", datetime.date(2026, 11, 14)),
        ("Publisert 14.11.2026 kl. 17:42", datetime.date(2026, 11, 14)),
        ("14 décembre 2026", datetime.date(2026, 12, 14)),
        ("Freitag, 14. August 2026", datetime.date(2026, 8, 14)),
        ("2026年11月14日", datetime.date(2026, 11, 14)),
        ("2026-11-14", datetime.date(2026, 11, 14)),
        ("11/14/2026", datetime.date(2026, 11, 14)),
        ("03/04/2026", None),  # of April or of March?
        ("14 November", None),
    ],
)
def test_dates_of_pages_are_read(line, day):
    assert is_date_line(line)
    assert date_of(line) == day
    report = read("A title of it", line, LEAD)
    assert (report.dated, report.title, report.lead) == (day, "A title of it", LEAD)
    assert bool([each for each in report.doubts if each.number == 3]) == (day is None)


@pytest.mark.parametrize("line", ["The 14 November", "14 skaters in 2026", "Winner of 14 November 2026 and more"])
def test_what_is_no_date_of_a_page(line):
    assert not is_date_line(line)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Schreiber", "Ada Schreiber"),
        ("Von Ada Schreiber, Inzell", "Ada Schreiber"),
        ("Par Ada Plume et Bo Plume", "Ada Plume et Bo Plume"),
        ("Door onze verslaggever", "onze verslaggever"),
        ("Av Ada van der Skriver", "Ada van der Skriver"),
        ("By the way", ""),
        ("By 14 November", ""),
    ],
)
def test_bylines_are_read(line, names):
    assert byline_of(line) == names


def test_byline_and_date_may_stand_below_the_lead():
    report = read("A title of it", LEAD, "By Ada Schreiber", "14 November 2026", PROSE)
    assert (report.byline, report.dated, len(report.body)) == ("Ada Schreiber", datetime.date(2026, 11, 14), 1)


def test_date_and_byline_on_one_line_are_both_read():
    report = read("A title of it", "14 November 2026 | By Ada Schreiber", LEAD)
    assert (report.byline, report.dated, report.lead) == ("Ada Schreiber", datetime.date(2026, 11, 14), LEAD)


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("EMBARGOED UNTIL 18:00 CET, 10 NOVEMBER 2026", datetime.datetime(2026, 11, 10, 18, 0, tzinfo=CET)),
        ("Sperrfrist: 10. November 2026, 18.00 Uhr MEZ", datetime.datetime(2026, 11, 10, 18, 0, tzinfo=CET)),
        ("Embargo: Nov. 10, 2026, 6 p.m. CET", datetime.datetime(2026, 11, 10, 18, 0, tzinfo=CET)),
        ("Embargo: Nov. 10, 2026, 12 a.m. CET", datetime.datetime(2026, 11, 10, 0, 0, tzinfo=CET)),
        ("EMBARGOED UNTIL 18:00 CET", None),
        ("EMBARGOED UNTIL 18:00, 10 NOVEMBER 2026", None),
        ("EMBARGOED UNTIL 10 NOVEMBER 2026", None),
        ("EMBARGOED UNTIL 25:00 CET, 10 NOVEMBER 2026", None),
    ],
)
def test_embargo_is_a_moment_or_a_doubt(line, end):
    assert embargo_end(line) == end
    report = read(line, "A title of it", LEAD)
    assert (report.is_embargoed, report.embargo, report.title, report.lead) == (True, end, "A title of it", LEAD)
    assert bool([each for each in report.doubts if each.number == 1]) == (end is None)


def test_what_a_web_page_prints_is_neither_title_nor_lead():
    page = ["top of page", "Logo", "Home", "Figure Skating", "Home > News > Speed Skating", "Onlinebanner 470x70"]
    report = read(*page, "PRESS RELEASE", "A title of it", LEAD, PROSE, "2026 © All rights reserved")
    assert (report.title, report.lead, report.is_release, report.pictures) == ("A title of it", LEAD, True, [])
    left_out = [line.text for line in report.lines if line.verdict is Verdict.LEFT_OUT]
    assert left_out == [*page, "2026 © All rights reserved"]


def test_words_of_a_page_in_the_middle_of_a_text_stay():
    report = read(LEAD, PROSE, "Results", "1. Ada Example (NED) 37.00\n2. Berit Muster (NED) 37.36", PROSE)
    assert [line.verdict for line in report.lines] == [Verdict.TEXT] * 6


def test_page_s_kinds_of_lines_are_told_apart():
    assert [is_page_word(text) for text in ("Nieuws", "3 min read", "Results:", "The news")] == [
        True,
        True,
        False,
        False,
    ]
    assert [is_breadcrumb(text) for text in ("Home > News", "Accueil / Sport", "Example / Muster")] == [
        True,
        True,
        False,
    ]
    assert [is_copyright(text) for text in ("© 2026 A. All rights reserved", "A close race © ISU")] == [True, False]
    assert [is_release_note(text) for text in ("For immediate release", "Release me")] == [True, False]
    assert [is_end_mark(text) for text in ("ENDS", "- ends -", "###", "-30-", "It ends", "End")] == [
        *(True, True, True, True),
        *(False, False),
    ]

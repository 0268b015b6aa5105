import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.report import parse
from news.report.event import Guess, KnownEvent, discipline, guess_event
from news.report.lines.dates import Date, find_dates
from news.report.lines.known.names import KnownLeg, KnownNames

KNOWN = KnownNames(
    cities=["Stavanger", "Calgary", "Hamar"],
    countries=["Norway", "Canada", "Switzerland", "Japan"],
    calendar=[
        KnownLeg(
            f"{year}-{year - 1999}", "Stavanger", ("NOR",), datetime.date(year, 11, 11), datetime.date(year, 11, 13)
        )
        for year in (2021, 2022)
    ],
)
MORE = "The rest of the paragraph is only here so that it is one, and it says nothing of times and places at all."


def event(key: int, city: str, number: int, first_day: str, is_final: bool = False) -> KnownEvent:
    day = datetime.date.fromisoformat(first_day)
    start = day.year if day.month > 6 else day.year - 1
    season = f"{start}-{(start + 1) % 100:02d}"
    return KnownEvent(
        key, f"World Cup {number}, {city}", city, season, number, is_final, day, day + datetime.timedelta(days=2)
    )


STAVANGER = event(1, "Stavanger", 1, "2022-11-11")
CALGARY_3 = event(3, "Calgary", 3, "2022-12-09")
CALGARY_4 = event(4, "Calgary", 4, "2022-12-16")
HAMAR_5 = event(5, "Hamar", 5, "2023-02-10")
HAMAR_6 = event(6, "Hamar", 6, "2023-02-17", is_final=True)
CALGARY_2025 = event(7, "Calgary", 2, "2025-11-21")
EVENTS = [STAVANGER, CALGARY_3, CALGARY_4, HAMAR_5, HAMAR_6, CALGARY_2025]


def guess(*paragraphs: str) -> Guess:
    return guess_event(parse("\n\n".join(paragraphs), KNOWN), EVENTS)


def calendar(season: str) -> str:
    return f"ISU World Cup Speed Skating events {season}:\n\nNov 11 - 13, 20{season[2:4]}  Stavanger /NOR"


def test_place_and_calendar_say_which_event():
    found = guess("Stavanger, Norway", MORE, calendar("2022/23"))
    assert (found.event, found.is_certain, found.season) == (STAVANGER, True, "2022-23")
    assert found.reason == (
        "The event is World Cup 1, Stavanger: the dateline names Stavanger, and its calendar is of that season."
    )


@pytest.mark.parametrize(
    ("dateline", "expected"),
    [
        ("CALGARY, Canada, Dec 9 (Reuters) -", CALGARY_3),
        ("CALGARY, Nov. 22 (Xinhua) --", CALGARY_2025),
        ("CALGARY, Canada, 18 December –", CALGARY_4),
        ("CALGARY, Canada, Oct 9 (Reuters) -", None),
        ("CALGARY, Canada (Reuters) -", None),
        ("Stavanger, Norway, Dec 9 –", None),
    ],
)
def test_day_of_a_run_in_dateline_finds_the_event_also_without_its_year(dateline, expected):
    found = guess(f"{dateline} {MORE}", "On December 16 everything ended.")
    assert (found.event, found.is_certain) == (expected, False)
    if expected:
        place = f"the dateline names {expected.city}"
        assert found.reason == f"The event is probably {expected.name}: {place}. Is it the right one?"


def test_day_without_a_year_on_which_two_events_fall_is_asked_about():
    events = [CALGARY_3, event(8, "Calgary", 1, "2024-12-08")]
    found = guess_event(parse(f"CALGARY, Canada, Dec 9 (AP) — {MORE}", KNOWN), events)
    assert (found.event, found.reason) == (
        None,
        "It may be World Cup 3, Calgary or World Cup 1, Calgary: the dateline names Calgary."
        " Choose the event in the draft.",
    )


def test_calendar_of_another_season_rules_the_event_out():
    found = guess("Stavanger, Norway", MORE, calendar("2021/22"))
    assert (found.event, found.season) == (None, "2021-22")
    assert "2021/22" in found.reason


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("On December 16, 2022, the series goes on with the second of two weekends in Calgary.", CALGARY_4),
        ("The races of 9-11 December 2022 are over.", CALGARY_3),
        ("The season 2022/23 goes on with the third World Cup event.", CALGARY_3),
        ("The fourth of six World Cup events of 2022/23 is over.", CALGARY_4),
        ("The season 2022/23 goes on with World Cup 4 on the same ice.", CALGARY_4),
        ("The season 2022/23 goes on from December 16 to 18.", CALGARY_4),
    ],
)
def test_days_and_numbers_tell_two_events_of_one_city_apart(lead, expected):
    assert guess("Calgary, Canada", f"{lead} {MORE}").event == expected


def test_final_is_told_from_the_event_a_week_before():
    found = guess("Hamar, Norway", f"The final World Cup of the season 2022/23 has come. {MORE}")
    assert (found.event, found.is_certain) == (HAMAR_6, False)


def test_two_events_of_one_city_are_not_told_apart_by_nothing():
    found = guess("Calgary, Canada", MORE, "It was in 2022/23.")
    assert (found.event, found.season) == (None, "2022-23")
    assert found.reason == (
        "It may be World Cup 3, Calgary or World Cup 4, Calgary: the dateline names Calgary. Choose the event in the"
        " draft."
    )


def test_year_alone_is_enough_for_a_doubtful_guess_if_the_text_names_no_later_one():
    assert guess("Calgary, Canada", MORE, "It was November 2025.").event == CALGARY_2025
    assert guess("Stavanger, Norway", MORE, "It was in 2022.").is_certain is False
    assert guess("Stavanger, Norway", MORE, "It was in 2022, four years before 2026.").event is None


def test_place_without_any_time_gives_no_event():
    found = guess("Stavanger, Norway", MORE)
    assert (found.event, found.season) == (None, "")
    assert found.reason == (
        "No event was recognised: the dateline names Stavanger, but nothing says when. Is it World Cup 1, Stavanger?"
        " Choose it in the draft."
    )


def test_text_from_the_unions_house_is_about_the_place_in_its_lead():
    lead = f"The season starts in Stavanger (NOR) from November 11-13, 2022. {MORE}"
    assert guess("Lausanne, Switzerland", lead).event == STAVANGER
    assert guess(lead).event == STAVANGER


def test_text_from_elsewhere_is_not_about_a_place_that_it_mentions():
    lead = f"After the races in Calgary on November 21, 2025 they met here. {MORE}"
    assert guess("Obihiro, Japan", lead).event is None


def test_lead_with_two_places_and_no_day_gives_no_event():
    found = guess(f"In 2022/23 they raced in Stavanger and in Calgary. {MORE}")
    assert (found.event, found.season) == (None, "2022-23")
    assert found.reason == "The text names Calgary and Stavanger. Choose the event in the draft."


def test_championships_and_short_track_are_no_events_of_the_series():
    assert guess("Calgary, Canada", f"The World Championships begin on December 16, 2022. {MORE}").event is None
    assert guess("Calgary, Canada", "#ShortTrackSkating", f"It begins on December 16, 2022. {MORE}").event is None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["#SpeedSkating", MORE], "Speed Skating"),
        (["#ShortTrackSkating", MORE], "Short Track"),
        ([f"The Short Track season is open. {MORE}"], "Short Track"),
        ([f"The long track season follows that of Short Track Speed Skating. {MORE}"], "Speed Skating"),
        ([MORE], ""),
    ],
)
def test_discipline_is_what_hashtags_and_lead_say(lines, expected):
    assert discipline(parse("\n\n".join(lines), KNOWN)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from November 11-13, 2022.", Date(11, 11, 13, 2022)),
        ("on 7 March 2009 at", Date(3, 7, 7, 2009)),
        ("2-5 March", Date(3, 2, 5, None)),
        ("Nov. 30 - Dec. 2, 2025", Date(11, 30, 30, 2025)),
        ("November 10 to 12", Date(11, 10, 12, None)),
        ("the 3rd December", Date(12, 3, 3, None)),
    ],
)
def test_dates_are_found_as_they_are_written(text, expected):
    assert list(find_dates(text)) == [expected]


@pytest.mark.parametrize("text", ["1000m", "in 37.20", "May he win", "Marching on 5", "the 15 skaters"])
def test_what_is_no_date(text):
    assert list(find_dates(text)) == []


@given(st.text(max_size=200), st.sampled_from(["", "Calgary, Canada\n\n", "Hamar\n\n"]))
def test_rubbish_is_guessed_without_an_error(rubbish, dateline):
    found = guess_event(parse(dateline + rubbish, KNOWN), EVENTS)
    assert found.event is None or found.event in EVENTS

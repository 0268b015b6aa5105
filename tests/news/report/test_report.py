"""The parser of newsroom texts. Every text here is our own, in the shapes that newsrooms use."""

import pytest

from news.imports import UnreadableReportError, read_report
from news.report import (
    Bullets,
    CupLink,
    Paragraph,
    Picture,
    Quote,
    StandingsLinks,
    Subhead,
    Table,
    VideoLink,
    parse,
)
from news.report.lines.datelines import dateline
from news.report.lines.reading import read_lines
from news.report.lines.spoken.speech import is_open
from tests.news.report.texts import KNOWN, LEAD, PROSE, read, text


def test_whole_report_is_taken_apart():
    report = read(
        "Hamar, Norway",
        "dedicated page banner 1280x200 qrcode",
        "#SpeedSkating #Hamar",
        "Example 1250000001",
        "Ada Example on her way to the line. @ ISU",
        LEAD,
        "A fast start decides it",
        PROSE,
        "Example said with a smile:",
        "“First words of it.",
        "“Second words of it.”",
        "Żuk 1250000002",
        "Cleo Przykład-Żuk in the outer lane. © ISU/A. Example",
        PROSE,
        "For all information about the series, please visit the webpage here.",
        "World Cup Standings - Men\n\nMen 500m\n\nLong Distances\n\nTeam Pursuit",
        "World Cup Standings - Women\n\nWomen 500m\n\nMass Start",
        "Where to watch",
        "Viewers will be able to watch the sessions via their national broadcaster.",
        "ISU World Cup Speed Skating Series events 2025/26:",
        "Nov 14 - 16, 2025        Salt Lake City /USA\n\nDec 12 - 14, 2025       Hamar /NOR",
        "About ISU World Cup Speed Skating Series",
        "The series started long ago and usually consists of some events.",
    )
    assert report.title == ""
    assert report.dateline == "Hamar, Norway"
    assert report.hashtags == ("SpeedSkating", "Hamar")
    assert report.has_banner
    assert report.lead == LEAD
    assert report.hero == Picture("Example", "1250000001", "Ada Example on her way to the line.", "ISU")
    assert report.body == (
        Subhead("A fast start decides it"),
        Paragraph(PROSE),
        Paragraph("Example said with a smile:"),
        Quote(("“First words of it.", "“Second words of it.”"), "Ada Example"),
        Picture("Żuk", "1250000002", "Cleo Przykład-Żuk in the outer lane.", "ISU", "A. Example"),
        Paragraph(PROSE),
    )
    assert report.trailing == {"standings", "watch", "calendar", "about"}
    assert report.season == "2025-26"
    assert report.doubts == []


def test_short_note_without_picture_and_dateline():
    report = read("Training moved to Tuesday", LEAD, PROSE)
    assert (report.title, report.dateline, report.hero) == ("Training moved to Tuesday", "", None)
    assert (report.lead, report.body) == (LEAD, (Paragraph(PROSE),))


@pytest.mark.parametrize(
    "line",
    [
        "Hamar, Norway",
        "Hamar / Norway",
        "hamar, norway",
        "Hamar (NOR)",
        "Hamar",
        "HAMAR, NOR",
        "Tomaszów Mazowiecki, Poland",
        "Nowhere, Poland",
    ],
)
def test_dateline_in_every_form(line):
    assert dateline(line, KNOWN)
    assert read(line, LEAD).dateline == line


@pytest.mark.parametrize(
    "line",
    [
        "Example first, Muster second",
        "Quick, quicker, quickest",
        "Nowhere",
        "14 November, Norway",
        "Won in Hamar, Norway.",
    ],
)
def test_what_is_no_dateline(line):
    assert not dateline(line, KNOWN)


@pytest.mark.parametrize("place", range(5))
def test_hashtags_wherever_they_stand(place):
    blocks = ["Hamar, Norway", "banner 1280x200 qr", LEAD, PROSE]
    blocks.insert(place, "#SpeedSkating #Ice")
    report = read(*blocks)
    assert (report.hashtags, report.lead, report.body) == (("SpeedSkating", "Ice"), LEAD, (Paragraph(PROSE),))


def test_hashtags_in_decomposed_letters_are_composed():
    written, _ = read_report(text(LEAD, PROSE, "#Z\u0307urek #Wo\u0301jcik").encode())
    assert parse(written, KNOWN).hashtags == ("Żurek", "Wójcik")


def test_a_report_is_cleaned_and_it_is_said():
    written = f"A title of it\n\n{LEAD}\x0bAnd \x02more\ufeff.\n"
    cleaned = f"A title of it\n\n{LEAD}\nAnd more.\n"
    said = "A control character was removed, an invisible character was removed, a soft return became a line break."
    assert read_report(written.encode()) == (cleaned, said)
    assert read_report(cleaned.encode()) == (cleaned, "")


def test_a_few_control_characters_are_a_text_and_many_are_none():
    assert read_report(b"Kok wins" + b"\x01" * 10)[0] == "Kok wins"
    with pytest.raises(UnreadableReportError):
        read_report(b"Kok wins" + b"\x01" * 11)


def test_fifth_hashtag_stays_as_text():
    report = read(LEAD, "#One #Two #Three #Four", "#Five")
    assert report.hashtags == ("One", "Two", "Three", "Four")
    assert report.body == (Paragraph("#Five"),)


def test_standings_links_in_the_middle_of_a_body_become_a_block_and_the_body_goes_on():
    report = read(LEAD, "World Cup Standings - Women", "Women 500m\n\nMass Start", PROSE)
    links = StandingsLinks("women", (CupLink("women", "500m"), CupLink("women", "mass-start")))
    assert report.body == (links, Paragraph(PROSE))


def test_standings_links_at_the_end_are_left_to_the_trailing_block():
    report = read(LEAD, PROSE, "World Cup Standings", "Men 500m", "Women 500m")
    assert (report.body, report.trailing) == ((Paragraph(PROSE),), {"standings"})


@pytest.mark.parametrize(
    "heading", ["World Cup standings", "Where to watch", "Next World Cup events", "About the World Cup"]
)
def test_heading_with_prose_below_it_is_a_subhead(heading):
    report = read(LEAD, heading, PROSE, PROSE)
    assert report.body == (Subhead(heading), Paragraph(PROSE), Paragraph(PROSE))
    assert report.trailing == frozenset()


def test_programme_of_a_preview_is_no_boilerplate():
    programme = "Friday, November 14: Women 500m, Men 1500m\nSaturday, November 15: Women 3000m"
    report = read(LEAD, "World Cup schedule 2025/26", programme, PROSE)
    assert report.body == (Subhead("World Cup schedule 2025/26"), Paragraph(programme), Paragraph(PROSE))


def test_races_listed_line_by_line_are_no_standings_links():
    report = read(LEAD, "Friday\nWomen 500m\nMen 500m\nWomen 1500m", PROSE)
    assert report.body == (Paragraph("Friday\nWomen 500m\nMen 500m\nWomen 1500m"), Paragraph(PROSE))


def test_text_below_the_end_of_the_page_is_kept_and_doubted():
    report = read(
        LEAD, "About the ISU World Cup Speed Skating", "The series started long ago.", "Words that came after all that."
    )
    assert report.body == (Paragraph("Words that came after all that."),)
    assert [line.doubt for line in report.doubts] == ["It stands below the text about the series; it was kept as text."]


def test_session_times_are_kept_and_doubted():
    report = read(LEAD, PROSE, "Where to watch", "Friday 14 November, 17:30 local time")
    kept = (Paragraph("Where to watch"), Paragraph("Friday 14 November, 17:30 local time"))
    assert report.body == (Paragraph(PROSE), *kept)
    assert {line.doubt for line in report.doubts} == {
        "It names a time. It was kept: the site shows the times of the event's programme."
    }


def test_bulleted_list_keeps_its_items():
    report = read(LEAD, "What is new:", "• The first thing\n• The second thing\n\n- The third thing", PROSE)
    assert report.body == (
        Paragraph("What is new:"),
        Bullets(("The first thing", "The second thing", "The third thing")),
        Paragraph(PROSE),
    )


def test_results_keep_their_numbers():
    result = "1. Ada Example (NED) 37.00\n2. Berit Muster (NED) 37.36"
    assert read(LEAD, result, PROSE).body == (Paragraph(result), Paragraph(PROSE))


def test_lines_with_tabs_are_a_table():
    report = read(LEAD, "1\tAda Example\t37.00\n2\tBerit Muster\t37.36", PROSE)
    assert report.body == (Table((("1", "Ada Example", "37.00"), ("2", "Berit Muster", "37.36"))), Paragraph(PROSE))


def test_line_broken_within_a_sentence_is_joined():
    assert read(LEAD, "The first half of a sentence that is\nbroken before its end.").body == (
        Paragraph("The first half of a sentence that is broken before its end."),
    )


def test_quote_that_closes_ends_there():
    assert read(LEAD, "“One of them.”", "“Another one.”").body == (
        Quote(("“One of them.”",)),
        Quote(("“Another one.”",)),
    )


@pytest.mark.parametrize("quote", ['"Straight marks."', "„Deutsche Worte.“", "«Des mots.»", "“Curly marks.”"])
def test_quotation_marks_of_several_languages(quote):
    assert not is_open(quote)
    assert read(LEAD, quote, PROSE).body == (Quote((quote,)), Paragraph(PROSE))


def test_narration_with_a_few_spoken_words_is_text():
    narration = "“Good,” said the coach before he went through every corner of the race with both of them once more."
    assert read(LEAD, narration).body == (Paragraph(narration),)


def test_speaker_is_left_open_where_two_are_named():
    report = read(LEAD, "Example and Muster laughed about it:", "“It was close.”")
    assert report.body[1] == Quote(("“It was close.”",))


def test_video_address_is_a_video():
    address = "https://www.youtube.com/watch?v=abcdefghijk"
    assert read(LEAD, address).body == (VideoLink(address),)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\n"])
def test_line_ends_and_blank_lines_of_every_kind(end):
    report = parse(f"\ufeffHamar, Norway{end} \u00a0 {end}\u200b{LEAD}{end}\t{end}{PROSE}\u00a0{end}", KNOWN)
    assert (report.dateline, report.lead, report.body) == ("Hamar, Norway", LEAD, (Paragraph(PROSE),))


def test_lines_are_numbered_as_an_editor_counts():
    assert [source.lines for source in read_lines("one\n\n  \ntwo\r\nthree")] == [
        ((1, "one"),),
        ((4, "two"),),
        ((5, "three"),),
    ]


def test_row_of_a_table_keeps_its_empty_first_cell_and_an_indented_list_is_one():
    report = parse(f"{'A lead of a report. ' * 8}\n\n\tSkater\tTime\n1\tAda\t37.05\n\n\t•\tone\n\t•\ttwo")
    assert report.body == (Table((("", "Skater", "Time"), ("1", "Ada", "37.05"))), Bullets(("one", "two")))

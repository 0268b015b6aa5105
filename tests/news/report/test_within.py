"""What stands within a text that somebody writes: quotes, subheads, tables and videos; and no word of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.report import Quote, Subhead, Table, VideoLink
from news.report.lines.known.names import KnownNames
from news.report.within import Within, Written, within
from tests.news.report.test_report_properties import KNOWN, sentence, speech

LONG = "She went into the last lap a tenth of a second behind, and came out of it two tenths ahead of everybody."


def read(*texts: str, above: tuple[str, ...] = (), known: KnownNames = KNOWN) -> list[Within]:
    return within([Written(text) for text in texts], above, known)


def test_quote_gets_its_speaker():
    found = read(LONG, "“It was a good race for me today,” said Ada Example.", LONG)
    assert found == [
        Within((0,)),
        Within((1,), Quote(("“It was a good race for me today,” said Ada Example.",), "Ada Example")),
        Within((2,)),
    ]


def test_whole_name_may_stand_above_the_text():
    words = "“It was a good race for me today,” said Example."
    assert read(words, above=("Ada Example wins in Hamar",))[0].part == Quote((words,), "Ada Example")
    assert read(words)[0].part == Quote((words,), "")
    assert "Who speaks?" in read(words)[0].doubt


def test_speech_of_several_paragraphs_is_one_quote():
    paragraphs = ("“I did not expect it at all this year.", "“But here we are with the medal,” said Ada Example.")
    assert read(*paragraphs) == [Within((0, 1), Quote(paragraphs, "Ada Example"))]


def test_line_above_a_paragraph_is_a_subhead_unless_it_is_a_list_already():
    assert read(LONG, "Three within a second", LONG)[1].part == Subhead("Three within a second")
    stays = within([Written(LONG), Written("Three within a second", stays=True), Written(LONG)], (), KNOWN)
    assert [each.part for each in stays] == [None, None, None]


def test_table_and_video_are_found():
    rows = "1 | Ada Example | 1:15.60\n2 | Berit Muster | 1:15.82"
    table, video = read(rows, "https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    assert table.part == Table((("1", "Ada Example", "1:15.60"), ("2", "Berit Muster", "1:15.82")))
    assert isinstance(video.part, VideoLink)


@pytest.mark.parametrize(
    "boilerplate",
    [
        "Where to watch",
        "World Cup Standings - Men",
        "The Series started long ago.",
        "Hamar, Norway",
        "#SpeedSkating",
        "",
    ],
)
def test_what_a_report_has_around_its_text_stays_where_somebody_wrote_it(boilerplate):
    assert [each.part for each in read(LONG, boilerplate, LONG)] in ([None] * 3, [None, Subhead(boilerplate), None])


@given(
    st.lists(
        st.one_of(sentence, speech, st.sampled_from(["Three within a second", "a\nb", "", "• item", "1 | 2\n3 | 4"]))
    )
)
def test_every_paragraph_is_in_one_part_and_the_parts_are_in_order(texts):
    found = read(*texts)
    assert [place for each in found for place in each.places] == list(range(len(texts)))
    for each in found:
        if isinstance(each.part, Quote):
            words = " ".join(texts[place] for place in each.places)
            assert " ".join(each.part.paragraphs).split() == words.split()

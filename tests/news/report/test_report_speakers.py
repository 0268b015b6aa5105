"""Who speaks: the subject of the saying verb, or nobody, and then a doubt."""

import pytest

from news.report import Paragraph, Quote
from tests.news.report.texts import LEAD, PROSE, read

NAMED = "Ada Example and Berit Muster met again on Friday, and Dag Eksempel watched it from the fence."
WHO = "Who speaks? The text does not say for certain."


@pytest.mark.parametrize(
    ("above", "speaker"),
    [
        ("Ada Example said:", "Ada Example"),
        ("Example (NED) explained the difference:", "Ada Example"),
        ("On what she expects of herself, Example said:", "Ada Example"),
        ("Berit Muster sagte:", "Berit Muster"),
        ("Ada Example a déclaré :", "Ada Example"),
        ("Berit Muster zei:", "Berit Muster"),
        ("Asked about the duel with Muster, the new champion smiled:", ""),
        ("It was a good day for Example, and her coach was relieved. He said:", ""),
        ("Example said goodbye, and her coach added:", ""),
        ("Example smiled when Muster said:", ""),
        ("Example’s coach said:", ""),
        ("The coach of Ada Example said:", ""),
        ("Example and Muster laughed about it:", ""),
        ("Example was disappointed:", ""),
        ("Muster", ""),
    ],
)
def test_speaker_is_the_subject_of_the_verb_above(above, speaker):
    report = read(NAMED, above, "“It was close.”", PROSE)
    assert Quote(("“It was close.”",), speaker) in report.body
    assert WHO in [line.doubt for line in report.doubts] or speaker


@pytest.mark.parametrize(
    ("quote", "speaker"),
    [
        ("“It was close,” said Ada Example. “It could not have been closer.”", "Ada Example"),
        ("“It was close,” Example said. “It could not have been closer.”", "Ada Example"),
        ("„Es war knapp“, sagte Muster. „Sehr knapp.“", "Berit Muster"),
        ("« C'était serré », dit Ada Example. « Très serré. »", "Ada Example"),
        ("– Det var jevnt hele veien, sa Dag Eksempel.", "Dag Eksempel"),
        ("“It was close,” said Example’s coach. “It could not have been closer.”", ""),
        ("“It was close,” she said of Muster. “It could not have been closer.”", ""),
        ("“It was close,” said the coach. “For Example.”", ""),
    ],
)
def test_speaker_is_the_subject_of_the_verb_beside(quote, speaker):
    assert read(NAMED, quote, PROSE).body[0] == Quote((quote,), speaker)


def test_family_name_alone_is_nobody_s_where_the_text_has_no_whole_name():
    assert read(LEAD, "Example said:", "“It was close.”").body[1] == Quote(("“It was close.”",))


def test_speech_that_is_introduced_in_its_line_and_goes_on_is_one_quote():
    report = read(NAMED, "Ada Example said: “It was close.", "“It was very close.”", PROSE)
    assert report.body == (
        Paragraph("Ada Example said:"),
        Quote(("“It was close.", "“It was very close.”"), "Ada Example"),
        Paragraph(PROSE),
    )


def test_speech_that_is_introduced_and_ends_in_its_line_is_text():
    line = "Ada Example said: “It was close.”"
    assert read(NAMED, line, PROSE).body == (Paragraph(line), Paragraph(PROSE))


@pytest.mark.parametrize(
    "quote",
    [
        "”Se oli tasainen kisa.”",
        "‘Het was heel spannend.’",
        "'It was close until the end.'",
        '„Es war knapp."',
        "「最後まで落ち着いて滑れました。」",
        "– Det var jevnt, sa hun.",
        "“It was close.",
    ],
)
def test_speech_without_a_speaker_is_a_quote_and_doubted(quote):
    report = read(NAMED, quote, PROSE)
    assert report.body[0] == Quote((quote,))
    assert [line.number for line in report.doubts] == [3]


def test_mark_without_its_partner_is_doubted():
    report = read(NAMED, "It was a long night for all of them, and nobody talked about it.”", PROSE)
    assert [(line.number, line.what) for line in report.doubts] == [(3, "text")]


def test_name_alone_below_speech_is_no_subhead():
    report = read(NAMED, "“It was close.”", "Ada Example", PROSE)
    assert report.body[1:] == (Paragraph("Ada Example"), Paragraph(PROSE))
    assert [line.number for line in report.doubts] == [3, 5]

"""How readings are weighed: the best evidence is taken, and where two are near, the line stays text with a doubt."""

from news.report.lines.known.names import KnownNames
from news.report.lines.reading import read_lines
from news.report.readings.choice import choose
from news.report.readings.reading import Evidence, Facts, Reading, fact, left_out, merged, text_as
from news.report.source_text import SourceText
from tests.news.report.texts import LEAD

SHORT = "A few words"


def text(*lines: str) -> SourceText:
    return SourceText(read_lines("\n\n".join(lines)), KnownNames())


def taken(source: SourceText, *readings: Reading) -> tuple[list[str], dict[int, str]]:
    choice = choose(source, readings)
    return [reading.what for reading in choice.taken], choice.doubts


def test_better_evidence_is_taken_in_whatever_order_it_is_proposed():
    good, better = fact(0, "good", Evidence.GOOD), fact(0, "better", Evidence.CERTAIN)
    assert taken(text(SHORT), good, better) == taken(text(SHORT), better, good) == (["better"], {})


def test_reading_of_two_lines_is_taken_whole_or_not():
    both, second = left_out([0, 1], "both", Evidence.GOOD), fact(1, "second", Evidence.CERTAIN)
    assert taken(text(SHORT, SHORT), both, second)[0] == ["second"]


def test_second_reading_that_is_close_makes_a_doubt():
    first, second = fact(0, "a name", Evidence.STRONG), fact(0, "a subhead", Evidence.STRONG - 7)
    assert taken(text(SHORT), first, second) == (["a name"], {0: "It may also be a subhead."})
    assert taken(text(SHORT), first, fact(0, "a subhead", Evidence.STRONG - 8)) == (["a name"], {})


def test_what_is_hardly_better_than_text_stays_text_with_a_doubt():
    source = text(SHORT)
    assert source.evidence(0) == 20
    assert taken(source, fact(0, "a name", 35)) == (["a name"], {})
    assert taken(source, fact(0, "a name", 34)) == ([], {0: "It may be a name; it was kept as text."})
    assert taken(source, fact(0, "a name", 34, otherwise="Is it one?")) == ([], {0: "Is it one?"})
    assert taken(source, fact(0, "a name", 5)) == ([], {})


def test_paragraph_takes_more_evidence_than_a_few_words():
    assert taken(text(LEAD), text_as([0], "a subhead", Evidence.GOOD)) == (
        [],
        {0: "It may be a subhead; it was kept as text."},
    )
    assert [text(line).evidence(0) for line in (SHORT, f"{SHORT}, and then some.", f"{LEAD} {LEAD} {LEAD} {LEAD}")] == [
        *(20, 40, 85),
    ]


def test_facts_of_a_text_are_put_together():
    found = [Facts(dateline="Hamar", hashtags=("One",)), Facts(dateline="Inzell", hashtags=("One", "Two"), season="x")]
    assert merged(found) == Facts(dateline="Hamar", hashtags=("One", "Two"), season="x")

"""Texts as desks deliver them: every part in its place, or a doubt on the line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.report import parse
from tests.news.report.corpus import FILES, KNOWN, Rates, Sample, rates, words_lost

SAMPLES = [Sample(path) for path in FILES]
LINES = sorted({line for sample in SAMPLES for line in sample.text.splitlines() if line.strip()})


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.path.stem)
def test_every_part_is_in_its_place_or_doubted(sample):
    assert [str(read) for read in sample.read() if read.is_silent_error] == []


def test_rates_of_the_corpus():
    assert rates(SAMPLES) == Rates(
        texts=103, lines=951, in_place=945, doubts=230, silent_errors=0, texts_with_silent_errors=0, words_lost=0
    )


@given(st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\n\n"])), max_size=30))
def test_no_word_of_any_mixture_is_lost_or_doubled(mixed):
    text = "".join(line + end for line, end in mixed)
    assert words_lost(text, parse(text, KNOWN)) == 0

"""Titles for texts that have none."""

import pytest

from news.imports.titles import propose_title
from news.report import Report

MORE = "The rest of the paragraph says what happened then."


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        (f"J.R. Sample and St. Clair won on Sunday. {MORE}", "J.R. Sample and St. Clair won on Sunday"),
        (f"Dr. Ada Example of St. Moritz won. {MORE}", "Dr. Ada Example of St. Moritz won"),
        (f"Der 3. Platz ging an Muster. {MORE}", "Der 3. Platz ging an Muster"),
        (f"She won! {MORE}", "She won!"),
        ("土曜日に行われました。会場は満員でした。", "土曜日に行われました。"),
        (f"“I can’t believe it. It is too good,” said Ada Example. {MORE}", ""),  # half of what she said is none
        (f"Three things happened: {MORE}", "Three things happened: The rest of the paragraph says what happened then"),
        ("word " * 40 + "and so on.", ""),
        ("", ""),
    ],
)
def test_title_is_a_whole_sentence_or_none(lead, title):
    assert propose_title(Report(lead=lead), None) == title

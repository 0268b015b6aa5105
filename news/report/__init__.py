"""Parses the plain text of a report into the parts of an article. Pure.

`parse` never loses, changes or duplicates a word of the body. Each line becomes text of the article, one of its facts
(a dateline, a caption, a hashtag), or boilerplate that the site shows too. What a line may be is proposed by `readings`
and weighed in one place; a line is plain text unless the evidence for something else is good. `Report.lines` says what
became of each line, with any doubt.
"""

from news.report.parse import parse
from news.report.parts import (
    BlockPart,
    Bullets,
    CupLink,
    Line,
    Paragraph,
    Part,
    Picture,
    Prose,
    Quote,
    Report,
    StandingsLinks,
    Subhead,
    Table,
    Verdict,
    VideoLink,
    body_words,
)

__all__ = [
    "BlockPart",
    "Bullets",
    "CupLink",
    "Line",
    "Paragraph",
    "Part",
    "Picture",
    "Prose",
    "Quote",
    "Report",
    "StandingsLinks",
    "Subhead",
    "Table",
    "Verdict",
    "VideoLink",
    "body_words",
    "parse",
]

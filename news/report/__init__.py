"""The plain text of a report as newsrooms hold it, taken apart into the parts of an article. Pure.

`parse` never loses, alters or doubles a word of the body: every line of the text is the article's text, one of its
facts (a dateline, a caption, a hashtag), or boilerplate that it recognised; what it can't place stays as text. What it
made of each line, and what it doubts, is in the report's log.
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

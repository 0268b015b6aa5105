"""Lines that hold two things are parted before anything else is read: a dateline before the lead, a credit after a
paragraph, and the words that introduce speech which goes on in the next line.
"""

import re
from collections.abc import Iterator

from news.report.lines.credits import credit_of_paragraph, credited
from news.report.lines.datelines import run_in
from news.report.lines.known.names import KnownNames
from news.report.lines.reading import SourceLine, is_prose
from news.report.lines.spoken.speech import is_open, is_speech

HEAD = 40  # lines among which the lead is looked for
_INTRODUCED = re.compile(r"(?P<words>[^“”„«»\"]{2,200}[:,])\s{1,3}(?=[“„«\"])")


def parted(sources: list[SourceLine], known: KnownNames) -> list[SourceLine]:
    found: list[SourceLine] = []
    waits_for_lead = True
    for index, source in enumerate(sources):
        after = sources[index + 1].text if index + 1 < len(sources) else ""
        pieces = list(_pieces(source, after, known if waits_for_lead and index < HEAD else None))
        waits_for_lead = waits_for_lead and (not is_prose(source.text) or credited(source.text) is not None)
        found += pieces
    return found


def _pieces(source: SourceLine, after: str, known: KnownNames | None) -> Iterator[SourceLine]:
    text = source.text
    if known and (dateline := run_in(text, known)) and dateline.end < len(text) and is_prose(text):
        head, source = source.cut(dateline.end)
        yield head
        text = source.text
    if credit := credit_of_paragraph(text):
        yield from source.cut(credit.start)
        return
    introduced = _INTRODUCED.match(text)
    if introduced and after and _goes_on(text[introduced.end() :], after):
        yield from source.cut(introduced.end())
        return
    yield source


def _goes_on(speech: str, after: str) -> bool:
    """Whether speech is not closed, and the next line goes on with it."""
    return is_open(speech) and is_speech(after)

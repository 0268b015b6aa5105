"""How the article's own words are built: speech, lists, tables and subheads."""

from collections.abc import Iterator

from news.report.lines.labels import QUOTE, TABLE
from news.report.lines.lists import by_spaces, columns
from news.report.lines.spoken.speakers import SAYS, speaker_above, speaker_beside
from news.report.lines.spoken.speech import (
    OPENING,
    is_after_dash,
    is_open,
    is_speech,
    may_be_after_dash,
    without_speech,
)
from news.report.readings.items import lists
from news.report.readings.reading import Evidence, Reading, text_as
from news.report.source_text import SourceText

WHO_SPEAKS = "Who speaks? The text does not say for certain."
ONE_MARK = "Its quotation mark is not closed. Who speaks, and where does the speech end?"
WIDE_SPACES = "Its columns are parted by spaces. Is it a table?"
TABLE_LINES = 400


def structure(text: SourceText) -> Iterator[Reading]:
    yield from _speech(text)
    yield from lists(text, lambda index: _is_after_dash(text, index))
    yield from _tables(text)


def speaker_of(text: SourceText, lines: tuple[int, ...]) -> str:
    """Who speaks in paragraphs of speech, if the text leaves no doubt; else ""."""
    beside = [said for line in lines if SAYS.search(said := without_speech(text.text(line)))]
    if len(beside) > 1 or any(len(SAYS.findall(said)) > 1 for said in beside):
        return ""  # two verbs may have two subjects
    names = {speaker_beside(said) for said in beside}
    if "" in names:
        return ""
    names |= {speaker_above(text.text(lines[0] - 1))} if lines[0] else set()
    found = {text.person(name) for name in names - {""}}
    return found.pop() if len(found) == 1 else ""


def _speech(text: SourceText) -> Iterator[Reading]:
    """Paragraphs of speech; those before the last are not closed."""
    pending: list[int] = []
    for index in range(len(text)):
        line = text.text(index)
        if line[0] in OPENING and (pending or is_speech(line)):
            pending.append(index)
            if not is_open(line):
                yield _quote(text, pending, "")
                pending = []
            continue
        if pending:
            yield _quote(text, pending, ONE_MARK)
            pending = []
        if _is_after_dash(text, index):
            yield _quote(text, [index], "")
    if pending:
        yield _quote(text, pending, ONE_MARK)


def _is_after_dash(text: SourceText, index: int) -> bool:
    line = text.text(index)
    return is_after_dash(line) or (may_be_after_dash(line) and _goes_on_after_dash(text, index))


def _goes_on_after_dash(text: SourceText, index: int) -> bool:
    """Whether the line right above or below says who speaks after a dash."""
    return any(0 <= near < len(text) and is_after_dash(text.text(near)) for near in (index - 1, index + 1))


def _quote(text: SourceText, lines: list[int], doubt: str) -> Reading:
    speaker = speaker_of(text, tuple(lines))
    return text_as(lines, QUOTE, Evidence.CERTAIN, doubt=doubt or ("" if speaker else WHO_SPEAKS))


def _tables(text: SourceText) -> Iterator[Reading]:
    index = 0
    while index < len(text):
        run = [index]
        while run[-1] + 1 < len(text) and text.run(run[-1] + 1) == text.run(index) and len(run) < TABLE_LINES:
            run.append(run[-1] + 1)
        texts = [text.text(line) for line in run]
        if len(run) > 1 and columns(texts):
            doubt = WIDE_SPACES if by_spaces(texts) else ""
            yield text_as(run, TABLE, Evidence.STRONG - 2, doubt=doubt)
        index = run[-1] + 1

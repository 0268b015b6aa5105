"""How the article's own words are built: speech, lists, tables and subheads."""

from collections.abc import Iterator

from news.report.lines import patterns
from news.report.lines.labels import LIST, NUMBERED_LIST, QUOTE, TABLE, TEXT
from news.report.lines.lists import by_spaces, columns, is_bullet, number_of
from news.report.lines.spoken.speakers import SAYS, speaker_above, speaker_beside
from news.report.lines.spoken.speech import (
    OPENING,
    is_after_dash,
    is_open,
    is_sentence_after_dash,
    is_speech,
    may_be_after_dash,
    without_speech,
)
from news.report.readings.reading import Evidence, Reading, text_as
from news.report.source_text import SourceText

WHO_SPEAKS = "Who speaks? The text does not say for certain."
ONE_MARK = "Its quotation mark is not closed. Who speaks, and where does the speech end?"
WIDE_SPACES = "Its columns are parted by spaces. Is it a table?"
DASHES = "Is it a list, or speech after dashes?"
NUMBERS = "Its first number is not 1: the numbers were kept in the items."
TABLE_LINES = 400


def structure(text: SourceText) -> Iterator[Reading]:
    yield from _speech(text)
    yield from _lists(text)
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


def _lists(text: SourceText) -> Iterator[Reading]:
    index = 0
    while index < len(text):
        bullets, numbers = _bullets(text, index), _numbers(text, index)
        if len(bullets) > 1 or (bullets and text.text(index)[0] not in "*–—-"):
            doubt = DASHES if any(is_sentence_after_dash(text.text(line)) for line in bullets) else ""
            yield text_as(bullets, LIST, Evidence.STRONG, doubt=doubt)
        elif len(numbers) > 1:
            from_one = number_of(text.text(numbers[0])) == 1
            yield text_as(
                numbers, NUMBERED_LIST if from_one else LIST, Evidence.STRONG, doubt="" if from_one else NUMBERS
            )
        elif bullets and is_sentence_after_dash(text.text(index)) and not _is_after_dash(text, index):
            yield text_as([index], TEXT, Evidence.CERTAIN, doubt=DASHES)
        index += max(len(bullets), len(numbers), 1)


def _bullets(text: SourceText, index: int) -> list[int]:
    """Items from this line on, with the lines that go on in the middle of one; empty lines may part them."""
    found: list[int] = []
    while index < len(text) and (is_bullet(text.text(index)) or (found and _goes_on(text, index))):
        found.append(index)
        index += 1
    return found


def _goes_on(text: SourceText, index: int) -> bool:
    return text.run(index) == text.run(index - 1) and is_broken(text.text(index - 1), text.text(index))


def is_broken(above: str, text: str) -> bool:
    """Whether a sentence was broken between two lines."""
    return text[0].islower() and not above.endswith(patterns.SENTENCE_END)


def _numbers(text: SourceText, index: int) -> list[int]:
    """Items whose numbers follow each other; results, which name countries and times, are none."""
    found: list[int] = []
    first = number_of(text.text(index))
    while index < len(text) and first is not None and number_of(text.text(index)) == first + len(found):
        line = text.text(index)
        if len(line) > 400 or patterns.RESULT.search(line):
            return []
        found.append(index)
        index += 1
    return found


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

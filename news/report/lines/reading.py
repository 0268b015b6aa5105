"""The lines of a text, and what a single one of them is."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from news.report.lines import patterns
from news.report.lines.credits import credited
from news.report.lines.embargoes import EMBARGO
from news.report.lines.lists import is_bullet
from news.report.lines.page_dates import byline_of, is_date_line
from news.report.lines.spoken.speech import is_open, is_speech

# Every way in which a line can end, and what may surround its words without being seen
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff" + "".join(filter(str.isspace, map(chr, range(0x3001))))

LONG = 100  # characters: what is shorter may be a heading, what is longer is a paragraph
CAPTION = 220  # characters of a caption that has no credit
BRIEF = 600  # characters: nothing longer is anything but text


@dataclass(frozen=True)
class SourceLine:
    """A line that holds something, or the lines into which a paragraph was broken.

    What stands in one `run` has no blank line between it. `indent` is the width of the space before it.
    """

    lines: tuple[tuple[int, str], ...]  # number and text of each
    run: int
    indent: int = 0

    @cached_property
    def text(self) -> str:
        return " ".join(text for _, text in self.lines)

    def cut(self, at: int) -> "tuple[SourceLine, SourceLine]":
        """Two of it, before and from this character of its text."""
        before: list[tuple[int, str]] = []
        after: list[tuple[int, str]] = []
        start = 0
        for number, text in self.lines:
            here = min(max(at - start, 0), len(text))
            before += [(number, part)] if (part := text[:here].strip(_UNSEEN)) else []
            after += [(number, part)] if (part := text[here:].strip(_UNSEEN)) else []
            start += len(text) + 1
        return SourceLine(tuple(before), self.run, self.indent), SourceLine(tuple(after), self.run, self.indent)


def read_lines(text: str) -> list[SourceLine]:
    runs: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if line.strip(_UNSEEN):
            runs[-1].append((number, line))
        elif runs[-1]:
            runs.append([])
    sources = []
    for number, whole in enumerate(runs):
        run = _without_edges(whole)
        if _is_wrapped([text for _, text in run]):
            sources.append(SourceLine(tuple(run), number))
        else:
            sources += [
                SourceLine(((line, text),), number, _indent(raw))
                for (line, text), (_, raw) in zip(run, whole, strict=True)
            ]
    return sources


def _without_edges(run: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines without spaces around them; rows of a table keep the tabs beside their empty cells."""
    stripped = [line.strip(_UNSEEN) for _, line in run]
    are_rows = (
        len(run) > 1
        and all("\t" in line for _, line in run)
        and any("\t" in text for text in stripped)
        and not any(is_bullet(text) or patterns.NUMBERED.match(text) for text in stripped)
    )
    if are_rows:
        return [(number, line.strip(_UNSEEN.replace("\t", ""))) for number, line in run]
    return [(number, text) for (number, _), text in zip(run, stripped, strict=True)]


def _indent(line: str) -> int:
    """The width of the space before the line, in which a tab counts as four."""
    space = line[: len(line) - len(line.lstrip(_UNSEEN))]
    return sum(4 if char == "\t" else 1 for char in space if char.isspace())


def _is_wrapped(texts: list[str]) -> bool:
    """Whether a paragraph was broken into lines of one width, as in e-mails: no word of a line fits the one above."""
    if len(texts) < 2 or any(_begins_alone(text) for text in texts):
        return False
    width = max(len(text) for text in texts)
    return (
        50 <= width <= LONG
        and all(
            len(text) + 1 + len(after.split()[0]) > width and not text.endswith((":", ";"))
            for text, after in pairwise(texts)
        )
        and not all(text.endswith((".", "!", "?", "”", '"')) for text in texts)
        and not any(credited(text) for text in texts)
    )


def _begins_alone(text: str) -> bool:
    if byline_of(text) or is_date_line(text) or EMBARGO.match(text):
        return True
    return is_bullet(text) or "\t" in text or bool(re.match(r"\d{1,3}[.)]\s|#", text))


def length(text: str) -> int:
    """In characters of Latin; a character of Chinese or Japanese says as much as two and a half of them."""
    return len(text) + sum(3 for char in text if "\u3040" <= char <= "\u9fff") // 2


def is_prose(text: str) -> bool:
    """A paragraph rather than a heading."""
    size = length(text)
    return size >= LONG or (size >= 40 and text.endswith(patterns.PROSE_ENDS))


def could_be_heading(text: str) -> bool:
    if len(text) > LONG or is_bullet(text) or text[0].islower():
        return False
    if text[0] in patterns.OPENING and (is_speech(text) or is_open(text)):
        return False
    return not text.endswith(patterns.SENTENCE_END) or (text.endswith(("?", "!")) and len(text) <= 70)

"""A text after its readings were weighed: what each line is, until its parts are put together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from news.report.lines.known.names import KnownNames
from news.report.lines.labels import CALENDAR_TEXT, TEXT
from news.report.parts import BlockPart, Line, Verdict
from news.report.readings.choice import Choice
from news.report.readings.reading import Facts, Reading, merged
from news.report.source_text import SourceText


@dataclass
class Mark:
    """What a line is."""

    verdict: Verdict
    what: str
    doubt: str = ""


@dataclass
class MarkedText:
    """Lines go by their index among the lines that aren't empty. Plain text has no mark until it is put together."""

    source: SourceText
    choice: Choice
    marks: dict[int, Mark] = field(default_factory=dict)
    parts: dict[int, BlockPart] = field(default_factory=dict)  # by their first line
    title: str = ""

    def __post_init__(self) -> None:
        for reading in self.choice.taken:
            for line in reading.lines:
                if line.verdict is not Verdict.TEXT:
                    self.mark(line.index, line.verdict, line.what, line.doubt or self.choice.doubts.get(line.index, ""))
            if reading.part:
                self.parts[reading.first] = reading.part

    @property
    def known(self) -> KnownNames:
        return self.source.known

    @property
    def facts(self) -> Facts:
        """In the order of the text."""
        taken = sorted((reading for reading in self.choice.taken if reading.lines), key=lambda each: each.first)
        return merged([reading.facts for reading in taken if reading.facts])

    @property
    def trailing(self) -> frozenset[str]:
        return frozenset(each.facts.trailing for each in self.choice.taken if each.facts) - {""}

    def text(self, index: int) -> str:
        return self.source.text(index)

    def built(self, index: int) -> Reading | None:
        """What the line is a part of among the article's own words: a quote, a list …; None for plain text."""
        reading = self.choice.by_line.get(index)
        return None if reading is None or reading.what in {TEXT, CALENDAR_TEXT} or index in self.marks else reading

    def free(self) -> list[int]:
        """The lines of the article's own words that are not in their place yet."""
        return [index for index in range(len(self.source)) if index not in self.marks]

    def plainly(self, index: int) -> str:
        """What a line of plain text is called."""
        reading = self.choice.by_line.get(index)
        return reading.what if reading else TEXT

    def doubt(self, index: int) -> str:
        """Why the line, which was kept as text, should be looked at."""
        reading = self.choice.by_line.get(index)
        own = next((line.doubt for line in reading.lines if line.index == index), "") if reading else ""
        return own or self.choice.doubts.get(index, "")

    def mark(self, index: int, verdict: Verdict, what: str, doubt: str = "") -> None:
        self.marks[index] = Mark(verdict, what, doubt)

    def keep_as_text(self, indexes: Iterable[int], what: str, doubt: str = "") -> None:
        for index in indexes:
            self.mark(index, Verdict.TEXT, what, doubt)

    def is_left_out(self, index: int, *whats: str) -> bool:
        mark = self.marks.get(index)
        return mark is not None and mark.verdict is Verdict.LEFT_OUT and mark.what in whats

    def lines(self) -> Iterator[Line]:
        for index, source in enumerate(self.source.sources):
            mark = self.marks[index]
            for number, text in source.lines:
                yield Line(number, text, mark.verdict, mark.what, mark.doubt)

"""A text while it is parsed: its lines, and what each has been recognised as so far."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from news.report.lines.known_names import KnownNames
from news.report.lines.reading import BRIEF, SourceLine, is_prose
from news.report.parts import Line, Picture, StandingsLinks, Verdict


@dataclass
class Mark:
    """What a line has been recognised as."""

    verdict: Verdict
    what: str
    doubt: str = ""


@dataclass
class MarkedText:
    """Lines go by their index among the lines that aren't empty."""

    sources: list[SourceLine]
    known: KnownNames
    marks: dict[int, Mark] = field(default_factory=dict)
    pictures: dict[int, Picture] = field(default_factory=dict)  # by their first line
    standings: dict[int, StandingsLinks] = field(default_factory=dict)  # by their first line
    videos: dict[int, str] = field(default_factory=dict)
    heading_doubts: dict[int, str] = field(default_factory=dict)  # of lines that may become subheads
    hashtags: list[str] = field(default_factory=list)
    trailing: set[str] = field(default_factory=set)
    has_banner: bool = False
    season: str = ""
    title: str = ""
    dateline: str = ""

    def text(self, index: int) -> str:
        return self.sources[index].text

    def is_brief(self, index: int) -> bool:
        """Short enough to be anything but text."""
        return len(self.sources[index].text) <= BRIEF

    def free(self, start: int = 0) -> Iterator[int]:
        """Indexes of lines that are not marked yet."""
        return (index for index in range(start, len(self.sources)) if index not in self.marks)

    def next_free(self, index: int) -> int | None:
        return next(self.free(index + 1), None)

    def previous_free(self, index: int) -> int | None:
        return next((before for before in range(index - 1, -1, -1) if before not in self.marks), None)

    def following(self, index: int, belongs: Callable[[str], bool]) -> list[int]:
        """The unmarked lines directly after this one, up to the first that doesn't belong."""
        found = []
        for after in range(index + 1, len(self.sources)):
            if after in self.marks or not self.is_brief_or_about(after) or not belongs(self.text(after)):
                break
            found.append(after)
        return found

    def is_brief_or_about(self, index: int) -> bool:
        """Short enough for boilerplate about the series, whose paragraphs may have over a thousand characters."""
        return len(self.sources[index].text) <= 4 * BRIEF

    def mark(self, index: int, verdict: Verdict, what: str, doubt: str = "") -> None:
        self.marks[index] = Mark(verdict, what, doubt)

    def mark_fact(self, index: int, what: str, doubt: str = "") -> None:
        self.mark(index, Verdict.FACT, what, doubt)

    def keep_as_text(self, indexes: Iterable[int], what: str, doubt: str = "") -> None:
        for index in indexes:
            self.mark(index, Verdict.TEXT, what, doubt)

    def leave_out(self, indexes: Iterable[int], what: str, doubt: str = "") -> None:
        for index in indexes:
            self.mark(index, Verdict.LEFT_OUT, what, doubt)

    @cached_property
    def last_prose(self) -> int:
        """The index of the last paragraph, marked or not; -1 without one."""
        return max((index for index in range(len(self.sources)) if is_prose(self.text(index))), default=-1)

    def lines(self) -> Iterator[Line]:
        for index, source in enumerate(self.sources):
            mark = self.marks[index]
            for number, text in source.lines:
                yield Line(number, text, mark.verdict, mark.what, mark.doubt)

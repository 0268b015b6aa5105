"""A text before it is parsed: its lines, and how much of plain text each of them is."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from news.report.lines import patterns
from news.report.lines.credits import credited
from news.report.lines.datelines import dateline
from news.report.lines.known.names import KnownNames
from news.report.lines.page_dates import byline_of, is_date_line
from news.report.lines.reading import BRIEF, LONG, SourceLine, is_prose, length

SECTION = 60  # lines that one heading can have below it


@dataclass(frozen=True)
class SourceText:
    """Lines go by their index among those that aren't empty."""

    sources: Sequence[SourceLine]
    known: KnownNames

    def __len__(self) -> int:
        return len(self.sources)

    def text(self, index: int) -> str:
        return self.sources[index].text

    def person(self, name: str) -> str:
        """The person of this name, whom the text somewhere calls by the whole name; else ""."""
        if name not in self._people:
            person = self.known.person(name)
            self._people[name] = person if any(person in source.text for source in self.sources) else ""
        return self._people[name]

    @cached_property
    def _people(self) -> dict[str, str]:
        return {}

    def around(self, index: int) -> list[str]:
        """The lines right above and right below."""
        return [self.text(near) for near in (index - 1, index + 1) if 0 <= near < len(self)]

    def run(self, index: int) -> int:
        """Lines of one run have no empty line between them."""
        return self.sources[index].run

    def is_brief(self, index: int) -> bool:
        """Short enough to be anything but text."""
        return len(self.text(index)) <= BRIEF

    def brief(self) -> Iterator[tuple[int, str]]:
        return ((index, source.text) for index, source in enumerate(self.sources) if len(source.text) <= BRIEF)

    def next(self, index: int) -> int | None:
        """The next line, but for lines that may stand anywhere: hashtags, the banner's place."""
        return next((after for after in range(index + 1, len(self)) if not self.stands_apart(after)), None)

    def following(self, index: int, belongs: Callable[[str], bool]) -> list[int]:
        """The lines directly after this one, up to the first that doesn't belong."""
        found: list[int] = []
        for after in range(index + 1, min(index + 1 + SECTION, len(self))):
            if len(self.text(after)) > 4 * BRIEF or not belongs(self.text(after)):
                break
            found.append(after)
        return found

    def evidence(self, index: int) -> int:
        """How much the line is like plain text, from 20 for a few words to 85 for several sentences."""
        text = self.text(index)
        if not is_prose(text):
            return 40 if text.endswith(patterns.FULL_STOPS) and length(text) > LONG // 4 else 20
        return (
            85 if len(_SENTENCE.findall(text)) >= 3 and length(text) > 3 * LONG else 65 if length(text) >= LONG else 55
        )

    @cached_property
    def lead(self) -> int:
        """The first line that can be the lead; the number of lines if there is none."""
        return next((index for index in range(len(self)) if self._may_lead(index)), len(self))

    @cached_property
    def head(self) -> int:
        """Where the head ends: below the lead, and whatever date and byline stand right below that."""
        end = self.lead + 1
        while end < len(self) and end < self.lead + 5 and self._is_of_head(self.text(end)):
            end += 1
        return end

    def _is_of_head(self, text: str) -> bool:
        """Whether it is a date, a byline or the credit of the lead's picture."""
        credit = credited(text)
        return is_date_line(text) or bool(byline_of(text)) or (credit is not None and not credit.caption)

    @cached_property
    def last_prose(self) -> int:
        """The index of the last paragraph; -1 without one."""
        return max((index for index in range(len(self)) if is_prose(self.text(index))), default=-1)

    def _may_lead(self, index: int) -> bool:
        text = self.text(index)
        if not is_prose(text) or patterns.HASHTAG_LINE.fullmatch(text) or patterns.BANNER_LINE.match(text):
            return False
        return not (dateline(text, self.known) or ((found := credited(text)) and found.caption))

    def stands_apart(self, index: int) -> bool:
        """Whether the line may stand anywhere, and parts nothing: hashtags, the banner's place."""
        text = self.text(index)
        return self.is_brief(index) and bool(patterns.HASHTAG_LINE.fullmatch(text) or patterns.BANNER_LINE.match(text))


_SENTENCE = re.compile(r"[.!?…。][”\"’»]?(?=\s|$)|。")

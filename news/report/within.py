"""What stands within a text that somebody is writing: speech, subheads, tables and videos among its paragraphs. Pure.

Unlike a report that came from elsewhere, such a text has no head and nothing is left out of it: what is none of these
is text, as it was written.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from news.report.body import built_parts
from news.report.lines.known.names import KnownNames
from news.report.lines.labels import QUOTE, SUBHEAD, TABLE
from news.report.lines.reading import SourceLine
from news.report.marked_text import MarkedText
from news.report.parts import Quote, Subhead, Table, VideoLink
from news.report.readings.choice import choose
from news.report.readings.proposals import proposals
from news.report.readings.reading import Reading
from news.report.source_text import SourceText

ABOVE = -1  # the place of what stands before the text


@dataclass(frozen=True)
class Written:
    """A paragraph as it was written, its lines parted by line breaks.

    What `stays` is a subhead or list already, or has a link: it is not read as anything else.
    """

    text: str
    stays: bool = False


@dataclass(frozen=True)
class Within:
    """Paragraphs, by their places in the text, that make one part; without one they stay text."""

    places: tuple[int, ...]
    part: Quote | Subhead | Table | VideoLink | None = None
    doubt: str = ""


def within(paragraphs: Sequence[Written], above: Iterable[str], known: KnownNames) -> list[Within]:
    """All paragraphs in order. `above` are the lines before them, where a speaker may have the whole name."""
    sources = [(ABOVE, SourceLine(((0, line),), run)) for run, line in enumerate(_filled(above))]
    first = len(sources)
    for place, paragraph in enumerate(paragraphs):
        lines = _filled(paragraph.text.split("\n"))
        sources += [(place, SourceLine(((place, line),), first + place)) for line in lines]
    source = SourceText([line for _, line in sources], known)
    marked = MarkedText(source, choose(source, proposals(source)))
    lines_of: dict[int, list[int]] = {place: [] for place in range(len(paragraphs))}
    for index, (place, _) in enumerate(sources):
        lines_of.setdefault(place, []).append(index)
    return list(_parts(marked, paragraphs, lines_of, [place for place, _ in sources]))


def _filled(lines: Iterable[str]) -> list[str]:
    return [stripped for line in lines if (stripped := line.strip())]


def _parts(
    marked: MarkedText, paragraphs: Sequence[Written], lines_of: dict[int, list[int]], places: list[int]
) -> Iterator[Within]:
    done: set[int] = set()
    for place, lines in lines_of.items():
        if place in done or place == ABOVE:
            continue
        video = marked.parts.get(lines[0]) if len(lines) == 1 else None
        reading = marked.built(lines[0]) if lines else None
        if isinstance(video, VideoLink) and not paragraphs[place].stays:
            yield Within((place,), video)
        elif reading and (own := _whole(reading, paragraphs, lines_of, places)):
            done |= set(own)
            indexes = [line.index for line in reading.lines]
            part = next(built_parts(marked, reading, indexes))
            # Of the readings that were asked for, no other part is made
            yield Within(own, part, marked.doubt(indexes[0]))  # type: ignore[arg-type]
        else:
            yield Within((place,))


def _whole(
    reading: Reading, paragraphs: Sequence[Written], lines_of: dict[int, list[int]], places: list[int]
) -> tuple[int, ...]:
    """The places of the paragraphs that are this as a whole, if it is one of the parts and nothing else is in it."""
    indexes = {line.index for line in reading.lines}
    own = tuple(sorted({places[index] for index in indexes}))
    is_part = reading.what in {QUOTE, SUBHEAD, TABLE} and ABOVE not in own
    if not is_part or any(paragraphs[place].stays for place in own):
        return ()
    return own if {index for place in own for index in lines_of[place]} == indexes else ()

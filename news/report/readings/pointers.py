"""Sentences whose links the site has itself, where nothing but what ends a page follows them."""

from collections.abc import Iterable, Iterator

from news.report.lines import boilerplate_patterns as patterns
from news.report.lines.known.watch_words import says_where_it_is
from news.report.lines.labels import POINTER, TEXT, WATCH
from news.report.readings.boilerplate import NEWS
from news.report.readings.reading import Evidence, Facts, Reading, left_out, text_as
from news.report.source_text import SourceText


def pointers(text: SourceText, ends: Iterable[Reading]) -> Iterator[Reading]:
    """`ends`: readings of lines that end a page, which may stand below a pointer whether they are kept or not."""
    below = {line.index for reading in ends if reading.evidence >= Evidence.STRONG for line in reading.lines}
    for index in range(len(text) - 1, -1, -1):
        if index in below:
            continue
        line = text.text(index)
        if not text.is_brief(index) or patterns.NEWS.search(line):
            return
        is_pointer = patterns.POINTER.match(line)
        if (is_pointer or patterns.WATCH_SENTENCE.match(line)) and not says_where_it_is(line, text.known):
            yield text_as([index], TEXT, Evidence.CERTAIN, doubt=NEWS)
            return
        if is_pointer:
            yield left_out([index], POINTER, Evidence.CERTAIN)
        elif patterns.WATCH_SENTENCE.match(line):
            yield left_out([index], WATCH, Evidence.CERTAIN, facts=Facts(trailing="watch"))
        else:
            return

"""All readings of all lines."""

from collections.abc import Iterator

from news.report.readings.boilerplate import boilerplate
from news.report.readings.facts import facts
from news.report.readings.headings import headings
from news.report.readings.pictures import pictures
from news.report.readings.pointers import pointers
from news.report.readings.reading import Reading
from news.report.readings.standings import standings
from news.report.readings.structure import structure
from news.report.source_text import SourceText


def proposals(text: SourceText) -> Iterator[Reading]:
    ends = [*facts(text), *boilerplate(text), *standings(text), *pictures(text)]
    yield from ends
    yield from pointers(text, ends)
    yield from structure(text)
    yield from headings(text)

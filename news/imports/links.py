"""The links of a document, which the text of a report can't hold, put back where their words stand. Pure.

Each link is used once, in the order of the document: of two equal lines each gets its own.
"""

from collections.abc import Iterable, Iterator

from django.utils.html import escape, format_html

from isuwc.files.documents.reading import Link
from news.report import Bullets, Paragraph, Report, Subhead


def linked(text: str, links: list[Link]) -> str:
    """The text as HTML, with the links that stood on its lines, which are taken out of `links`."""
    html, end = "", 0
    for start, link in _taken(text, links):
        html += escape(text[end:start]) + format_html('<a href="{}">{}</a>', link.address, link.words)
        end = start + len(link.words)
    return html + escape(text[end:])


def lost(links: Iterable[Link], report: Report) -> list[str]:
    """A doubt for each link that no text of the body can take: that of a lead, a quote, a caption, a table."""
    left = list(links)
    for text in _texts(report):
        _taken(text, left)
    return [
        f"“{link.words}” was a link to {link.address}; it stands where no link can be, so only the words were taken."
        for link in left
    ]


def _taken(text: str, links: list[Link]) -> list[tuple[int, Link]]:
    """The links of the text's lines, taken out of `links`, with where their words begin."""
    found, start = [], 0
    for line in text.split("\n"):
        found += [(start + at, link) for at, link in _taken_of_line(line, links)]
        start += len(line) + 1
    return found


def _taken_of_line(line: str, links: list[Link]) -> list[tuple[int, Link]]:
    taken: list[tuple[int, Link]] = []
    after = 0  # the last link: the next one's words rather stand behind it
    for link in [each for each in links if each.line == line and each.words]:
        free = [at for at in _places(line, link.words) if not any(_overlap(at, link, *other) for other in taken)]
        if free:
            at = next((at for at in free if at >= after), free[0])
            taken.append((at, link))
            after = at + len(link.words)
    used = {id(link) for _, link in taken}
    links[:] = [link for link in links if id(link) not in used]
    return sorted(taken, key=lambda each: each[0])


def _places(line: str, words: str) -> Iterator[int]:
    at = line.find(words)
    while at >= 0:
        yield at
        at = line.find(words, at + 1)


def _overlap(at: int, link: Link, other_at: int, other: Link) -> bool:
    return at < other_at + len(other.words) and other_at < at + len(link.words)


def _texts(report: Report) -> Iterator[str]:
    for part in report.body:
        if isinstance(part, Paragraph | Subhead):
            yield part.text
        elif isinstance(part, Bullets):
            yield from part.items

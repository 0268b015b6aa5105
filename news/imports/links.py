"""The links of a document, which the text of a report can't hold, put back where their words stand. Pure."""

from collections.abc import Iterable, Iterator

from django.utils.html import escape, format_html

from isuwc.files.documents.reading import Link
from news.report import Bullets, Paragraph, Report, Subhead


def linked(text: str, links: Iterable[Link]) -> str:
    """The text as HTML, with the links that stood on its lines."""
    html, rest = "", text
    for link in _of(text, links):
        before, found, after = rest.partition(link.words)
        if found:
            html += escape(before) + format_html('<a href="{}">{}</a>', link.address, link.words)
            rest = after
    return html + escape(rest)


def lost(links: Iterable[Link], report: Report) -> list[str]:
    """A doubt for each link that no text of the body can take: that of a lead, a quote, a caption, a table."""
    texts = list(_texts(report))
    return [
        f"“{link.words}” was a link to {link.address}; it stands where no link can be, so only the words were taken."
        for link in links
        if not any(link in _of(text, [link]) and link.words in text for text in texts)
    ]


def _of(text: str, links: Iterable[Link]) -> Iterator[Link]:
    return (link for link in links if link.line and link.line in text)


def _texts(report: Report) -> Iterator[str]:
    for part in report.body:
        if isinstance(part, Paragraph | Subhead):
            yield part.text
        elif isinstance(part, Bullets):
            yield from part.items

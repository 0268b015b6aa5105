"""The HTML of a report's paragraphs, subheads and lists, as text blocks hold it."""

from typing import assert_never

from isuwc.files.documents.reading import Link
from news.imports.links import linked
from news.report import Bullets, Paragraph, Prose, Subhead


def html_of(part: Prose, links: list[Link] | None = None) -> str:
    """With the links that stood on its lines, which are taken out of `links`."""
    links = [] if links is None else links
    match part:
        case Paragraph(text):
            return f"<p>{linked(text, links).replace(chr(10), '<br>')}</p>"
        case Subhead(text):
            return f"<h2>{linked(text, links)}</h2>"
        case Bullets():
            return _list(part, links)
        case _:
            assert_never(part)


def _list(bullets: Bullets, links: list[Link]) -> str:
    """The list with its levels: a deeper one stands within the item above it."""
    tag = "ol" if bullets.is_numbered else "ul"
    html, depth = "", -1
    for item, level in zip(bullets.items, bullets.levels or (0,) * len(bullets.items), strict=True):
        if level > depth:
            html += f"<{tag}>" * (level - depth)
        else:
            html += f"</li></{tag}>" * (depth - level) + "</li>"
        html += f"<li>{linked(item, links)}"
        depth = level
    return html + f"</li></{tag}>" * (depth + 1)

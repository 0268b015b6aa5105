"""The HTML of a report's paragraphs, subheads and lists, as text blocks hold it."""

from typing import assert_never

from django.utils.html import escape

from news.report import Bullets, Paragraph, Prose, Subhead


def html_of(part: Prose) -> str:
    match part:
        case Paragraph(text):
            return f"<p>{'<br>'.join(escape(line) for line in text.split(chr(10)))}</p>"
        case Subhead(text):
            return f"<h2>{escape(text)}</h2>"
        case Bullets():
            return _list(part)
        case _:
            assert_never(part)


def _list(bullets: Bullets) -> str:
    """The list with its levels: a deeper one stands within the item above it."""
    tag = "ol" if bullets.is_numbered else "ul"
    html, depth = "", -1
    for item, level in zip(bullets.items, bullets.levels or (0,) * len(bullets.items), strict=True):
        if level > depth:
            html += f"<{tag}>" * (level - depth)
        else:
            html += f"</li></{tag}>" * (depth - level) + "</li>"
        html += f"<li>{escape(item)}"
        depth = level
    return html + f"</li></{tag}>" * (depth + 1)

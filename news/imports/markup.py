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
    html = ""
    tags: list[str] = []  # of the lists that are open
    levels = bullets.levels or (0,) * len(bullets.items)
    numbers = bullets.numbers or ("",) * len(bullets.items)
    for item, level, number in zip(bullets.items, levels, numbers, strict=True):
        tag = "ol" if number else "ul"
        while len(tags) > level + 1 or (len(tags) == level + 1 and tags[-1] != tag):
            html += f"</li></{tags.pop()}>"
        html += "</li>" if len(tags) == level + 1 else ""
        while len(tags) <= level:
            html += f"<{tag}{_attributes(number)}>"
            tags.append(tag)
        html += f"<li>{linked(item, links)}"
    return html + "".join(f"</li></{tag}>" for tag in reversed(tags))


def _attributes(number: str) -> str:
    """Those of a list that begins with this number or letter."""
    if number.isdigit():
        return "" if number == "1" else f' start="{number}"'
    kind = "i" if number.lower() == "i" else "a"
    start = f' start="{ord(number.lower()) - ord("a") + 1}"' if kind == "a" and number.lower() > "a" else ""
    return f'{start} type="{kind if number.islower() else kind.upper()}"' if number else ""

"""The blocks that stand within a text that somebody is writing in an article's form: quotes with their speakers, tables
and videos, and the texts between them as they were written."""

import html as markup
import re
from collections.abc import Iterable
from dataclasses import dataclass

from events.models import Event
from isuwc.text.html import clean_html, elements, plain
from news.imports.matching import known_names
from news.imports.writing import has_header
from news.report import Quote, Subhead, Table, VideoLink
from news.report.within import Within, Written, within
from standings.models import Competitor

_PARAGRAPH = re.compile(r"<p>(?P<words>.*)</p>", re.DOTALL)
_LINK = re.compile(r'<a [^>]*href="(?P<address>[^"]*)"')
_STRONG = re.compile(r"<strong>(?P<words>(?:(?!</?strong>).)*)</strong>", re.DOTALL)  # as subheads are typed elsewhere


@dataclass(frozen=True)
class WrittenBlock:
    """One of the blocks: `kind` is its model's name without "block", `values` are those of the fields of its form."""

    kind: str
    values: dict[str, str | bool]
    speaker: Competitor | None = None
    doubt: str = ""


def blocks_of(html: str, above: Iterable[str] = ()) -> list[WrittenBlock]:
    """All words of the text in the same order, in the fewest blocks. `above` are the lines before it in the article.

    A paragraph stays text if it has a link: quotes and tables have words alone, and where it leads would be lost.
    """
    pieces = elements(clean_html(html))
    written = [
        Written(plain(piece), stays=not _PARAGRAPH.fullmatch(piece) or _leads_elsewhere(piece)) for piece in pieces
    ]
    found = within(written, above, known_names(Event.objects.with_place()))
    names = {each.part.speaker for each in found if isinstance(each.part, Quote)} - {""}
    skaters = {skater.name: skater for skater in Competitor.objects.skaters().filter(name__in=names)}
    blocks: list[WrittenBlock] = []
    for each in found:
        block = _block(each, [pieces[place] for place in each.places], skaters)
        if blocks and block.kind == blocks[-1].kind == "text":
            block = WrittenBlock("text", {"text": f"{blocks.pop().values['text']}{block.values['text']}"})
        blocks.append(block)
    return blocks


def _block(each: Within, pieces: list[str], skaters: dict[str, Competitor]) -> WrittenBlock:
    match each.part:
        case Quote(paragraphs, speaker):
            skater = skaters.get(speaker)
            values: dict[str, str | bool] = {
                "text": "\n\n".join(paragraphs),
                "speaker_name": "" if skater else speaker,
            }
            return WrittenBlock("quote", values, skater, each.doubt)
        case Table(rows):
            source = "\n".join("\t".join(row) for row in rows)
            return WrittenBlock("table", {"source": source, "has_header": has_header(rows)}, doubt=each.doubt)
        case VideoLink(address):
            return WrittenBlock("video", {"youtube_id": address})
        case Subhead():
            return WrittenBlock("text", {"text": "".join(map(_as_subhead, pieces))})
        case None:
            return WrittenBlock("text", {"text": "".join(pieces)})


def _leads_elsewhere(piece: str) -> bool:
    """Whether it has a link whose address does not stand in its words, as that of a video does."""
    words = plain(piece)
    return any(markup.unescape(link["address"]) not in words for link in _LINK.finditer(piece))


def _as_subhead(piece: str) -> str:
    words = piece.removeprefix("<p>").removesuffix("</p>")
    strong = _STRONG.fullmatch(words)
    return f"<h2>{strong['words'] if strong else words}</h2>"

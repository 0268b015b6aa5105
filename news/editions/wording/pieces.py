"""The words of an article, each with its place in the form. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from isuwc.text.html import plain
from news.blocks.kinds import AnyFacts
from news.blocks.quote import QuoteFacts
from news.blocks.text import TextFacts
from news.editions.checks import Finding
from news.editions.snapshot import Content, blocks_in


@dataclass(frozen=True)
class Piece:
    """Words that belong together: the title, or a block. `html` is what they were made of, for a text."""

    label: str
    paragraphs: tuple[str, ...]
    field: str = ""
    block: int | None = None
    html: str = ""
    is_prose: bool = True  # not the cells of a table, nor a caption of a film

    def finding(self, words: str) -> Finding:
        return Finding(f"{self.label}: {words}", field=self.field, block=self.block)


def pieces_of(content: Content) -> Iterator[Piece]:
    """Title, lead, the hero's caption and every block that has words, in order."""
    for name in ("title", "lead"):
        if content[name].strip():
            yield Piece(name.capitalize(), tuple(content[name].splitlines()), field=name)
    if content["hero"] and content["hero"]["caption"]:
        yield Piece("Hero photo", tuple(content["hero"]["caption"].splitlines()), field="hero")
    for number, block in enumerate(blocks_in(content), start=1):
        piece = _piece(number, block)
        if any(piece.paragraphs):
            yield piece


def _piece(number: int, block: AnyFacts) -> Piece:
    label = f"Block {number} ({block.name})"
    match block:
        case TextFacts():
            return Piece(label, tuple(plain(block.html).splitlines()), block=number, html=block.html)
        case QuoteFacts():
            return Piece(label, tuple(block.paragraphs), block=number)
        case _:
            lines = [line for words in block.words() for line in words.splitlines()]
            return Piece(label, tuple(lines), block=number, is_prose=block.kind in {"photo", "gallery"})

"""Two contents side by side: each part of each block, with the words that differ marked."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from news.blocks.content import Content
from news.blocks.figures import FixableFacts
from news.blocks.kinds import AnyFacts, read
from news.editions.versions.comparing.pairing import Known, Pair, pairs
from news.editions.versions.comparing.parts import Names, Part, Pictures, Words, file_of, head, parts
from news.editions.versions.comparing.words import Runs, marked, plain
from news.pictures.picture_facts import PictureFacts

EXCERPT = 90  # letters by which a block is named


@dataclass(frozen=True)
class ShownPicture:
    facts: PictureFacts
    changed: bool


@dataclass(frozen=True)
class ComparedPart:
    """One part of both; runs and pictures are empty on a side that doesn't have it."""

    label: str
    changed: bool
    before: Runs = ()
    after: Runs = ()
    pictures_before: tuple[ShownPicture, ...] = ()
    pictures_after: tuple[ShownPicture, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.before or self.after or self.pictures_before or self.pictures_after)


@dataclass(frozen=True)
class ComparedBlock:
    """`before` and `after` are its places in the two bodies, from 1."""

    name: str
    excerpt: str
    before: int | None
    after: int | None
    moved: bool
    parts: tuple[ComparedPart, ...]

    @property
    def added(self) -> bool:
        return self.before is None

    @property
    def removed(self) -> bool:
        return self.after is None

    @property
    def changed(self) -> bool:
        """Whether both have it, with other words."""
        return not self.added and not self.removed and any(part.changed for part in self.parts)

    @property
    def differs(self) -> bool:
        return self.added or self.removed or self.moved or self.changed


@dataclass(frozen=True)
class Comparison:
    head: tuple[ComparedPart, ...]
    blocks: tuple[ComparedBlock, ...]

    @property
    def differs(self) -> bool:
        return any(part.changed for part in self.head) or any(block.differs for block in self.blocks)

    @property
    def digests(self) -> set[str]:
        """Of the files of all pictures of both."""
        parts = [*self.head, *(part for block in self.blocks for part in block.parts)]
        return {picture.facts["digest"] for part in parts for picture in (*part.pictures_before, *part.pictures_after)}


@dataclass(frozen=True)
class _Block:
    facts: AnyFacts
    known: Known


def compare(before: Content, after: Content, names: Names) -> Comparison:
    """What the second has that the first has not, and the other way round."""
    bodies = _with_figures_in_both_or_none([list(map(read, each["body"])) for each in (before, after)])
    old, new = ([_Block(block, known(block)) for block in body] for body in bodies)
    rows = pairs([each.known for each in old], [each.known for each in new])
    blocks = [
        _block(
            row, None if row.before is None else old[row.before], None if row.after is None else new[row.after], names
        )
        for row in rows
    ]
    return Comparison(_compared(head(before, names), head(after, names)), tuple(each for each in blocks if each))


def _with_figures_in_both_or_none(bodies: list[list[AnyFacts]]) -> list[list[AnyFacts]]:
    """Figures are fixed by publication alone: beside a version that has none yet, those of an edition are no change."""
    are_yet_to_be_fixed = any(
        block.fixed and not block.fixed_figures for body in bodies for block in body if isinstance(block, FixableFacts)
    )
    if not are_yet_to_be_fixed:
        return bodies
    return [
        [replace(block, fixed_figures=None) if isinstance(block, FixableFacts) else block for block in body]
        for body in bodies
    ]


def known(block: AnyFacts) -> Known:
    """By what the block is recognised in another version of its article."""
    taken_apart = parts(block, {})
    said = [part.text for part in taken_apart if isinstance(part, Words)]
    files = [part.files for part in taken_apart if isinstance(part, Pictures)]
    pictures = [f"picture {key}" for part in files for key, _ in part]
    return Known(block.kind, json.dumps([block.kind, said, files]), "\n".join([*pictures, *said]))


def excerpt(block: AnyFacts, names: Names | None = None) -> str:
    """The first words of what it holds; without names, only what is written in it."""
    text = " ".join(block.words())
    if not text.strip() and names is not None:
        text = next((part.text for part in parts(block, names) if isinstance(part, Words) and part.text), "")
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else f"{line[:EXCERPT].rsplit(' ', 1)[0]} …"


def _block(row: Pair, before: _Block | None, after: _Block | None, names: Names) -> ComparedBlock | None:
    shown = after or before
    if shown is None:
        return None  # no row is without both
    if before and after and before.known == after.known:
        same = parts(shown.facts, names)
        compared = _compared(same, same)
    else:
        compared = _compared(parts(before.facts, names) if before else [], parts(after.facts, names) if after else [])
    return ComparedBlock(
        name=shown.facts.name,
        excerpt=excerpt(shown.facts, names),
        before=None if row.before is None else row.before + 1,
        after=None if row.after is None else row.after + 1,
        moved=row.moved,
        parts=tuple(part for part in compared if not part.is_empty),
    )


def _compared(before: Sequence[Part], after: Sequence[Part]) -> tuple[ComparedPart, ...]:
    """By their labels, in the order of the first; a block's labels differ where it has more photos or none."""
    old, new = {part.label: part for part in before}, {part.label: part for part in after}
    return tuple(_part(label, old.get(label), new.get(label)) for label in {**old, **new})


def _part(label: str, before: Part | None, after: Part | None) -> ComparedPart:
    if isinstance(before, Pictures) or isinstance(after, Pictures):
        old = before.pictures if isinstance(before, Pictures) else ()
        new = after.pictures if isinstance(after, Pictures) else ()
        old_files, new_files = [file_of(each) for each in old], [file_of(each) for each in new]
        return ComparedPart(
            label,
            old_files != new_files,
            pictures_before=tuple(ShownPicture(each, file_of(each) not in new_files) for each in old),
            pictures_after=tuple(ShownPicture(each, file_of(each) not in old_files) for each in new),
        )
    if before is None or after is None:
        old_runs, new_runs = plain(before.text if before else "", True), plain(after.text if after else "", True)
        return ComparedPart(label, bool(old_runs or new_runs), old_runs, new_runs)
    old_runs, new_runs = marked(before.text, after.text)
    return ComparedPart(label, before.text != after.text, old_runs, new_runs)

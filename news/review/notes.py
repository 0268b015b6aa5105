"""Notes on an article's blocks and on the whole of it: written, answered, resolved, and put beside their blocks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User

from isuwc.newsroom.rights import NoRightError
from news.blocks.facts import BlockFacts
from news.editions.snapshot import load_blocks
from news.models.article import Article
from news.models.blocks import Block
from news.models.review import QUOTED, Note

LONGEST = 4_000  # letters of a note
ADDS, RESOLVES = "news.add_note", "news.change_article"


class NoteRefusedError(Exception):
    """The note was refused; it says why, in words for the newsroom."""


def write(article: Article, by: User, words: str, block: Block | None = None, answers_to: Note | None = None) -> Note:
    """Write a note on a block of the article, on the whole, or as an answer. Raises NoteRefusedError, NoRightError.

    An answer to an answer goes to the note that both belong to; an answer to a resolved note leaves it resolved.
    """
    _require(by, ADDS)
    plain = words.strip()
    if not plain:
        raise NoteRefusedError("The note is empty.")
    if len(plain) > LONGEST:
        raise NoteRefusedError(f"A note has {LONGEST:,} letters at most; this one has {len(plain):,}.")
    note = Note(article=article, words=plain, made_by=by, version=article.version)
    if answers_to is not None:
        note.answers_to = answers_to.answers_to or answers_to
    elif block is not None:
        facts = block.in_edition()
        note.block, note.block_kind = block.pk, facts.kind
        note.quoted = beginning(" ".join(facts.words()) or str(block))
    note.save()
    return note


def resolve(note: Note, by: User) -> None:
    """Raises NoRightError. One that is resolved already stays as it is."""
    _require(by, RESOLVES)
    if note.is_open:
        note.resolve(by)


def reopen(note: Note, by: User) -> None:
    """Raises NoRightError."""
    _require(by, RESOLVES)
    note.reopen()


def beginning(text: str) -> str:
    """As many of its letters as a note quotes."""
    words = " ".join(text.split())
    return words if len(words) <= QUOTED else words[: QUOTED - 1].rstrip() + "…"


@dataclass(frozen=True)
class Noted:
    """A block of the article with the notes on it. `number` counts blocks from 1, as the form and the checks do."""

    number: int
    block: Block
    facts: BlockFacts
    notes: list[Note] = field(default_factory=list)

    @property
    def key(self) -> str:
        """As the page's forms name it: quote:12."""
        return f"{self.facts.kind}:{self.block.pk}"

    @property
    def anchor(self) -> str:
        """The id of its place in the article's form, and on the page where it is reviewed."""
        return f"block-{self.number}"


@dataclass(frozen=True)
class Notes:
    """All notes of an article, each in its place. `gone` are those whose block is gone."""

    blocks: Sequence[Noted]
    whole: list[Note]
    gone: list[Note]

    @property
    def open(self) -> int:
        return sum(note.is_open for note in self.all())

    def all(self) -> Iterable[Note]:
        yield from self.whole
        for noted in self.blocks:
            yield from noted.notes
        yield from self.gone


def notes_of(article: Article) -> Notes:
    """The article's saved blocks with the notes on each: a fixed number of queries."""
    blocks = [Noted(number, block, block.in_edition()) for number, block in enumerate(load_blocks(article), start=1)]
    by_key = {(noted.facts.kind, noted.block.pk): noted for noted in blocks}
    whole: list[Note] = []
    gone: list[Note] = []
    for note in Note.objects.threads().filter(article=article):
        if note.block_key is None:
            whole.append(note)
        elif noted := by_key.get(note.block_key):
            noted.notes.append(note)
        else:
            gone.append(note)
    return Notes(blocks, whole, gone)


def open_notes(article: Article) -> list[Note]:
    """Its notes that nobody has resolved, oldest first. One query."""
    return list(Note.objects.open().filter(article=article).select_related("made_by"))


def _require(by: User, right: str) -> None:
    if not by.has_perm(right):
        raise NoRightError(right)

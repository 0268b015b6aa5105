"""The body of a report: paragraphs, subheads, quotes, lists and tables, with pictures and links between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from news.report.lines import patterns
from news.report.lines.labels import ABOUT, CALENDAR, STANDINGS, WATCH
from news.report.lines.reading import (
    LONG,
    could_be_heading,
    is_bullet,
    is_prose,
    without_bullet,
)
from news.report.lines.speech import is_open, is_speech, says_who
from news.report.marked_text import MarkedText
from news.report.parts import Bullets, Paragraph, Part, Quote, Subhead, Table, Verdict, VideoLink

WHO_SPEAKS = "Who speaks? The text does not say for certain."
BELOW_END = "It stands below the text about the series; it was kept as text."
BELOW_LEFT_OUT = "It stands below a part that was left out; it was kept as text."
WAS_LINK = "It was a link: the text does not hold where it led."
EMBEDDED = "Is it left over from a post that was shown here?"
MARKUP = "It holds signs of HTML, which readers will see."


@dataclass(frozen=True)
class Piece:
    """Lines that belong together, before it is decided what they are."""

    kind: str  # paragraph, bullets, table
    text: str
    lines: list[int]


def body_parts(marked: MarkedText) -> Iterator[Part]:
    """The parts after the lead, in order. Marks every remaining line."""
    after_end = False
    for is_text, indexes in groupby(range(len(marked.sources)), lambda index: index not in marked.marks):
        group = list(indexes)
        if is_text:
            yield from _text_parts(marked, group, BELOW_END if after_end else _doubt_of_group(marked, group[0]))
            continue
        for index in group:
            after_end = after_end or marked.marks[index].what == ABOUT
            if index in marked.pictures:
                yield marked.pictures[index]
            elif index in marked.videos:
                yield VideoLink(marked.videos[index])
            elif index in marked.standings:
                yield marked.standings[index]


def _text_parts(marked: MarkedText, indexes: list[int], doubt: str) -> Iterator[Part]:
    """The parts of consecutive lines of text."""
    pending: list[str] = []  # paragraphs of speech that has not ended
    speaker = ""
    pieces = list(_pieces(marked, indexes))
    headings = _headings(marked, pieces)
    for position, piece in enumerate(pieces):
        text = piece.text
        if piece.kind == "paragraph" and text[0] in patterns.OPENING and (pending or is_speech(text)):
            unknown = ""
            if not pending:
                above = pieces[position - 1].text if position else ""
                speaker = _speaker(marked, above)
                unknown = "" if speaker or says_who(text) or is_open(above) else WHO_SPEAKS
            pending.append(text)
            marked.keep_as_text(piece.lines, "a quote", doubt or unknown or _doubt_of(text))
            if not is_open(text):
                yield Quote(tuple(pending), speaker)
                pending = []
            continue
        if pending:
            yield Quote(tuple(pending), speaker)
            pending = []
        yield _part(marked, piece, position in headings, doubt)
    if pending:
        yield Quote(tuple(pending), speaker)


def _part(marked: MarkedText, piece: Piece, is_heading: bool, doubt: str) -> Part:
    if piece.kind == "table":
        marked.keep_as_text(piece.lines, "a table", doubt)
        return Table(tuple(tuple(cell.strip() for cell in row.split("\t")) for row in piece.text.split("\n")))
    if piece.kind == "bullets":
        marked.keep_as_text(piece.lines, "a list", doubt)
        return Bullets(tuple(piece.text.split("\n")))
    if is_heading:
        marked.keep_as_text(piece.lines, "a subhead", doubt or marked.heading_doubts.get(piece.lines[0], ""))
        return Subhead(piece.text)
    for line in piece.lines:
        marked.keep_as_text([line], "text", doubt or _doubt_of(marked.text(line)))
    return Paragraph(piece.text)


def _doubt_of_group(marked: MarkedText, first: int) -> str:
    """The doubt about text directly below trailing parts."""
    above = marked.marks.get(first - 1)
    if above is None or above.verdict is not Verdict.LEFT_OUT:
        return ""
    return BELOW_LEFT_OUT if above.what in {WATCH, CALENDAR} else ""


def _doubt_of(text: str) -> str:
    if patterns.WAS_LINK.search(text):
        return WAS_LINK
    if patterns.EMBEDDED.match(text):
        return EMBEDDED
    return MARKUP if patterns.MARKUP.search(text) else ""


def _pieces(marked: MarkedText, indexes: list[int]) -> Iterator[Piece]:
    found: list[Piece] = []
    for _, run in groupby(indexes, lambda index: marked.sources[index].run):
        found += _run_pieces(marked, list(run))
    for kind, group in groupby(found, lambda piece: "entries" if _is_entry(piece) else piece.kind):
        if kind == "entries":
            yield from _entries(list(group))
            continue
        if kind != "bullets":
            yield from group
            continue
        items = list(group)  # items of a list may have blank lines between them
        lines = [line for item in items for line in item.lines]
        if len(items) == 1 and marked.text(lines[0])[0] in "*–—-":
            whole = " ".join(marked.text(line) for line in lines)
            yield Piece("paragraph", whole, lines)  # a single dash makes no list
            continue
        yield Piece(kind, "\n".join(item.text for item in items), lines)


def _run_pieces(marked: MarkedText, run: list[int]) -> list[Piece]:
    """The pieces in lines without a blank line between them."""
    texts = [marked.text(index) for index in run]
    if _is_table(texts):
        return [Piece("table", "\n".join(texts), run)]
    groups: list[list[int]] = []  # lines of one piece; the first one says of what kind it is
    for index in run:
        if groups and _belongs(marked, groups[-1], index):
            groups[-1].append(index)
        else:
            groups.append([index])
    return [_piece(marked, group) for group in groups]


def _belongs(marked: MarkedText, group: list[int], index: int) -> bool:
    """Whether a line continues the piece above it: a broken sentence, or one of several short lines."""
    text, above = marked.text(index), marked.text(group[-1])
    if is_bullet(text):
        return False
    if _is_broken(above, text):
        return True
    speech = text[0] in patterns.OPENING or above[0] in patterns.OPENING
    return not (is_bullet(marked.text(group[0])) or speech or is_prose(above) or is_prose(text))


def _piece(marked: MarkedText, group: list[int]) -> Piece:
    texts = [marked.text(index) for index in group]
    kind = "bullets" if is_bullet(texts[0]) else "paragraph"
    if kind == "bullets":
        return Piece(kind, " ".join([without_bullet(texts[0]), *texts[1:]]), group)
    joints = ["", *(" " if _is_broken(above, text) else "\n" for above, text in pairwise(texts))]
    return Piece(kind, "".join(joint + text for joint, text in zip(joints, texts, strict=True)), group)


def _is_table(texts: list[str]) -> bool:
    """Whether the lines are rows with tabs between cells; bullets or numbers before a tab make a list."""
    if len(texts) < 2 or not all("\t" in text for text in texts):
        return False
    return not all(is_bullet(text) or patterns.NUMBERED.match(text) for text in texts)


def _is_broken(above: str, text: str) -> bool:
    return text[0].islower() and not above.endswith(patterns.SENTENCE_END)


def _is_entry(piece: Piece) -> bool:
    """Whether it is a short line with a figure or country and no full stop, such as a result."""
    return (
        piece.kind == "paragraph"
        and "\n" not in piece.text
        and len(piece.text) < LONG
        and bool(patterns.ENTRY.search(piece.text))
        and not piece.text.endswith(patterns.SENTENCE_END)
        and piece.text[0] not in patterns.OPENING
    )


def _entries(pieces: list[Piece]) -> list[Piece]:
    """Join results with blank lines between them into one list; one or two may be subheads instead."""
    numbered = sum(bool(patterns.ENTRY_START.match(piece.text)) for piece in pieces)
    if len(pieces) < 3 and numbered < 2:
        return pieces
    first = [] if patterns.ENTRY_START.match(pieces[0].text) or not numbered else [pieces[0]]
    rest = pieces[len(first) :]
    merged = Piece("paragraph", "\n".join(p.text for p in rest), [line for p in rest for line in p.lines])
    return [*first, merged]


def _headings(marked: MarkedText, pieces: list[Piece]) -> set[int]:
    """The positions of subheads: short lines without a full stop that a paragraph follows, possibly after a picture.

    Up to three in a row can all be subheads; more are a list, of which only the last can be one.
    """
    found: set[int] = set()
    streak: list[int] = []
    for position, piece in enumerate(pieces):
        if _looks_like_heading(piece):
            streak.append(position)
            continue
        if streak and not patterns.EMBEDDED.match(piece.text):
            found.update(streak if len(streak) < 4 else streak[-1:])
        streak = []
    if streak and marked.last_prose > pieces[-1].lines[-1] and not _only_boilerplate_follows(marked, pieces[-1]):
        found.update(streak if len(streak) < 4 else streak[-1:])
    return {position for position in found if not position or not _announces(pieces[position - 1].text)}


def _announces(text: str) -> bool:
    """Whether it introduces what follows: a list, an embedded post."""
    return text.endswith(":") or bool(patterns.EMBEDDED.match(text))


def _looks_like_heading(piece: Piece) -> bool:
    text = piece.text
    return (
        piece.kind == "paragraph" and "\n" not in text and could_be_heading(text) and not patterns.EMBEDDED.match(text)
    )


def _only_boilerplate_follows(marked: MarkedText, piece: Piece) -> bool:
    following = range(piece.lines[-1] + 1, len(marked.sources))
    ends = {ABOUT, WATCH, CALENDAR, STANDINGS}
    return all(index in marked.marks and marked.marks[index].what in ends for index in following)


def _speaker(marked: MarkedText, before: str) -> str:
    """The only known person named in the words before the quote, which must end with a colon; else ""."""
    words, colon, _ = before.partition(":")
    begun = before[len(words) + 1 :].strip()
    if not colon or (begun and not (begun[0] in patterns.OPENING and is_open(begun))):
        return ""
    people = marked.known.named_in(words)
    return people[0] if len(people) == 1 else ""

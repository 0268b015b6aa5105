"""Checks of an article's content before publication, in words for the newsroom. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from news.blocks.kinds import AnyFacts
from news.editions.snapshot import Content, blocks_in
from news.models.article import Type
from news.pictures.alternatives import ALT_REPEATS, repeats
from news.pictures.picture_facts import PictureFacts

WITH_DATELINE = frozenset({Type.REPORT, Type.PRESS_RELEASE})  # the types that are written from a place
PROPOSAL = "Proposal: "  # before a title or lead that was drafted from results and that nobody has made their own yet


@dataclass(frozen=True)
class Finding:
    """What a check found, and where in the article's form it is put right: a field, or a block of the body."""

    words: str
    field: str = ""
    block: int | None = None  # counted from 1
    photo: int | None = None  # its key in the library, where it is about a photo

    def __str__(self) -> str:
        return self.words


def problems(content: Content) -> list[Finding]:
    """What must be fixed before it can go live; empty if nothing."""
    return list(_problems(content))


def doubts(content: Content) -> list[Finding]:
    """What an editor should look at; none of it prevents publication."""
    return list(_doubts(content))


def photo_problems(photo: PictureFacts) -> Iterator[Finding]:
    """What a photo needs before readers may see it, wherever it stands."""
    name, key = f"The photo “{photo['name']}”", photo["photo"]
    if not photo["credit"]:
        yield Finding(f"{name} has no credit holder.", photo=key)
    if photo["digest"] and not photo["alt"] and not photo["decorative"]:
        words = f"{name} has no alternative text. Say what it shows, or mark it as decorative."
        yield Finding(words, photo=key)


def _problems(content: Content) -> Iterator[Finding]:
    if not content["title"].strip():
        yield Finding("The title is missing.", "title")
    if not content["lead"].strip():
        yield Finding("The lead is missing. It is the first paragraph, and the teaser in lists and feeds.", "lead")
    for name in ("title", "lead"):
        if content[name].lstrip().casefold().startswith(PROPOSAL.strip().casefold()):
            words = f"The {name} is still the one that was drafted from the results. Write your own, or take "
            yield Finding(f"{words}“{PROPOSAL.strip()}” away.", name)
    for photo, place in placed_photos(content):
        yield from (replace(found, **place) for found in photo_problems(photo))
    for number, label, block in _placed(content):
        yield from (Finding(f"{label} {problem}", block=number) for problem in block.problems())


def _doubts(content: Content) -> Iterator[Finding]:
    for photo, place in placed_photos(content):
        name, key = f"The photo “{photo['name']}”", photo["photo"]
        if not photo["digest"]:
            words = f"{name} has no file yet: readers see its caption and an empty frame."
            yield Finding(words, photo=key, **place)
        if not photo["caption"]:
            yield Finding(f"{name} has no caption.", photo=key, **place)
        if repeats(photo["alt"], photo["caption"]):
            yield Finding(f"{name}: {ALT_REPEATS[0].lower()}{ALT_REPEATS[1:]}", photo=key, **place)
    for number, label, block in _placed(content):
        yield from (Finding(f"{label} {doubt}", block=number) for doubt in block.doubts())
    if all(block.follows_by_itself for block in blocks_in(content)):
        yield Finding("The article has nothing but its lead.", "lead")
    if not content["hero"]:
        yield Finding("There is no hero photo.", "hero")
    if content["type"] in WITH_DATELINE and not content["dateline"].strip():
        yield Finding("It has no dateline, which says where it was written.", "dateline")
    if not content["event_id"] and not content["season_id"]:
        words = "It has neither event nor season, so no standings, calendar and where to watch follow it."
        yield Finding(words, "event")


def placed_photos(content: Content) -> Iterator[tuple[PictureFacts, dict[str, Any]]]:
    """Each photo with its place in the form, hero first."""
    if content["hero"]:
        yield content["hero"], {"field": "hero"}
    for number, block in enumerate(blocks_in(content), start=1):
        yield from ((photo, {"block": number}) for photo in block.pictures())


def _placed(content: Content) -> Iterator[tuple[int, str, AnyFacts]]:
    """Each block with its number and label: Block 3 (quote)."""
    for number, block in enumerate(blocks_in(content), start=1):
        yield number, f"Block {number} ({block.name})", block

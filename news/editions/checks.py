"""Checks of an article's content before publication, in words for the newsroom. Pure."""

from collections.abc import Iterator

from news.blocks.kinds import AnyFacts
from news.editions.snapshot import Content, blocks_in, photos_in
from news.pictures.alternatives import ALT_REPEATS, repeats


def problems(content: Content) -> list[str]:
    """What must be fixed before it can go live; empty if nothing."""
    return list(_problems(content))


def doubts(content: Content) -> list[str]:
    """What an editor should look at; none of it prevents publication."""
    return list(_doubts(content))


def _problems(content: Content) -> Iterator[str]:
    if not content["title"].strip():
        yield "The title is missing."
    if not content["lead"].strip():
        yield "The lead is missing. It is the first paragraph, and the teaser in lists and feeds."
    for photo in photos_in(content):
        name = f"The photo “{photo['name']}”"
        if not photo["credit"]:
            yield f"{name} has no credit holder."
        if photo["digest"] and not photo["alt"] and not photo["decorative"]:
            yield f"{name} has no alternative text. Say what it shows, or mark it as decorative."
    for place, block in _placed(content):
        yield from (f"{place} {problem}" for problem in block.problems())


def _doubts(content: Content) -> Iterator[str]:
    for photo in photos_in(content):
        name = f"The photo “{photo['name']}”"
        if not photo["digest"]:
            yield f"{name} has no file yet: readers see its caption and an empty frame."
        if not photo["caption"]:
            yield f"{name} has no caption."
        if repeats(photo["alt"], photo["caption"]):
            yield f"{name}: {ALT_REPEATS[0].lower()}{ALT_REPEATS[1:]}"
    for place, block in _placed(content):
        yield from (f"{place} {doubt}" for doubt in block.doubts())
    if all(block.follows_by_itself for block in blocks_in(content)):
        yield "The article has nothing but its lead."
    if not content["hero"]:
        yield "There is no hero photo."
    if not content["event_id"] and not content["season_id"]:
        yield "It has neither event nor season, so no standings, calendar and where to watch follow it."


def _placed(content: Content) -> Iterator[tuple[str, AnyFacts]]:
    """Each block with its label: Block 3 (quote)."""
    for number, block in enumerate(blocks_in(content), start=1):
        yield f"Block {number} ({block.name})", block

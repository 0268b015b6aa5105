"""What stands between a working copy and the public, in the newsroom's words. Pure: it reads an edition's content."""

from collections.abc import Iterator

from isuwc.text.html import plain
from news.editions.snapshot import Content, photos_in

NAMES = {
    "text": "text",
    "photo": "photo",
    "gallery": "gallery",
    "quote": "quote",
    "video": "video",
    "table": "table",
    "result": "result card",
    "standings": "standings",
    "watch": "where to watch",
    "calendar": "calendar",
}


def problems(content: Content) -> list[str]:
    """What must be mended before it can go live; empty when it can."""
    return list(_problems(content))


def doubts(content: Content) -> list[str]:
    """What an editor should know; it can go live all the same."""
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
    for number, block in enumerate(content["body"], start=1):
        place = f"Block {number} ({NAMES[block['kind']]})"
        match block["kind"]:
            case "text" if not plain(block["html"]):
                yield f"{place} is empty."
            case "quote" if not block["paragraphs"]:
                yield f"{place} is empty."
            case "table" if not block["rows"]:
                yield f"{place} has no rows."
            case "gallery" if not block["photos"]:
                yield f"{place} has no photos."
            case "watch" if not block["event"]:
                yield f"{place} has no event. Choose one there, or give the article its event."
            case "calendar" if not block["season"]:
                yield f"{place} has no season. Choose one there, or give the article its event."
            case "standings" if not block.get("cup") and not block.get("season"):
                yield f"{place} has neither cup nor season. Choose one there, or give the article its event."


def _doubts(content: Content) -> Iterator[str]:
    for photo in photos_in(content):
        name = f"The photo “{photo['name']}”"
        if not photo["digest"]:
            yield f"{name} has no file yet: readers see its caption and an empty frame."
        if not photo["caption"]:
            yield f"{name} has no caption."
    for number, block in enumerate(content["body"], start=1):
        if block["kind"] == "quote" and not block["speaker"]:
            yield f"Block {number} (quote) does not say who speaks."
    if not any(block["kind"] not in {"standings", "watch", "calendar"} for block in content["body"]):
        yield "The article has nothing but its lead."
    if not content["hero"]:
        yield "There is no hero photo."
    if not content["event_id"] and not content["season_id"]:
        yield "It has neither event nor season, so no standings, calendar and where to watch follow it."

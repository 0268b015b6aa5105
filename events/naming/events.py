"""The titles of events, and how people write them when they search. Pure."""

import re

from events.naming.seasons import slug_of_name

FINAL = "World Cup Final"
NUMBERED = "World Cup "  # followed by the number


def event_title(number: int, is_final: bool = False) -> str:
    """World Cup 1, or World Cup Final."""
    return FINAL if is_final else f"{NUMBERED}{number}"


def in_text(title: str) -> str:
    """The title within a sentence: World Cup 4; the World Cup Final."""
    return f"the {title}" if title == FINAL else title


WORLD_CUP = re.compile(r"\b(?:world cup|wc) ?(\d{1,2})\b", re.IGNORECASE)
NUMBER = re.compile(r"(?:wc)?(\d{1,2})", re.IGNORECASE)


def search_words(typed: str) -> list[str]:
    """The words to look for: "World Cup 2 2025/26", "WC 2 2025-26" and "wc2 2025/26" are all wc2 and 2025-26."""
    return WORLD_CUP.sub(r"wc\1", slug_of_name(" ".join(typed.split()))).split()


def number_of(word: str) -> int | None:
    """The number of a World Cup that such a word means: 2 for wc2 and for 2."""
    found = NUMBER.fullmatch(word)
    return int(found[1]) if found else None

"""The titles of events. Pure."""

FINAL = "World Cup Final"
NUMBERED = "World Cup "  # followed by the number


def event_title(number: int, is_final: bool = False) -> str:
    """World Cup 1, or World Cup Final."""
    return FINAL if is_final else f"{NUMBERED}{number}"


def in_text(title: str) -> str:
    """The title within a sentence: World Cup 4; the World Cup Final."""
    return f"the {title}" if title == FINAL else title

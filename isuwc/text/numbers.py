"""Numbers in words that strangers send."""

FIGURES = 18  # any number of so many figures is a key that the database can look for


def whole_number(text: str) -> int | None:
    """The whole number that the text is; None for any other text, and for more figures than any key of ours has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= FIGURES else None

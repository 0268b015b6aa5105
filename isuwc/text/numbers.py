"""Reads whole numbers from untrusted text."""

FIGURES = 18  # digits; any number of that many fits a primary key


def whole_number(text: str) -> int | None:
    """The whole number in ASCII digits; None for any other text, and for more digits than a primary key can have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= FIGURES else None

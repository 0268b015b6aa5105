"""Alternative texts that say no more than the caption, which a screen reader then reads twice. Pure."""

import re

ALT_REPEATS = "The alternative text only repeats the caption. Say what the picture shows."


def repeats(alt: str, caption: str) -> bool:
    """Whether both have the same letters and digits in the same order."""
    letters = _letters(alt)
    return bool(letters) and letters == _letters(caption)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())

"""Folds text to plain lower-case letters, for comparing names and for slugs. Pure.

A slug is made once and stored, so a change of the rules here doesn't change existing addresses. Unicode's decomposition
covers all but a dozen letters; unidecode and anyascii would also transliterate other scripts, differently in each
version.
"""

import unicodedata

from django.utils.text import slugify

# Letters without a decomposition
_PLAIN = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ħ": "h",
        "ŧ": "t", "ŋ": "ng", "ĸ": "k", "’": "'", "‘": "'",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """The text in plain lower-case letters with single spaces: "Andżelika  WÓJCIK" becomes "andzelika wojcik"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(bare.translate(_PLAIN).split())


def slug(text: str, longest: int = 80) -> str:
    """bjorn-magnussen-wins-in-lodz: ASCII letters, digits and hyphens, cut after a whole word if too long.

    A single word that is too long is cut. Empty if the text has no letter that folds to a Latin one.
    """
    whole = slugify(fold(text))
    if len(whole) <= longest:
        return whole
    return whole[: longest + 1].rpartition("-")[0] or whole[:longest]

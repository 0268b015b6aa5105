"""Words in plain small letters: for comparing names, and for the last part of an address. Pure.

An address is made once and kept for ever: a better rule here changes none that is stored. Unicode folds all but a
dozen letters; unidecode and anyascii would also spell out other scripts, and change what is folded with their versions.
"""

import unicodedata

from django.utils.text import slugify

# Letters that carry no mark to strip and so must be said one by one.
_PLAIN = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ħ": "h",
        "ŧ": "t", "ŋ": "ng", "ĸ": "k", "’": "'", "‘": "'",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """The text in plain small letters with single spaces: "Andżelika  WÓJCIK" becomes "andzelika wojcik"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(bare.translate(_PLAIN).split())


def slug(text: str, longest: int = 80) -> str:
    """bjorn-magnussen-wins-in-lodz: of ASCII letters, figures and hyphens, no word cut in two unless it is alone.

    Empty where the text has no letter that folds to a Latin one.
    """
    whole = slugify(fold(text))
    if len(whole) <= longest:
        return whole
    return whole[: longest + 1].rpartition("-")[0] or whole[:longest]

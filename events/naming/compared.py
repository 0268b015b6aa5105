"""What names of countries and territories are compared by. Pure."""

import re
import unicodedata

from isuwc.text.slugs import fold

DOTS = re.compile(r"\.(?=\S)")  # of U.S.A.
LITTLE = {"the", "of", "and"}
SAINT = {"st": "saint", "ste": "sainte"}


def key(words: str) -> str:
    """What names are compared by: without accents, signs, capitals and little words, and in any order of words.

    "Korea, Republic of" and "the Republic of Korea" are the same; so are "St. Lucia" and "Saint Lucia".
    """
    return " ".join(sorted(bare(words)))


def bare(words: str) -> list[str]:
    """The words in their order, folded."""
    folded = fold(DOTS.sub("", words))
    plain = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else _between(c) for c in folded)
    return [SAINT.get(word, word) for word in plain.split() if word not in LITTLE]


def _between(sign: str) -> str:
    return "" if sign in "'’ʻ`" else " "

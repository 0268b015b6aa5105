"""Names of people over spellings: what has to be equal for two writings to be of one name."""

import unicodedata

# Letters that carry no mark to strip and so must be said one by one.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "’": "'", "‘": "'"}
)


def fold(name: str) -> str:
    """The name in plain small letters with single spaces: "Andżelika  WÓJCIK" becomes "andzelika wojcik"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(bare.translate(_PLAIN).split())


def name_key(name: str) -> tuple[str, ...]:
    """Equal for "Min-Sun Kim", "KIM Min-sun" and "Kim Minsun": letters only, the words in no order."""
    return tuple(sorted("".join(c for c in word if c.isalnum()) for word in fold(name).split()))


def sort_key(family_name: str, given_name: str = "") -> tuple[str, str]:
    """For an alphabetical list: small words before the name don't count, "de Boo" stands under B."""
    words = family_name.split()
    while len(words) > 1 and not words[0][0].isupper():
        words = words[1:]
    return fold(" ".join(words)), fold(given_name)


def initial(family_name: str) -> str:
    """The letter under which the name stands: B for "de Boo", Z for "Żurek"."""
    return sort_key(family_name)[0][:1].upper()

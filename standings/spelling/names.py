"""Names of people over spellings: what has to be equal for two writings to be of one name.

Letters are folded by `isuwc.text.slugs`. unidecode and anyascii fold them too, and don't know that Löffler is printed
Loeffler. nameparser divides names as they are written in English, given name first, and takes no hint from a family
name in capitals, which is how sheets say which it is.
"""

import unicodedata

from isuwc.text.slugs import fold


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


def letters(name: str) -> str:
    """The folded letters alone, run together: "Femke KOK" and "FemkeKOK" become "femkekok"."""
    return "".join(c for c in fold(name) if c.isalnum())


# How some countries write their letters where a timekeeper's program has none of them.
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def spellings(name: str) -> frozenset[str]:
    """The letters of a name as it may be printed: "Löffler" as loffler or loeffler, "Femke Kok" also with Kok first."""
    words = name.split()
    turned = [" ".join(words[at:] + words[:at]) for at in range(len(words))]
    composed = [unicodedata.normalize("NFC", each.casefold()) for each in turned]
    return frozenset(letters(each) for each in (*turned, *(text.translate(_SPELLED_OUT) for text in composed)))


# Small words of family names, which stay small: Jenning de Boo, Sanne in 't Hof.
_SMALL_WORDS = {"van", "der", "den", "de", "in", "'t", "ten", "ter", "te", "von", "zu", "op"}
# Where the small words are written with a capital: Daniele Di Stefano, David La Rue.
_CAPITAL_WORDS = {"ITA", "USA", "CAN", "FRA", "RSA"}


def from_sheet(printed: str, noc: str) -> tuple[str, str]:
    """Given and family name of a skater as sheets print them, the family name in capitals: "Sanne IN 'T HOF".

    A rule can't know every name; whoever keeps the skaters sets right what it makes of a new one.
    """
    words = printed.split()
    last = len(words) - 1
    start = next((at for at in range(len(words)) if _is_capitals(words[at:])), None)
    if start is None and _is_capitals(words[:1]):
        end = next(at for at in range(len(words)) if not _is_capitals([words[at]]))
        return " ".join(words[end:]), _family(words[:end], noc)
    start = last if start is None else start
    return " ".join(words[:start]), _family(words[start:], noc)


def _is_capitals(words: list[str]) -> bool:
    """Whether the words are a family name; the German ß has no capital in most type."""
    return bool(words) and all(word.replace("ß", "").upper() == word.replace("ß", "") for word in words)


def _family(words: list[str], noc: str) -> str:
    return " ".join(_name_word(word, noc) for word in words)


def _name_word(word: str, noc: str) -> str:
    lower = word.lower()
    if lower.replace("’", "'") in _SMALL_WORDS and noc not in _CAPITAL_WORDS:
        return lower
    parts: list[str] = []
    for part in lower.split("-"):
        if parts and part in _SMALL_WORDS:
            parts.append(part)
        elif part.startswith("mc") and len(part) > 3:
            parts.append(f"Mc{part[2:].capitalize()}")
        elif part[:2] in {"o'", "d'"} and len(part) > 2:
            parts.append(f"{part[0].upper()}'{part[2:].capitalize()}")
        else:
            parts.append(part.capitalize())
    return "-".join(parts)

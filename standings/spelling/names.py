"""Compares names across spellings, and splits printed names into given and family name.

`isuwc.text.slugs` folds letters. unidecode and anyascii fold them too, but don't know that Löffler may be printed as
Loeffler. nameparser expects the given name first and ignores capitals, by which sheets mark the family name.
"""

import unicodedata

from isuwc.text.slugs import fold


def name_key(name: str) -> tuple[str, ...]:
    """Equal for "Min-Sun Kim" and "KIM Min-sun": folded letters by word, in sorted order."""
    return tuple(sorted("".join(c for c in word if c.isalnum()) for word in fold(name).split()))


def sort_key(family_name: str, given_name: str = "") -> tuple[str, str]:
    """Sort key for alphabetical lists; leading particles are ignored, so "de Boo" is under B."""
    words = family_name.split()
    while len(words) > 1 and not words[0][0].isupper():
        words = words[1:]
    return fold(" ".join(words)), fold(given_name)


def initial(family_name: str) -> str:
    """The name's letter in an alphabetical list: B for "de Boo", Z for "Żurek"."""
    return sort_key(family_name)[0][:1].upper()


def letters(name: str) -> str:
    """Folded letters without spaces: "Femke KOK" and "FemkeKOK" become "femkekok"."""
    return "".join(c for c in fold(name) if c.isalnum())


# How letters are spelled where a timekeeper's program lacks them
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def spellings(name: str) -> frozenset[str]:
    """The `letters` of every way to print a name: loffler and loeffler for Löffler, with either name first."""
    words = name.split()
    turned = [" ".join(words[at:] + words[:at]) for at in range(len(words))]
    composed = [unicodedata.normalize("NFC", each.casefold()) for each in turned]
    return frozenset(letters(each) for each in (*turned, *(text.translate(_SPELLED_OUT) for text in composed)))


# Particles of family names in lower case: Jenning de Boo, Sanne in 't Hof
_SMALL_WORDS = {"van", "der", "den", "de", "in", "'t", "ten", "ter", "te", "von", "zu", "op"}
# Countries where particles have a capital: Daniele Di Stefano, David La Rue
_CAPITAL_WORDS = {"ITA", "USA", "CAN", "FRA", "RSA"}


def from_sheet(printed: str, noc: str) -> tuple[str, str]:
    """(given name, family name) of a skater as printed, with the family name in capitals: "Sanne IN 'T HOF".

    Rules can't cover every name, so staff correct new skaters where necessary.
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

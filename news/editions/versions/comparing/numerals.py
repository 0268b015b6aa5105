"""The number of a list's item as browsers write it: 3 as 3, c or iii, by the `type` of its <ol>. Pure."""

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
MOST_ROMAN = 3999


def numeral(number: int, kind: str) -> str:
    """`kind` is 1, a, A, i or I. What letters or Roman numerals can't write is written in digits."""
    if kind in {"a", "A"} and number > 0:
        said = _letters(number)
    elif kind in {"i", "I"} and 0 < number <= MOST_ROMAN:
        said = _roman(number)
    else:
        return str(number)
    return said.upper() if kind.isupper() else said


def _letters(number: int) -> str:
    """After z comes aa, then ab."""
    said = ""
    while number:
        number, letter = divmod(number - 1, 26)
        said = chr(ord("a") + letter) + said
    return said


def _roman(number: int) -> str:
    said = ""
    for worth, sign in _ROMAN:
        said += sign * (number // worth)
        number %= worth
    return said

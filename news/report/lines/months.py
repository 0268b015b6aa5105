"""The names of months in English, French, German, Dutch and Norwegian. Pure."""

from isuwc.text.slugs import fold

MONTH = (
    r"(?:Jan(?:uary|uari?|vier)?|F[eé][bv](?:r(?:uary|uari?|ier))?|Mar(?:ch|s)?|März|Maart|A[pv]r(?:il)?|Ma[iy]|Mei"
    r"|Jun[ei]?|Juin|Jul[iy]?|Juillet|Aug(?:ust(?:us)?)?|Août|Sept?(?:emb(?:er|re))?|O[ck]t(?:ob(?:er|re))?"
    r"|Nov(?:emb(?:er|re))?|D[eé][czs](?:emb(?:er|re))?)\.?"
)
_BY_START = {
    "jan": 1,
    "feb": 2,
    "fev": 2,
    "mar": 3,
    "maa": 3,
    "apr": 4,
    "avr": 4,
    "may": 5,
    "mai": 5,
    "mei": 5,
    "jun": 6,
    "juin": 6,
    "jul": 7,
    "juil": 7,
    "aug": 8,
    "aou": 8,
    "sep": 9,
    "oct": 10,
    "okt": 10,
    "nov": 11,
    "dec": 12,
    "dez": 12,
    "des": 12,
}


def month_of(name: str) -> int | None:
    """11 for "November", "NOV." and "novembre"; None for what is no month."""
    folded = fold(name)
    return _BY_START.get(folded[:4]) or _BY_START.get(folded[:3])

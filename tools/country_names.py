"""Write events/data/country_names.csv: what countries and territories are called in many languages.

    uv run --with babel==2.19.0 --with tzdata python -m tools.country_names

The names are those of the Unicode CLDR (Unicode License v3), as Babel has them. `own` marks the names in a language
that is official there; `alpha-3` is the ISO 3166-1 code of three letters. The site only reads the file.
"""

import csv
from collections import defaultdict
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

FILE = Path(__file__).parents[1] / "events" / "data" / "country_names.csv"
COUNTRIES = (FILE.with_name("countries.csv"), FILE.with_name("territories.csv"))

# Languages of broadcasters, sheets and fans of the sport, and of their neighbours
LANGUAGES = [
    "af", "ar", "az", "be", "bg", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi",
    "fo", "fr", "ga", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "ko", "lb", "lt",
    "lv", "mk", "mn", "mt", "nb", "nl", "nn", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sr_Latn", "sv", "sw",
    "th", "tr", "uk", "uz", "vi", "yue", "zh", "zh_Hant",
]  # fmt: skip

WITHDRAWN = {"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"}  # codes of the past, which the CLDR still leads to their heirs


def main() -> None:
    isos, codes = _columns("iso"), _columns("noc") | _columns("code")
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    own: set[tuple[str, str]] = set()
    for iso in isos:
        official = get_official_languages(iso, regional=True, de_facto=True)
        for language in {*LANGUAGES, *official}:
            if name := _name(iso, language):
                found[iso, name].add(language)
                if language in official:
                    own.add((iso, name))
    for code, (iso, *others) in get_global("territory_aliases").items():
        is_clear = code not in WITHDRAWN | codes and not others  # BRN is the NOC of Bahrain
        if len(code) == 3 and code.isalpha() and iso in isos and is_clear:
            found[iso, code].add("alpha-3")
    with FILE.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["iso", "name", "own", "languages"])
        for iso, name in sorted(found):
            is_own = "true" if (iso, name) in own else "false"
            table.writerow([iso, name, is_own, " ".join(sorted(found[iso, name]))])


def _columns(name: str) -> set[str]:
    """What a column has for the countries and territories of today."""
    found = set()
    for path in COUNTRIES:
        with path.open(newline="", encoding="utf-8") as file:
            found |= {row.get(name, "") for row in csv.DictReader(file) if row.get("current", "true") == "true"}
    return found - {""}


def _name(iso: str, language: str) -> str:
    """The place's name in the language; "" where the CLDR has none, or only its code."""
    try:
        name: str = Locale.parse(language).territories.get(iso, "")
    except UnknownLocaleError:
        return ""
    return "" if name == iso else name


if __name__ == "__main__":
    main()

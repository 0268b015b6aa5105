"""The time zones of each country and territory, from the IANA database (`zone.tab`, old names in `tzdata.zi`).

Browsers still use old names of zones (Asia/Calcutta, Europe/Kiev), so those are included. Where an old name leads to a
zone of another country, as Atlantic/Jan_Mayen does to Berlin's, `OF_THEIR_OWN` says whose it is, as the Unicode CLDR
has it; a test compares all of them. Python's zoneinfo has no countries, pytz lists a country's zones without their old
names, and Babel has both but brings ten megabytes of locales.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

OF_THEIR_OWN = {
    "Africa/Asmera": "ER",
    "Africa/Timbuktu": "ML",
    "America/Coral_Harbour": "CA",
    "America/Virgin": "VI",
    "Antarctica/South_Pole": "AQ",
    "Atlantic/Jan_Mayen": "SJ",
    "Pacific/Ponape": "FM",
    "Pacific/Truk": "FM",
    "Pacific/Yap": "FM",
}
SHARED = {"XK": ["Europe/Belgrade"]}  # which the database has no zone of its own for


@cache
def known() -> frozenset[str]:
    """Every zone by its IANA name. Python walks through the files of all of them whenever it is asked."""
    return frozenset(available_timezones())


def of_country(iso: str) -> list[str]:
    """The zones of an ISO 3166-1 country or territory, old names included; none for a code without any.

    Kosovo shares its zone with Serbia.
    """
    return SHARED.get(iso) or _by_country().get(iso, [])


@cache
def _by_country() -> dict[str, list[str]]:
    countries = {zone: iso for iso, _, zone, *_ in _cells("zone.tab", "\t")}
    links = {name: target for kind, target, name, *_ in _lines_of_links()}
    for name, target in links.items():
        countries.setdefault(name, OF_THEIR_OWN.get(name) or countries.get(target, ""))
    found: dict[str, list[str]] = defaultdict(list)
    for zone in sorted(countries):
        if "/" in zone and countries[zone]:
            found[countries[zone]].append(zone)
    return dict(found)


def _lines_of_links() -> Iterator[list[str]]:
    """`L Asia/Kolkata Asia/Calcutta`: a name's zone, and the name."""
    return (cells for cells in _cells("tzdata.zi", " ") if cells[0] == "L")


def _cells(name: str, delimiter: str) -> Iterator[list[str]]:
    text = (files("tzdata") / "zoneinfo" / name).read_text(encoding="utf-8")
    return (line.split(delimiter) for line in text.splitlines() if line and not line.startswith("#"))

"""What countries and territories are called in many languages, from the files of `events/data`. Pure.

`country_names.csv` comes from the Unicode CLDR (`tools.country_names`), by ISO 3166-1 codes. `names_in_use.csv` has
what the CLDR lacks, by NOC codes: everyday names (England), and names that several share (Korea). Both ship with the
site; what staff add in the admin are other names of a country.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from events.naming.compared import bare, key

DATA = Path(__file__).parents[1] / "data"


def own_names(iso: str) -> tuple[str, ...]:
    """In the languages that are official there: Schweiz, Suisse, Svizzera."""
    return _own().get(iso, ())


@cache
def in_languages() -> tuple[tuple[str, str], ...]:
    """Every name with its ISO code."""
    return tuple((row["iso"], row["name"]) for row in _rows("country_names.csv"))


@cache
def in_use() -> tuple[tuple[str, str], ...]:
    """Every everyday name with the NOC code of a country that it may mean."""
    return tuple((noc, row["name"]) for row in _rows("names_in_use.csv") for noc in row["nocs"].split())


def isos_called(words: str) -> frozenset[str]:
    """The ISO codes of all that have just this name in some language."""
    return _isos().get(key(words), frozenset())


def nocs_called(words: str) -> frozenset[str]:
    """The NOC codes of all that may be meant by this everyday name."""
    return _nocs().get(key(words), frozenset())


def isos_beginning(words: str) -> frozenset[str]:
    """The ISO codes of those of whose own names, or English one, some words begin with all of these."""
    wanted = bare(words)
    found = (iso for iso, names in _words().items() for own in names if _begin(own, wanted))
    return frozenset(found) if wanted else frozenset()


def _begin(own: list[str], wanted: list[str]) -> bool:
    return all(any(each.startswith(word) for each in own) for word in wanted)


@cache
def _own() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in _rows("country_names.csv"):
        if row["own"] == "true":
            found[row["iso"]].append(row["name"])
    return {iso: tuple(names) for iso, names in found.items()}


@cache
def _words() -> Mapping[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = defaultdict(list)
    for row in _rows("country_names.csv"):
        if row["own"] == "true" or "en" in row["languages"].split():
            found[row["iso"]].append(bare(row["name"]))
    return found


@cache
def _isos() -> Mapping[str, frozenset[str]]:
    return _by_key(in_languages())


@cache
def _nocs() -> Mapping[str, frozenset[str]]:
    return _by_key(in_use())


def _by_key(names: tuple[tuple[str, str], ...]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for code, name in names:
        found[key(name)].add(code)
    return {key: frozenset(codes) for key, codes in found.items() if key}


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)

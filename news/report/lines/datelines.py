"""Datelines: the place that a report is written from, on a line of its own or before the lead's first words. Pure."""

import re
from dataclasses import dataclass

from news.report.lines import patterns
from news.report.lines.known.names import KnownNames

_PARTICLES = {"am", "an", "de", "del", "den", "der", "di", "do", "du", "la", "le", "les", "sur", "the", "van", "von"}
_BEFORE_DATE = re.compile(r"(?<=[^\s,]),? (?:le|den|the|am|on|op)$", re.IGNORECASE)  # Hamar, le 14 novembre 2026
RUN_IN_LONGEST = 90  # characters of what can stand before the lead


@dataclass(frozen=True)
class RunIn:
    """A dateline before the first words of the lead; its text goes up to `end`."""

    place: str
    end: int
    is_sure: bool


def dateline(text: str, known: KnownNames) -> bool:
    """City, Country; City / Country; City (NOC); a city that has an oval. In any case of letters."""
    if len(text) > 60 or any(char.isdigit() for char in text) or text.endswith((".", "!", "?", ":")):
        return False
    parts = dateline_parts(text)
    if not 1 <= len(parts) <= 3 or not all(parts) or any(len(part.split()) > 4 for part in parts):
        return False
    if len(parts) == 1:
        return known.is_city(parts[0])
    if known.is_city(parts[0]) or known.is_city(parts[-1]):
        return True
    return known.is_country(parts[-1]) and _may_be_a_city(parts[0], known)


def _may_be_a_city(text: str, known: KnownNames) -> bool:
    """Whether it may be a city that the site does not know, rather than somebody, a country or a few words."""
    if known.is_country(text) or known.person(text):
        return False
    return text.islower() or not any(word.islower() and word not in _PARTICLES for word in text.split())


def dateline_parts(text: str) -> list[str]:
    """Stavanger and NOR of "Stavanger (NOR)"."""
    bracketed = re.fullmatch(r"([^(),/]+)\(([^()]+)\)", text)
    return [part.strip() for part in (bracketed.groups() if bracketed else re.split(r"[,/|]|\s[-–—]\s", text))]


def place_and_date(text: str, known: KnownNames) -> tuple[str, bool]:
    """The place of "Hamar, Norway, 14 November 2025", and whether it is known; "" where the line is no such thing.

    A city that is not known is one where a date with its year follows it: Innsbruck, 1 October 2026.
    """
    found = patterns.DATE_INSIDE.search(text) if len(text) <= RUN_IN_LONGEST else None
    if not found:
        return (text, True) if dateline(text, known) else ("", False)
    place, rest = _BEFORE_DATE.sub("", text[: found.start()].rstrip(" ,–—-|(")), text[found.end() :].strip(" ,–—-|).")
    if not place:
        place, rest = rest, ""
    if rest or not place:
        return "", False
    if dateline(place, known):
        return place, True
    is_name = patterns.PLACE_NAME.fullmatch(place) and patterns.YEAR.search(found[0])
    return (place, False) if is_name and text[len(place) : len(place) + 1] == "," else ("", False)


def run_in(text: str, known: KnownNames) -> RunIn | None:
    """HAMAR – …; SALT LAKE CITY, November 15, 2025 – …; HAMAR, Norway (ISU) – …; Inzell. … if the city is known."""
    found = patterns.RUN_IN.match(text)
    if not found:
        return _before_an_agency(text, known) or _before_a_full_stop(text, known)
    place, agency, date = _BEFORE_DATE.sub("", found["place"].strip(" ,")), found["agency"], found["date"]
    if dateline(place, known):
        return RunIn(place, found.end(), is_sure=True)
    if patterns.PLACE_NAME.fullmatch(place) and (agency or date):
        return RunIn(place, found.end(), is_sure=False)
    return None


def _before_an_agency(text: str, known: KnownNames) -> RunIn | None:
    """HAMAR (VG) …; Inzell (SID) …: of a city that is known, with no dash, and no country in the brackets."""
    found = patterns.BEFORE_AGENCY.match(text)
    if found and known.is_city(found["place"]) and not known.is_country(found["agency"]):
        return RunIn(found["place"], found.end(), is_sure=True)
    return None


def _before_a_full_stop(text: str, known: KnownNames) -> RunIn | None:
    head, stop, _ = text[:RUN_IN_LONGEST].partition(". ")
    return RunIn(head, len(head) + 2, is_sure=True) if stop and known.is_city(head) else None

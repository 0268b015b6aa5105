"""When a text was published, as the page says it above or below its words; and who wrote it. Pure."""

import datetime
import re

from news.report.lines import patterns
from news.report.lines.dates import find_spans

_NUMERIC = re.compile(
    r"(?<![\d.])(?:(?P<year>20\d\d|19\d\d)[-年](?P<month>\d{1,2})[-月](?P<day>\d{1,2})日?|"
    r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>20\d\d|19\d\d))(?!\d)"
)
_BEFORE = (
    r"published|updated|last updated|posted|date|created|release date|veröffentlicht|stand|datum|publié|mis à jour|"
    r"gepubliceerd|geplaatst|publisert|oppdatert|on|am|le|op|den"
)
_PUBLISHED = re.compile(
    r"published|(?:last )?updated|posted|created|release date|veröffentlicht|publié|mis à jour|gepubliceerd|geplaatst|"
    r"publisert|oppdatert",
    re.IGNORECASE,
)
_DAY = (
    rf"(?:{patterns.WEEKDAY}|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|"
    rf"jeudi|vendredi|"
    r"samedi|dimanche|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|mandag|tirsdag|onsdag|torsdag|"
    r"fredag|lørdag|søndag)"
)
_REST = re.compile(
    rf"(?:(?:{_BEFORE}|{_DAY})[\s:.,]*+|\d{{1,2}}[:.h]\d\d\b|(?:uhr|uur|kl|at|um|à|om|utc|gmt|cest|cet|am|pm|a\.m\.|p\.m\.)\b|[\s.,;:|·•–—()-])*+",
    re.IGNORECASE,
)
NAME = r"(?:[^\Wa-z\d_][\w'’.\-]{0,30}|van|de|der|den|von|ter|di)"
BYLINE = re.compile(
    rf"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Dd]oor|[Aa]v|Af|Aus [\w ]{{3,30}} berichtet|Text(?: by)?:?|Words(?: by)?:?|"
    rf"Story(?: by)?:?|Author:|Written by|Autor:|"
    rf"Auteur\s?:|Tekst:)"
    rf"\s{{1,3}}(?P<names>{NAME}(?: {NAME}){{0,4}}(?:(?:,| and| und| et| en| og| &) {NAME}(?: {NAME}){{1,4}}){{0,3}}"
    rf"|(?:onze|unserem|unserer|notre|vår) [\w ]{{3,40}})(?:, (?:in )?{NAME}(?: {NAME}){{0,2}})?"
)


def date_of(text: str) -> datetime.date | None:
    """The one day that a text names, with its year; None without one and where it names more."""
    days = []
    for span in find_spans(text):
        if (span.first_month, span.first) != (span.last_month, span.last):
            return None
        days.append((span.year, span.first_month, span.first))
    for found in _NUMERIC.finditer(text):
        first, second = int(found["d"] or 0), int(found["m"] or 0)
        if found["year"]:
            days.append((int(found["year"]), int(found["month"]), int(found["day"])))
        elif first > 12 or "." in found[0] or first == second:
            days.append((int(found["y"]), second, first))
        elif second > 12:
            days.append((int(found["y"]), first, second))
        else:
            return None  # 03/04/2025: of April or of March?
    if len(days) != 1 or days[0][0] is None:
        return None
    try:
        return datetime.date(days[0][0], days[0][1], days[0][2])
    except ValueError:
        return None


def is_date_line(text: str) -> bool:
    """Whether a line holds nothing but a date, with or without a time and "Published"."""
    if len(text) > 90:
        return False
    found = patterns.DATE_INSIDE.search(text) or _NUMERIC.search(text)
    if not found:
        return False
    return bool(_REST.fullmatch(text[: found.start()]) and _REST.fullmatch(text[found.end() :].rstrip(".")))


def is_clock(text: str) -> bool:
    """A time of day, perhaps with its weekday: vrijdag, 16:25."""
    return len(text) <= 40 and bool(re.search(r"\d[:.h]\d\d", text)) and bool(_REST.fullmatch(text))


def dated_in(parts: list[str]) -> datetime.date | None:
    """The day that one of the parts of a line names."""
    return next((day for part in parts if (day := date_of(part))), None)


def byline_of(text: str) -> str:
    """Ada Schreiber of "By Ada Schreiber"; "" where the line is no byline."""
    found = BYLINE.fullmatch(text) if len(text) <= 120 else None
    return found["names"] if found and not patterns.DATE_INSIDE.search(found["names"]) else ""


def place_of_byline(text: str) -> str:
    """Hamar of "By Ada Schreiber, Hamar"; "" where there is none."""
    found = BYLINE.fullmatch(text) if len(text) <= 120 else None
    return text[found.end("names") :].strip(", ") if found else ""


def is_published(text: str) -> bool:
    """Whether a line with a date has a year, or says that something was published then."""
    return bool(patterns.YEAR.search(text) or _NUMERIC.search(text) or _PUBLISHED.match(text))


def segments(text: str) -> list[str]:
    """The parts of a line that is parted by bars, dots or dashes with spaces around them."""
    return [
        part.strip()
        for part in re.split(r"\s[|·•–—/]\s|\s{3,9}|,\s(?=\d{1,2}\.?\s)|(?<=\d)\s(?=(?:by|par|von|door|av)\s)", text)
        if part.strip()
    ]

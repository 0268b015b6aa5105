"""Reads dates as people write them: 18.11.2025, 18 Nov 2025, 14.–16. November 2025. Pure.

Nothing is guessed: 06/12/2025 is a doubt (`AmbiguousDateError`) until it is said which number is the day. dateparser
and dateutil read far more, and each of them takes one of the two in silence.
"""

import datetime
import re
from collections.abc import Iterable, Iterator

from isuwc.text.slugs import fold

EXAMPLES = "a date such as 2025-11-18, 18.11.2025 or 18 Nov 2025"
LONGEST = 60

# By number: names in English, German, French, Dutch, Italian, Spanish, Norwegian, Swedish, Finnish and Polish, folded
_NAMES = (
    "january januar janvier januari gennaio enero tammikuu styczen stycznia jan janv gen ene sty",
    "february februar fevrier februari febbraio febrero helmikuu luty lutego feb fevr fev lut feber",
    "march marz maerz mars maart marzo maaliskuu marzec marca mar mrt mrz",
    "april avril aprile abril huhtikuu kwiecien kwietnia apr avr abr kwi",
    "may mai mei maggio mayo maj toukokuu maja mag",
    "june juni juin giugno junio kesakuu czerwiec czerwca jun giu cze",
    "july juli juillet luglio julio heinakuu lipiec lipca jul juil lug lip",
    "august aout augustus agosto augusti elokuu sierpien sierpnia aug ago sie",
    "september septembre settembre septiembre syyskuu wrzesien wrzesnia sep sept set wrz",
    "october oktober octobre ottobre octubre lokakuu pazdziernik pazdziernika oct okt ott paz",
    "november novembre noviembre marraskuu listopad listopada nov lis",
    "december dezember decembre dicembre diciembre desember joulukuu grudzien grudnia dec dez dic des gru",
)
MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_WEEKDAY_NAMES = (
    "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday",
    "mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag",
    "lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche",
    "ma wo vr za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "lunedi martedi mercoledi giovedi venerdi sabato domenica gio sab dom",
    "mandag tirsdag onsdag torsdag fredag lordag sondag man tir ons tor fre lor son",
)
_WEEKDAYS = frozenset(name for names in _WEEKDAY_NAMES for name in names.split())
_FILLERS = frozenset(("de", "of", "the", "le", "den", "der", "du", "del", "am", "on"))

_YEAR_FIRST = re.compile(r"(\d{4})[-/.] ?(\d{1,2})[-/.] ?(\d{1,2})\.?(?:[ t]00:00(?::00)?)?")
_ASIAN = re.compile(r"(\d{4})[年년] ?(\d{1,2})[月월] ?(\d{1,2})[日일]")
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|e|eme)?")
_DASH = re.compile(r" ?(?:[–—]|-|\b(?:to|till|until|bis|au|tot|al|til|till|do)\b) ?")
_DAY_ALONE = re.compile(r"\d{1,2}\.?")
_DAY_AND_MONTH = re.compile(r"\d{1,2}\. ?\d{1,2}\.?")
_YEAR_AT_END = re.compile(r"(?:^|[ .,/-])(\d{4}|\d\d)$")


class AmbiguousDateError(ValueError):
    """Two dates may be meant."""


def read_day(text: str, day_first: bool | None = None) -> datetime.date:
    """The day. Raises AmbiguousDateError, or ValueError, in words, for what is no date.

    `day_first`: whether 06/12/2025 is 6 December; None while nobody has said so. With full stops the day comes first.
    """
    words = _folded(text)
    if found := _YEAR_FIRST.fullmatch(words) or _ASIAN.fullmatch(words):
        return _day(text, found[1], found[2], found[3])
    if found := _DOTTED.fullmatch(words):
        return _day(text, found[3], found[2], found[1])
    if found := _SLASHED.fullmatch(words):
        first, second, year = int(found[1]), int(found[3]), found[4]
        if max(first, second) > 12 or first == second:
            is_day_first = first > 12 or first == second
        elif day_first is None:
            raise AmbiguousDateError(f"{text!r} may be {first}.{second}. or {second}.{first}.: day or month first")
        else:
            is_day_first = day_first
        if day_first is not None and is_day_first != day_first and first != second:
            raise ValueError(f"{text!r} is no date with the {'day' if day_first else 'month'} first")
        month, day = (second, first) if is_day_first else (first, second)
        return _day(text, year, str(month), str(day))
    return _named(text, words)


def read_span(text: str, day_first: bool | None = None) -> tuple[datetime.date, datetime.date]:
    """First and last day: 14.–16.11.2025, Nov 14-16, 2025, 28 Nov to 3 Dec 2025; one date is both.

    Raises as `read_day`.
    What the first day leaves out, month or year, is that of the last, and the other way round.
    """
    try:
        day = read_day(text, day_first)
    except AmbiguousDateError:
        raise
    except ValueError as error:
        for first, last in _spans(_folded(text), day_first):
            if first > last:
                raise ValueError(f"{text!r} ends before it begins") from error
            return first, last
        raise ValueError(f"{_shown(text)} is not {EXAMPLES}, nor two of them with a dash between") from error
    return day, day


def order_in(texts: Iterable[str]) -> tuple[bool | None, str, bool]:
    """Whether dates with slashes have the day first, the text that proves it, and whether any needs to be known.

    None where no text proves it, or two prove the opposite.
    """
    proven: dict[bool, str] = {}
    is_asked = False
    for text in texts:
        for found in _SLASHED.finditer(_folded(text)):
            first, second = int(found[1]), int(found[3])
            if first > 12 >= second:
                proven.setdefault(True, text)
            elif second > 12 >= first:
                proven.setdefault(False, text)
            elif first != second:
                is_asked = True
    if len(proven) == 1:
        ((order, proof),) = proven.items()
        return order, proof, is_asked
    return None, "", is_asked


def _spans(words: str, day_first: bool | None) -> Iterator[tuple[datetime.date, datetime.date]]:
    for dash in _DASH.finditer(words):
        first, last = words[: dash.start()].strip(), words[dash.end() :].strip()
        for pair in _pairs(first, last):
            try:
                yield read_day(pair[0], day_first), read_day(pair[1], day_first)
            except AmbiguousDateError:
                raise
            except ValueError:
                continue
            return


def _pairs(first: str, last: str) -> Iterator[tuple[str, str]]:
    """The two texts with what each may leave out."""
    yield first, last
    year = _YEAR_AT_END.search(last)
    if year is None:
        return
    if _DAY_ALONE.fullmatch(first):
        if dotted := _DOTTED.fullmatch(last):
            yield f"{first.rstrip('.')}.{dotted[2]}.{year[1]}", last
        yield f"{first} {' '.join(_DAY.sub('', word) if _DAY.fullmatch(word) else word for word in last.split())}", last
        yield f"{first} {last.partition(' ')[2]}", last
    if _DAY_AND_MONTH.fullmatch(first):
        yield f"{first.rstrip('.')}.{year[1]}", last
    yield f"{first} {year[1]}", last
    month = next((word for word in first.split() if word.strip(".") in MONTHS), "")
    if month:
        yield f"{first} {year[1]}", f"{month} {last}"


def _named(text: str, words: str) -> datetime.date:
    """With the month's name."""
    months: list[int] = []
    numbers: list[str] = []
    for word in re.split(r"[ .,/-]++", words):
        if word in MONTHS and (word not in _WEEKDAYS or not months):
            months.append(MONTHS[word])
        elif found := _DAY.fullmatch(word):
            numbers.append(found[1])
        elif re.fullmatch(r"\d{4}", word):
            numbers.append(word)
        elif word and word not in _WEEKDAYS and word not in _FILLERS:
            raise ValueError(f"{_shown(text)} is not {EXAMPLES}")
    if len(months) != 1 or len(numbers) != 2 or len(numbers[0]) == 4:
        raise ValueError(f"{_shown(text)} is not {EXAMPLES}")
    return _day(text, numbers[1], str(months[0]), numbers[0])


def _day(text: str, year: str, month: str, day: str) -> datetime.date:
    try:
        return datetime.date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError as error:
        raise ValueError(f"{_shown(text)}: there is no such day") from error


def _folded(text: str) -> str:
    return fold(text) if len(text) <= LONGEST else ""


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:40]}…")

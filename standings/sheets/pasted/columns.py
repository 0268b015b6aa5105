"""What each column of a pasted table holds, by its heading or by what stands in it. Pure."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from standings.sheets.pasted.grid import numbers_in
from standings.sheets.pasted.kinds import CODES, Countries, is_clock, kind_of, number_of
from standings.spelling.headings import heading, headings
from standings.spelling.times import exact

# What a column may be, as people are asked about it
ROLES = {
    "": "nothing of it",
    "rank": "place",
    "bib": "number",
    "name": "name",
    "country": "country",
    "pair": "pair or heat",
    "lane": "lane",
    "time": "time",
    "status": "status",
    "laps": "laps",
    "sprint": "points of a sprint",
    "race_points": "race points",
    "points": "World Cup points",
    "notes": "notes",
    "clock": "start time",
}
RESULT = tuple(role for role in ROLES if role != "clock")
START = ("", "pair", "lane", "bib", "name", "country", "clock", "notes")
MANY = ("name", "sprint")  # several columns may be of it: a given and a family name

_COLUMNS = {
    "noc": "country", "total": "race_points", **dict.fromkeys(("s1", "s2", "s3", "s4"), "sprint"), "behind": "",
    **{role: role for role in ("rank", "bib", "name", "pair", "lane", "time", "status", "laps", "points", "notes")},
}  # fmt: skip
# In lines of one race alone: its races need no column, a name may have two, and "finish" may be the last sprint
_HERE: Mapping[str, tuple[str, ...]] = {
    "name": ("family name", "last name", "surname", "given name", "first name"),
    "country": ("code",),
    "pair": ("race",),
    "sprint": ("finish",),
    "notes": ("rec", "records", "record"),
    "clock": ("start", "start time", "starttime", "clock"),
    "": ("order", "season best", "sb", "pb"),
}
_ROLE_OF = {
    **{word: role for column, role in _COLUMNS.items() for word in headings(column)},
    **{word: role for role, words in _HERE.items() for word in words},
}


def heading_of(cells: Sequence[str]) -> list[str] | None:
    """The role of each column by the cells of a header, None where a heading isn't known; None for a row without."""
    keys = [heading(cell) for cell in cells]
    known = sum(key in _ROLE_OF for key in keys if key)
    filled = sum(bool(key) for key in keys)
    has_figures = sum(any(c.isdigit() for c in key) and key not in _ROLE_OF for key in keys)
    if known < 2 or known < filled / 2 or has_figures > known:
        return None
    return [_ROLE_OF.get(key, "?") for key in keys]


def recognise(rows: Sequence[Sequence[str]], roles: Sequence[str], countries: Countries) -> tuple[list[str], int]:
    """The role of each column, one of `roles` each, and how many rows on top are a header.

    A role that a heading names is that column's; what stands in the others only fills what no heading names. Of several
    columns with times it is the one that `result_time` finds, or none.
    """
    if not rows:
        return [], 0
    head = heading_of(rows[0])
    body = rows[1:] if head else rows
    columns = [[row[at] for row in body] for at in range(len(rows[0]))]
    kinds = [_kind(cells, countries) for cells in columns]
    if "clock" in roles and "time" not in roles:  # 14.36 is a start there
        kinds = [
            "clock" if kind == "time" and all(is_clock(cell) for cell in cells if cell) else kind
            for kind, cells in zip(kinds, columns, strict=True)
        ]
    found: list[str | None] = [None] * len(columns)
    for at, role in enumerate(head or []):
        if role == "sprint" and kinds[at] == "time":
            role = "time"  # its finish is no sprint's
        if role != "?":
            found[at] = role if role in roles else "clock" if role == "time" and "clock" in roles else ""
    named = {role for role in found if role}
    for at, kind in enumerate(kinds):
        if found[at] is None and (plain := _plain(kind, columns[at], roles)) is not None:
            found[at] = "" if plain in named else plain
    _numbers(found, columns, roles)
    times = [at for at, role in enumerate(found) if role == "time"]
    if len(times) > 1:
        rank = next((columns[at] for at, role in enumerate(found) if role == "rank"), ())
        best = result_time([columns[at] for at in times], rank)
        for place, at in enumerate(times):
            found[at] = "time" if place == best else ""
    return _once(found), 1 if head else 0


def result_time(columns: Sequence[Sequence[str]], ranks: Sequence[str]) -> int | None:
    """Which of several columns with times has those of the result: it rises with the places, or the lines where there
    are none, and is the largest in every line, as no split or gap is. None where that is not clear."""
    times = [[exact(cell) for cell in cells] for cells in columns]
    order = list(range(len(times[0])))
    if ranks:
        places = {at: number for at in order if (number := number_of(ranks[at])) is not None}
        order = sorted(places, key=lambda at: places[at])
    for at, own in enumerate(times):
        finished = [time for line in order if (time := own[line]) is not None]
        is_largest = all(
            (other[line] or mine) <= mine
            for other in times
            if other is not own
            for line, mine in enumerate(own)
            if mine
        )
        if is_largest and finished == sorted(finished) and times.count(own) == 1:
            return at
    return None


def _kind(cells: Sequence[str], countries: Countries) -> str:
    """What most cells of the column are."""
    kinds = [kind for cell in cells if (kind := kind_of(cell, countries))]
    if not kinds:
        return ""
    if {"time"} <= set(kinds) <= {"time", "status", "number"}:
        return "time"
    if kinds.count("status") and set(kinds) <= {"number", "status"} and "number" in kinds:
        return "number"
    most = max(sorted(set(kinds)), key=kinds.count)
    if most in {"country", "lane", "status"} and kinds.count(most) < len(kinds) * 0.8:
        return "name"
    return most


def _plain(kind: str, cells: Sequence[str], roles: Sequence[str]) -> str | None:
    """The role that the kind alone decides; None for numbers, which those beside them decide."""
    if kind == "number":
        return None
    if kind in {"name", "other"}:
        filled = [cell for cell in cells if cell]
        is_code = all(CODES.fullmatch(cell) and any(c.isdigit() for c in cell) for cell in filled)
        return "notes" if is_code or kind == "other" else "name"
    role = {"time": "time", "clock": "clock", "status": "status", "lane": "lane", "country": "country"}.get(kind, "")
    return role if role in roles else ""


def _numbers(found: list[str | None], columns: Sequence[Sequence[str]], roles: Sequence[str]) -> None:
    """Columns of numbers: before the name a place, a pair and a number, after the time points."""
    taken = {role for role in found if role}
    name = next((at for at, role in enumerate(found) if role == "name"), len(found))
    time = next((at for at, role in enumerate(found) if role == "time"), None)

    def give(at: int, *wanted: str) -> None:
        role = next((each for each in wanted if each in roles and each not in taken), "")
        found[at] = role
        taken.add(role)

    open_columns = [at for at, role in enumerate(found) if role is None]
    for at in open_columns:
        numbers = numbers_in(columns[at])
        is_rising = all(one <= other for one, other in pairwise(numbers))
        is_counted = bool(numbers) and is_rising and numbers[0] == 1 and max(numbers) <= len(columns[at])
        is_by_two = (
            max((numbers.count(each) for each in numbers), default=0) == 2
            and len(set(numbers)) * 2 <= len(numbers) + len(numbers) % 2 + 1
        )
        beside_lane = any(0 <= beside < len(found) and found[beside] == "lane" for beside in (at - 1, at + 1))
        if time is not None and at > time:
            give(at, "points")
        elif "rank" in roles and is_counted and at < name and not is_by_two:
            give(at, "rank")
        elif is_by_two or (beside_lane and at + 1 != name):
            give(at, "pair", "bib")
        elif at < name:
            give(at, "bib", "pair")
        else:
            give(at, "pair", "bib")


def _once(found: Sequence[str | None]) -> list[str]:
    """Each role once, but for those that several columns make up."""
    seen: set[str] = set()
    made = []
    for role in found:
        role = role or ""
        made.append("" if role in seen and role not in MANY else role)
        seen.add(role)
    return made

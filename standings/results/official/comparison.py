"""Every difference between a published ranking and ours. Pure.

A published list may leave competitors out (beyond a country's quota) and may have several sections that each number
their places. Places are therefore compared among the competitors of one section. Where total and countback are equal,
no order is wrong: that is a remark, not a difference.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from standings.results.official.ranking import Ranked
from standings.worth.scale import Number

# Sections of qualification lists that are ordered by something else than World Cup points.
OTHER_ORDER = re.compile(r"\btimes?\b|\breserve\b", re.IGNORECASE)

Kind = Literal["points", "place", "name", "not here", "not listed", "twice", "not decided"]


@dataclass(frozen=True)
class Ours:
    """A competitor as our standing has them, with the points of each round."""

    id: int
    name: str
    noc: str
    rank: int
    total: Number
    results: tuple[Number, ...]

    @property
    def best(self) -> tuple[Number, ...]:
        return tuple(sorted((points for points in self.results if points), reverse=True))


@dataclass(frozen=True)
class Difference:
    kind: Kind
    text: str

    @property
    def is_remark(self) -> bool:
        """Whether both can be right: an undecided tie, another spelling, or a competitor who isn't listed."""
        return self.kind in {"not decided", "name", "not listed"}


def compare(rows: Sequence[Ranked], ours: Sequence[Ours], found: Mapping[int, int]) -> list[Difference]:
    """All differences, sorted by kind as in KINDS. `found` maps row numbers to our competitors' ids."""
    by_id = {each.id: each for each in ours}
    differences: list[Difference] = []
    listed: dict[int, Ranked] = {}
    for row in rows:
        mine = by_id.get(found.get(row.row, -1))
        if mine is None:
            differences.append(Difference("not here", f"{_who(row)}: listed with {row.points}, not in our standing."))
            continue
        if mine.id in listed:
            differences.append(Difference("twice", f"{mine.name}: listed in rows {listed[mine.id].row} and {row.row}."))
            continue
        listed[mine.id] = row
        if row.points != mine.total:
            text = f"{mine.name}: the list says {row.points} points, we have {mine.total}."
            differences.append(Difference("points", text))
        if " ".join(row.name.split()).casefold() != mine.name.casefold() and row.noc:
            differences.append(Difference("name", f"{mine.name}: the list writes {row.name}."))
    sections: dict[str, list[tuple[Ranked, Ours]]] = defaultdict(list)
    for known, listing in listed.items():
        if listing.place is not None and not OTHER_ORDER.search(listing.section):
            sections[listing.section].append((listing, by_id[known]))
    for pairs in sections.values():
        differences += _places(pairs)
    for each in ours:
        if each.id not in listed and each.total:
            differences.append(Difference("not listed", f"{each.name}: {each.total} points here, not listed."))
    return sorted(differences, key=lambda difference: KINDS.index(difference.kind))


KINDS: tuple[Kind, ...] = ("points", "place", "not here", "twice", "not decided", "name", "not listed")


def _places(pairs: Sequence[tuple[Ranked, Ours]]) -> list[Difference]:
    """Differences of place within a section, and ties that the rule leaves open."""
    ranks = sorted(mine.rank for _, mine in pairs)
    # A later section may continue the numbering of the one before it.
    first = Counter((row.place or 0) - ranks.index(mine.rank) for row, mine in pairs).most_common(1)[0][0]
    found: list[Difference] = []
    undecided: set[int] = set()
    ordered = sorted(pairs, key=lambda pair: (pair[0].place or 0, pair[0].row))
    for (one, mine), (other, next_) in pairwise(ordered):
        if (mine.total, mine.best) == (next_.total, next_.best):
            shared = one.place == other.place
            how = "shares the place" if shared else f"puts {mine.name} first"
            undecided |= {mine.id, next_.id}
            found.append(
                Difference("not decided", f"{mine.name} and {next_.name}: equal in every result; the list {how}.")
            )
    for row, mine in pairs:
        place = ranks.index(mine.rank) + first
        level = ranks.count(mine.rank)
        allowed = range(place, place + level) if mine.id in undecided else [place]
        if row.place not in allowed:
            among = f", {place} among those listed" if place != mine.rank else ""
            found.append(
                Difference("place", f"{mine.name}: the list says place {row.place}, we have {mine.rank}{among}.")
            )
    return found


def _who(row: Ranked) -> str:
    return f"{row.name} ({row.noc})" if row.noc else row.name

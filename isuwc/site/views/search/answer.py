"""One ranked answer of what was found of each kind. Pure."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from django.utils.safestring import SafeString

from events.models import Country
from isuwc.site.views.search.closeness import Near

SHOWN = 12  # of one kind
MOST_BEST = 3


class Kind(Enum):
    """What can be found: the word for one, and the heading of a group. Of equally near ones the first stands first."""

    NATION = "Nation", "Nations"
    SKATER = "Skater", "Skaters"
    CUP = "Standings", "Standings"
    EVENT = "Event", "Events"
    BROADCASTER = "Broadcaster", "Broadcasters"
    PAGE = "Page", "Pages"
    STORY = "Story", "Stories"

    @property
    def one(self) -> str:
        return self.value[0]

    @property
    def many(self) -> str:
        return self.value[1]


@dataclass(frozen=True)
class Hit:
    """One thing that was found; `why` says why, if its name doesn't."""

    kind: Kind
    near: Near
    title: str | SafeString
    address: str
    country: Country | None = None
    note: str = ""
    why: str | SafeString = ""
    published_at: datetime.datetime | None = None
    links: Sequence[tuple[str, str]] = ()  # where else it leads: words and address

    @property
    def brief(self) -> str:
        """What it is, in a few words: Skater, Netherlands; Event, World Cup 3, 5–7 December 2025."""
        if self.kind is Kind.CUP:
            return self.note
        more = {Kind.SKATER: str(self.country), Kind.EVENT: self.note}.get(self.kind)
        return f"{self.kind.one}, {more}" if more else self.kind.one


@dataclass(frozen=True)
class Group:
    """What was found of one kind; `more`: it is not all that matches."""

    kind: Kind
    hits: Sequence[Hit]
    more: bool = False


@dataclass(frozen=True)
class Answer:
    """The best, where few are nearest, and what else was found. `is_guess`: it has typing errors mended."""

    best: Sequence[Hit] = ()
    groups: Sequence[Group] = ()
    is_guess: bool = field(default=False)

    @property
    def heading(self) -> str:
        return "Best match" if len(self.best) == 1 else "Best matches"

    @property
    def is_empty(self) -> bool:
        return not self.best and not self.groups

    @property
    def count(self) -> str:
        """How much is shown: nothing found, 3 found, or more than 12 found where more matches."""
        shown = len(self.best) + sum(len(group.hits) for group in self.groups)
        more = "more than " if any(group.more for group in self.groups) else ""
        return f"{more}{shown or 'nothing'} found"


def ranked(hits: Iterable[Hit], is_cut: Iterable[Kind] = ()) -> Answer:
    """The nearest first; equally near ones by kind, and those of a kind in the order in which they come.

    `is_cut` are kinds of which more match than were found.
    """
    cut = set(is_cut)
    by_kind: Mapping[Kind, list[Hit]] = {kind: [] for kind in Kind}
    for hit in sorted(hits, key=lambda hit: hit.near):
        by_kind[hit.kind].append(hit)
    nearest = min((found[0].near for found in by_kind.values() if found), default=None)
    if nearest is None:
        return Answer()
    best = [hit for found in by_kind.values() for hit in found if hit.near == nearest]
    if len(best) > MOST_BEST or nearest >= Near.MISSPELT:
        best = []
    groups = []
    for kind, found in by_kind.items():
        rest = [hit for hit in found if hit not in best]
        if rest:
            groups.append(Group(kind, rest[:SHOWN], kind in cut or len(rest) > SHOWN))
    groups.sort(key=lambda group: group.hits[0].near)
    return Answer(best, groups, nearest == Near.MISSPELT)

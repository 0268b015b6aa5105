"""What all kinds of block have in common."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

from news.pictures.picture_facts import PictureFacts

Json = dict[str, Any]


@dataclass(frozen=True)
class References:
    """The keys of rows that blocks refer to, so that a page can load them in a fixed number of queries."""

    races: frozenset[int] = frozenset()  # with their podiums
    cups: frozenset[int] = frozenset()  # with their leaders
    cups_of: frozenset[int] = frozenset()  # seasons whose cups are all linked
    events: frozenset[int] = frozenset()  # with their sessions
    events_of: frozenset[int] = frozenset()  # seasons whose events are all listed
    series: frozenset[int] = frozenset()
    uploads: frozenset[str] = frozenset()  # digests of pictures, for which files there are of them

    def __or__(self, other: "References") -> "References":
        return References(*(getattr(self, each.name) | getattr(other, each.name) for each in fields(self)))


@dataclass(frozen=True)
class BlockFacts:
    """A block of an article as an edition stores it: its text, and the keys of rows that it refers to.

    JSON has the same field names. Editions never change, so old JSON must stay readable: a field that older editions
    lack needs a default.
    """

    kind: ClassVar[str]  # in JSON, and in the names of its modules, model and template
    name: ClassVar[str]  # as the newsroom calls it
    follows_by_itself: ClassVar[bool] = False  # whether it is also a trailing block, which makes no story alone

    @classmethod
    def from_json(cls, json: Json) -> Self:
        return cls(**{each.name: json[each.name] for each in fields(cls) if each.name in json})

    def as_json(self) -> Json:
        return {"kind": self.kind, **{each.name: getattr(self, each.name) for each in fields(self)}}

    def words(self) -> Iterable[str]:
        """Its text for readers, as plain text for search and comparison; without live data."""
        return ()

    def pictures(self) -> Iterable[PictureFacts]:
        """The facts of its photos. They are the JSON's own objects, so that corrections change the JSON."""
        return ()

    def without(self, photos: Collection[int]) -> Self:
        """The block as it is shown without the photos of these keys."""
        return self

    def problems(self) -> Iterable[str]:
        """Why it can't go live, as predicates of the block: "is empty."."""
        return ()

    def doubts(self) -> Iterable[str]:
        """What an editor should look at, in the same form; it doesn't prevent publication."""
        return ()

    def refers_to(self) -> References:
        return References(uploads=frozenset(facts["digest"] for facts in self.pictures() if facts["digest"]))

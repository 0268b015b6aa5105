"""What all kinds of block have in common."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

from news.pictures.picture_facts import PictureFacts

Json = dict[str, Any]


@dataclass(frozen=True)
class References:
    """What blocks refer to, by key, so that a page can load all of it in a fixed number of queries."""

    races: frozenset[int] = frozenset()  # with their podiums
    cups: frozenset[int] = frozenset()  # with their leaders
    cups_of: frozenset[int] = frozenset()  # seasons of which all cups are linked
    events: frozenset[int] = frozenset()  # with their sessions
    events_of: frozenset[int] = frozenset()  # seasons of which all events are listed
    series: frozenset[int] = frozenset()

    def __or__(self, other: "References") -> "References":
        return References(*(getattr(self, each.name) | getattr(other, each.name) for each in fields(self)))


@dataclass(frozen=True)
class BlockFacts:
    """A block of an article as an edition keeps it: its words, and the keys of what it refers to.

    In JSON the fields have the same names. Editions never change, so whatever was once written must stay readable: a
    field that older editions lack has a default.
    """

    kind: ClassVar[str]  # in JSON, and in the names of its modules, model and template
    name: ClassVar[str]  # as the newsroom calls it
    follows_by_itself: ClassVar[bool] = False  # whether the same may stand below a story: it makes no story alone

    @classmethod
    def from_json(cls, json: Json) -> Self:
        return cls(**{each.name: json[each.name] for each in fields(cls) if each.name in json})

    def as_json(self) -> Json:
        return {"kind": self.kind, **{each.name: getattr(self, each.name) for each in fields(self)}}

    def words(self) -> Iterable[str]:
        """Every word of it that a reader reads, as plain text, for search and comparison. Not those of live data."""
        return ()

    def pictures(self) -> Iterable[PictureFacts]:
        """The facts of its photos: the very objects of the JSON, so that they can be corrected in it."""
        return ()

    def problems(self) -> Iterable[str]:
        """Why it can't go live, as ends of a sentence that begins with the block: "is empty."."""
        return ()

    def doubts(self) -> Iterable[str]:
        """What an editor should know of it, in the same form; it can go live all the same."""
        return ()

    def refers_to(self) -> References:
        return References()

"""Figures that an article shows as they were when it was published."""

import datetime
from dataclasses import dataclass
from typing import Self

from news.blocks.facts import BlockFacts, Json


@dataclass(frozen=True)
class CountryName:
    noc: str
    name: str


@dataclass(frozen=True)
class Place:
    """A place of a podium or a standing; the text is the time or the total."""

    rank: int | None
    name: str
    country: CountryName
    text: str

    @classmethod
    def from_json(cls, json: Json) -> "Place":
        return cls(json["rank"], json["name"], CountryName(json["noc"], json["country"]), json["text"])

    def as_json(self) -> Json:
        return {
            "rank": self.rank,
            "name": self.name,
            "noc": self.country.noc,
            "country": self.country.name,
            "text": self.text,
        }


@dataclass(frozen=True)
class Figures:
    """A podium, or the leaders of a cup."""

    places: tuple[Place, ...]
    after: str = ""  # of a cup: after which event
    note: str | None = None  # of a cup: what is missing, or has been skated since; None where it was not asked


@dataclass(frozen=True)
class Held:
    """The figures that a block goes on showing, and the day from which they are."""

    on: datetime.date
    figures: Figures

    @classmethod
    def from_json(cls, json: Json) -> "Held":
        places = tuple(map(Place.from_json, json["rows"]))
        return cls(datetime.date.fromisoformat(json["on"]), Figures(places, json["after"], json.get("note")))

    def as_json(self) -> Json:
        note = {} if self.figures.note is None else {"note": self.figures.note}
        rows = [place.as_json() for place in self.figures.places]
        return {"on": self.on.isoformat(), "after": self.figures.after, **note, "rows": rows}


@dataclass(frozen=True, kw_only=True)
class FixableFacts(BlockFacts):
    """A block whose figures follow the results, or stay as they were at publication."""

    fixed: bool = False
    held: Held | None = None  # what a fixed one shows, once it is published

    @classmethod
    def from_json(cls, json: Json) -> Self:
        return super().from_json({**json, "held": Held.from_json(json["held"])} if "held" in json else json)

    def as_json(self) -> Json:
        json = super().as_json()
        del json["fixed"], json["held"]
        fixed = {"fixed": True} if self.fixed else {}
        return {**json, **fixed, **({"held": self.held.as_json()} if self.held else {})}

"""Results and standings that an article shows as they were when it was published."""

import datetime
from dataclasses import dataclass, field
from typing import Self

from news.blocks.facts import BlockFacts, Json


@dataclass(frozen=True)
class CountryName:
    noc: str
    name: str


@dataclass(frozen=True)
class Place:
    """A place on a podium or in a standing; `text` is the time or the total.

    `address` leads to who is on it. It is not stored, so places that were fixed have none.
    """

    rank: int | None
    name: str
    country: CountryName
    text: str
    address: str = field(default="", compare=False)

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
    after: str = ""  # of a cup: the event it stands after
    note: str | None = None  # of a cup: what is missing or has been skated since; None in editions older than notes


@dataclass(frozen=True)
class FixedFigures:
    """The figures that a block keeps showing, and the day they are from."""

    on: datetime.date
    figures: Figures

    @classmethod
    def from_json(cls, json: Json) -> "FixedFigures":
        places = tuple(map(Place.from_json, json["rows"]))
        return cls(datetime.date.fromisoformat(json["on"]), Figures(places, json["after"], json.get("note")))

    def as_json(self) -> Json:
        note = {} if self.figures.note is None else {"note": self.figures.note}
        rows = [place.as_json() for place in self.figures.places]
        return {"on": self.on.isoformat(), "after": self.figures.after, **note, "rows": rows}


@dataclass(frozen=True, kw_only=True)
class FixableFacts(BlockFacts):
    """A block whose figures follow the results, or stay as they were at publication (`fixed`).

    In JSON, where editions never change, the key of `fixed_figures` is "held".
    """

    fixed: bool = False
    fixed_figures: FixedFigures | None = None  # set when a fixed block is published

    @classmethod
    def from_json(cls, json: Json) -> Self:
        fixed_figures = FixedFigures.from_json(json["held"]) if "held" in json else None
        return super().from_json({**json, "fixed_figures": fixed_figures})

    def as_json(self) -> Json:
        json = super().as_json()
        del json["fixed"], json["fixed_figures"]
        fixed = {"fixed": True} if self.fixed else {}
        return {**json, **fixed, **({"held": self.fixed_figures.as_json()} if self.fixed_figures else {})}

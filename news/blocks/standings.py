from collections.abc import Iterable
from dataclasses import dataclass

from news.blocks.facts import Json, References
from news.blocks.figures import FixableFacts


@dataclass(frozen=True)
class StandingsFacts(FixableFacts):
    """One cup with its leaders, or links to the cups of a season."""

    kind = "standings"
    name = "standings"
    follows_by_itself = True

    cup: int | None = None
    # Without a cup
    season: int | None = None
    category: str = ""  # women or men; empty for both

    def as_json(self) -> Json:
        absent = {"cup"} if self.cup is None else {"season", "category"}
        return {key: value for key, value in super().as_json().items() if key not in absent}

    def problems(self) -> Iterable[str]:
        if not self.cup and not self.season:
            yield "has neither cup nor season. Choose one there, or give the article its event."

    def refers_to(self) -> References:
        if self.cup:
            return References(cups=frozenset([self.cup]))
        return References(cups_of=frozenset([self.season] if self.season else []))

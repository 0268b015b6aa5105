"""Who won each cup of each season, as far as it is known here, and what follows from that alone."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from events.models import Season
from standings.models import Competitor, Cup
from standings.scoring.headlines import headlines
from standings.scoring.wording import listed
from standings.worth.scale import Number, in_points

MOST_NAMED = 10  # of those with most titles


@dataclass(frozen=True)
class Title:
    """A cup's winners, several if they share it; nobody as long as it is open, or if the winner isn't known here.

    `margin` are the points to whoever came next, and None where these are not known; `is_published`: by a source, since
    not all results are here.
    """

    cup: Cup
    winners: Sequence[Competitor] = ()
    total: Number | None = None
    margin: Number | None = None
    is_published: bool = False

    @property
    def absence(self) -> str:
        """Why nobody is named."""
        return "Winner not known here" if self.cup.headline.is_over else "Not decided yet"

    @property
    def how(self) -> str:
        """163 points, as published; as published; 163 points."""
        points = "" if self.total is None else in_points(self.total)
        return ", ".join(filter(None, (points, "as published" if self.is_published else "")))

    @property
    def names(self) -> str:
        """A and B."""
        return listed(each.name for each in self.winners)

    @property
    def by(self) -> str:
        """By 1 point; level on points."""
        return f"by {in_points(self.margin)}" if self.margin else "level on points"


@dataclass(frozen=True)
class SeasonTitles:
    """A season's titles, a line for each cup: its name, then women's and men's, None where there is no such cup."""

    season: Season
    titles: Sequence[Title]

    @property
    def lines(self) -> list[tuple[str, list[Title | None]]]:
        by_name: dict[str, dict[str, Title]] = {}
        for title in self.titles:
            by_name.setdefault(title.cup.name, {})[title.cup.category] = title
        return [(name, [of.get("women"), of.get("men")]) for name, of in by_name.items()]


@dataclass(frozen=True)
class Champions:
    """All seasons that have cups, the newest first."""

    seasons: Sequence[SeasonTitles]

    @cached_property
    def decided(self) -> list[Title]:
        return [title for season in self.seasons for title in season.titles if title.winners]

    @property
    def unknown(self) -> int:
        """Of how many cups that are over nobody is known here to have won."""
        return sum(not t.winners and t.cup.headline.is_over for season in self.seasons for t in season.titles)

    @cached_property
    def most_titles(self) -> list[tuple[int, Competitor]]:
        """Those with more than one, the most first; all who are equal to the last one are named."""
        counted = Counter(winner for title in self.decided for winner in title.winners)
        several = sorted(
            ((count, winner) for winner, count in counted.items() if count > 1),
            key=lambda each: (-each[0], each[1].family_name or each[1].name, each[1].name),
        )
        least = several[MOST_NAMED - 1][0] if len(several) > MOST_NAMED else 0
        return [each for each in several if each[0] >= least]

    @cached_property
    def closest(self) -> list[Title]:
        """The titles that were won by the fewest points, as far as the points are known."""
        known = [(title.margin, title) for title in self.decided if title.margin is not None]
        least = min((margin for margin, _ in known), default=None)
        return [title for margin, title in known if margin == least]


def champions_of(cups: Iterable[Cup]) -> Champions:
    """Of cups with their `headline` and two places, in the order of pages."""
    seasons: dict[Season, list[Title]] = {}
    for cup in cups:
        seasons.setdefault(cup.season, []).append(_title(cup))
    return Champions([SeasonTitles(season, titles) for season, titles in seasons.items()])


def all_champions() -> Champions:
    """Six queries, or five."""
    return champions_of(headlines(Cup.objects.newest_first(), places=2).cups)


def _title(cup: Cup) -> Title:
    if cup.champions:
        first = cup.champions[0]
        behind = (each.total for each in cup.published_leaders if each.rank > 1 and each.event_id == first.event_id)
        second = next(behind, None)
        margin = None if first.total is None or second is None else first.total - second
        return Title(cup, [each.competitor for each in cup.champions], first.total, margin, is_published=True)
    first_here = [each for each in cup.leaders if each.rank == 1] if cup.headline.is_final else []
    if not first_here:
        return Title(cup)
    return Title(cup, [each.competitor for each in first_here], first_here[0].total, cup.margin)

"""The title race of a cup in words; `outlook.outlook` works it out from a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from events.models import Event
from events.naming.events import in_text
from events.naming.words import nth
from standings.pages.cups.table_rows import TableRow
from standings.pages.cups.tables import CupTable
from standings.scoring.rounds import Round
from standings.scoring.title_race import Chance
from standings.scoring.wording import in_words, listed, sentence
from standings.worth.scale import Number, in_points


@dataclass(frozen=True)
class Contender:
    """A competitor in the title race, with their chance; `is_past`: all races are over."""

    row: TableRow
    chance: Chance
    is_past: bool = False

    @property
    def needs(self) -> str:
        """What the competitor needs or needed, in words; empty if they have won or are out."""
        chance = self.chance
        if chance.state != "open":
            return ""
        return f"{self._least}; {self._sure}"

    @property
    def _least(self) -> str:
        by_place = self._is_by_place
        if self.chance.least_place == 0 if by_place else not self.chance.least:
            return f"{'could' if self.is_past else 'can'} win without another point"
        what = _place(self.chance.least_place) if by_place else in_points(self.chance.least or 0, " more")
        return f"{'needed' if self.is_past else 'needs'} at least {what}"

    @property
    def _sure(self) -> str:
        if not self._is_by_place:
            return f"sure with {in_points(self.chance.sure, ' more')}" if self.chance.sure else "not in own hands"
        if self.chance.sure_place == 1:
            return f"sure with {_place(1)}"
        return f"sure with {_place(self.chance.sure_place)} or better" if self.chance.sure_place else "not in own hands"

    @property
    def _is_by_place(self) -> bool:
        return self.chance.least_place is not None or self.chance.sure_place is not None

    @property
    def words(self) -> str:
        """What they need, or that they have won."""
        return self.needs or ("had won" if self.is_past else "has won")


@dataclass(frozen=True)
class Wins:
    """What a win brings at the next event, where the races to come are not all known.

    `each`: how many such wins bring each competitor to the top. `later`: an event after it where a win brings more.
    """

    event: Event
    points: Number
    each: tuple[tuple[TableRow, int], ...] = ()
    later: tuple[Event, Number] | None = None

    @property
    def brings(self) -> str:
        """A win at World Cup 4 brings 60, at the World Cup Final 120."""
        more = f", at {in_text(self.later[0].title)} {self.later[1]}" if self.later else ""
        return f"a win at {in_text(self.event.title)} brings {self.points}{more}"


@dataclass(frozen=True)
class Outlook:
    """Who has won, who can still win, and who can't.

    If the races of some events aren't known (`unknown`), it only says how many wins each competitor needs (`wins`), and
    nothing of that once the season is over.
    """

    table: CupTable
    left: tuple[Round, ...]
    unknown: tuple[Event, ...]
    contenders: tuple[Contender, ...] = ()
    open_count: int = 0
    out_count: int = 0
    wins: Wins | None = None

    @property
    def winners(self) -> list[Contender]:
        return [each for each in self.contenders if each.chance.state == "won"]

    @property
    def is_decided(self) -> bool:
        """Whether nobody else can win any more."""
        return bool(self.winners) and not self.open_count

    @cached_property
    def sentence(self) -> str:
        """One to three sentences for reports. A leader is named with the event or as provisional."""
        if self.table.champions:
            return self._sentence_published
        said = self._sentence_unknown() if self.unknown else self._sentence_known()
        if self.is_provisional:
            said = f"Provisional: {self.table.status.words.provisional}. {said}"
        return said

    @property
    def is_provisional(self) -> bool:
        """Whether a missing result up to the table's event might change it."""
        return self.table.status.is_provisional

    @property
    def heading(self) -> str:
        if self.is_past and self.left:
            return f"Title race before {in_text(self.left[0].event.title)}"
        return "Title race, provisional" if self.is_provisional else "Title race"

    @property
    def has_race(self) -> bool:
        """Whether there is, or was, anything to win and something to say of it."""
        return bool(self.wins) if self.unknown else bool(self.left)

    @property
    def is_past(self) -> bool:
        """Whether the season is over by the calendar although results are missing."""
        status = self.table.status
        return status.is_newest and status.is_over and not status.is_final

    @property
    def _title(self) -> str:
        return f"the World Cup {self.table.cup.title}"

    @property
    def _sentence_published(self) -> str:
        names = listed(place.competitor.name for place in self.table.champions)
        return f"{names} won {self._title}."

    def _sentence_known(self) -> str:
        if self.is_decided:
            names = _names(self.winners)
            shared = len(self.winners) > 1
            if not self.left:
                total = in_points(self.winners[0].chance.total)
                return f"{names} {'share' if shared else 'has won'} {self._title} with {total}."
            races = "" if self.is_past else f" with {self._races} to spare"
            return f"{names} {'have' if shared else 'has'} won {self._title}{races}."
        can = self.winners + [each for each in self.contenders if each.chance.state == "open"]
        count = len(self.winners) + self.open_count
        who = f": {_names(can)}" if count <= 4 else ""
        if self.is_past:
            return f"Without the results of {self._races}, {in_words(count)} may have won {self._title}{who}."
        summary = f"With {self._races} left, {in_words(count)} can still win {self._title}{who}."
        leader = can[0]
        return f"{summary} {leader.row.standing.competitor.name}: {leader.needs}." if leader.needs else summary

    @property
    def _races(self) -> str:
        return f"{in_words(len(self.left))} race{'s' if len(self.left) != 1 else ''}"

    def _sentence_unknown(self) -> str:
        leaders = [row for row in self.table.rows if row.standing.rank == 1]
        names = listed(row.standing.competitor.name for row in leaders)
        shared = len(leaders) > 1
        behind = next((row for row in self.table.rows if row.standing.gap), None)
        by = f" by {in_points(behind.standing.gap)}" if behind and not shared else ""
        first = f"{sentence(self.table.status.words.short)[:-1]}, {names}"
        title = f"{self._title}{by}"
        if self.wins is None:
            return f"{first} {'were' if shared else 'was'} first in {title}."
        brings = self.wins.brings
        if self.is_provisional:
            return f"{first} {'are' if shared else 'is'} first in {title}; {brings}."
        near = sum(1 for _, wins in self.wins.each if wins == 1)
        could = f" {in_words(near).capitalize()} could be first after one more win." if near else ""
        return f"{first} {'lead' if shared else 'leads'} {title}; {brings}.{could}"


def _place(place: int | None) -> str:
    """a win, 2nd place, 13th place."""
    if place == 1:
        return "a win"
    return f"{nth(place or 0)} place"


def _names(contenders: Iterable[Contender]) -> str:
    """A, B and C."""
    return listed(each.row.standing.competitor.name for each in contenders)

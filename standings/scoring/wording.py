"""A standing's completeness in words for readers.

Pure: takes states and titles. Unless the standing is final, a leader is only named with the event it is after, or with
a note that the standing is provisional.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from events.naming.choices import Phase
from events.naming.events import in_text
from standings.scoring.parts import EventParts, EventState, Part, PartState, RoundParts

NOTHING_IN = frozenset({EventState.MISSING, EventState.TO_COME, EventState.LATER})


@dataclass(frozen=True)
class EventWords:
    """An event by its title (World Cup 4) and city, with its parts."""

    title: str
    city: str
    is_final: bool
    parts: EventParts

    @property
    def name(self) -> str:
        """World Cup 4, or the World Cup Final."""
        return in_text(self.title)

    @property
    def place(self) -> str:
        """World Cup 4 in Hamar."""
        return f"{self.name} in {self.city}"

    @property
    def is_partly_in(self) -> bool:
        """Whether some of its rounds have results, so that they are described one by one."""
        return self.parts.state not in {*NOTHING_IN, EventState.POSTPONED, EventState.UNKNOWN}

    @property
    def present(self) -> str:
        """The parts with results: Division B."""
        return listed(self._named(each, each.present) for each in self.parts.rounds if each.present)

    @property
    def missing(self) -> str:
        """What is missing, as clauses: the result of Division A is not in yet."""
        said = []
        for states, one, many in SAID:
            named = [
                self._named(each, parts)
                for each in self.parts.rounds
                if (parts := tuple(part for part in each.missing if part.state in states))
            ]
            if named:
                several = len(named) > 1 or " and " in named[0]
                said.append((many if several else one).format(listed(named)))
        return "; ".join(said)

    @property
    def unofficial(self) -> str:
        """The parts whose result is unofficial: Division A of the 2nd 500m."""
        return listed(
            self._named(each, parts)
            for each in self.parts.rounds
            if (parts := tuple(part for part in each.parts if part.is_unofficial))
        )

    def _named(self, each: RoundParts, parts: Sequence[Part]) -> str:
        """Division A; if the cup has several rounds at the event, with the round: Division A of the 2nd 500m."""
        names = listed(part_name(part) for part in parts)
        if len(self.parts.rounds) == 1:
            return names or "the race"
        race = f"the {each.name.title}"
        return f"{names} of {race}" if names and len(parts) < len(each.parts) else race


SAID = (
    ({PartState.EXPECTED}, "the result of {} is not in yet", "the results of {} are not in yet"),
    ({PartState.PARTIAL}, "of {} only some places are known", "of {} only some places are known"),
    ({PartState.UNKNOWN}, "whether {} was held is not known here", "whether {} were held is not known here"),
    ({PartState.LATER}, "{} comes after it", "{} come after it"),
    ({PartState.POSTPONED}, "{} is postponed", "{} are postponed"),
)


@dataclass(frozen=True)
class Words:
    """The words for a standing after the event `after`; `until` is the last event up to which it is unchanged.

    `before`: events up to and including the standing's with something missing. `later`: later events that are over or
    have begun. `event_count`: all events of the calendar; `to_come`: those that have not begun.
    """

    after: EventWords | None
    until: EventWords | None
    before: tuple[EventWords, ...]
    later: tuple[EventWords, ...]
    event_count: int
    is_final: bool
    is_over: bool
    to_come: int = 0
    unofficial: tuple[EventWords, ...] = ()

    @property
    def short(self) -> str:
        """final, or `where`."""
        return "final" if self.is_final else self.where

    @property
    def where(self) -> str:
        """after World Cup 3 of 5; if the event is only partly in: after World Cup 4, Division B only."""
        if self.until is None or self.after is None:
            return ""
        if self._is_partly_after:
            return f"after {self.after.name}, {self.after.present} only"
        return f"after {self.until.name}" if self.until.is_final else f"after {self.until.name} of {self.event_count}"

    @property
    def provisional(self) -> str:
        """Why it is provisional: the result of Division A is not in yet, or unofficial. Empty if it isn't."""
        own = [self.after.missing] if self.after and self._is_partly_after else []
        unofficial = [f"at {each.name} {each.unofficial} is unofficial so far" for each in self.unofficial]
        return "; ".join([*own, *self.earlier, *unofficial])

    @property
    def lede(self) -> str:
        """A sentence: After World Cup 3 of 5, Heerenveen. Or: After World Cup 4, Division B only: the result of …"""
        if self.after is None or self.until is None:
            return ""
        if self._is_partly_after:
            return sentence(f"{self.short}: {self.after.missing}")
        if self.is_final:
            return f"Final standing, after {self.after.place}."
        said = self.short if self.until != self.after else f"{self.short}, {self.after.city}"
        return sentence("; ".join(filter(None, (said, self.still_out))))

    @property
    def still_out(self) -> str:
        """Two events are still to come; empty if none is, or if the standing is final."""
        if self.is_final or not self.to_come:
            return ""
        return f"{in_words(self.to_come)} event{' is' if self.to_come == 1 else 's are'} still to come"

    @property
    def earlier(self) -> list[str]:
        """What is missing from events before the standing's event, as clauses."""
        others = [each for each in self.before if each != self.after]
        nothing = [each.name for each in others if each.parts.state in NOTHING_IN]
        said = [f"no results of {listed(nothing)} are here"] if nothing else []
        said += _of_whole_events((each.name, each.parts.state) for each in others)
        return said + [f"at {each.name} {each.missing}" for each in others if each.is_partly_in]

    @property
    def since(self) -> str:
        """What has happened since: the results of World Cup 4 in Hamar and World Cup 5 in Inzell are not here."""
        nothing = [each.place for each in self.later if each.parts.state in NOTHING_IN]
        said = [f"the results of {listed(nothing)} are not here"] if nothing else []
        places = [each.place for each in self.later if each.parts.has_places_only]
        said += [f"of {listed(places)} only some places are known here"] if places else []
        said += _of_whole_events((each.place, each.parts.state) for each in self.later)
        partly = [each for each in self.later if each.is_partly_in and not each.parts.has_places_only]
        return "; ".join(said + [f"{each.place} is only partly in: {each.missing}" for each in partly])

    @property
    def since_and_so(self) -> str:
        """`since` with its consequence for the standing; empty if nothing has happened since."""
        if not self.since:
            return ""
        is_known = any(each.parts.state != EventState.UNKNOWN for each in self.later)
        return f"{self.since}, so this {'is not' if is_known else 'may not be'} the final standing"

    @property
    def _is_partly_after(self) -> bool:
        return self.after is not None and self.after in self.before


def _of_whole_events(events: Iterable[tuple[str, EventState]]) -> list[str]:
    """Clauses on postponed events, and on events where it is unknown whether the cup had a race."""
    named = list(events)
    postponed = [name for name, state in named if state == EventState.POSTPONED]
    unknown = [name for name, state in named if state == EventState.UNKNOWN]
    said = [f"{listed(postponed)} {'is' if len(postponed) == 1 else 'are'} postponed"] if postponed else []
    return said + ([f"whether {listed(unknown)} had a race of this cup is not known here"] if unknown else [])


def part_name(part: Part) -> str:
    """Division A, the final, semi-final 1; empty for a race without divisions or phases."""
    division, phase = part.name
    if phase:
        return "the final" if phase == Phase.FINAL else Phase(phase).label.lower()
    return f"Division {division}" if division else ""


def in_words(number: int) -> str:
    """no, one, two … twelve, 13."""
    words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    return words[number] if number < len(words) else str(number)


def listed(names: Iterable[str]) -> str:
    """A, B and C."""
    *most, last = [name for name in names if name] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def sentence(text: str) -> str:
    """The text with a capital and a full stop; empty stays empty."""
    return f"{text[:1].upper()}{text[1:]}." if text else ""

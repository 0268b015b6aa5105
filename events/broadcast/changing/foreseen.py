"""Which countries' answers a change would make others, before it is saved.

`taken_together` loads all that decides answers; `changed_answers` compares what it found before a change with what it
found after it, so any change can be foreseen: of a listing, a group, a stream, a session, a whole table.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db import transaction

from events.broadcast.answers.rights import rights_of
from events.broadcast.answers.watch import Watch
from events.coverage import Answer, Coverage, EventFacts, Place, Right, by_noc, coverage_in, rights_about
from events.models import Country, Event, Listing

MOST_GROUPS = 60  # of countries that change alike, on a page of a table
# Of a right, what no page prints by itself; where it matters to an answer, the reason says it
UNSEEN: dict[str, Any] = {
    "key": 0, "nocs": frozenset(), "except_nocs": frozenset(), "series": 0, "season": None, "events": frozenset(),
    "except_events": frozenset(), "except_held_in": frozenset(), "starts_on": None, "ends_on": None,
    "is_exclusive": False, "scope": "", "exceptions": "", "showings": (), "formers": (), "own_link": "", "website": "",
}  # fmt: skip
EVERYWHERE: dict[str, Any] = {"nocs": frozenset(), "events": frozenset()}  # likewise, of a block of the stream


@dataclass(frozen=True)
class Deciding:
    """All that decides answers at one moment."""

    events: Sequence[Event]
    facts: Mapping[int, EventFacts]  # by the event's key
    rights: Sequence[Right]
    countries: Sequence[Country]


class AnswerChange(NamedTuple):
    """An event whose answer changes. `before` is None where there was none: the event or the country is new."""

    before: Watch | None
    after: Watch
    is_reworded: bool = False  # the same broadcasters in the same way, for a reason that reads otherwise

    @property
    def event(self) -> Event:
        return self.after.event

    @property
    def words(self) -> tuple[str, str]:
        """Both answers in a few words: ISU stream; Example Sports (live)."""
        before, after = in_short(self.before.answer) if self.before else "none", in_short(self.after.answer)
        return before, after if after != before else f"{after}, in another way"


@dataclass(frozen=True)
class CountriesChange:
    """Countries whose answers change in the same way."""

    countries: tuple[Country, ...]
    changes: tuple[AnswerChange, ...]  # of the first of them


def taken_together() -> Deciding:
    """As the database has it now. Seven queries."""
    events = list(Event.objects.with_place().with_stream().order_by("-start_date", "number"))
    countries = list(Country.objects.places().select_related("follows").order_by("is_territory", "name"))
    rights = rights_of(Listing.objects.all())
    return Deciding(events, {event.pk: event.facts for event in events}, rights, countries)


@contextmanager
def rolled_back() -> Iterator[None]:
    """What is written inside is undone at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def changed_answers(before: Deciding, after: Deciding) -> list[CountriesChange]:
    """Countries with the same changes together, those with most changes first. Events that are gone are left out."""
    rights = {right for right, _ in _with_clocks(before.rights) ^ _with_clocks(after.rights)}
    events = [event for event in after.events if before.facts.get(event.pk) != after.facts[event.pk]]
    touched = {noc for right in rights for noc in right.nocs | right.except_nocs}
    known = {country.noc: country.place for country in before.countries}
    of_before, of_after = by_noc(before.rights), by_noc(after.rights)
    # By what readers see of the changes: their countries, and the changes in the first of them
    found: dict[tuple[object, ...], tuple[list[Country], list[AnswerChange]]] = {}
    for country in after.countries:
        place, was = country.place, known.get(country.noc)
        if place != was:
            asked = list(after.events)
        elif {place.code, place.follows} & touched:
            concerned = [
                event for event in after.events if any(each.concerns(after.facts[event.pk]) for each in rights)
            ]
            asked = [event for event in after.events if event in concerned or event in events]
        else:
            asked = events
        then = _watches(country, before, rights_about(was, of_before), was, asked) if was else {}
        now = _watches(country, after, rights_about(place, of_after), place, asked)
        read = [(key, _as_read(then.get(key)), _as_read(watch)) for key, watch in now.items()]
        if seen := tuple(each for each in read if each[1] != each[2]):
            changes = [_change(then.get(key), now[key]) for key, _, _ in seen]
            found.setdefault(seen, ([], changes))[0].append(country)
    groups = [CountriesChange(tuple(countries), tuple(changes)) for countries, changes in found.values()]
    return sorted(groups, key=lambda each: (-len(each.changes), each.countries[0].name))


def _watches(
    country: Country, deciding: Deciding, rights: list[Right], place: Place, events: Iterable[Event]
) -> dict[int, Watch]:
    """A country's answers for those of the events that there are, by their keys."""
    there = {event.pk: event for event in deciding.events}
    return {
        event.pk: Watch(country, there[event.pk], *coverage_in(place, deciding.facts[event.pk], rights))
        for event in events
        if event.pk in there
    }


def _change(before: Watch | None, after: Watch) -> AnswerChange:
    return AnswerChange(before, after, before is not None and _as_read(before, "") == _as_read(after, ""))


@dataclass(frozen=True)
class Foreseen:
    """What a change would do to answers: the first groups, and how much it is in all."""

    groups: Sequence[CountriesChange]
    countries: int
    territories: int
    events: int
    answers: int
    reworded: int  # answers that only give their reason in other words
    more: int  # countries and territories that are in none of the groups

    @classmethod
    def of(cls, groups: Sequence[CountriesChange], most: int) -> "Foreseen":
        changing = [(each.countries, change) for each in groups for change in each.changes if not change.is_reworded]
        places = {country.noc: country.is_territory for found, _ in changing for country in found}
        answers = sum(len(found) for found, _ in changing)
        return cls(
            groups[:most],
            countries=list(places.values()).count(False),
            territories=list(places.values()).count(True),
            events=len({change.event.pk for _, change in changing}),
            answers=answers,
            reworded=sum(len(each.countries) * len(each.changes) for each in groups) - answers,
            more=sum(len(each.countries) for each in groups[most:]),
        )

    @property
    def where(self) -> str:
        """1 country and 2 territories."""
        countries = f"{self.countries} countr{'y' if self.countries == 1 else 'ies'}"
        territories = f"{self.territories} territor{'y' if self.territories == 1 else 'ies'}"
        return " and ".join([countries] * bool(self.countries) + [territories] * bool(self.territories))


def foreseen_of(write: Callable[[], object], most: int = MOST_GROUPS) -> Foreseen:
    """What it would change if `write` were called, which is called and undone."""
    with rolled_back():
        before = taken_together()
        write()
        return Foreseen.of(changed_answers(before, taken_together()), most)


def in_short(answer: Answer) -> str:
    """Example Sports (live), Example TV (highlights); ISU stream (no listing); nobody."""
    names = [f"{right.broadcaster} ({right.timing})" for right in (*answer.shown_by, *answer.highlights)]
    if answer.is_stream:
        names.insert(0, "ISU stream")
    if answer.is_nobody:
        names.insert(0, "nobody")
    return f"{', '.join(names)}{' (no listing)' if answer.is_by_absence else ''}"


def _as_read(watch: Watch | None, reason: str | None = None) -> Coverage | None:
    """With what readers see of its rights alone: a territory may lose a country without a word in the others.

    `reason` is put in place of each answer's own.
    """
    if watch is None:
        return None

    def bare(rights: tuple[Right, ...]) -> tuple[Right, ...]:
        return tuple(replace(right, **UNSEEN) for right in rights)

    def read(answer: Answer) -> Answer:
        return replace(
            answer,
            reason=answer.reason if reason is None else reason,
            shown_by=bare(answer.shown_by),
            highlights=bare(answer.highlights),
            because=bare(answer.because),
            stream=replace(answer.stream, blocks=()) if answer.stream else None,
            stream_block=replace(answer.stream_block, **EVERYWHERE) if answer.stream_block else None,
        )

    answers = tuple((session, read(each)) for session, each in watch.coverage.sessions_and_days)
    return Coverage(read(watch.coverage.event), answers)


def _with_clocks(rights: Iterable[Right]) -> set[tuple[Right, tuple[object, ...]]]:
    """The rights, each with what says whether its single sessions were moved, which rights don't compare by."""
    return {
        (right, tuple((each.known_date, each.known_start, each.known_zone) for each in right.showings))
        for right in rights
    }

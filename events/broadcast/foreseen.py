"""Which countries' answers a change would make others, before it is saved.

`taken_together` loads all that decides answers; `changed_answers` compares what it found before a change with what it
found after it, so any change can be foreseen: of a listing, a group, a stream, a session, a whole table.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db import transaction

from events.broadcast.rights import rights_of
from events.broadcast.watch import Watch
from events.coverage import Answer, Coverage, EventFacts, Right, by_noc, coverage
from events.models import Country, Event, Listing

MOST_GROUPS = 60  # of countries that change alike, on a page of a table
# Of a right, what no page prints by itself; where it matters to an answer, the reason says it
UNSEEN: dict[str, Any] = {
    "key": 0, "nocs": frozenset(), "except_nocs": frozenset(), "series": 0, "season": None, "events": frozenset(),
    "except_events": frozenset(), "except_held_in": frozenset(), "starts_on": None, "ends_on": None,
    "is_exclusive": False, "scope": "", "exceptions": "", "showings": (),
}  # fmt: skip


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
    countries = list(Country.objects.with_viewers().order_by("name"))
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
    rights_changed = {right for right, _ in _with_clocks(before.rights) ^ _with_clocks(after.rights)}
    other_facts = {key for key, facts in after.facts.items() if before.facts.get(key) != facts}
    touched = {noc for right in rights_changed for noc in right.nocs | right.except_nocs}
    known = {country.noc for country in before.countries}
    earlier = {event.pk: event for event in before.events}
    of_before, of_after = by_noc(before.rights), by_noc(after.rights)
    found: dict[tuple[tuple[int, Coverage | None, Coverage], ...], list[Country]] = defaultdict(list)
    for country in after.countries:
        noc = country.noc
        if noc not in touched and noc in known and not other_facts:
            continue
        changes = []
        for event in after.events:
            facts, was = after.facts[event.pk], before.facts.get(event.pk) if noc in known else None
            if was == facts and not any(right.concerns(facts) for right in rights_changed):
                continue
            now = coverage(noc, facts, of_after.get(noc, ()))
            then = coverage(noc, was, of_before.get(noc, ())) if was else None
            if then is None or _as_read(then) != _as_read(now):
                changes.append((event.pk, then, now))
        if changes:
            found[tuple(changes)].append(country)
    later = {event.pk: event for event in after.events}
    groups = [
        CountriesChange(
            tuple(countries),
            tuple(
                AnswerChange(
                    Watch(countries[0], earlier[key], then) if then else None,
                    Watch(countries[0], later[key], now),
                    then is not None and _as_read(then, "") == _as_read(now, ""),
                )
                for key, then, now in changes
            ),
        )
        for changes, countries in found.items()
    ]
    return sorted(groups, key=lambda each: (-len(each.changes), each.countries[0].name))


@dataclass(frozen=True)
class Foreseen:
    """What a change would do to answers: the first groups, and how much it is in all."""

    groups: Sequence[CountriesChange]
    countries: int
    events: int
    answers: int
    reworded: int  # answers that only give their reason in other words
    more: int  # countries that are in none of the groups

    @classmethod
    def of(cls, groups: Sequence[CountriesChange], most: int) -> "Foreseen":
        left_out = sum(len(each.countries) for each in groups[most:])
        return cls(groups[:most], *tally(groups), left_out)


def foreseen_of(write: Callable[[], object], most: int = MOST_GROUPS) -> Foreseen:
    """What it would change if `write` were called, which is called and undone."""
    with rolled_back():
        before = taken_together()
        write()
        return Foreseen.of(changed_answers(before, taken_together()), most)


def tally(groups: Sequence[CountriesChange]) -> tuple[int, int, int, int]:
    """The number of countries, of events, and of answers that change; and of those that only read otherwise."""
    changing = [(each.countries, change) for each in groups for change in each.changes if not change.is_reworded]
    countries = {country.noc for found, _ in changing for country in found}
    events = {change.event.pk for _, change in changing}
    answers = sum(len(found) for found, _ in changing)
    all_answers = sum(len(each.countries) * len(each.changes) for each in groups)
    return len(countries), len(events), answers, all_answers - answers


def in_short(answer: Answer) -> str:
    """Example Sports (live), Example TV (highlights); ISU stream (no listing); nobody."""
    names = [f"{right.broadcaster} ({right.timing})" for right in (*answer.shown_by, *answer.highlights)]
    if answer.is_stream:
        names.insert(0, "ISU stream")
    if answer.is_nobody:
        names.insert(0, "nobody")
    return f"{', '.join(names)}{' (no listing)' if answer.is_by_absence else ''}"


def _as_read(found: Coverage, reason: str | None = None) -> Coverage:
    """With what readers see of its rights alone: a territory may lose a country without a word in the others.

    `reason` is put in place of each answer's own.
    """

    def bare(rights: tuple[Right, ...]) -> tuple[Right, ...]:
        return tuple(replace(right, **UNSEEN) for right in rights)

    def read(answer: Answer) -> Answer:
        return replace(
            answer,
            reason=answer.reason if reason is None else reason,
            shown_by=bare(answer.shown_by),
            highlights=bare(answer.highlights),
            because=bare(answer.because),
        )

    answers = tuple((session, read(each)) for session, each in found.sessions_and_days)
    return Coverage(read(found.event), answers)


def _with_clocks(rights: Iterable[Right]) -> set[tuple[Right, tuple[object, ...]]]:
    """The rights, each with what says whether its single sessions were moved, which rights don't compare by."""
    return {
        (right, tuple((each.known_date, each.known_start, each.known_zone) for each in right.showings))
        for right in rights
    }

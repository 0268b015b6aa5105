"""Where to watch: the coverage engine asked about rows of the database."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from events.broadcast.rights import rights_of
from events.coverage import Answer, Coverage, Kind, Record, Right, by_noc, coverage
from events.models import Country, Event, Listing, Session
from events.models.planned import Plan, State


@dataclass(frozen=True)
class SessionAnswer:
    """`own` where it is another than the event's: another broadcaster, a time of its own, not shown."""

    session: Session
    answer: Answer
    own: Answer | None


@dataclass(frozen=True)
class Watch:
    """A country's answer for an event, with its sessions."""

    country: Country
    event: Event
    coverage: Coverage

    @property
    def answer(self) -> Answer:
        return self.coverage.event

    @property
    def is_over(self) -> bool:
        return self.event.state == State.FINISHED

    @property
    def records(self) -> tuple[Record, ...]:
        return self.coverage.records

    @property
    def more(self) -> int:
        """How many broadcasters a short list of four leaves out."""
        return max(len(self.answer.shown_by) - 4, 0)

    @property
    def sessions(self) -> list[SessionAnswer]:
        found = []
        for session in self.event.sessions.all():
            session.event = self.event  # pages ask for its venue
            answer = self.coverage.of_session(session.pk)
            is_off = session.plan == Plan.CANCELLED  # nobody shows it, whatever was planned
            own = None if is_off or answer.says_the_same_as(self.answer) else self._beside(answer)
            found.append(SessionAnswer(session, answer, own))
        return found

    def _beside(self, answer: Answer) -> Answer:
        """Without highlights and notes that the event's answer, above it on the page, has already."""
        notes = {right.key: right.note for right in self.answer.rights}
        return replace(
            answer,
            shown_by=tuple(
                replace(right, note="" if notes.get(right.key) == right.note else right.note)
                for right in answer.shown_by
            ),
            highlights=tuple(right for right in answer.highlights if right not in self.answer.highlights),
        )

    @property
    def days(self) -> list[tuple[datetime.date, Answer]]:
        """Days of which no session is known and whose answer is another than the event's."""
        return [
            (slot.day, self._beside(answer))
            for slot, answer in self.coverage.slots
            if slot.session is None and not answer.says_the_same_as(self.answer)
        ]


def by_country(event: Event, countries: Iterable[Country]) -> list[Watch]:
    """Every country's answer for an event loaded `with_stream`: two queries, for the listings."""
    return [row[0] for row in by_country_and_event(countries, [event])]


def by_event(country: Country, events: Iterable[Event]) -> list[Watch]:
    """A country's answer for every event, which were loaded `with_stream`: two queries, for the listings."""
    events = list(events)
    rights = rights_of(Listing.objects.concerning(events).in_country(country))
    return [Watch(country, event, coverage(country.noc, event.leg, rights)) for event in events]


def by_country_and_event(countries: Iterable[Country], events: Iterable[Event]) -> list[list[Watch]]:
    """A row for each country with its answer for every event, which were loaded `with_stream`: two queries."""
    events = list(events)
    legs = [(event, event.leg) for event in events]
    rights = rights_for(events)
    return [
        [Watch(country, event, coverage(country.noc, leg, rights.get(country.noc, ()))) for event, leg in legs]
        for country in countries
    ]


def rights_for(events: Iterable[Event]) -> Mapping[str, list[Right]]:
    """What may be for one of the events, by country. Two queries."""
    return by_noc(rights_of(Listing.objects.concerning(events)))


def tally(answers: Iterable[Watch]) -> dict[str, int]:
    """How many countries have which of the three answers."""
    counts = Counter(each.answer.kind for each in answers)
    return {kind.value: counts[kind] for kind in Kind}


@dataclass(frozen=True)
class Words:
    """A country's answers as lines of plain text, for a calendar."""

    watch: Watch

    def of(self, session: Session | None) -> list[str]:
        """The answer for a session; for the whole event without one."""
        coverage, country = self.watch.coverage, self.watch.country
        answer = coverage.of_session(session.pk) if session else coverage.event
        if session and session.plan == Plan.CANCELLED:
            return []
        where = f"In {country.name_in_text}"
        found = [_line(right) for right in answer.shown_by]
        if answer.is_stream and answer.stream:
            found = [f"{answer.stream.name}, {answer.stream.link}"]
        if answer.is_nobody:
            found = ["nobody shows it, as far as is known."]
        found += [_line(right) for right in answer.highlights]
        found += [f"{right.broadcaster}: {right.note}" for right in answer.because if right.note]
        return [f"{where}: {line}" for line in found]


def _line(right: Right) -> str:
    """Broadcaster, channel, live, from Fri 21:30 in Oslo, https://example.org/, note (made-up example)."""
    channel = right.channel if right.channel != right.broadcaster else ""
    begins = f"from {right.shown_at}" if right.shown_at else right.time_doubt
    parts = [right.broadcaster, channel, right.timing, begins, right.access.lower(), right.link, right.note]
    said = ", ".join(part for part in parts if part)
    return f"{said} (made-up example)" if right.is_example else said

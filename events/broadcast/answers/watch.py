"""Where to watch: the answers of `events.coverage` for countries and events in the database."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from events.broadcast.answers.rights import rights_of
from events.coverage import Answer, AnswerKind, Coverage, Record, Right, by_noc, coverage_in, rights_about
from events.models import Country, Event, Listing, Session
from events.models.planned import Plan, State


@dataclass(frozen=True)
class SessionAnswer:
    """A session's answer; `own` only where it differs from the event's: another broadcaster or start, or not shown."""

    session: Session
    answer: Answer
    own: Answer | None


@dataclass(frozen=True)
class Watch:
    """A country's or territory's answer for an event, with its sessions."""

    country: Country
    event: Event
    coverage: Coverage
    assumption: str = ""  # in a territory, what of it is taken over from its country, in words

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
            is_cancelled = session.plan == Plan.CANCELLED  # so nobody shows it
            own = None if is_cancelled or answer.says_the_same_as(self.answer) else self._without_repeats(answer)
            found.append(SessionAnswer(session, answer, own))
        return found

    @property
    def differing(self) -> list[SessionAnswer]:
        """The sessions whose answer differs from the event's."""
        return [each for each in self.sessions if each.own]

    def _without_repeats(self, answer: Answer) -> Answer:
        """Without highlights and notes that the event's answer, above it on the page, already has."""
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
        """Days without a known session whose answer differs from the event's."""
        return [
            (session.day, self._without_repeats(answer))
            for session, answer in self.coverage.sessions_and_days
            if session.key is None and not answer.says_the_same_as(self.answer)
        ]


def by_country(event: Event, countries: Iterable[Country]) -> list[Watch]:
    """Every country's answer for an event loaded `with_stream`. Two queries, for the listings."""
    return [row[0] for row in by_country_and_event(countries, [event])]


def by_event(country: Country, events: Iterable[Event]) -> list[Watch]:
    """A country's answer for each of the events, loaded `with_stream`. Two queries, for the listings.

    Of a territory, the country whose answer it has is loaded, too.
    """
    events, place = list(events), country.place
    rights = rights_of(Listing.objects.concerning(events).in_country(country))
    return [Watch(country, event, *coverage_in(place, event.facts, rights)) for event in events]


def by_country_and_event(countries: Iterable[Country], events: Iterable[Event]) -> list[list[Watch]]:
    """A row for each country with its answer for each of the events, loaded `with_stream`. Two queries."""
    events = list(events)
    rights = rights_for(events)
    with_facts = [(event, event.facts) for event in events]
    return [
        [Watch(country, event, *coverage_in(place, facts, own)) for event, facts in with_facts]
        for country in countries
        for place in [country.place]
        for own in [rights_about(place, rights)]
    ]


def rights_for(events: Iterable[Event]) -> Mapping[str, list[Right]]:
    """The rights that may be for one of the events, by NOC code. Two queries."""
    return by_noc(rights_of(Listing.objects.concerning(events)))


def tally(answers: Iterable[Watch]) -> dict[str, int]:
    """The number of countries by each of the three answers, and of those of which no listing is on record."""
    found = [each.answer for each in answers]
    counts = Counter(each.kind for each in found)
    return {**{kind.value: counts[kind] for kind in AnswerKind}, "unlisted": sum(each.is_by_absence for each in found)}


@dataclass(frozen=True)
class CalendarNotes:
    """A country's answers as lines of plain text, for a calendar."""

    watch: Watch

    def of(self, session: Session | None) -> list[str]:
        """The answer for a session; for the whole event without one."""
        coverage, country = self.watch.coverage, self.watch.country
        answer = coverage.of_session(session.pk) if session else coverage.event
        if session and session.plan == Plan.CANCELLED:
            return []
        place = f"In {country.name_in_text}"
        found = [_line(right) for right in answer.shown_by]
        if answer.is_stream and answer.stream:
            found = [", ".join(filter(None, [answer.stream.name, answer.stream.link]))]
            found += ["no broadcaster is on record."] if answer.is_by_absence else []
        if answer.is_nobody:
            found = ["nobody is on record as showing it."]
        found += [_line(right) for right in answer.highlights]
        found += [f"{right.broadcaster}: {right.note}" for right in answer.because if right.note]
        found += [self.watch.assumption] if self.watch.assumption else []
        return [f"{place}: {line}" for line in found]


def _line(right: Right) -> str:
    """Broadcaster, channel, live, from Fri 21:30 in Oslo, on demand, https://example.org/, note (made-up example)."""
    channel = right.channel if right.channel != right.broadcaster else ""
    begins = f"from {right.shown_at}" if right.shown_at else right.time_doubt
    links = [right.link, *(f"{name}: {link}" for name, link in right.further_links)]
    blocked = "geo-blocked" if right.is_geo_blocked else ""
    how = [right.timing, begins, *right.also, *right.limits, right.access.lower(), blocked]
    text = ", ".join(part for part in [right.broadcaster, channel, *how, *links, right.note] if part)
    return f"{text} (made-up example)" if right.is_example else text
